import { describe, expect, it } from 'vitest';
import { load, refusal } from '../../support/promotions/folder.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

/** A file with one entry, in which some lines are others. */
function entry(lines: Readonly<Record<string, string>>, ...more: readonly string[]): string {
  const members = {
    from: 'dev.example.com/team/app',
    tags: '[latest]',
    to: 'eu.example.com/{repository}',
    ...lines,
  };
  const written = Object.entries(members).map(
    ([name, value], i) => `  ${i === 0 ? '-' : ' '} ${name}: ${value}`,
  );
  return ['version: 1', 'promotions:', ...written, ...more, ''].join('\n');
}

const file = (...lines: readonly string[]): string => ['version: 1', ...lines, ''].join('\n');

/** What is wrong, in a file, and what is said of it. */
const CASES: readonly (readonly [what: string, text: string, message: string, hint?: string])[] = [
  ['a file that is empty', '', 'promotions.yaml:1:1: is empty'],
  ['a file with no entry', file(), 'neither promotions nor lists are named'],
  [
    'a list of entries that is empty',
    file('promotions: []'),
    'promotions.yaml:2:13: expected a list of promotions, and it is empty',
  ],
  ['another version', 'version: 2\npromotions: []\n', 'promotions.yaml:1:10: expected 1, not "2"'],
  [
    'no version',
    'promotions:\n- from: a.example.com/x\n  tags: [a]\n  to: b.example.com/x\n',
    'a promotions file lacks version',
  ],
  [
    'a tab for indentation',
    'version: 1\n\tpromotions: []\n',
    'promotions.yaml:2:1: is no YAML',
    'Indent with spaces',
  ],
  [
    'a member in the wrong column',
    file('promotions:', '  - from: dev.example.com/app', '   tags: [a]', '    to: eu.example.com/{name}'),
    'promotions.yaml:4:1: is no YAML',
    'begin all members of an entry in one column',
  ],
  [
    'a range without quotes',
    entry({ tags: '{ semver: >=1.4 <2 }' }),
    'is no YAML',
    "Write a range in quotes: semver: '>=1.4 <2'",
  ],
  ['a star without quotes', entry({ 'existing-tag': '{ *: fail }' }), 'has an alias', "'*': fail"],
  [
    'a pattern in double quotes',
    entry({ tags: '{ allow: "^v\\d" }' }),
    'is no YAML',
    'Write a pattern in single quotes',
  ],
  [
    'an anchor',
    file('promotions: &all []'),
    'promotions.yaml:2:13: has an anchor',
    'no anchors, aliases, merge keys and tags',
  ],
  ['an alias', file('promotions: *all'), 'promotions.yaml:2:13: has an alias'],
  ['a merge key', entry({ '<<': '{ deep: true }' }), '"<<" is no member of a promotion'],
  ['a tag', file('promotions: !!seq []'), 'has a tag'],
  ['a directive', `%YAML 1.1\n---\n${file('promotions: []')}`, 'has a directive'],
  [
    'a line that ends for some readers alone',
    entry({ tags: '[a] # as before\r    to: evil.example.com/x' }),
    'promotions.yaml:4:26: has U+000D',
    'lines end with LF',
  ],
  ['a control character', entry({ tags: '[a] # \u2028' }), 'has U+2028'],
  ['two documents', `${entry({})}---\n${entry({})}`, 'begins a second document'],
  ['a member twice', entry({}, '    tags: [v1]'), 'promotions.yaml:6:5: names "tags" twice'],
  ['a member without value', entry({ platforms: '' }), 'platforms has no value'],
  [
    'a member that is misspelt',
    entry({ platfroms: '[linux/amd64]' }),
    '"platfroms" is no member of a promotion',
    'Did you mean platforms?',
  ],
  [
    'a value of a closed list that is misspelt',
    entry({ include: 'verifed' }),
    'expected all or signatures or verified, not "verifed"',
    'Did you mean verified?',
  ],
  ['a flag in old YAML', entry({ deep: 'yes' }), 'expected true or false, not "yes"', 'texts in YAML 1.2'],
  [
    'no source',
    'version: 1\npromotions:\n- tags: [a]\n  to: b.example.com/x\n',
    'promotions.yaml:3:3: a promotion lacks from',
  ],
  [
    'neither tags nor digests',
    'version: 1\npromotions:\n- from: a.example.com/x\n  to: b.example.com/x\n',
    'of a.example.com/x neither tags nor digests are named',
  ],
  ['tags and digests', entry({ digests: `{ '${DIGEST}': [a] }` }), 'both tags and digests are named'],
  ['a source without host', entry({ from: 'app' }), 'is not a reference', 'docker.io/library/app'],
  [
    'a source with a tag',
    entry({ from: 'dev.example.com/app:1.4' }),
    'dev.example.com/app:1.4 has a tag or a digest',
  ],
  ['a layout as source', entry({ from: 'oci:images' }), 'oci:images is a layout'],
  [
    'one tag in place of a list',
    entry({ tags: 'latest' }),
    'expected a list of tags, or rules for tags, not "latest"',
    'Write tags: [1.4, latest]',
  ],
  [
    'a range in a list of tags',
    entry({ tags: "['>=1.4 <2']" }),
    '">=1.4 <2" is no tag',
    "tags: { semver: '>=1.4 <2' }",
  ],
  ['a tag that is none', entry({ tags: "['a/b']" }), '"a/b" is no tag'],
  ['a tag twice', entry({ tags: '[a, b, a]' }), '"a" stands twice in one list'],
  [
    'a member of sign beside it',
    entry({ expiry: '30d' }),
    '"expiry" is no member of a promotion',
    'Write it under sign: sign: { key: …, expiry: … }.',
  ],
  ['rules without a rule', entry({ tags: '{}' }), 'no rule is given', "allow: '.*'"],
  ['a range that is none', entry({ tags: "{ semver: 'newest' }" }), '"newest" is no range of versions'],
  [
    'a pattern with lookahead',
    entry({ tags: "{ allow: ['a(?=b)'] }" }),
    'promotions.yaml:4:21: "a(?=b)" is no pattern: error parsing regexp',
    'RE2',
  ],
  ['a pattern with a backreference', entry({ tags: "{ deny: '(a)\\1' }" }), 'is no pattern'],
  [
    'a pattern that is too long',
    entry({ tags: `{ allow: '${'a'.repeat(513)}' }` }),
    'it has over 512 characters',
  ],
  [
    'a pattern that is too large',
    entry({ tags: "{ allow: '((a{1,30}){1,30})' }" }),
    'its repetitions make it too large',
  ],
  ['extract with two groups', entry({ tags: "{ extract: '^(.*)-(alpine)$', latest: 1 }" }), 'has 2 groups'],
  [
    'extract without a rule about versions',
    entry({ tags: "{ extract: '^(.*)-alpine$' }" }),
    'extract is without effect',
  ],
  ['latest 0', entry({ tags: '{ latest: 0 }' }), 'expected a whole number from 1'],
  [
    'a digest that is none',
    entry({ tags: undefined as never, digests: '{ "sha256:abc": [a] }' }).replace(
      '    tags: undefined\n',
      '',
    ),
    '"sha256:abc" is no digest',
  ],
  [
    'a placeholder that is misspelt',
    entry({ to: 'eu.example.com/{repo}' }),
    'has {repo}, which stands for nothing',
  ],
  ['{tag} in a repository', entry({ to: 'eu.example.com/{tag}/app' }), 'has {tag} in the repository'],
  ['a brace that stays open', entry({ to: "'eu.example.com/{name'" }), 'has a brace without its other one'],
  ['a template with a digest', entry({ to: `'eu.example.com/{name}@${DIGEST}'` }), 'has an @'],
  [
    'a template with a scheme',
    entry({ to: "'https://eu.example.com/{name}'" }),
    'is no repository of a registry',
  ],
  [
    'a template that gives no repository',
    entry({ from: 'localhost:5000/app', to: 'eu.example.com/{registry}/{name}' }),
    'of localhost:5000/app the template eu.example.com/{registry}/{name} gives eu.example.com/localhost:5000/app, which is no REGISTRY/REPOSITORY',
  ],
  ['a template without host', entry({ to: 'mirror/{name}' }), 'is no REGISTRY/REPOSITORY'],
  ['a platform that is none', entry({ platforms: '[amd64]' }), '"amd64" is no platform'],
  [
    'a rule for tags that is none',
    entry({ 'existing-tag': '{ latest: overwrite }' }),
    'expected move or keep or fail',
  ],
  ['a path that is absolute', entry({ 'trust-policy': '/etc/policy.json' }), 'leads out of the folder'],
  ['a path that leads out', entry({ 'trust-policy': 'a/../../policy.json' }), 'leads out of the folder'],
  ['a path with backslashes', entry({ 'trust-policy': "'a\\b'" }), 'has a backslash'],
  [
    'a path to nothing',
    entry({ 'trust-policy': 'policy.json' }),
    'promotions.yaml:6:19: there is no file policy.json',
  ],
  [
    'a key that is content',
    entry({ sign: `{ key: "-----BEGIN PRIVATE KEY-----\\nabc" }` }),
    'the content of a file stands where its path belongs',
  ],
  [
    'a key outside of the folder',
    entry({ sign: '{ key: file:///etc/key.pem }' }),
    'is no path inside the folder of this file',
    'env://NAME',
  ],
  [
    'a key beside the folder',
    entry({ sign: '{ key: ../key.pem }' }),
    'leads out of the folder',
    'env://NAME',
  ],
  ['sign without key', entry({ sign: '{ expiry: 30d }' }), 'sign lacks key'],
  [
    'sign that is true',
    entry({ sign: 'true' }),
    'expected the members of sign, or false',
    "Write sign: { key: 'awskms:///alias/mirror'",
  ],
  [
    'a template as source',
    entry({ from: "'dev.example.com/{name}'" }),
    'is not a reference',
    'Write REGISTRY/REPOSITORY, such as',
  ],
  [
    'a duration that is none',
    entry({ sign: '{ key: env://KEY, expiry: tomorrow }' }),
    'promotions.yaml:3:5: `sign.expiry` must be a duration',
  ],
  [
    'the age of records that is none',
    entry({ record: '{ key: env://KEY, max-age: old }' }),
    'promotions.yaml:3:5: `record.max-age` must be a duration',
  ],
  [
    'a registry that is a URL',
    `registries: { 'https://docker.io': { concurrency: 4 } }\n${entry({})}`,
    'is no host',
  ],
  [
    'a registry in two spellings',
    `registries: { docker.io: { concurrency: 1 }, index.docker.io: { concurrency: 2 } }\n${entry({})}`,
    'names "docker.io" twice, here as "index.docker.io"',
  ],
  [
    'a limit that is none',
    `registries: { docker.io: { concurrency: 0 } }\n${entry({})}`,
    'expected a whole number from 1 to 256',
  ],
  [
    'a digest without tag for a template with {tag}',
    entry({ to: "'eu.example.com/{name}:{tag}'", digests: `{ '${DIGEST}': [] }` }).replace(
      '    tags: [latest]\n',
      '',
    ),
    `asks for a tag, and dev.example.com/team/app@${DIGEST} has none`,
  ],
];

