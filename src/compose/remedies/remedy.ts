import type { Need } from '../../errors.ts';
import { numbered } from '../../options/numbered.ts';
import { cloudLogin } from './cloud-login.ts';
import { identityToken } from './identity-token.ts';
import { missingFile } from './missing-file.ts';
import { missingRepository } from './missing-repository.ts';
import { missingVariable } from './missing-variable.ts';
import { registryLogin } from './registry-login.ts';
import { registryRight } from './registry-right.ts';
import type { Situation } from './situation.ts';

type Kind = Need['kind'];

interface Part {
  readonly hint: string;
  readonly needs?: Need;
}

type Remedies = {
  readonly [K in Kind]: (
    need: Extract<Need, { kind: K }>,
    hint: string,
    situation: Situation,
  ) => string | undefined;
};

/** The remedy of each kind of need; `undefined` where the hint of the error itself is the best that can be said. */
const REMEDIES: Remedies = {
  file: ({ path }, hint, situation) => missingFile(path, hint, situation),
  variable: ({ name }, _, situation) => missingVariable(name, situation),
  'identity-token': (_, __, situation) => identityToken(situation),
  'cloud-login': ({ cloud }, _, situation) => cloudLogin(cloud, situation),
  'registry-login': (need, _, situation) => registryLogin(need, situation),
  'registry-right': (need, _, situation) => registryRight(need, situation),
  repository: (need) => missingRepository(need),
  several({ parts }, hint, situation) {
    if (parts.every(({ needs }) => needs === undefined)) return hint;
    return numbered(parts.map((part) => remedyOf(part, situation)));
  },
};

/** The remedy of an error, in the words of the place where the run is: YAML in a workflow, commands in a shell. */
export function remedyOf({ hint, needs }: Part, situation: Situation): string {
  if (needs === undefined) return hint;
  const remedy = REMEDIES[needs.kind] as Remedies[Kind] &
    ((n: Need, h: string, s: Situation) => string | undefined);
  return remedy(needs, hint, situation) ?? hint;
}
