import type { ActionName } from './commands.ts';

/** An input for which there is no option, since it is about the job that runs the action. */
export interface ActionInput {
  readonly name: string;
  readonly actions: readonly ActionName[];
  readonly type: 'boolean' | 'string';
  /** As `action.yml` has it; expressions are filled in by the runner. Absent where nothing is the default. */
  readonly default?: string;
  readonly secret?: true;
  readonly help: string;
}

/** Every such input; docs/action.md describes them. */
export const ACTION_INPUTS = [
  {
    name: 'comment',
    actions: ['verify', 'plan'],
    type: 'boolean',
    default: 'false',
    help: 'keep one comment with what the job summary says on the pull request up to date; needs the permission pull-requests: write',
  },
  {
    name: 'run-metadata',
    actions: ['sign', 'promote'],
    type: 'boolean',
    default: 'false',
    help: 'sign the address of the workflow run, repository, commit and actor along, as user metadata; of promote with sign alone',
  },
  {
    name: 'storage-record',
    actions: ['promote'],
    type: 'boolean',
    default: 'false',
    help: "file GitHub's storage record for each destination that is done; for repositories of an organization; needs the permission artifact-metadata: write",
  },
  {
    name: 'results-file',
    actions: ['sign', 'verify', 'promote', 'plan', 'compare'],
    type: 'string',
    help: 'also write the output results to this file, for a later step or an artifact: what has more than 128 KiB, some 30 images of a promotions file, fits into no variable of a step; an older result there is replaced, and no other file',
  },
  {
    name: 'github-token',
    actions: ['verify', 'promote', 'plan'],
    type: 'string',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    default: '${{ github.token }}',
    secret: true,
    help: 'token for comment and storage-record; used for nothing else',
  },
] as const satisfies readonly ActionInput[];

export type ActionInputName = (typeof ACTION_INPUTS)[number]['name'];

const ROWS: readonly (ActionInput & { readonly name: ActionInputName })[] = ACTION_INPUTS;

export function actionInputsOf(action: ActionName): typeof ROWS {
  return ROWS.filter(({ actions }) => actions.includes(action));
}
