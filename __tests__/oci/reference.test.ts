import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDestination,
  formatReference,
  manifestName,
  parseDestination,
  parseReference,
} from '../../src/oci/reference.ts';

const HEX = 'a'.repeat(64);

describe('parseReference', () => {
  it.each([
    [
      'registry.example.com/team/app:1.2',
      { registry: 'registry.example.com', repository: 'team/app', tag: '1.2' },
    ],
    ['localhost/app:1', { registry: 'localhost', repository: 'app', tag: '1' }],
    ['localhost:5000/app', { registry: 'localhost:5000', repository: 'app' }],
    ['127.0.0.1:5000/a/b/c:x', { registry: '127.0.0.1:5000', repository: 'a/b/c', tag: 'x' }],
    ['[::1]:5000/app:1', { registry: '[::1]:5000', repository: 'app', tag: '1' }],
    ['docker://ghcr.io/a/b:1', { registry: 'ghcr.io', repository: 'a/b', tag: '1' }],
    [`ghcr.io/a/b:1@sha256:${HEX}`, { registry: 'ghcr.io', tag: '1', digest: `sha256:${HEX}` }],
    ['oci:dir:1', { transport: 'oci', path: 'dir', tag: '1' }],
    ['oci:./a/b@c', { transport: 'oci', path: './a/b@c' }],
    [`oci:/abs/dir@sha256:${HEX}`, { transport: 'oci', path: '/abs/dir', digest: `sha256:${HEX}` }],
    ['oci:C:\\images\\app:1', { transport: 'oci', path: 'C:\\images\\app', tag: '1' }],
    ['oci:C:\\images\\app', { transport: 'oci', path: 'C:\\images\\app' }],
    ['oci-archive:app.tar:1', { transport: 'oci-archive', path: 'app.tar', tag: '1' }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toMatchObject(expected);
  });

  it.each([
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3', 'docker.io/library/alpine'],
    ['team/app:1', 'docker.io/team/app'],
  ])('%s has no host, and the hint writes it out', (text, full) => {
    expect(() => parseReference(text)).toThrow(
      expect.objectContaining({ code: 'reference_invalid', hint: expect.stringContaining(full) }),
    );
  });

  it('refuses a digest alone, with a hint at the missing name', () => {
    expect(() => parseReference(`sha256:${HEX}`)).toThrow(
      expect.objectContaining({
        code: 'reference_invalid',
        message: expect.stringContaining('no repository'),
        hint: expect.stringContaining('REGISTRY/REPOSITORY@sha256:'),
      }),
    );
  });

  it.each([
    ...[
      '',
      ':',
      '@',
      '/',
      'ghcr.io/',
      'ghcr.io//a',
      'ghcr.io/A',
      'ghcr.io/a b',
      'ghcr.io/a:',
      'ghcr.io/a:-x',
      'oci:',
      'oci::1',
    ],
    ...[
      `ghcr.io/a:${'x'.repeat(129)}`,
      `ghcr.io/${'a'.repeat(250)}`,
      'ghcr.io/a@sha256:abc',
      `ghcr.io/a@sha256:${'A'.repeat(64)}`,
    ],
    ...[
      'ghcr.io/a@md5:d41d8cd98f00b204e9800998ecf8427e',
      'https://ghcr.io/a:1',
      'user@ghcr.io/a:1',
      'ghcr.io:x/a:1',
      'ghcr.io/../a:1',
    ],
    ...['-x.io/a:1', 'ghcr.io/a:1\n', 'ghcr.io/a_.b:1', 'oci:a\0b:1'],
  ])('refuses %j', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const registry = fc
    .tuple(
      fc.array(label, { minLength: 1, maxLength: 3 }),
      // URLs take a name that ends in a number for an IPv4 address.
      fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      fc.option(fc.integer({ min: 1, max: 65535 })),
    )
    .map(([labels, top, port]) => [...labels, top].join('.') + (port === null ? '' : `:${port}`))
    .filter((host) => URL.canParse(`https://${host}`));
  const component = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,3})[a-z0-9]{1,6}){0,2}$/);
  const repository = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const tag = fc.stringMatching(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,20}$/);
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/);

  it('formats every reference of the grammar as it was written', () => {
    fc.assert(
      fc.property(registry, repository, fc.option(tag), fc.option(hex), (host, name, one, digest) => {
        const text = `${host}/${name}${one === null ? '' : `:${one}`}${digest === null ? '' : `@sha256:${digest}`}`;
        expect(formatReference(parseReference(text))).toBe(text);
      }),
    );
  });

  it('formats every accepted text as it was written, with the host in lower case', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aA0.:/@-_[]\\ oci') }), (text) => {
        const [host = '', ...path] = text.split('/');
        const expected = text.startsWith('oci:') ? text : [host.toLowerCase(), ...path].join('/');
        try {
          expect(formatReference(parseReference(text))).toBe(expected);
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2 });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('manifestName', () => {
  it('uses the digest when there are both, and refuses a reference with neither', () => {
    expect(manifestName(parseReference(`ghcr.io/a:1@sha256:${HEX}`))).toEqual({ digest: `sha256:${HEX}` });
    expect(manifestName(parseReference('ghcr.io/a:1'))).toEqual({ tag: '1' });
    expect(() => manifestName(parseReference('ghcr.io/a'))).toThrow(
      expect.objectContaining({
        code: 'reference_needs_tag',
        hint: expect.stringMatching(/ghcr\.io\/a:TAG(?!.*index\.json)/),
      }),
    );
    expect(() => manifestName(parseReference('oci:app'))).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/oci:app:TAG.*index\.json/) }),
    );
  });
});

