import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/options/commands.ts';
import { suggest } from '../../src/options/suggest.ts';
import { unknownFlag } from '../../src/options/unknown.ts';
import { unknownCommand } from '../../src/options/unknown-command.ts';

it.each([
  ['--plain-http', 'verify', '--http-host'],
  ['--insecure-registry', 'sign', '--http-host'],
  ['--from-plain-http', 'promote', '--http-host'],
  ['--tlog-upload=false', 'sign', 'transparency log'],
  ['--yes', 'sign', 'leave it out'],
  ['-y', 'sign', 'leave it out'],
  ['--plugin', 'sign', '--key'],
  ['--id', 'sign', '--key'],
  ['-k', 'sign', '--key'],
  ['--cert', 'sign', '--certificate-chain'],
  ['--oci-layout', 'verify', 'oci:DIR'],
  ['--format', 'list', '--output json'],
  ['-u', 'sign', '--username NAME --password-stdin'],
  ['-p', 'list', '--registry-config'],
  ['--from-password-stdin', 'promote', 'a line for each'],
  ['--username', 'promote', '--from-username NAME'],
  ['--certificate-identity', 'verify', '--trusted-identity'],
  ['-a', 'sign', '-m KEY=VALUE'],
  ['--all', 'promote', 'with all that is attached'],
  ['--platforms', 'promote', '--platform OS/ARCH'],
  ['--platform', 'sign', 'verify -r and promote have --platform'],
  ['-d', 'sign', '--debug'],
  ['--src-creds', 'promote', '--from-username NAME'],
  ['--force', 'promote', '--move-tag always'],
  ['--force', 'sign', '--if-signed'],
  ['--digest-tags', 'promote', 'go along'],
  ['--remove-signatures', 'promote', '--exclude-signatures'],
  ['--key', 'verify', '--trusted-root FILE'],
  ['--certificate', 'verify', '--trusted-root FILE'],
  ['--policy', 'verify', '--trust-policy FILE'],
  ['--timestamp-server-url', 'sign', '--timestamp-url URL'],
  ['--jobs', 'promote', '--concurrency N'],
] as const)('%s of another tool gets advice', (flag, command, advice) => {
  const error = unknownFlag(flag, command);
  expect(error).toMatchObject({ code: 'usage', exitCode: 2 });
  expect(error.hint).toContain(advice);
});

it.each(['--report', '--report=x'])('%s is reserved', (flag) => {
  const error = unknownFlag(flag, 'promote');
  expect(error).toMatchObject({ code: 'feature_unsupported', exitCode: 2 });
  expect(error.message).toContain('reserved, and not in this version');
});

it('a flag of another command is refused with the name of that command', () => {
  expect(unknownFlag('--if-signed', 'verify').hint).toContain('It belongs to sign');
});

it('an unknown flag or command gets the name that was probably meant', () => {
  expect(unknownFlag('--trust-polcy', 'verify').hint).toContain('--trust-policy');
  expect(unknownFlag('--expirey', 'sign').hint).toContain('--expiry');
  expect(unknownFlag('--xyzzy', 'sign').hint).toBe('See `sealift sign --help`.');
  expect(unknownCommand('verfy', COMMAND_NAMES).hint).toContain('verify');
  expect(unknownCommand('copy', COMMAND_NAMES).hint).toContain('promote');
  expect(unknownCommand('constructor', COMMAND_NAMES).hint).toBe('See `sealift --help`.');
  expect(unknownCommand('doctor', COMMAND_NAMES)).toMatchObject({ code: 'feature_unsupported', exitCode: 2 });
});

it('suggest finds a word with two letters swapped, and nothing for a long word', () => {
  expect(suggest('sgin', ['sign', 'verify'])).toBe('sign');
  expect(suggest('x'.repeat(10_000), ['sign'])).toBeUndefined();
  fc.assert(fc.property(fc.constantFrom(...COMMAND_NAMES), (name) => suggest(name, COMMAND_NAMES) === name));
});

it.each([
  ['list', 'always shows the platforms'],
  ['inspect', 'which platforms of an index are signed'],
  ['compare', 'all images of an index'],
] as const)('-r of %s is answered with what it does with an index', (command, words) => {
  expect(unknownFlag('-r', command).hint).toContain(words);
  expect(unknownFlag('--recursive', command).hint).toContain('leave it out');
});

it.each([
  ['version', /`sealift --version`/],
  ['login', /docker login/],
  ['logout', /docker login/],
  ['copy', /`sealift promote`/],
  ['cp', /`sealift promote`/],
  ['attach', /oras attach/],
  ['key', /--key names it/],
  ['generate-key-pair', /--key names it/],
  ['cert', /`sealift certificate`/],
  ['blob', /oras push/],
  ['sign-blob', /oras push/],
  ['tag', /`sealift promote NAME@DIGEST NAME:TAG`/],
  ['ls', /`sealift list`/],
  ['pull', /`sealift promote NAME:TAG oci-archive:FILE:TAG`/],
  ['push', /`sealift promote oci-archive:FILE:TAG NAME:TAG`/],
  ['attest', /not judged/],
  ['plugin', /notation-plugin:\/\//],
  ['initialize', /`sealift policy init`/],
  ['clean', /oras, crane and regctl/],
  ['append', /oras, crane and regctl/],
  ['backup', /oci:DIR:TAG, a folder/],
  ['restore', /oci:DIR:TAG, a folder/],
  ['policy import', /--trust-policy/],
  ['certificate generate-test', /`sealift certificate self-signed`/],
])('the command %s of another tool is answered with what to do here', (word, advice) => {
  expect(unknownCommand(word, COMMAND_NAMES)).toMatchObject({
    code: 'usage',
    hint: expect.stringMatching(advice),
  });
});

it.each(['completion', 'doctor'])('%s is said to be in a later version', (word) => {
  expect(unknownCommand(word, COMMAND_NAMES)).toMatchObject({
    code: 'feature_unsupported',
    message: expect.stringContaining('not in this version'),
  });
});
