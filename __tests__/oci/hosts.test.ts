import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatReference,
  manifestName,
  parseDestination,
  parseReference,
  parseRepository,
} from '../../src/oci/reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const SHA512 = `sha512:${'b'.repeat(128)}`;
const refusal = (fields: object) => expect.objectContaining({ code: 'reference_invalid', ...fields });

describe('the host of a reference', () => {
  it.each([
    'localhost',
    'localhost:1',
    'registry.example.com',
    '10.0.0.7:5000',
    '[2001:db8::1]:443',
    'a.b-c.d',
  ])('may be %s', (host) => {
    const reference = parseReference(`${host}/team/app:1@${DIGEST}`);
    expect(reference).toMatchObject({ registry: host, repository: 'team/app' });
    expect(formatReference(reference)).toBe(`${host}/team/app:1@${DIGEST}`);
  });

  it.each([
    'localhost:0',
    'localhost:65536',
    'localhost:99999',
    '256.1.1.1',
    '1.2.3.4.5',
    '[::::]',
    '[1.2.3.4]',
    'a..b',
    'a.b-',
  ])('may not be %s, which leads nowhere', (host) => {
    expect(() => parseReference(`${host}/app:1`)).toThrow(refusal({}));
  });

  it.each(['0x7f.1', '127.1:5000', '0177.0.0.1', '2130706433.1'])(
    'may not be %s, which is read as another address',
    (host) => {
      expect(() => parseReference(`${host}/app:1`)).toThrow(refusal({}));
    },
  );

  it('may lack a dot in a scope of a trust policy', () => {
    expect(parseRepository('registry/team/app')).toEqual({ registry: 'registry', repository: 'team/app' });
    expect(() => parseRepository('app')).toThrow(refusal({}));
  });
});

describe('the hint', () => {
  it.each([
    ['ghcr.io/Acme/App:RC1', 'Write ghcr.io/acme/app:RC1'],
    [`GHCR.io/Acme/app:1@${DIGEST}`, `Write ghcr.io/acme/app:1@${DIGEST}`],
    ['localhost:5000/App', 'Write localhost:5000/app'],
    ['Acme/App:1', 'Write the registry in full: docker.io/acme/app:1'],
    ['Alpine', 'Write the registry in full: docker.io/library/alpine'],
  ])('shows the name in lower case for %s', (text, hint) => {
    expect(() => parseReference(text)).toThrow(refusal({ hint }));
  });

  it('is absent when the name is invalid in lower case too', () => {
    for (const text of ['ghcr.io', 'localhost:5000', 'ghcr.io/acme/\u212aey:1', 'a b', 'ghcr.io/A b:1'])
      expect(() => parseReference(text)).toThrow(
        refusal({ hint: expect.not.stringContaining('Write ghcr') }),
      );
  });

  it.each([
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    [`team/app@${DIGEST}`, `docker.io/team/app@${DIGEST}`],
    [`docker://alpine:3@${DIGEST}`, `docker.io/library/alpine:3@${DIGEST}`],
  ])('writes %s out in full', (text, full) => {
    expect(() => parseReference(text)).toThrow(refusal({ hint: expect.stringMatching(`${full}$`) }));
  });

  it('is given for destinations as well', () => {
    expect(() => parseDestination('app:1,2')).toThrow(
      refusal({ hint: expect.stringMatching(/docker\.io\/library\/app:1,2$/) }),
    );
  });

  it.each(['https', 'oci', 'http'])('says that %s:// does not belong there', (scheme) => {
    expect(() => parseReference(`${scheme}://ghcr.io/app:1`)).toThrow(
      refusal({ hint: expect.stringContaining('without a scheme') }),
    );
  });
});