describe('parseDestination', () => {
  it.each([
    ['ghcr.io/app:1.4,1,latest', ['1.4', '1', 'latest']],
    ['ghcr.io/app:1,1', ['1']],
    ['ghcr.io/app', []],
    ['oci:dir:a,b', ['a', 'b']],
  ])('%s', (text, tags) => {
    expect(parseDestination(text).tags).toEqual(tags);
  });

  it('formats a destination as it was written', () => {
    const digest = `sha256:${HEX}`;
    for (const text of [
      'ghcr.io/app:1.4,latest',
      'ghcr.io/app',
      `ghcr.io/app@${digest}`,
      `oci:dir:1@${digest}`,
    ])
      expect(formatDestination(parseDestination(text))).toBe(text);
    expect(parseDestination(`ghcr.io/app:1,2@${digest}`)).toMatchObject({ tags: ['1', '2'], digest });
  });

  it.each(['ghcr.io/app@sha256:12', 'ghcr.io/app:1,', 'ghcr.io/app:1,b c', 'ghcr.io/app:,'])(
    'refuses %s',
    (text) => {
      expect(() => parseDestination(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
    },
  );
});

describe('a login in front of a host', () => {
  const refusals = (text: string): string[] =>
    [parseReference, parseDestination].map((parse) => {
      try {
        parse(text);
      } catch (error) {
        return `${error} ${JSON.stringify(error)}`;
      }
      throw new Error(`${text} is taken`);
    });

  it.each([
    'user:pa/ss@host/app',
    'user:pa/ss@host/app:1',
    'user:pa/ss@host',
    'https://user:pa/ss@host/app',
    'docker://user:pa/ss@host/app:1',
    'oci://user:pa/ss@host/app',
    `user:pa/ss@host/app@sha256:${HEX}`,
    `user:pa/ss@host/app:1@sha256:${HEX}`,
    'user:pa/ss@more@host/app',
    'user:pa/ss%40host/app',
    'user/x:pa/ss@host',
    'host/app:pa/ss@latest',
    'host/app:pass@latest',
  ])('is refused and not shown: %s', (text) => {
    for (const shown of refusals(text)) {
      expect(shown).toContain('reference_invalid');
      expect(shown).not.toMatch(/pa\/?ss|user|more/);
    }
  });

  it('is not shown, whatever the password is', () => {
    const password = fc
      .string({ unit: 'binary', minLength: 6, maxLength: 40 })
      .filter((text) => /[^@:]{6}/.test(text));
    const before = fc.constantFrom('', 'https://', 'docker://', 'http://');
    const behind = fc.constantFrom(
      'host/app',
      'host.example.com/app:1',
      `h/a@sha256:${HEX}`,
      'host',
      'host/app:1,2',
    );
    fc.assert(
      fc.property(before, password, behind, (scheme, secret, place) => {
        const part = secret.match(/[^@:]{6}/)![0]!;
        for (const encoded of [secret, encodeURIComponent(secret.toWellFormed())]) {
          for (const shown of refusals(`${scheme}user:${encoded}@${place}`)) {
            const known = ['reference', 'sha256', 'docker', 'shown', HEX].some((word) => word.includes(part));
            if (!known) expect(shown.split('":"reference')[0]).not.toContain(part);
            expect(shown).not.toContain('user:');
          }
        }
      }),
    );
  });
});
