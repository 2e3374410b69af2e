import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAction } from '../../src/action/run-action.ts';
import { openSigner, openStore } from '../../src/compose/open-parts.ts';
import { loadRunner } from '../../src/compose/runners.ts';
import { COMMAND_NAMES, type CommandName } from '../../src/options/commands.ts';
import { inputsOf } from '../../src/options/inputs.ts';
import { optionsOf } from '../../src/options/table.ts';
import { type } from '../support/command-line.ts';
import { FakeHost } from '../support/fake-host.ts';
import { never } from '../support/tools.ts';
import { type Trap, trap } from '../support/trap.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
/** Records every connection, as registry and as key service. */
let somebody: Trap;
beforeAll(async () => {
  at = await workplace();
  somebody = await trap({ status: 500 });
});
afterAll(async () => {
  await somebody.stop();
  await at.remove();
});
beforeEach(() => {
  somebody.seen.length = 0;
});

const KEY = 'hashivault://release';
const env = () => ({ VAULT_ADDR: somebody.origin, VAULT_TOKEN: 'token', CI: 'true' });

/** A valid command line of each command, which contacts the server where the command contacts any. */
const RIGHT: Readonly<Record<CommandName, () => readonly string[]>> = {
  sign: () => [image(), '--key', KEY, '--certificate-chain', at.chain],
  verify: () => [image(), ...at.trustFlags],
  promote: () => [image(), `${image()}-there`, ...at.trustFlags],
  plan: () => [at.path('promotions.yaml')],
  list: () => [image()],
  inspect: () => [image()],
  compare: () => [image(), '--with', `${image().replace(':1', '')}-there`],
  'certificate self-signed': () => ['--key', KEY, '--subject', 'CN=a, O=a, ST=WA, C=US', '--days', '1'],
  'certificate request': () => ['--key', KEY, '--subject', 'CN=a, O=a, ST=WA, C=US'],
  'certificate issue': () => [
    '--ca-key',
    KEY,
    '--ca-certificate',
    at.root,
    '--csr',
    at.path('x.csr'),
    '--days',
    '1',
  ],
  'certificate check': () => ['--key', KEY, '--certificate-chain', at.chain],
  'policy init': () => ['--trusted-root', at.root, '--trusted-identity', '*', '--out', at.path('new')],
  'policy check': () => at.trustFlags,
  demo: () => [at.path('demo')],
};
const image = () => `${new URL(somebody.origin).host}/app:1`;

const CLOSED = COMMAND_NAMES.flatMap((command) =>
  optionsOf(command)
    .filter(({ choices }) => choices !== undefined)
    .map(({ name, choices }) => [command, name, choices!] as const),
);

/** Any text that is not of the list, mostly similar ones. */
const otherThan = (choices: readonly string[]) =>
  fc
    .oneof(
      fc.constantFrom(...choices).map((choice) => choice.toUpperCase()),
      fc.constantFrom(...choices).map((choice) => choice.slice(0, -1)),
      fc.constantFrom(...choices).map((choice) => `${choice} `),
      fc.constantFrom('', 'yaml', 'true', 'null', 'undefined', '__proto__', 'constructor', 'text,json'),
      fc.string({ maxLength: 12 }),
    )
    .filter((text) => !choices.includes(text) && !text.startsWith('-'));