describe('a promotions file', () => {
  it.each(CASES.map(([what, text, message, hint = '']) => ({ what, text, message, hint })))(
    'with $what is refused',
    async ({ text, message, hint }) => {
      const error = await refusal(text);
      expect(error.code).toBe('promotions_invalid');
      expect(error.message).toContain(message);
      expect(error.message).toMatch(/promotions\.yaml:\d+:\d+: /);
      expect(error.hint).toContain(hint);
      expect(error.hint.length).toBeGreaterThan(10);
    },
  );

  it.each(["{ semver: 'newest' }", "{ extract: '^(.*)-alpine$', semver: 'newest' }"])(
    'with rules of which one cannot be read is refused for that alone: %s',
    async (tags) => {
      const { message } = await refusal(entry({ tags }));
      expect(message).toMatch(/^[^(]*"newest" is no range of versions$/);
    },
  );

  it('that two entries write one tag of with different digests is refused, and both are named', async () => {
    const one = (digest: string): string =>
      `- { from: dev.example.com/app, digests: { '${digest}': [v1] }, to: eu.example.com/app }`;
    const { code, message } = await refusal(file('promotions:', one(DIGEST), one(OTHER)));
    expect(code).toBe('destination_conflict');
    expect(message).toMatch(
      /eu\.example\.com\/app:v1 would get dev\.example\.com\/app@sha256:a+ \(\S*promotions\.yaml:3:3\) and dev\.example\.com\/app@sha256:b+ \(\S*promotions\.yaml:4:3\)/,
    );
  });

  it('that is UTF-16 is refused by that name', async () => {
    const { message } = await refusal(Buffer.from(`\ufeff${entry({})}`, 'utf16le'));
    expect(message).toContain('is UTF-16');
  });

  it('with a byte order mark and CRLF is read, and positions count neither', async () => {
    const { entries } = await load(`\ufeff${entry({}).replaceAll('\n', '\r\n')}`);
    expect(entries[0]?.at).toMatch(/promotions\.yaml:3:5$/);
  });

  it('has tags as they are written where YAML takes them for numbers', async () => {
    const { entries } = await load(entry({ tags: '[1.10, 0x1F, true, 1.0]' }));
    expect(entries[0]?.choice).toEqual({ kind: 'tags', tags: ['1.10', '0x1F', 'true', '1.0'] });
  });

  it.each([
    ['signs', ['[', '{a: ', '- ', '? ', 'a: '].map((sign) => sign.repeat(200_000))],
    [
      'indented lines',
      [' ', '  '].map((one) => Array.from({ length: 900 }, (_, i) => `${one.repeat(i)}a:`).join('\n')),
    ],
    ['quotes', ['"', "- 'a\n", '"\\q'].map((one) => one.repeat(20_000))],
    ['empty lines', ['\n', '#\n', 'a:\n'].map((one) => one.repeat(40_000))],
  ])('full of %s is refused at once', async (_, texts) => {
    for (const text of texts) {
      const { code, message } = await refusal(text);
      expect(code).toBe('promotions_invalid');
      expect(message).not.toContain('call stack');
    }
  });

  it('over 1 MiB is refused', async () => {
    const { message, hint } = await refusal(`${entry({})}# ${'x'.repeat(1024 * 1024)}`);
    expect(message).toContain('it has over 1 MiB');
    expect(hint).toContain('lists');
  });

  it('shows no token that stands in a wrong place', async () => {
    const token = 'ghp_x1Yz8Kq0Rt5Lm2Nv7Bc4Wd9Sf6Gh3Jk1Pq0';
    const { message, hint } = await refusal(
      entry({ include: token, [token]: 'a', from: `u:${token}@dev.example.com/a` }),
    );
    expect(`${message} ${hint}`).not.toContain(token.slice(4));
  });
});
