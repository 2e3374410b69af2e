import { ACTION_NAMES, type ActionName } from './commands.ts';

/** The actions that name images; a plan names a file. */
const OF_IMAGES: readonly ActionName[] = ['sign', 'verify', 'promote', 'compare'];
/** The actions whose results are about a signature of an image. */
const OF_SIGNATURES: readonly ActionName[] = ['sign', 'verify', 'promote'];

/** An output of an action; set on success and on failure. */
export interface Output {
  readonly name: string;
  readonly actions: readonly ActionName[];
  readonly help: string;
}

/** Every output. An output about one image describes the first image. */
export const OUTPUTS = [
  { name: 'digest', actions: OF_IMAGES, help: 'digest of the image' },
  {
    name: 'signature-digest',
    actions: OF_SIGNATURES,
    help: 'digest of its signature manifest: the one made, or the one that passed; of promote with sign, your own at the destination in reference',
  },
  {
    name: 'reference',
    actions: OF_IMAGES,
    help: 'NAME@DIGEST of the image; of promote, at the destination',
  },
  { name: 'status', actions: ACTION_NAMES, help: 'done, partial or failed' },
  {
    name: 'error-code',
    actions: ACTION_NAMES,
    help: 'code of the error, empty when done; docs/errors.md lists them',
  },
  {
    name: 'results',
    actions: ACTION_NAMES,
    help: 'everything, as the JSON that --output json prints; use fromJSON',
  },
  {
    name: 'changes',
    actions: ['plan'],
    help: 'true when a promotion of this plan would write anything, for the if of a job; empty when there is no plan',
  },
  {
    name: 'plan-digest',
    actions: ['plan'],
    help: 'digest of the bytes of the plan, which plan-digest of the promote action takes; empty when there is no plan',
  },
  {
    name: 'matrix',
    actions: ['plan'],
    help: 'with shards, the matrix of the job that promotes: {"shard":["1/4",...]}, without the shards that nothing goes to; use fromJSON',
  },
  {
    name: 'verified',
    actions: ['verify'],
    help: 'true when every image is verified; false also where the policy skips the check or only logs who signed',
  },
  { name: 'signer-subject', actions: ['verify'], help: 'subject of the trusted certificate that signed' },
  {
    name: 'previous-digest',
    actions: ['promote'],
    help: 'what the first tag of the destination in reference pointed at before; empty when it is new, or when there is none',
  },
] as const satisfies readonly Output[];

export type OutputName = (typeof OUTPUTS)[number]['name'];

const ROWS: readonly (Output & { readonly name: OutputName })[] = OUTPUTS;

export function outputsOf(action: ActionName): typeof ROWS {
  return ROWS.filter(({ actions }) => actions.includes(action));
}