describe('a value that is not of the closed list', () => {
  it.each(CLOSED)('is refused for %s --%s before anything is contacted', async (command, name, choices) => {
    await fc.assert(
      fc.asyncProperty(otherThan(choices), async (value) => {
        const words = [...command.split(' '), ...RIGHT[command](), `--${name}=${value}`];
        const typed = await type(words, env());
        expect(typed).toMatchObject({ code: 2, stdout: '' });
        expect(typed.stderr).toContain(`--${name} must be ${choices.join(' or ')}`);
        expect(typed.stderr).toContain('[usage]');
        expect(somebody.seen).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it.each(['json', 'text'])(
    'is the only reason that nothing is contacted: --output %s sends a request',
    async (output) => {
      await type(['list', ...RIGHT.list(), '--output', output, '--deadline', '1s'], env());
      expect(somebody.seen.length).toBeGreaterThan(0);
    },
  );

  it('is refused before anything is written', async () => {
    const there = `oci:${at.path('not-there')}:1`;
    const typed = await type([
      'promote',
      `${at.images}:one`,
      there,
      '--skip-verification',
      '--output',
      'yaml',
    ]);
    expect(typed.code).toBe(2);
    expect((await type(['list', there])).code).not.toBe(0);
  });

  it.each([
    ['jsn', 'json'],
    ['JSON', 'json'],
    ['txt', 'text'],
  ])('such as %s gets the hint that %s was meant', async (typo, meant) => {
    const typed = await type(['demo', '--output', typo]);
    expect(typed.stderr).toContain(`Did you mean ${meant}?`);
  });

  it('is reported together with all other problems', async () => {
    const typed = await type(['verify', 'alpine', '--output', 'yaml', '--timeout', 'soon', ...at.trustFlags]);
    for (const part of ['--output', '--timeout', 'alpine']) expect(typed.stderr).toContain(part);
  });

  it.each(
    (['sign', 'verify', 'promote'] as const).flatMap((action) =>
      inputsOf(action)
        .filter(({ choices }) => choices !== undefined)
        .map(({ name, choices }) => [action, name, choices!] as const),
    ),
  )('is refused for the input of %s: %s', async (action, name, choices) => {
    const inputs: Record<string, string> = {
      images: image(),
      source: image(),
      destination: `${image()}-there`,
      key: KEY,
      'certificate-chain': at.chain,
      'trust-policy': at.policy,
      'trust-store': at.store,
      [name]: choices[0]!.toUpperCase(),
    };
    const given = Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]);
    const host = new FakeHost();
    const code = await runAction(action, host, { ...Object.fromEntries(given), ...env() }, never);
    expect(code).toBe(2);
    expect(host.annotations[0]?.message).toContain(`\`${name}\` must be`);
    expect(somebody.seen).toEqual([]);
  });

  it('is refused by the library, whatever its type', async () => {
    const promote = await loadRunner('promote');
    for (const moveTag of ['ALWAYS', '', null, 1, true, ['always'], {}]) {
      const options = { source: image(), destination: `${image()}-there`, skipVerification: true, moveTag };
      const result = await promote({ ...options, env: {} }, never);
      expect(result.error).toMatchObject({ code: 'usage', message: expect.stringContaining('--move-tag') });
    }
    await expect(openStore({ place: 'r.io/a', purpose: 'write' as 'read' })).rejects.toMatchObject({
      code: 'usage',
    });
    const azureCredential = 'environment' as 'managed-identity';
    await expect(openSigner({ key: KEY, azureCredential, env: env() })).rejects.toMatchObject({
      code: 'usage',
    });
    expect(somebody.seen).toEqual([]);
  });
});

describe('a number or a duration', () => {
  const OTHERS = COMMAND_NAMES.flatMap((command) =>
    optionsOf(command)
      .filter((option) => option.type === 'integer' || option.type === 'duration')
      .map(({ name }) => [command, name] as const),
  );

  it.each(OTHERS)(
    'is refused when it is malformed, for %s --%s, before anything is contacted',
    async (command, name) => {
      for (const value of [
        '',
        '0',
        '-1',
        '+1',
        '1.5',
        '1e3',
        '0x10',
        'NaN',
        'Infinity',
        ' 1',
        '1_000',
        '99999999999',
      ]) {
        const typed = await type([...command.split(' '), ...RIGHT[command](), `--${name}=${value}`], env());
        expect(typed).toMatchObject({ code: 2, stdout: '' });
        expect(typed.stderr).toContain(`--${name}`);
      }
      expect(somebody.seen).toEqual([]);
    },
  );

  it('is refused as --timeout when it is longer than a timer can be', async () => {
    const typed = await type(['list', image(), '--timeout', '25d']);
    expect(typed).toMatchObject({ code: 2 });
    expect(typed.stderr).toContain('--timeout must be 24d at most');
  });
});

it.each(['--output', '--timeout', '--concurrency'])(
  '%s is refused when it is given before and behind the command',
  async (flag) => {
    const [value, other] =
      flag === '--output' ? ['json', 'text'] : flag === '--timeout' ? ['1s', '2s'] : ['1', '2'];
    const typed = await type([flag, value!, 'list', image(), flag, other!]);
    expect(typed.code).toBe(2);
    expect(typed.stderr + typed.stdout).toContain(`${flag} is given twice`);
  },
);
