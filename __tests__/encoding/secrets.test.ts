import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/encoding/printable.ts';
import { type Author, Secrets } from '../../src/encoding/secrets/secrets.ts';
import { SealiftError } from '../../src/errors.ts';
import { ENCODINGS, expectHidden } from '../support/encodings.ts';

const PASSWORD = 'hunter2-Pa/ss w+rd"ä';

function secrets(...all: readonly string[]): Secrets {
  const store = new Secrets();
  for (const one of all) store.add(one);
  return store;
}

const { base64, 'JSON in \\u': unicode } = ENCODINGS;

describe('the secrets of a run', () => {
  it.each(Object.entries(ENCODINGS))('are not shown in the encoding %s', (_, encode) => {
    const shown = secrets(PASSWORD).hide(`the registry says: "${encode(PASSWORD)}", and more`);
    expectHidden(shown, PASSWORD);
    expect(shown).toMatch(/^the registry says: ".*\*\*\*.*", and more$/s);
  });

  it.each([0, 1, 2])('are not shown in base64 behind %i other bytes', (before) => {
    const text = base64(`${'robot:'.slice(0, before)}${PASSWORD}, and what follows`);
    expectHidden(secrets(PASSWORD).hide(`Basic ${text}`), PASSWORD);
    expectHidden(secrets(PASSWORD).hide(`https://cdn.example.com/blob/${text}`), PASSWORD);
  });

  it('are not shown in any encoding, at any place of a text', () => {
    const secret = fc
      .string({ unit: 'grapheme', minLength: 4, maxLength: 60 })
      .filter((text) => text.trim().length >= 4 && /[^*\s]/.test(text) && !'***'.includes(text));
    const around = fc.string({ unit: 'grapheme', maxLength: 30 });
    const encoding = fc.constantFrom(...Object.values(ENCODINGS));
    fc.assert(
      fc.property(secret, encoding, around, around, (text, encode, before, behind) => {
        const encoded = encode(text);
        const shown = secrets(text).hide(`${before}${encoded}${behind}`, 'peer');
        expect(shown).toContain('***');
        if (!before.includes(encoded) && !behind.includes(encoded)) expect(shown).not.toContain(encoded);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '%abc%2Fdef%3Fsecret',
    '%%61bc%2Fdef%3Fsecret',
    '\\abc\\/def?secret',
    '&#x61;bc&#x2f;def?secret',
    '&abc%2Fdef%3Fsecret',
  ])('are not shown behind a sign that makes an escape of their beginning: %s', (text) => {
    const shown = secrets('abc/def?secret').hide(text);
    expect(shown).toMatch(/^[%\\&]?\*\*\*$/);
  });

  it.runIf(process.platform === 'linux')(
    'are searched for in a long text with under 400 MiB of memory',
    () => {
      const source = new URL('../../src/encoding/secrets/secrets.ts', import.meta.url).href;
      // It runs in a process of its own, because a worker shares its peak with the tests beside it.
      const script = `import { readFileSync } from 'node:fs';
      import { Secrets } from ${JSON.stringify(source)};
      const secrets = new Secrets();
      secrets.add(${JSON.stringify(PASSWORD)});
      secrets.hide(Buffer.from('some words of a registry '.repeat(72_000)).toString('base64'));
      console.log(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);`;
      const said = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
      expect(Number(said) / 1024).toBeLessThan(400);
    },
  );

  it('are hidden wherever they stand in a long text', () => {
    const filler = (length: number) => 'some words of a registry '.repeat(length / 25 + 1).slice(0, length);
    for (const encode of [base64, unicode, (text: string) => text]) {
      for (const at of [49_150, 65_530]) {
        const shown = secrets(PASSWORD).hide(`${filler(at)} ${encode(PASSWORD)} ${filler(80_000 - at)}`);
        expectHidden(shown, PASSWORD);
        expect(shown).toHaveLength(80_002 + /\*{3}=*/.exec(shown)![0].length);
      }
    }
  });

  it('are hidden whole where they overlap, and where one holds another', () => {
    expect(secrets('alpha-beta', 'beta-gamma').hide('x alpha-beta-gamma y')).toBe('x *** y');
    expect(secrets('alpha-beta', 'alpha-beta-gamma').hide('x alpha-beta-gamma y')).toBe('x *** y');
    expect(secrets('alpha-beta-gamma', 'beta').hide('alpha-beta-gamma, beta', 'peer')).toBe('***, ***');
  });

  it.each([
    'hunter2-correct-horse-battery',
    encodeURIComponent(PASSWORD),
    unicode(PASSWORD),
    base64(`robot:${PASSWORD}`),
  ])('leave no half in front of a cut: %s', (encoded) => {
    const store = secrets(PASSWORD, 'hunter2-correct-horse-battery');
    const text = `token=${encoded}`;
    for (let at = 'token='.length + 24; at < text.length; at += 1) {
      expect(store.hide(printable(text, at))).toMatch(/^token=(?:cm9ib3Q6?)?\*\*\*…$/);
    }
  });

  it('are hidden in the texts of others however short they are, as whole words', () => {
    const store = secrets('a1', '7');
    expect(store.hide('PIN 7 of a1b2 and A1: 17', 'peer')).toBe('PIN *** of a1b2 and ***: 17');
    expect(store.hide(`${base64('{"pin":"7"}')} %37 \\u0037`, 'peer')).not.toMatch(/Ijci|37/);
    expect(store.hide('7 of a1')).toBe('7 of a1');
  });

  it('of one letter are not found in words and ports that would be its base64', () => {
    const store = secrets('y', 'eDp5');
    const text = '127.0.0.1:37951/team/app:1: refused, read from 127.0.0.1:37951';
    expect(store.hide(text, 'peer')).toBe(text);
    expect(store.hide(`Basic ${base64('xyz:y')}`, 'peer')).toBe('Basic eHl6O***=');
  });

  it.each<[Author, string]>([
    ['sealift', 'true means yes, *** too'],
    ['peer', 'true means yes, *** too'],
    ['program', '*** means yes, *** too'],
  ])('that may be ordinary words stay readable in the texts of: %s', (author, expected) => {
    const store = new Secrets();
    store.add('true', 'setting');
    store.add('swordfish', 'setting');
    expect(store.hide('true means yes, swordfish too', author)).toBe(expected);
  });

  it('are reported once to onNew, when they are added', () => {
    const told: string[] = [];
    const store = new Secrets((secret) => told.push(secret));
    for (const secret of ['first-one', 'first-one', ' ', '']) store.add(secret);
    store.add('true', 'setting');
    expect(told).toEqual(['first-one']);
  });

  it('are taken out of errors, with their hints and causes', () => {
    const store = secrets(PASSWORD);
    const cause = new Error(`no such ${PASSWORD}`);
    const error = new SealiftError('denied', `refused ${PASSWORD}`, { hint: `not ${PASSWORD}`, cause });
    const shown = store.hideIn(error);
    expect(shown.toJSON()).toMatchObject({ code: 'denied', message: 'refused ***', hint: 'not ***' });
    expect(shown.cause).toBeUndefined();
    expect(shown.stack).not.toContain(PASSWORD);
    const clean = new SealiftError('denied', 'refused', { cause: new Error('no') });
    expect(store.hideIn(clean)).toBe(clean);
  });

  it('of one run are not hidden in another run', () => {
    secrets(PASSWORD);
    expect(new Secrets().hide(PASSWORD)).toBe(PASSWORD);
  });

  it('are found among thousands with the same beginning', () => {
    const token = (i: number): string => `${base64(`{"alg":"RS256"}${i}`)}.payload-of-${i}`;
    const store = secrets(...Array.from({ length: 3000 }, (_, i) => token(i)));
    for (const i of [0, 1, 1499, 2999])
      expect(store.hide(`sent was ${token(i)} to it`)).toBe('sent was *** to it');
    expect(store.hide('sent was eyJhbGciOiJSUzI1NiJ9 to it')).toBe('sent was eyJhbGciOiJSUzI1NiJ9 to it');
  });
});
