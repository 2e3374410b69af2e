import { Buffer } from 'node:buffer';
import type { KeyExportOptions } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendPem } from '../../src/encoding/mend-pem.ts';
import { type PemBlock, pemBlocks } from '../../src/encoding/pem.ts';
import { KEY_KINDS, sharedChain, testKey, toPem } from '../support/pki.ts';

const context = { code: 'key_invalid', what: 'the key' } as const;
const mend = (input: string | Uint8Array): PemBlock[] => mendPem(input, context);

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const plain = (blocks: readonly PemBlock[]) =>
  blocks.map(({ label, headers, bytes }) => ({
    label,
    headers: [...headers],
    content: Buffer.from(bytes).toString('hex'),
  }));

const encrypted = (form: KeyExportOptions<'pem'>, kind: 'rsa-2048' | 'ec-256') =>
  testKey(kind).privateKey.export(form) as string;

/** Files as users have them. */
const FILES: readonly string[] = [
  ...KEY_KINDS.map((kind) => testKey(kind).pem),
  testKey('rsa-2048').privateKey.export({ format: 'pem', type: 'pkcs1' }) as string,
  testKey('ec-256').privateKey.export({ format: 'pem', type: 'sec1' }) as string,
  encrypted({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }, 'ec-256'),
  encrypted({ format: 'pem', type: 'pkcs1', cipher: 'aes-128-cbc', passphrase: 'x' }, 'rsa-2048'),
  encrypted({ format: 'pem', type: 'sec1', cipher: 'des-ede3-cbc', passphrase: 'x' }, 'ec-256'),
  testKey('ec-384').publicKey.export({ format: 'pem', type: 'spki' }) as string,
  sharedChain().leaf.pem,
  sharedChain().pem,
  testKey('ec-521').pem + sharedChain().pem,
  `subject=/C=US/O=acme\n${sharedChain().pem}# the end\n`,
];

type Damage = (text: string) => string;

const wrap = (text: string, width: number, eol = '\n') =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(eol);

