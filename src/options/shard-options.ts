import type { Option } from './option.ts';

/** The options that split a promotion into shards, and put what they did together. */
export const SHARD_OPTIONS = [
  {
    name: 'shards',
    commands: ['plan'],
    type: 'integer',
    value: 'N',
    help: 'say which of so many shards have something to promote, as the matrix of a workflow (docs/scale.md)',
  },
  {
    name: 'shard',
    commands: ['promote'],
    type: 'string',
    value: 'I/N|auto',
    help: 'with --file, promote only to the destinations of this shard, such as 2/4; auto asks the engine that runs this job: GitLab, Kubernetes, AWS Batch and others (docs/scale.md)',
  },
  {
    name: 'results',
    commands: ['plan'],
    type: 'string',
    value: 'DIR',
    action: false,
    help: 'in place of a plan, put the results of all shards together that are in this folder: what `promote --shard I/N --output json` printed, a file each ending with .json; without FILE',
  },
] as const satisfies readonly Option[];
