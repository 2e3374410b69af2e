import type { Option } from './option.ts';

/** The options of a promotion of many images, which a file describes. */
export const FILE_OPTIONS = [
  {
    name: 'file',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    help: 'promote all images of this promotions file (YAML), in place of a source and its destinations',
  },
  {
    name: 'plan',
    commands: ['promote'],
    type: 'string',
    value: 'PLAN.json',
    help: 'with --file, do what this plan of the file says and nothing else: the images at the digests that it pins, while no destination tag has moved elsewhere; each image is judged again',
  },
  {
    name: 'plan-digest',
    commands: ['promote'],
    type: 'string',
    value: 'DIGEST',
    help: 'sha256:HEX of the plan, as `sealift plan` prints it: a plan with other bytes is refused; without it, a plan that somebody has edited cannot be told from the one that was made',
  },
  {
    name: 'relocations',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    help: 'with --file, where to write which images are where (JSON: each source with its destinations by digest), also when some have failed; older relocations there are replaced, and no other file',
  },
] as const satisfies readonly Option[];
