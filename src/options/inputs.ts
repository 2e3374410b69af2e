import type { ActionName } from './commands.ts';
import type { Option } from './option.ts';
import { optionsOf } from './table.ts';

/** An input that takes the place of the operands of a command. */
export interface Operand {
  readonly name:
    | 'images'
    | 'digest'
    | 'repositories'
    | 'bake-metadata'
    | 'artifacts-file'
    | 'source'
    | 'destination'
    | 'file';
  readonly actions: readonly ActionName[];
  /** A `list` has one entry a line, a `text` is taken whole. */
  readonly type: 'list' | 'text';
  readonly help: string;
  /** What it is for single actions, where `help` does not fit them. */
  readonly helpOf?: Partial<Readonly<Record<ActionName, string>>>;
}

export const OPERANDS: readonly Operand[] = [
  {
    name: 'images',
    actions: ['sign', 'verify'],
    type: 'list',
    help: "images, one per line, such as metadata-action's tags; REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR:TAG or oci-archive:FILE:TAG; a name without registry is Docker Hub's; from-job alone for what earlier steps of the job declared in $GITHUB_ARTIFACTS; required, unless bake-metadata or artifacts-file is given",
  },
  {
    name: 'digest',
    actions: ['sign', 'verify'],
    type: 'list',
    help: "digest for every line of images, such as build-push-action's digest; the tags then only name the repository",
  },
  {
    name: 'repositories',
    actions: ['sign', 'verify'],
    type: 'list',
    help: 'with images: from-job, the repositories that count, one per line, such as ghcr.io/acme/*; * stands for anything but a slash, ** for anything, ? for one character',
  },
  {
    name: 'bake-metadata',
    actions: ['sign', 'verify'],
    type: 'text',
    help: "in place of images, the output metadata of docker/bake-action or docker/build-push-action, or the path of the file that docker buildx bake --metadata-file writes: every target's image under all its names",
  },
  {
    name: 'artifacts-file',
    actions: ['sign', 'verify'],
    type: 'text',
    help: "in place of images, the path of GoReleaser's dist/artifacts.json, or the output artifacts of goreleaser-action: every image and manifest that was pushed",
  },
  {
    name: 'source',
    actions: ['promote', 'compare'],
    type: 'list',
    help: "the image to promote, best by digest; a name without registry is Docker Hub's; required, unless file is given",
    helpOf: {
      compare:
        "the images that the repositories should have, one per line; by tag, the tag is compared as well; a name without registry is Docker Hub's; required",
    },
  },
  {
    name: 'file',
    actions: ['plan'],
    type: 'text',
    help: 'the promotions file (YAML); required',
  },
  {
    name: 'destination',
    actions: ['promote'],
    type: 'list',
    help: 'where to, with its tags: REGISTRY/REPOSITORY:1.4,latest; by digest, without a tag: REGISTRY/REPOSITORY@DIGEST; required, unless destinations-file or file is given',
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
