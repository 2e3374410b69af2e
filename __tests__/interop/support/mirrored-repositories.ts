/** A repository of the source, and how an entry of a promotions file selects of it. */
export interface MirroredRepository {
  readonly name: string;
  /** Its tags, of which each is at an image of its own. */
  readonly tags: readonly string[];
  /** The members of its entry that say which images, as lines of YAML; `DIGEST OF TAG` stands for a digest. */
  readonly selects: string;
  /** The tags that are set at the destinations, each with the tag of the source at whose image it then is. */
  readonly expected: Readonly<Record<string, string>>;
  /** What its destinations have behind the repository. */
  readonly template?: string;
  /** Whether its entry stands in a list. */
  readonly isListed?: boolean;
  /** Whether its images are indexes. */
  readonly isIndex?: boolean;
}

const same = (...tags: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map((tag) => [tag, tag]));

/** Twelve repositories of five images, one for each way in which images are selected. */
export const REPOSITORIES: readonly MirroredRepository[] = [
  {
    name: 'named',
    tags: ['1.0', '1.1', '1.2', '1.10', 'latest'],
    selects: 'tags: [1.0, 1.10, latest]',
    expected: same('1.0', '1.10', 'latest'),
  },
  {
    name: 'range',
    tags: ['1.9.9', '2.0.0', 'v2.3.1', '2.4.0-rc.1', '3.0.0'],
    selects: "tags: { semver: '>=2 <3' }",
    expected: same('2.0.0', 'v2.3.1'),
  },
  {
    name: 'prerelease',
    tags: ['2.0.0-rc.1', '2.0.0-rc.2', '2.0.0', '2.1.0-rc.1', '2.1.0'],
    selects: "tags: { semver: '>=2.0.0-rc.2' }",
    expected: same('2.0.0-rc.2', '2.0.0', '2.1.0'),
  },
  {
    name: 'patterns',
    tags: ['v1.0', 'v1.1-rc', 'v1.2', 'nightly', 'latest'],
    selects: "tags: { allow: ['^v[0-9]+', '^latest$'], deny: ['-rc'] }",
    expected: same('v1.0', 'v1.2', 'latest'),
  },
  {
    name: 'newest',
    tags: ['16.2', '17.0', '17.9', '17.10', 'main'],
    selects: 'tags: { latest: 3 }',
    expected: same('17.0', '17.9', '17.10'),
  },
  {
    name: 'suffix',
    tags: ['3.10-alpine', '3.11-alpine', '3.12.1-alpine', '3.12', 'latest'],
    selects: "tags: { extract: '^(.*)-alpine$', semver: '>=3.11' }",
    expected: same('3.11-alpine', '3.12.1-alpine'),
  },
  {
    name: 'pinned',
    tags: ['a', 'b', 'c', 'd', 'e'],
    selects: 'digests: { DIGEST OF a: [2.1.0, stable], DIGEST OF c: [2.0.0] }',
    expected: { '2.1.0': 'a', stable: 'a', '2.0.0': 'c' },
  },
  {
    name: 'renamed',
    tags: ['1', '2', '3', '4', '5'],
    selects: "tags: { semver: '>=2' }",
    template: ':{tag}-team',
    expected: { '2-team': '2', '3-team': '3', '4-team': '4', '5-team': '5' },
  },
  {
    name: 'platforms',
    tags: ['1.0', '1.1', '1.2', '1.3', '1.4'],
    selects: "tags: { allow: '.*' }",
    expected: same('1.0', '1.1', '1.2', '1.3', '1.4'),
    isIndex: true,
  },
  {
    name: 'listed',
    tags: ['1.0', '1.1', '1.2', '1.3', '1.4'],
    selects: 'tags: [1.0, 1.1, 1.2, 1.3, 1.4]',
    expected: same('1.0', '1.1', '1.2', '1.3', '1.4'),
    isListed: true,
  },
  {
    name: 'unsigned',
    tags: ['1.0', '1.1', '1.2', '1.3', 'unsigned'],
    selects: "tags: { allow: ['.*'] }",
    expected: same('1.0', '1.1', '1.2', '1.3', 'unsigned'),
    isListed: true,
  },
  {
    name: 'moving',
    tags: ['1.0', '1.1', '1.2', '1.3', '1.4'],
    selects: "tags: { allow: ['^1'] }",
    expected: same('1.0', '1.1', '1.2', '1.3', '1.4'),
  },
];
