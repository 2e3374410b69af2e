import { expect, expectTypeOf, it } from 'vitest';
import type {
  CheckOptions,
  ImageOptions,
  IssueOptions,
  ListOptions,
  PolicyCheckOptions,
  PolicyInitOptions,
  PromoteOptions,
  RequestOptions,
  RunOptions,
  SelfSignedOptions,
  SignOptions,
  VerifyOptions,
} from '../../src/compose/run-options.ts';
import { COMMAND_NAMES } from '../../src/options/commands.ts';
import { parseDuration } from '../../src/options/duration.ts';
import { camelCase, type Option } from '../../src/options/option.ts';
import type { Values } from '../../src/options/read-options.ts';
import { OPTIONS } from '../../src/options/table.ts';
import { RESERVED_OPTIONS, unknownFlag } from '../../src/options/unknown.ts';
import { RESERVED_COMMANDS } from '../../src/options/unknown-command.ts';

const options: readonly Option[] = OPTIONS;

it('the table has each option once, in kebab-case, and each short flag once', () => {
  const names = options.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  const shorts = options.flatMap(({ short }) => short ?? []);
  expect(new Set(shorts).size).toBe(shorts.length);
});

it('the table has defaults that can be read', () => {
  for (const option of options) {
    if (option.default === undefined) continue;
    if (option.type === 'enum') expect(option.choices).toContain(option.default);
    if (option.type === 'duration') expect(parseDuration(option.default)).toBeDefined();
    if (option.type === 'integer') expect(Number(option.default)).toBeGreaterThan(0);
  }
});

it('no option or command of the table is reserved', () => {
  for (const { name } of options) expect(RESERVED_OPTIONS).not.toContain(name);
  for (const name of COMMAND_NAMES) expect(RESERVED_COMMANDS).not.toContain(name);
});

it('no flag of the table has the advice for another tool', () => {
  for (const { name, short } of options) {
    for (const flag of [`--${name}`, ...(short ? [`-${short}`] : [])]) {
      expect(unknownFlag(flag, undefined).hint).toMatch(/It belongs to|See/);
    }
  }
});

it('the table has the options of the library types', () => {
  type Face =
    | 'output'
    | 'quiet'
    | 'verbose'
    | 'debug'
    // A library has no standard input.
    | 'username'
    | 'fromUsername'
    | 'toUsername'
    | 'passwordStdin';
  type Around = 'reporter' | 'env' | 'onRequest' | 'onSecret';
  type Own<T, Operands extends string> = Exclude<keyof T, Around | Operands>;
  expectTypeOf<Own<SignOptions, 'images'>>().toEqualTypeOf<Exclude<keyof Values<'sign'>, Face>>();
  expectTypeOf<Own<VerifyOptions, 'images'>>().toEqualTypeOf<Exclude<keyof Values<'verify'>, Face>>();
  expectTypeOf<Own<PromoteOptions, 'source' | 'destination'>>().toEqualTypeOf<
    Exclude<keyof Values<'promote'>, Face>
  >();
  expectTypeOf<Own<ListOptions, 'image' | 'images'>>().toEqualTypeOf<Exclude<keyof Values<'list'>, Face>>();
  expectTypeOf<Own<ImageOptions, 'image' | 'images'>>().toEqualTypeOf<
    Exclude<keyof Values<'inspect'>, Face>
  >();
  expectTypeOf<Own<SelfSignedOptions, never>>().toEqualTypeOf<
    Exclude<keyof Values<'certificate self-signed'>, Face>
  >();
  expectTypeOf<Own<RequestOptions, never>>().toEqualTypeOf<
    Exclude<keyof Values<'certificate request'>, Face>
  >();
  expectTypeOf<Own<IssueOptions, never>>().toEqualTypeOf<Exclude<keyof Values<'certificate issue'>, Face>>();
  expectTypeOf<Own<CheckOptions, never>>().toEqualTypeOf<Exclude<keyof Values<'certificate check'>, Face>>();
  expectTypeOf<Own<PolicyInitOptions, never>>().toEqualTypeOf<Exclude<keyof Values<'policy init'>, Face>>();
  expectTypeOf<Own<PolicyCheckOptions, never>>().toEqualTypeOf<Exclude<keyof Values<'policy check'>, Face>>();
  expectTypeOf<Values<'policy init'>['scope']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<Values<'verify'>['scope']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Values<'certificate check'>['key']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Values<'sign'>['key']>().toEqualTypeOf<string>();
  expectTypeOf<Exclude<keyof RunOptions, Around>>().toEqualTypeOf<
    Exclude<keyof Values<'inspect'>, Face | 'signaturesFrom' | 'imagesFile'>
  >();
});

it.each([
  ['certificate-chain', 'certificateChain'],
  ['if-signed', 'ifSigned'],
  ['key', 'key'],
])('the option %s is called %s in the library', (name, camel) => {
  expect(camelCase(name)).toBe(camel);
});
