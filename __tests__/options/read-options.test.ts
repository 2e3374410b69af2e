import { expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { CommandName } from '../../src/options/commands.ts';
import { Problems } from '../../src/options/problems.ts';
import { readOptions } from '../../src/options/read-options.ts';

const KEYS = { key: 'key.pem', certificateChain: 'chain.pem' };

function problemOf(command: CommandName, raw: Record<string, unknown>): SealiftError {
  const problems = new Problems();
  readOptions(command, raw, problems);
  try {
    problems.throwIfAny();
  } catch (thrown) {
    return thrown as SealiftError;
  }
  throw new Error('nothing was refused');
}

it('readOptions fills in defaults, and reads durations to milliseconds, integers and pairs', () => {
  const problems = new Problems();
  const values = readOptions(
    'sign',
    { ...KEYS, expiry: '30d', concurrency: '4', userMetadata: ['a=1', 'b=x=y', 'c='], timeout: '90s' },
    problems,
  );
  expect(problems.any).toBe(false);
  expect(values).toMatchObject({
    key: 'key.pem',
    signatureFormat: 'jws',
    ifSigned: 'skip',
    expiry: 2_592_000_000,
    timeout: 90_000,
    concurrency: 4,
    recursive: false,
    singleWriter: false,
    httpHost: [],
    userMetadata: { a: '1', b: 'x=y', c: '' },
    deadline: undefined,
  });
});

it('readOptions takes from the library one text for a list, an object for pairs, and a number', () => {
  const values = readOptions(
    'verify',
    { trustedIdentity: '*', userMetadata: { a: '1' }, maxSignatures: 3 },
    new Problems(),
  );
  expect(values).toMatchObject({ trustedIdentity: ['*'], userMetadata: { a: '1' }, maxSignatures: 3 });
});

it('readOptions reports all problems at once', () => {
  const error = problemOf('sign', { expiry: 'soon', ifSigned: 'maybe' });
  expect(error).toBeInstanceOf(SealiftError);
  expect(error.exitCode).toBe(2);
  for (const part of ['--key', '--expiry', 'soon', '--if-signed', 'skip or add or fail']) {
    expect(error.message).toContain(part);
  }
});

it.each([
  ['sign', { ...KEYS, userMetadata: ['novalue'] }, /KEY=VALUE/],
  ['sign', { ...KEYS, userMetadata: ['a=1', 'a=2'] }, /"a" twice/],
  ['sign', { ...KEYS, userMetadata: { a: 1 } }, /KEY=VALUE/],
  ['sign', { ...KEYS, recursive: 'yes' }, /true or false/],
  ['sign', { ...KEYS, key: '' }, /--key must not be empty/],
  ['verify', { maxSignatures: 0 }, /at least 1/],
  ['verify', { maxSignatures: '1e3' }, /at least 1/],
  ['verify', { timeout: 30 }, /duration/],
  ['verify', { httpHost: ['ok', ''] }, /must not be empty/],
  ['verify', { require: { any: [] } }, /--require must be a text/],
  ['verify', { httpHost: ['ok', 5] }, /must be a text/],
  ['promote', { moveTag: 'ALWAYS' }, /if-unchanged or always or never/],
] as const)('readOptions refuses for %s %j', (command, raw, message) => {
  const error = problemOf(command, raw);
  expect(error.code).toBe('usage');
  expect(error.message).toMatch(message);
});

it('readOptions refuses an unknown name, with the name that was probably meant', () => {
  const error = problemOf('sign', { ...KEYS, certificatechain: 'x', __proto__x: 1 });
  expect(error.message).toContain('certificatechain is not an option of sign');
  expect(error.hint).toContain('Did you mean certificateChain?');
  expect(problemOf('verify', { ifSigned: 'skip' }).message).toContain('ifSigned is not an option of verify');
});

it('readOptions never repeats a secret', () => {
  expect(JSON.stringify(problemOf('sign', { ...KEYS, key: ['s3cret'] }))).not.toContain('s3cret');
});

it('readOptions keeps a metadata key named __proto__', () => {
  const { userMetadata } = readOptions('sign', { ...KEYS, userMetadata: ['__proto__=x'] }, new Problems());
  expect(Object.entries(userMetadata)).toEqual([['__proto__', 'x']]);
});
