import { describe, expect, it } from 'vitest';
import { inputWords } from '../../src/action/input-words.ts';
import { resultInInputWords } from '../../src/action/result-in-input-words.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { ERRORS } from '../../src/errors.ts';
import { ACTION_NAMES, type ActionName } from '../../src/options/commands.ts';
import { inputsOf } from '../../src/options/inputs.ts';
import { destination, image, signature } from '../support/summaries.ts';

describe('a text in the words of inputs', () => {
  it.each<[ActionName, string, string]>([
    [
      'verify',
      'Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity.',
      'Give `trust-policy` and `trust-store`, or `trusted-root` with `trusted-identity`.',
    ],
    ['promote', 'or promote with --allow-unsigned.', 'or promote with `allow-unsigned: true`.'],
    ['sign', 'Use --if-signed skip or --if-signed add.', 'Use `if-signed: skip` or `if-signed: add`.'],
    ['verify', 'give a CRL with --crl FILE. A statement', 'give a CRL with `crl: FILE`. A statement'],
    ['sign', 'Add --timestamp-url URL and', 'Add `timestamp-url: URL` and'],
    ['promote', 'Write --https-host localhost:5000, or', 'Write `https-host: localhost:5000`, or'],
    ['verify', 'With -r every platform counts.', 'With `recursive: true` every platform counts.'],
    ['promote', 'look at it, then use --move-tag always.', 'look at it, then use `move-tag: always`.'],
    [
      'sign',
      'Check --timestamp-url, and what stands between.',
      'Check `timestamp-url`, and what stands between.',
    ],
    ['verify', 'Write `--scope` or so', 'Write `scope` or so'],
    ['verify', 'Write `--crl FILE` or so', 'Write `crl: FILE` or so'],
    [
      'verify',
      "Add --trusted-identity 'x509.subject: C=US, O=acme'; see",
      "Add `trusted-identity: 'x509.subject: C=US, O=acme'`; see",
    ],
    ['sign', "Write --key 'hashivault://k?mount=x'.", "Write `key: 'hashivault://k?mount=x'`."],
  ])('in %s: %s', (action, text, said) => {
    expect(inputWords(action, text)).toBe(said);
  });

  it.each<[ActionName, string]>([
    ['verify', 'or promote with --allow-unsigned.'],
    ['sign', 'report it with the output of --debug.'],
    ['sign', 'See `sealift sign --key KEY`'],
    ['sign', 'az role assignment create --role "Key Vault" --assignee <identity>'],
    ['sign', 'the file my--key is not there'],
    ['sign', '--keys or ---key or a`--key'],
    ['sign', ''],
  ])('keeps what is no flag, or none that the action %s has: %s', (action, text) => {
    expect(inputWords(action, text)).toBe(text.replace('a`--key', 'a``key`'));
  });

  it('has no flag left of an input in any remedy of the table of errors, outside of commands', () => {
    for (const action of ACTION_NAMES) {
      const flags = inputsOf(action).map(({ name }) => new RegExp(`(?<![\\w-])--${name}(?![\\w-])`));
      for (const [, hint] of Object.values(ERRORS)) {
        const said = inputWords(action, hint).replace(/`[^`]*`/g, '');
        for (const flag of flags) expect(said).not.toMatch(flag);
      }
    }
  });

  it('is found in a long hostile text without trying every way to read it', () => {
    // A search that begins anew at each character would not end within the time of a test.
    const text = `--key ${'.'.repeat(1_000_000)} ${'--key '.repeat(20_000)}`;
    expect(inputWords('sign', text)).toHaveLength(text.length);
  });
});

it('a result is said in the words of inputs in each error, check and warning, and unchanged elsewhere', () => {
  const words = { code: 'denied', message: 'see --crl', hint: 'use --scope' } as const;
  const checks = [
    { check: 'revocation', action: 'enforce', outcome: 'failed', code: null, message: 'see --crl' },
  ] as const;
  const given = runResult(
    'promote',
    [
      image('failed', {
        reference: 'oci:--scope:1',
        error: words,
        signatures: [signature({ checks })],
        platforms: [{ platform: 'linux/amd64', digest: 'sha256:0', status: 'failed', error: words }],
        destinations: [destination('failed', 'a.test/b', { error: words })],
      }),
    ],
    ['give --crl'],
    words,
  );
  const said = { code: 'denied', message: 'see `crl`', hint: 'use `scope`' };
  const [one] = given.images;
  expect(resultInInputWords('promote', given)).toEqual({
    ...given,
    error: said,
    warnings: ['give `crl`'],
    images: [
      {
        ...one,
        error: said,
        signatures: [signature({ checks: [{ ...checks[0], message: 'see `crl`' }] })],
        platforms: [{ ...one!.platforms[0], error: said }],
        destinations: [{ ...one!.destinations[0], error: said }],
      },
    ],
  });
});
