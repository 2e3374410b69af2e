import type { Problems } from '../../options/problems.ts';
import type { Operands } from '../inputs.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The entry of `images` that asks for what the job declared. */
export const FROM_JOB = 'from-job';

/** The images of a step, and what its log says of them before they are used. */
export interface NamedImages {
  /** `undefined` where a problem says why there are none. */
  readonly images: readonly string[] | undefined;
  readonly notices: readonly string[];
  /** A heading with the images of a list that another program wrote, and with what is left out. */
  readonly log: { readonly title: string; readonly lines: readonly string[] } | undefined;
}

export interface Step {
  readonly operands: Operands;
  readonly env: Env;
  readonly problems: Problems;
}

export const listed = (operands: Operands, name: keyof Operands): readonly string[] => operands[name] ?? [];
