import type { Option } from './option.ts';

/** The options that say what becomes of a tag at a destination. */
export const TAG_OPTIONS = [
  {
    name: 'existing-tag',
    commands: ['promote'],
    type: 'list',
    value: '[PATTERN=]move|keep|fail',
    help: 'what becomes of a tag that is at another image: it moves (the default), it is kept, or the destination is refused before anything is written there; PATTERN has * and ? and stands for the whole tag; of several, the last that matches counts',
  },
  {
    name: 'move-tag',
    commands: ['promote'],
    type: 'enum',
    choices: ['if-unchanged', 'always', 'never'],
    default: 'if-unchanged',
    help: 'whether a tag moves that somebody else moved during the run; if-unchanged refuses then; never is --existing-tag fail; not where no destination has a tag',
  },
  {
    name: 'backup-tag',
    commands: ['promote'],
    type: 'string',
    value: 'TEMPLATE',
    help: 'keep what a tag pointed at under another tag, right before it moves: {tag}-previous; overwritten at the next move',
  },
] as const satisfies readonly Option[];
