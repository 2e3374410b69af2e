import type { Option } from './option.ts';

/** The options of `plan` alone. */
export const PLAN_OPTIONS = [
  {
    name: 'changed-since',
    commands: ['plan'],
    type: 'string',
    value: 'GIT-REF',
    help: 'plan only the entries that differ from the file, its lists, policies and trust stores at this commit of its Git repository, such as origin/main',
  },
  {
    name: 'from-registry',
    commands: ['plan'],
    type: 'list',
    value: 'REPOSITORY',
    action: false,
    help: 'in place of a plan, print a promotions file of all tags that this repository has, pinned to their digests; repeatable, without FILE',
  },
] as const satisfies readonly Option[];