describe('an error', () => {
  it.each([
    'https://me:secret@ghcr.io/app:1',
    'me:secret@ghcr.io/app:1',
    'docker://me:secret@ghcr.io/app:1',
    'me:pa/secret@ghcr.io/app:1',
    'me:secret/x/y:z@ghcr.io/app',
    'me:pa@secret@ghcr.io/app:1',
    'me:secret@ghcr.io',
    'me/you:secret@ghcr.io:5000',
    'secret@ghcr.io/app:1',
    `me:secret@ghcr.io/app:1@${DIGEST}`,
    `me:pa/secret@x@${DIGEST}`,
    'ghcr.io/app:secret@x',
  ])('never shows the password of %s', (text) => {
    for (const parse of [parseReference, parseDestination]) {
      const error = (() => {
        try {
          return parse(text);
        } catch (thrown) {
          return thrown as Error & { hint: string };
        }
      })();
      expect(error).toMatchObject({ code: 'reference_invalid' });
      expect(JSON.stringify(error)).not.toContain('secret');
    }
  });

  it('has no control characters', () => {
    expect(() => parseReference('ghcr.io/\u001b]0;x\u0007\u202e:1')).toThrow(/^[\x20-\x7e…]*$/);
    expect(() => parseReference('ghcr.io/app@sha256:\u202e')).toThrow(/^[\x20-\x7e…]*$/);
  });

  it('comes fast for a very long text', () => {
    // At the square of this length it would run into the time limit of a test.
    for (const part of ['a', 'a.', 'a-', 'a/', '-', '_', ':', '@', '[', 'a:1@'])
      expect(() => parseReference(`ghcr.io/${part.repeat(1_000_000)}!`)).toThrow();
  });
});

describe('lengths', () => {
  it('of a tag are at most 128 characters', () => {
    expect(parseReference(`ghcr.io/a:${'x'.repeat(128)}`)).toMatchObject({ tag: 'x'.repeat(128) });
    expect(() => parseReference(`ghcr.io/a:${'x'.repeat(129)}`)).toThrow(refusal({}));
  });

  it('of a name are at most 255 characters without tag and digest', () => {
    const name = `ghcr.io/${'a'.repeat(247)}`;
    expect(parseReference(`${name}:1@${SHA512}`)).toMatchObject({ digest: SHA512 });
    expect(() => parseReference(`${name}a:1`)).toThrow(refusal({}));
  });
});

describe('the path of a layout', () => {
  it.each([
    ['oci:dir@b:1', { path: 'dir@b', tag: '1' }],
    ['oci:C:\\user@site\\x:1', { path: 'C:\\user@site\\x', tag: '1' }],
    ['oci:C:/x', { path: 'C:/x' }],
    ['oci:../up/a,b:1', { path: '../up/a,b', tag: '1' }],
    [`oci-archive:/tmp/my app.tar:1@${DIGEST}`, { path: '/tmp/my app.tar', tag: '1', digest: DIGEST }],
    [`oci:dir@a@${SHA512}`, { path: 'dir@a', digest: SHA512 }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toMatchObject(expected);
    expect(formatReference(parseReference(text))).toBe(text);
  });

  it.each([
    'oci:dir@sha256:12',
    'oci:dir@sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'oci:dir:',
    'oci:@sha256:1',
  ])('does not swallow what is meant as a tag or digest: %s', (text) => {
    expect(() => parseReference(text)).toThrow(refusal({}));
  });

  it('is formatted as it was written, with tag and digest', () => {
    const path = fc
      .string({ unit: fc.constantFrom(...'ab/\\.@:, C-_ü'), minLength: 1, maxLength: 20 })
      .filter((text) => !text.startsWith('//'));
    fc.assert(
      fc.property(path, fc.constantFrom('', `@${DIGEST}`, `@${SHA512}`), (folder, digest) => {
        const text = `oci:${folder}:tag${digest}`;
        const reference = parseReference(text);
        expect(reference).toMatchObject({ transport: 'oci', path: folder, tag: 'tag' });
        expect(formatReference(reference)).toBe(text);
        expect(manifestName(reference)).toEqual(digest === '' ? { tag: 'tag' } : { digest: digest.slice(1) });
      }),
    );
  });
});
