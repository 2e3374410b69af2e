import type { Bench } from '../support/bench.ts';
import type { ProgramName } from '../support/programs.ts';
import { ablation } from './ablation.ts';
import { archives } from './archives.ts';
import { compare } from './compare.ts';
import { destinations } from './destinations.ts';
import { images } from './images.ts';
import { keys } from './keys.ts';
import { memory } from './memory.ts';
import { mirror } from './mirror.ts';
import { large, repeat, small } from './promote.ts';
import { sign } from './sign.ts';
import { start } from './start.ts';
import { verdicts } from './verdicts.ts';
import { verify } from './verify.ts';

export interface Section {
  /** The registries and tools that the section runs. No others are built for it. */
  readonly programs: readonly ProgramName[];
  run(bench: Bench): Promise<void>;
}

const COPIERS: readonly ProgramName[] = [
  'olareg',
  'distribution',
  'notation',
  'oras',
  'regctl',
  'crane',
  'skopeo',
];

/** In the order in which they are run and shown. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  start: { programs: [], run: start },
  sign: { programs: ['olareg', 'notation', 'cosign'], run: sign },
  verify: { programs: ['olareg', 'notation', 'cosign'], run: verify },
  verdicts: { programs: ['olareg', 'notation'], run: verdicts },
  small: { programs: COPIERS, run: small },
  repeat: { programs: COPIERS, run: repeat },
  large: { programs: COPIERS, run: large },
  destinations: { programs: COPIERS, run: destinations },
  images: { programs: ['olareg', 'notation'], run: images },
  compare: { programs: ['olareg', 'distribution', 'oras'], run: compare },
  keys: { programs: ['olareg'], run: keys },
  archives: { programs: ['olareg', 'oras'], run: archives },
  mirror: { programs: ['olareg', 'regsync', 'oras', 'skopeo'], run: mirror },
  memory: { programs: COPIERS, run: memory },
  ablation: { programs: ['olareg', 'distribution'], run: ablation },
};
