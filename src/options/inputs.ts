import type { ActionName } from './commands.ts';
import type { Option } from './option.ts';
import { optionsOf } from './table.ts';

/** An input that takes the place of the operands of a command. */
export interface Operand {
  readonly name: 'images' | 'digest' | 'source' | 'destination';
  readonly actions: readonly ActionName[];
  readonly help: string;
}

const OPERANDS: readonly Operand[] = [
  {
    name: 'images',
    actions: ['sign', 'verify'],
    help: "images, one per line, such as metadata-action's tags; REGISTRY/REPOSITORY[:TAG][@DIGEST] or oci:DIR:TAG; a name without registry is Docker Hub's; required",
  },
  {
    name: 'digest',
    actions: ['sign', 'verify'],
    help: "digest for every line of images, such as build-push-action's digest; the tags then only name the repository",
  },
  {
    name: 'source',
    actions: ['promote'],
    help: "the image to promote, best by digest; a name without registry is Docker Hub's; required",
  },
  {
    name: 'destination',
    actions: ['promote'],
    help: 'where to, with its tags: REGISTRY/REPOSITORY:1.4,latest; by digest, without a tag: REGISTRY/REPOSITORY@DIGEST; required',
  },
];

/** The inputs of an action that name images. */
export function operandsOf(action: ActionName): readonly Operand[] {
  return OPERANDS.filter(({ actions }) => actions.includes(action));
}

/** The inputs of an action that are options. */
export function inputsOf(action: ActionName): readonly Option[] {
  return optionsOf(action).filter((option) => option.action !== false);
}
