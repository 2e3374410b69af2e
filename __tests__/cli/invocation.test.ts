import { Help } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpItem } from '../../src/cli/help.ts';
import { commandIn, type Invocation, parseInvocation } from '../../src/cli/invocation.ts';
import { SealiftError } from '../../src/errors.ts';
import { COMMAND_NAMES, COMMANDS, GROUPS } from '../../src/options/commands.ts';
import { optionGroups } from '../../src/options/option-groups.ts';
import { optionsOf } from '../../src/options/table.ts';

const parse = (line: string): Invocation => parseInvocation(line.split(' ').filter((word) => word !== ''));

function refusal(line: string): SealiftError {
  try {
    parse(line);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(SealiftError);
    return thrown as SealiftError;
  }
  throw new Error(`accepted: ${line}`);
}

describe('a command line', () => {
  it('gives command, operands and options', () => {
    expect(parse('sign a b --key k.pem --certificate-chain c.pem -m x=1 -m y=2 -r --expiry 30d')).toEqual({
      kind: 'run',
      command: 'sign',
      operands: ['a', 'b'],
      options: {
        key: 'k.pem',
        certificateChain: 'c.pem',
        userMetadata: ['x=1', 'y=2'],
        recursive: true,
        expiry: '30d',
      },
    });
  });

  it('takes global flags before and behind the command', () => {
    for (const line of ['--output json verify a', 'verify a --output json', 'verify --output=json a']) {
      expect(parse(line)).toMatchObject({ command: 'verify', operands: ['a'], options: { output: 'json' } });
    }
  });

  it('never takes a reference as the value of a flag without one', () => {
    expect(parse('sign -r a')).toMatchObject({ operands: ['a'], options: { recursive: true } });
    expect(parse('promote --dry-run a b')).toMatchObject({ operands: ['a', 'b'], options: { dryRun: true } });
    expect(parse('verify --http-host h:1 a')).toMatchObject({
      operands: ['a'],
      options: { httpHost: ['h:1'] },
    });
  });

  it('takes content as a value although it begins with dashes', () => {
    const pem = '-----BEGIN CERTIFICATE-----';
    expect(parseInvocation(['verify', 'a', '--trusted-root', pem])).toMatchObject({
      options: { trustedRoot: pem },
    });
  });

  it('takes commands of two words, with global flags in front', () => {
    expect(parse('--output json certificate check --certificate-chain c.pem')).toEqual({
      kind: 'run',
      command: 'certificate check',
      operands: [],
      options: { certificateChain: 'c.pem', output: 'json' },
    });
  });

  it('takes every word behind -- as an operand', () => {
    expect(parse('list -- --odd')).toMatchObject({ operands: ['--odd'] });
  });
});

it.each([
  ['verify --nope', 'verify'],
  ['--output json certificate check --nope', 'certificate check'],
  ['certificate --output json check', 'certificate check'],
  ['--verbose promote a', 'promote'],
  ['--output=json list', 'list'],
  ['--output verify list', 'list'],
  ['certificate', ''],
  ['nope verify', ''],
  ['--output', ''],
  ['', ''],
])('the command line "%s", right or wrong, names the command "%s"', (line, name) => {
  expect(commandIn(line.split(' ').filter((word) => word !== ''))).toBe(name);
});

