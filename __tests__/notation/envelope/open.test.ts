import { Buffer } from 'node:buffer';
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JWS_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../../src/notation/envelope/open.ts';
import { base64url, craftJws, type JwsSpec, TEST_TARGET } from '../../support/envelopes.ts';
import { LEAF, mint, namedKey, sharedChain, testChain, testSelfSigned } from '../../support/pki.ts';

const N = 'io.cncf.notary.';
const SCHEME = `${N}signingScheme`;

const open = (bytes: Uint8Array | string) => openEnvelope(Buffer.from(bytes), JWS_MEDIA_TYPE);
/** `opened`, or the error. */
const outcome = (bytes: Uint8Array | string): Promise<unknown> =>
  open(bytes).then(
    () => 'opened',
    (error: unknown) => error,
  );

const good = craftJws();
const outer = JSON.parse(Buffer.from(good).toString()) as Record<string, unknown> & {
  payload: string;
  protected: string;
  signature: string;
  header: { x5c: string[] };
};

const goodProtected = Buffer.from(outer.protected, 'base64url').toString();

describe('openEnvelope', () => {
  it('opens what the specification describes', async () => {
    expect(await open(good)).toMatchObject({
      scheme: 'notary.x509',
      signingTime: new Date('2026-06-01T10:00:00Z'),
      signingAgent: 'test/1.0.0',
      target: TEST_TARGET,
      unknownCritical: [],
    });
  });

  it.each([
    ['application/cose', 'envelope_invalid'],
    ['application/json', 'envelope_invalid'],
    ['application/jose+json; charset=utf-8', 'envelope_invalid'],
    ['constructor', 'envelope_invalid'],
    ['', 'envelope_invalid'],
  ])('says of the media type "%s": %s', async (mediaType, code) => {
    await expect(openEnvelope(good, mediaType)).rejects.toMatchObject({ code });
  });

  const accepted: [string, JwsSpec][] = [
    ['a self-signed certificate', { chain: testSelfSigned() }],
    ['an RSA key', { chain: testChain({ kind: 'rsa-2048' }) }],
    [
      'times with offset and fraction',
      { signingTime: '2026-06-01T10:00:00.5+08:00', expiry: '2026-06-01T02:00:01Z' },
    ],
    [
      'certificates that have expired: time is judged later',
      { chain: testChain({ leaf: { notAfter: new Date('2020-06-01') } }) },
    ],
    [
      'crit in another order',
      { expiry: '2027-01-01T00:00:00Z', protected: { crit: [`${N}expiry`, SCHEME] } },
    ],
    [
      'attributes that are not critical',
      { protected: { kid: 'x', jku: 'https://evil.example', 'com.acme.note': { a: [1] } } },
    ],
    ['members of the envelope that are not known', { outer: { signatures: [], extra: 1 } }],
    [
      'an agent and a timestamp of null',
      { header: { [`${N}signingAgent`]: null, [`${N}timestampSignature`]: null } },
    ],
    ['an expiry of null', { protected: { [`${N}expiry`]: null } }],
    [
      'names of notation in another case where they are none',
      { protected: { 'IO.CNCF.NOTARY.signingAgent': 1 } },
    ],
  ];
  it.each(accepted)('opens %s', async (_, spec) => {
    expect(await outcome(craftJws(spec))).toBe('opened');
  });

  /** Anybody who may push can make these changes to a valid signature, because they are outside of what is signed. */
  const twisted: [string, JwsSpec][] = [
    ['a second payload', { outer: { Payload: 'e30' } }],
    ['a second payload that is null', { outer: { PAYLOAD: null } }],
    ['a second protected header', { outer: { Protected: 'e30' } }],
    ['a second signature, by the long s', { outer: { '\u017fignature': 'AAAA' } }],
    ['a second header', { outer: { HEADER: { x5c: [] } } }],
    ['a second chain', { header: { X5C: [] } }],
    [
      'a second agent, by the Kelvin sign and the long s',
      { header: { 'io.cncf.notary.\u017figningAgent': 'x' } },
    ],
    ['an agent that is a number', { header: { [`${N}signingAgent`]: 5 } }],
    ['a timestamp that is no base64', { header: { [`${N}timestampSignature`]: '*' } }],
    ['a timestamp that is a list', { header: { [`${N}timestampSignature`]: [1] } }],
    ['a chain in an object', { header: { x5c: { 0: '' } } }],
    ['a header that is a list', { outer: { header: [] } }],
  ];
  it.each(twisted)('refuses %s beside a signature that holds', async (_, spec) => {
    expect(await outcome(craftJws(spec))).toMatchObject({ code: 'envelope_invalid', exitCode: 1 });
  });

  const refusedHeaders: [string, JwsSpec, string?][] = [
    ['alg of another key size', { protected: { alg: 'ES384' } }],
    ['alg of another family', { protected: { alg: 'PS256' } }],
    ['alg none', { protected: { alg: 'none' } }],
    ['alg HS256', { protected: { alg: 'HS256' } }],
    ['no alg', { protected: { alg: undefined } }],
    ['an alg that is an object', { protected: { alg: { toString: 1, valueOf: 1 } } }],
    ['no cty', { protected: { cty: undefined } }],
    ['another cty', { protected: { cty: 'application/json' } }],
    ['a cty that is an object', { protected: { cty: { toString: 1, valueOf: 1 } } }],
    ['a scheme that is not known', { protected: { [SCHEME]: 'notary.x509.other' } }],
    ['a scheme that is an object', { protected: { [SCHEME]: { toString: 1 } } }],
    ['no scheme', { protected: { [SCHEME]: undefined, crit: ['x'], x: 1 } }],
    [
      'the scheme of an authority, without its time',
      { protected: { [SCHEME]: 'notary.x509.signingAuthority' } },
    ],
    ['the time of another scheme', { protected: { [`${N}authenticSigningTime`]: '2026-06-01T10:00:00Z' } }],
    ['no crit', { protected: { crit: undefined } }],
    ['an empty crit', { protected: { crit: [] } }],
    ['a crit that is text', { protected: { crit: SCHEME } }],
    ['a crit with a number', { protected: { crit: [SCHEME, 1] } }],
    ['a name twice in crit', { protected: { crit: [SCHEME, SCHEME] } }],
    ['a scheme that is not critical', { protected: { crit: ['x'], x: 1 } }],
    ['an expiry that is not critical', { expiry: '2027-01-01T00:00:00Z', protected: { crit: [SCHEME] } }],
    ['a critical name that is absent', { protected: { crit: [SCHEME, 'com.acme.absent'] } }],
    ['the critical name of a method of objects', { protected: { crit: [SCHEME, 'toString'] } }],
    ['alg in crit', { protected: { crit: [SCHEME, 'alg'] } }],
    ['cty in crit', { protected: { crit: [SCHEME, 'cty'] } }],
    ['crit in crit', { protected: { crit: [SCHEME, 'crit'] } }],
    ['signingTime in crit', { protected: { crit: [SCHEME, `${N}signingTime`] } }],
    ['b64', { protected: { b64: true } }],
    ['b64 as critical', { protected: { b64: false, crit: [SCHEME, 'b64'] } }],
    ['no signing time', { protected: { [`${N}signingTime`]: undefined } }],
    ['a second crit', { protected: { CRIT: ['x'] } }],
    ['a second algorithm', { protected: { Alg: 'none' } }],
    ['a second content type', { protected: { CTY: 'x' } }],
    ['a second expiry', { protected: { 'io.cncf.notary.EXPIRY': '2020-01-01T00:00:00Z' } }],
    ['a second scheme, by the long s', { protected: { 'io.cncf.notary.\u017figningScheme': 'x' } }],
    ['a second time of another scheme', { protected: { 'io.cncf.notary.authenticsigningtime': null } }],
    ['a signing time that is a number', { protected: { [`${N}signingTime`]: 1780308000 } }],
    ['the zero time of Go', { signingTime: '0001-01-01T00:00:00Z' }],
    ['an expiry at the signing time', { expiry: '2026-06-01T10:00:00Z' }],
    ['an expiry before the signing time, in another zone', { expiry: '2026-06-01T11:00:00+02:00' }],
    ['an expiry of null', { protected: { [`${N}expiry`]: null, crit: [SCHEME, `${N}expiry`] } }],
    ['names in another case', { protected: { [SCHEME]: undefined, [SCHEME.toLowerCase()]: 'notary.x509' } }],
  ];
  it.each(refusedHeaders)('refuses %s, although it is signed', async (_, spec, code = 'envelope_invalid') => {
    expect(await outcome(craftJws(spec))).toMatchObject({ code, exitCode: 1 });
  });

  it.each([
    ['a member twice', '{"alg":"ES256","alg":"ES256"}'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff{}'],
    ['a comment', '{}//'],
    ['a time with an escape, which Go does not undo', goodProtected.replace(/-06-/, '\\u002d06-')],
    ['too many levels', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('refuses a protected header that is or holds %s, although it is signed', async (_, protectedText) => {
    expect(await outcome(craftJws({ protectedText }))).toMatchObject({ code: 'envelope_invalid' });
  });

  it('tells critical attributes that it does not know, and those of a plugin', async () => {
    const opened = await open(
      craftJws({ protected: { crit: [SCHEME, 'com.acme.a', 'kid'], 'com.acme.a': null, kid: 'x' } }),
    );
    expect(opened.unknownCritical).toEqual(['com.acme.a', 'kid']);

    const plugin = { [`${N}verificationPlugin`]: 'acme', [`${N}verificationPluginMinVersion`]: '1.0.0' };
    const asking = await open(craftJws({ protected: { ...plugin, crit: [SCHEME, ...Object.keys(plugin)] } }));
    expect(asking).toMatchObject({ verificationPlugin: 'acme', unknownCritical: [] });
  });

  it('reports the version of an unnamed plugin as an unknown critical attribute', async () => {
    const name = `${N}verificationPluginMinVersion`;
    const opened = await open(craftJws({ protected: { [name]: '1.0.0', crit: [SCHEME, name] } }));
    expect(opened.unknownCritical).toEqual([name]);
  });

  it.each([
    ['a plugin that is not critical', 'acme', 'acme'],
    ['a plugin that is null', null, 'null'],
    ['a plugin that is an object', { toString: 1 }, '{"toString":1}'],
  ])('keeps the name of %s', async (_, value, shown) => {
    const opened = await open(craftJws({ protected: { [`${N}verificationPlugin`]: value } }));
    expect(opened.verificationPlugin).toBe(shown);
  });

  it('gives the bytes of a timestamp token, and refuses one that is not base64', async () => {
    const name = `${N}timestampSignature`;
    const opened = await open(craftJws({ header: { [name]: 'MIIB+w==' } }));
    expect(Buffer.from(opened.timestampToken!).toString('hex')).toBe('308201fb');
    for (const text of ['MIIB+w', 'MIIB-w==', 'MIIB+x==', 'x']) {
      expect(await outcome(craftJws({ header: { [name]: text } }))).toMatchObject({
        code: 'envelope_invalid',
      });
    }
  });

  it.each([
    ['no JSON', 'x'],
    ['a compact JWS', `${outer.protected}.${outer.payload}.${outer.signature}`],
    ['a list', JSON.stringify([outer])],
    ['a member twice', Buffer.from(good).toString().replace('{', `{"payload":"${outer.payload}",`)],
    ['no payload', JSON.stringify({ ...outer, payload: undefined })],
    ['no protected header', JSON.stringify({ ...outer, protected: undefined })],
    ['no signature', JSON.stringify({ ...outer, signature: undefined })],
    ['no header', JSON.stringify({ ...outer, header: undefined })],
    ['members in another case', JSON.stringify({ ...outer, payload: undefined, Payload: outer.payload })],
    ['a general serialization', JSON.stringify({ payload: outer.payload, signatures: [outer] })],
    ['padding behind the payload', JSON.stringify({ ...outer, payload: `${outer.payload}=` })],
    ['a payload in standard base64', JSON.stringify({ ...outer, payload: '+/' })],
    ['a line break in the signature', JSON.stringify({ ...outer, signature: `${outer.signature}\n` })],
    ['no x5c', JSON.stringify({ ...outer, header: {} })],
    ['an empty x5c', JSON.stringify({ ...outer, header: { x5c: [] } })],
    ['an x5c that is text', JSON.stringify({ ...outer, header: { x5c: outer.header.x5c[0] } })],
    ['an x5c with a number', JSON.stringify({ ...outer, header: { x5c: [...outer.header.x5c, 1] } })],
    [
      'an x5c in base64url',
      JSON.stringify({
        ...outer,
        header: {
          x5c: outer.header.x5c.map((text) =>
            text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
          ),
        },
      }),
    ],
    ['a certificate that is none', JSON.stringify({ ...outer, header: { x5c: ['MAA='] } })],
    [
      'a chain without end',
      JSON.stringify({ ...outer, header: { x5c: Array(17).fill(outer.header.x5c[0]) } }),
    ],
  ])('refuses %s', async (_, text) => {
    expect(await outcome(text)).toMatchObject({ code: 'envelope_invalid', exitCode: 1 });
  });

  it.each([
    ['the leaf alone', (x5c: string[]) => [x5c[0]]],
    ['a chain without its root', (x5c: string[]) => x5c.slice(0, 2)],
    ['a chain with a stranger', (x5c: string[]) => [...x5c, x5c[2]]],
    ['a chain without its middle', (x5c: string[]) => [x5c[0], x5c[2]]],
  ])('refuses %s by the profile', async (_, change) => {
    const text = JSON.stringify({ ...outer, header: { x5c: change(outer.header.x5c) } });
    expect(await outcome(text)).toMatchObject({ code: 'certificate_invalid', exitCode: 1 });
  });

  it('refuses a leaf that is a CA, and the purposes that it must not have', async () => {
    const chain = testChain({ leaf: { extendedKeyUsage: { oids: ['1.3.6.1.5.5.7.3.1'] } } });
    expect(await outcome(craftJws({ chain }))).toMatchObject({ code: 'certificate_invalid' });
  });

  it('refuses a signature by another key than the leaf, also by one further up', async () => {
    const { minted, intermediate } = sharedChain();
    for (const key of [namedKey('mallory'), intermediate.key]) {
      expect(await outcome(craftJws({ chain: { minted, key } }))).toMatchObject({
        code: 'signature_invalid',
      });
    }
  });

  it('refuses a key that the Notary Project does not allow', async () => {
    const key = { ...generateKeyPairSync('ed25519'), pem: '' };
    const odd = mint({ ...LEAF, key, issuer: sharedChain().intermediate });
    const text = JSON.stringify({ ...outer, header: { x5c: [Buffer.from(odd.der).toString('base64')] } });
    expect(await outcome(text)).toMatchObject({ code: 'envelope_invalid' });
  });

  it('refuses PSS with another salt than the length of the hash, which notation accepts', async () => {
    const chain = testChain({ kind: 'rsa-2048' });
    for (const saltLength of [0, 20, 222]) {
      expect(await outcome(craftJws({ chain, saltLength }))).toMatchObject({ code: 'signature_invalid' });
    }
  });

  it('refuses ECDSA as DER', async () => {
    const input = Buffer.from(`${outer.protected}.${outer.payload}`);
    const signature = base64url(sign('sha256', input, sharedChain().key.privateKey));
    expect(await outcome(JSON.stringify({ ...outer, signature }))).toMatchObject({
      code: 'signature_invalid',
    });
  });

  it('refuses a payload, header or signature of another envelope', async () => {
    const other = JSON.parse(
      Buffer.from(craftJws({ annotations: { a: 'b' }, expiry: '2027-01-01T00:00:00Z' })).toString(),
    );
    for (const member of ['payload', 'protected', 'signature']) {
      const mixed = JSON.stringify({ ...outer, [member]: other[member] });
      expect(await outcome(mixed)).toMatchObject({ code: 'signature_invalid' });
    }
  });

  it('either refuses a changed byte or means the same', async () => {
    const meaning = (opened: Awaited<ReturnType<typeof open>>) => ({
      ...opened,
      signingAgent: '',
      chain: opened.chain.map(({ thumbprint }) => thumbprint),
    });
    const wanted = meaning(await open(good));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Buffer.from(good);
          changed[at]! ^= mask;
          const opened = await open(changed).catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'SealiftError', exitCode: 1 });
          });
          // The signing agent is not signed, so it may differ.
          if (opened) expect(meaning(opened)).toEqual(wanted);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('answers any bytes with an error of its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (bytes) => {
          expect(await outcome(bytes)).toMatchObject({ code: 'envelope_invalid' });
        },
      ),
    );
  });
});
