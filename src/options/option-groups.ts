import type { CommandName } from './commands.ts';
import { FILE_OPTIONS } from './file-options.ts';
import type { Option } from './option.ts';
import { RECORD_OPTIONS } from './record-options.ts';
import { SIGNATURE_PLACE_OPTIONS } from './signature-place-options.ts';
import { SIGNING_OPTIONS } from './signing-options.ts';
import { findOption, optionsOf } from './table.ts';
import { TAG_OPTIONS } from './tag-options.ts';
import { TRANSPORT_OPTIONS } from './transport-options.ts';
import { TRUST_OPTIONS } from './trust-options.ts';

/** Options of a command that its help shows together. */
export interface OptionGroup {
  /** With a colon at its end; without one they stand under `Options:`. */
  readonly heading?: string;
  readonly options: readonly Option[];
}

/** The groups of a command that has too many options for one list, in the order in which a person decides about them. */
const GROUPS_OF: Readonly<Partial<Record<CommandName, readonly OptionGroup[]>>> = {
  plan: [
    { heading: 'Whose signatures count, for entries that do not say it:', options: TRUST_OPTIONS },
    { heading: 'Logins of source and destination:', options: TRANSPORT_OPTIONS },
  ],
  promote: [
    { heading: 'Whose signatures count:', options: TRUST_OPTIONS },
    { heading: 'Many images of a promotions file:', options: FILE_OPTIONS },
    { heading: 'Destinations and their tags:', options: [findOption('destinations-file')!, ...TAG_OPTIONS] },
    { heading: 'Signatures in another repository:', options: SIGNATURE_PLACE_OPTIONS },
    { heading: 'A signature of your own:', options: [...SIGNING_OPTIONS, findOption('user-metadata')!] },
    { heading: 'A signed record of the promotion:', options: RECORD_OPTIONS },
    { heading: 'Logins of source and destination:', options: TRANSPORT_OPTIONS },
  ],
};

/** Every option of a command once: those of no group first. */
export function optionGroups(command: CommandName): readonly OptionGroup[] {
  const own = optionsOf(command);
  const groups = GROUPS_OF[command] ?? [];
  const grouped = new Set(groups.flatMap(({ options }) => options));
  return [
    { options: own.filter((option) => !grouped.has(option)) },
    ...groups.map(({ heading, options }) => ({
      ...(heading === undefined ? {} : { heading }),
      options: own.filter((option) => options.includes(option)),
    })),
  ];
}