/** Damages that are mended in every file. */
const HARMLESS: Readonly<Record<string, Damage>> = {
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
  'CR line ends': (text) => text.replaceAll('\n', '\r'),
  'spaces for line breaks': (text) => text.replaceAll('\n', ' '),
  'tabs for line breaks': (text) => text.replaceAll('\n', '\t'),
  'no line breaks': (text) => text.replaceAll('\n', ''),
  'line breaks for spaces, as an unquoted variable has them': (text) => text.replaceAll(' ', '\n'),
  'line breaks in letters': (text) => text.replaceAll('\n', '\\n'),
  'CRLF in letters': (text) => text.replaceAll('\n', '\\r\\n'),
  'line breaks in letters, escaped twice': (text) => text.replaceAll('\n', '\\\\n'),
  'slashes escaped, as PHP writes JSON': (text) => text.replaceAll('/', '\\/').replaceAll('\n', '\\n'),
  'plus, equals sign and line break by number, as .NET and Gson write JSON': (text) =>
    text.replaceAll('+', '\\u002B').replaceAll('=', '\\u003d').replaceAll('\n', '\\u000a'),
  'letters and line breaks': (text) => text.replaceAll('\n', '\\n\n'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'quotes around it': (text) => `"${text}"`,
  'an indent': (text) => text.replace(/^/gm, '    '),
  'spaces at the ends of lines': (text) => text.replaceAll('\n', '  \n'),
  'empty lines': (text) => text.replaceAll('\n', '\n\n'),
  'lines of another width': (text) => text.replace(/(.{64})\n(?=[A-Za-z0-9+/=])/g, '$1'),
  'base64 of the whole': (text) => utf8(text).toString('base64'),
  'base64 of the whole in lines': (text) => wrap(utf8(text).toString('base64'), 76),
  'base64 in lines, their ends in letters': (text) => wrap(utf8(text).toString('base64'), 76, '\\n'),
  'base64 in quotes': (text) => `'${utf8(text).toString('base64')}'\n`,
};

describe('mendPem', () => {
  it('reads a file that is whole as every strict reader does', () => {
    for (const file of FILES) expect(plain(mend(file))).toEqual(plain(pemBlocks(file, context)));
  });

  it.each(Object.entries(HARMLESS))('finds the same blocks behind %s', (_, damage) => {
    // Without line breaks, what stands before a block cannot be told from its headers; it has none here.
    for (const file of FILES) {
      const wanted = plain(pemBlocks(file, context));
      expect(plain(mend(damage(file)))).toEqual(wanted);
      expect(plain(mend(utf8(damage(file))))).toEqual(wanted);
    }
  });

  it('finds the same blocks behind two harmless damages, or refuses', () => {
    const pairs = Object.values(HARMLESS).flatMap((first) =>
      Object.values(HARMLESS).map((second) => (text: string) => second(first(text))),
    );
    const file = testKey().pem + sharedChain().leaf.pem;
    const wanted = plain(mend(file));
    let mended = 0;
    for (const damage of pairs) {
      const found = attempt(damage(file));
      if (found === undefined) continue;
      expect(found).toEqual(wanted);
      mended += 1;
    }
    // Only base64 of base64, two pairs of quotes and little else are refused.
    expect(mended).toBeGreaterThan(pairs.length * 0.9);
  });

  it('returns the original blocks or an error, never others, for any composition of damages', () => {
    const at = (text: string, part: number) => Math.floor(part * (text.length + 1));
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const harmless = fc.constantFrom(...Object.values(HARMLESS));
    const harm = fc.oneof(
      fraction.map(
        (part): Damage =>
          (text) =>
            text.slice(0, at(text, part)) + text.slice(at(text, part) + 1),
      ),
      fc.tuple(fraction, fraction).map(
        ([from, length]): Damage =>
          (text) =>
            text.slice(0, at(text, from)) + text.slice(at(text, from) + Math.ceil(length * 100)),
      ),
      fc
        .tuple(fraction, fc.constantFrom(' ', '\n', '-', '#', '\\n', ':', '\ufeff', '\u00a0', '\0', '=', '"'))
        .map(
          ([part, extra]): Damage =>
            (text) =>
              text.slice(0, at(text, part)) + extra + text.slice(at(text, part)),
        ),
      fc.constantFrom<Damage[]>(
        (text) => text.replaceAll('+', ' '),
        (text) => text.replaceAll('+', ''),
        (text) => text.replaceAll('\\', ''),
        (text) => text.replaceAll(' ', ''),
        (text) => text.replaceAll('-----', '----'),
        (text) => text.replaceAll('=', ''),
        (text) => text.toLowerCase(),
        (text) => text.replaceAll('\n', '\n# '),
        (text) => text.replaceAll('--', '–'),
        (text) => encodeURIComponent(text),
        (text) => JSON.stringify(text),
        (text) => Buffer.from(text, 'utf16le').toString('latin1'),
      ),
    );
    const damages = fc.array(fc.oneof({ weight: 3, arbitrary: harmless }, harm), {
      minLength: 1,
      maxLength: 4,
    });
    // A cut is not seen in the content of a traditionally encrypted key, which is no DER; its password fails later.
    const formed = FILES.filter((file) => !file.includes('DEK-Info'));
    fc.assert(
      fc.property(fc.constantFrom(...formed), damages, (file, list) => {
        const found = attempt(list.reduce((text, damage) => damage(text), file));
        if (found === undefined) return;
        const wanted = plain(pemBlocks(file, context));
        // A whole block may be cut out unseen; the blocks that are left are a part of the original, in order.
        let from = 0;
        for (const block of found) {
          const index = wanted.findIndex((one, place) => place >= from && one.content === block.content);
          expect(wanted[index]).toEqual(block);
          from = index + 1;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads or refuses any text, without a crash', () => {
    const pieces = fc.constantFrom(
      '-----BEGIN',
      '-----END',
      ' A',
      '-----',
      '\n',
      'QQ==',
      ': ',
      '#',
      '\\n',
      'Proc-Type: 4,ENCRYPTED',
    );
    fc.assert(fc.property(fc.array(pieces), (parts) => void attempt(parts.join(''))));
  });

  it.each([
    ['begins', '-----BEGIN A '.repeat(80_000)],
    ['is backslashes', '\\'.repeat(1_000_000)],
    ['is dashes', '-'.repeat(1_000_000)],
    ['is spaces', ' '.repeat(1_000_000)],
    ['is comments', '#'.repeat(1_000_000)],
    ['is borders with spaces', `-----BEGIN${' A'.repeat(500_000)}`],
    ['is headers', `-----BEGIN A-----\n${'a: b\n'.repeat(200_000)}-----END A-----`],
    ['is words of borders', 'END KEY '.repeat(125_000)],
  ])('takes a time proportional to its input for a text that %s', (_, text) => {
    // In time quadratic in this length the test would run into its time limit.
    attempt(text);
  });
});

/** The blocks; `undefined` where there is an error, as for a text without any. */
function attempt(input: string) {
  try {
    const found = plain(mend(input));
    return found.length === 0 ? undefined : found;
  } catch (error) {
    expect(error).toMatchObject({ code: 'key_invalid', message: expect.stringMatching(/^the key[:,]/) });
    return undefined;
  }
}

describe('mendPem of damaged text', () => {
  const { pem } = testKey();
  const [first, ...rest] = pem.trim().split('\n');
  const lines = rest.slice(0, -1);

  it.each<[string, string | Uint8Array, RegExp]>([
    ['UTF-16 with a mark', Buffer.from(`\ufeff${pem}`, 'utf16le'), /UTF-16, as PowerShell/],
    ['UTF-16 without one', Buffer.from(pem, 'utf16le'), /UTF-16/],
    ['big-endian UTF-16', Buffer.from(pem, 'utf16le').swap16(), /UTF-16/],
    ['base64 of UTF-16', Buffer.from(pem, 'utf16le').toString('base64'), /UTF-16/],
    ['base64 of base64', utf8(utf8(pem).toString('base64')).toString('base64'), /base64 of base64/],
    ['base64 that is cut', utf8(pem).toString('base64').slice(0, -7), /base64 of PEM/],
    ['the content without its borders', lines.join('\n'), /without the lines -----BEGIN/],
    ['a border without spaces', pem.replaceAll(' ', ''), /damaged: -----?BEGINPRIVATEKEY|damaged/],
    ['a border with a dash too few', pem.replace('-----BEGIN', '----BEGIN'), /damaged: -/],
    ['a border of long dashes', pem.replaceAll('-----', '———'), /damaged/],
    ['a border in small letters', pem.replaceAll('PRIVATE KEY', 'private key'), /damaged/],
    ['a PEM that is escaped as in a URL', encodeURIComponent(pem), /damaged: -BEGIN%20PRIVATE%20KEY/],
    ['lines that are quoted', pem.replace(/^(?!-)/gm, '> '), /does not have: >/],
    ['a space that nobody sees', pem.replace('\n', '\n\u200b'), /does not have: \\u\{200b\}/],
    ['an end that is missing', [first, ...lines].join('\n'), /does not end/],
    ['a beginning that is missing', rest.join('\n'), /base64 that stands in no block|does not begin/],
    [
      'another end',
      pem.replace('END PRIVATE', 'END PUBLIC'),
      /begins a block as PRIVATE KEY and ends it as PUBLIC/,
    ],
    ['a line that is missing', [first, ...rest.slice(1)].join('\n'), /block 1 \(PRIVATE KEY\)/],
    ['plus signs that became spaces', pluses(), /block 1 \(PRIVATE KEY\)/],
    ['an empty block', `${first}\n${rest.at(-1)}`, /is empty/],
    [
      'headers without line breaks',
      '-----BEGIN A----- X: y QUFB -----END A-----',
      /headers that cannot be told/,
    ],
    [
      'an unknown cipher',
      '-----BEGIN RSA PRIVATE KEY----- Proc-Type: 4,ENCRYPTED DEK-Info: ROT-13,AA QUFB -----END RSA PRIVATE KEY-----',
      /unknown cipher ROT-13/,
    ],
    ['a line of base64 outside', `${lines[0]!.padEnd(64, 'A')}\n${pem}`, /stands in no block/],
  ])('refuses %s, by name', (_, input, reason) => {
    expect(() => mend(input)).toThrow(
      expect.objectContaining({ code: 'key_invalid', message: expect.stringMatching(reason) }),
    );
  });

  function pluses(): string {
    const withPlus = KEY_KINDS.map((kind) => testKey(kind).pem).find((text) => text.includes('+'))!;
    return withPlus.replaceAll('+', ' ');
  }

  it('leaves out commented blocks, and digests beside a block', () => {
    const { leaf, root } = sharedChain();
    const commented = root.pem.replace(/^/gm, '# ');
    const digest = 'a'.repeat(64);
    expect(mend(`${commented}\n${digest}\n${leaf.pem}`)).toHaveLength(1);
  });

  it.each([
    'friendlyName: week-end certificate - of acme',
    '---- the last one ----',
    'subject=CN = acme end key-1, O = BEGIN',
    'path: C:\\new\\release.pem',
    'Bag Attributes\n    localKeyID: 01 00 00 00',
    'MD5 Fingerprint=AA:BB',
  ])('leaves out text around a block: %j', (text) => {
    expect(plain(mend(`${text}\n${pem}${text}\n${pem}\n${text}`))).toEqual(plain(mend(pem + pem)));
  });

  it('leaves out text that is not UTF-8 around a block', () => {
    const text = Buffer.concat([Buffer.from('friendlyName: J\xfcrgen\n', 'latin1'), utf8(pem)]);
    expect(plain(mend(text))).toEqual(plain(mend(pem)));
  });

  it('shows nothing of a key in its errors', () => {
    const spoiled = pem.replace('M', '!');
    expect(() => mend(spoiled)).toThrow(
      /^the key, block 1 \(PRIVATE KEY\): has a character that base64 does not have: !$/,
    );
  });

  it('reads blocks of unknown labels unchanged', () => {
    expect(plain(mend(toPem('SOMETHING ELSE', utf8('AAA'))))).toEqual([
      { label: 'SOMETHING ELSE', headers: [], content: '414141' },
    ]);
  });
});