describe('help and version', () => {
  it('shows the version', () => {
    expect(parse('--version')).toEqual({ kind: 'text', text: '0.1.0\n' });
  });

  it.each(['--help', 'help', '-h'])('shows every command for %s', (line) => {
    const { text } = parse(line) as { text: string };
    for (const name of COMMAND_NAMES) expect(text).toContain(`  ${name.split(' ', 1)[0]}`);
    expect(text).toContain('Exit codes');
  });

  it.each(COMMAND_NAMES)('shows every flag of %s', (name) => {
    const { text } = parse(`${name} --help`) as { text: string };
    for (const option of optionsOf(name)) expect(text).toContain(`--${option.name}`);
    expect((parse(`help ${name}`) as { text: string }).text).toBe(text);
  });

  it('shows the flags of promote in groups, those that are about a signature of its own behind what decides whether anything moves', () => {
    const { text } = parse('promote --help') as { text: string };
    const shown = [
      '--dry-run',
      '--trust-policy',
      '--allow-unsigned',
      '--existing-tag',
      '--signatures-to',
      '--sign',
      '-m,',
      '--to-username',
      '--registry-config',
    ];
    const places = shown.map((flag) => text.indexOf(`\n  ${flag} `));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect([...text.matchAll(/^[A-Z].*:$/gm)].map(([heading]) => heading)).toEqual([
      'Arguments:',
      'Options:',
      'Whose signatures count:',
      'Many images of a promotions file:',
      'Destinations and their tags:',
      'Signatures in another repository:',
      'A signature of your own:',
      'A signed record of the promotion:',
      'Logins of source and destination:',
      'Global Options:',
      'Examples:',
    ]);
  });

  it('shows the values of a global flag that the command alone has', () => {
    const shown = ['plan', 'promote'].map((name) => (parse(`${name} --help`) as { text: string }).text);
    expect(shown.map((text) => /--output <(.*)>/.exec(text)?.[1])).toEqual([
      'text|json|markdown',
      'text|json',
    ]);
  });

  it.each(COMMAND_NAMES)('shows every flag of %s in one group alone', (name) => {
    const grouped = optionGroups(name).flatMap(({ options }) => options.map((option) => option.name));
    expect(grouped.toSorted()).toEqual(
      optionsOf(name)
        .map((option) => option.name)
        .toSorted(),
    );
  });

  it.each(Object.keys(GROUPS))('shows every command of the group %s', (group) => {
    const { text } = parse(`${group} --help`) as { text: string };
    const names = COMMAND_NAMES.filter((name) => name.startsWith(`${group} `));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      expect(text).toContain(`  ${name.slice(group.length + 1)} `);
      expect(text.replace(/\s+/g, ' ')).toContain(COMMANDS[name].summary);
    }
    expect((parse(`help ${group}`) as { text: string }).text).toBe(text);
  });

  it.each(['', ...COMMAND_NAMES])('fits 80 columns: %j', (name) => {
    const { text } = parse(`${name} --help`.trim()) as { text: string };
    const long = text.split('\n').filter((line) => line.length > 80);
    expect(long).toEqual([]);
  });

  it('stands below its names on a terminal of 40 columns, and not beside them', () => {
    const helper = Object.assign(new Help(), { helpWidth: 40, minWidthToWrap: 24 });
    const item = helpItem('--trust-policy <FILE>', 30, 'trust policy in the format of a file', helper);
    expect(item.split('\n')).toEqual([
      '  --trust-policy <FILE>',
      '      trust policy in the format of a',
      '      file',
    ]);
  });

  it('shows with a command those global flags alone that it takes', () => {
    expect((parse('certificate check --help') as { text: string }).text).not.toContain('--http-host');
    const { text } = parse('list --help') as { text: string };
    expect(text).toContain('--http-host');
    expect(text).not.toContain('Commands:');
  });
});

describe('bad usage is exit 2, never 1', () => {
  it.each([
    ['', /no command is given/, /sign, verify, promote/],
    ['sgin a', /"sgin" is not a command/, /Did you mean sign/],
    ['doctor', /reserved/, /This version has/],
    ['--verbose', /no command is given/, /One of sign, verify/],
    ['certificate', /certificate is not a command alone/, /One of self-signed, request, issue, check\. /],
    ['certificate isue', /"certificate isue" is not a command/, /Did you mean certificate issue/],
    ['certificate check a', /too many arguments/, /certificate check --help/],
    ['compare a b', /too many arguments/, /each repository with a --with of its own/],
    ['certificate --days 3 issue', /--days is not an option/, /belongs to certificate self-signed/],
    ['certificate check --http-host a', /--http-host is not an option of certificate check/, /belongs to/],
    ['sign a --days 3', /--days is not an option of sign/, /belongs to/],
    ['certificate request --subj x', /--subj is not an option/, /--subject/],
    ['sign a --nonsense', /--nonsense is not an option of sign/, /sign --help/],
    ['help nonsense', /"nonsense" is not a command/, /--help/],
    ['help copy', /"copy" is not a command/, /`sealift promote`/],
    ['--nonsense sign a', /--nonsense is not an option/, /--help/],
    ['verify a --plain-http', /--plain-http is not an option of verify/, /--http-host/],
    ['verify a --timestamp-url x', /--timestamp-url is not an option of verify/, /It belongs to sign/],
    ['verify a --report x', /reserved, and not in this version/, /Leave it out/],
    ['login r.test -u a', /"login" is not a command/, /docker login/],
    ['cert add --type ca x', /"cert" is not a command/, /sealift certificate/],
    ['certificate add x', /"certificate add" is not a command/, /policy init/],
    ['demo a b', /too many arguments/, /demo --help/],
    ['sign a --key', /^--key needs a value$/, /sign --help/],
    ['sign a -m', /^--user-metadata needs a value$/, /sign --help/],
    [
      'sign a --key --certificate-chain c',
      /--key needs a value, and --certificate-chain is the next flag/,
      /help/,
    ],
    ['sign a --key x --key y', /--key is given twice/, /help/],
    ['demo --http-host a', /--http-host is not an option of demo/, /belongs to/],
    ['sign a --quiet --verbose', /^--quiet and --verbose contradict/, /Leave out --quiet, or --verbose/],
    ['--debug list a --quiet', /^--quiet and --debug contradict/, /Leave out --quiet/],
    ['sign a -q', /-q is not an option of sign/, /Write --quiet/],
    ['sign a -z', /-z is not an option of sign/, /sign --help/],
    ['sign a --recursive=yes', /recursive/, /help/],
    ['--output', /--output/, /help/],
  ])('holds for "%s"', (line, message, hint) => {
    const error = refusal(line);
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
    expect(error.message).not.toMatch(/\n|^error:/);
  });

  it('holds for any words', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('sign', 'verify', '--key', '-m', '--', '-r', '--output'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        try {
          expect(['run', 'text']).toContain(parseInvocation(argv).kind);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(SealiftError);
          expect((thrown as SealiftError).exitCode).toBe(2);
        }
      }),
    );
  });
});
