import { DIGESTS, TAGS } from './choice.ts';
import { listOf, mapOf, members, oneOrMore } from './collections.ts';
import { DESTINATION } from './destination.ts';
import { insidePath } from './paths.ts';
import { PREFIX, REGISTRY, repositoryText } from './repositories.ts';
import { FLAG, numberFrom, text } from './scalars.ts';
import { RECORD_MEMBERS, SETTINGS, SIGN_MEMBERS } from './settings.ts';

const TO = {
  shape: oneOrMore(DESTINATION, 'a destination, or a list of them'),
  help: 'where to: repositories, with {registry}, {repository} and {name} of the source; behind a colon, tags with {tag}; without, the tag of the source',
  required: true,
} as const;

const CHOICE = {
  tags: { shape: TAGS, help: 'tags by name, or rules that select them' },
  digests: {
    shape: DIGESTS,
    help: 'digests, each with the tags that it gets at the destination; none: no tag is touched',
  },
} as const;

const ALLOW_EMPTY = { shape: FLAG, help: 'the rules may select nothing' } as const;

export const ENTRY_MEMBERS = {
  from: { shape: repositoryText('a repository', true), help: 'the repository of the source', required: true },
  ...CHOICE,
  to: TO,
  'allow-empty': ALLOW_EMPTY,
  ...SETTINGS,
} as const;

/** The remedy for a member of `sign` or `record` that stands beside these. */
function inGroup(name: string): string | undefined {
  const groups = Object.entries({ sign: SIGN_MEMBERS, record: RECORD_MEMBERS });
  const [group] = groups.find(([, rows]) => Object.hasOwn(rows, name)) ?? [];
  return group && `Write it under ${group}: ${group}: { key: …, ${name}: … }.`;
}

export const ENTRY = members('a promotion', ENTRY_MEMBERS, inGroup);

const FILES = text('a path of lists, with * and ? in the name of the file', (written, fail) => {
  const path = insidePath(written, fail);
  const folder = path?.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return folder !== undefined && /[*?[\]{}]/.test(folder)
    ? fail(
        'a pattern stands in the name of a folder',
        'Write * and ? in the name of the file alone: lists/*.yaml.',
      )
    : path;
});

export const LIST_MEMBERS = {
  files: {
    shape: oneOrMore(FILES, FILES.what),
    help: 'files with `images:`, such as lists/*.yaml',
    required: true,
  },
  from: {
    shape: oneOrMore(PREFIX, 'a registry or a path of one, or a list of them'),
    help: 'what the files may name: repositories that are these, or under them',
    required: true,
  },
  to: TO,
  'allow-empty': {
    shape: FLAG,
    help: 'there may be no such file, no image in it, and nothing that its rules select',
  },
  ...SETTINGS,
} as const;

export const LIST = members('a list', LIST_MEMBERS);

export const BUDGET = {
  'requests-per-second': {
    shape: numberFrom(0.01, 10_000, 'number'),
    help: 'the most requests a second, of all shards together',
  },
  concurrency: { shape: numberFrom(1, 256), help: 'the most requests at a time, of all shards together' },
  'keep-allowance': {
    shape: numberFrom(0, 1_000_000),
    help: 'requests of the allowance that the registry tells of which are left to others',
  },
} as const;

export const REGISTRY_LIMITS = members('a registry', BUDGET);

export const DOCUMENT_MEMBERS = {
  $schema: {
    shape: text('an address', (written) => written, { schema: { type: 'string' } }),
    help: 'where an editor finds this schema; it is not looked at',
  },
  version: { shape: numberFrom(1, 1), help: 'the version of the format', required: true },
  registries: {
    shape: mapOf(REGISTRY, REGISTRY_LIMITS, 'a map from hosts to their limits'),
    help: 'limits by registry',
  },
  ...SETTINGS,
  promotions: {
    shape: listOf(ENTRY, 'a list of promotions'),
    help: 'repositories, what of each, and where to',
  },
  lists: {
    shape: listOf(LIST, 'a list of lists'),
    help: 'files that others may edit: they name images, and nothing else',
  },
} as const;

export const DOCUMENT = members('a promotions file', DOCUMENT_MEMBERS, inGroup);

const IN_THE_FILE = ['to', 'allow-empty', 'version', ...Object.keys(SETTINGS)];

function elsewhere(name: string): string | undefined {
  return IN_THE_FILE.includes(name)
    ? 'Remove it: lists name images alone. Destinations, keys and trust stand in the promotions file.'
    : undefined;
}

export const IMAGE = members(
  'an image of a list',
  {
    from: { shape: repositoryText('a repository', false), help: 'the repository', required: true },
    ...CHOICE,
  },
  elsewhere,
);

export const IMAGE_LIST = members(
  'a list of images',
  {
    images: {
      shape: listOf(IMAGE, 'a list of images', 0),
      help: 'repositories, and what of each',
      required: true,
    },
  },
  elsewhere,
);
