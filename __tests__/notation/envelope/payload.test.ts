import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPayload, checkMetadata, parsePayload } from '../../../src/notation/envelope/payload.ts';
import { TEST_TARGET } from '../../support/envelopes.ts';

const COMPLAINT = { code: 'envelope_invalid', what: 'JWS envelope' } as const;
const text = (metadata: Record<string, string>) =>
  Buffer.from(buildPayload(TEST_TARGET, metadata)).toString();

describe('buildPayload', () => {
  const { digest } = TEST_TARGET;
  const rest = `"digest":"${digest}","mediaType":"application/vnd.oci.image.manifest.v1+json","size":528}}`;

  it('holds mediaType, digest and size, nothing else of the descriptor', () => {
    const target = { ...TEST_TARGET, urls: ['http://x'], artifactType: 'a/b', annotations: { kept: 'no' } };
    expect(Buffer.from(buildPayload(target, {})).toString()).toBe(`{"targetArtifact":{${rest}`);
  });

  it('writes metadata as Go marshals a map: sorted by bytes, HTML escaped', () => {
    const metadata = { b: '<&>', a: 'é\u2028\u2029', 'build.id': '1', B: '"\\\n\t' };
    expect(text(metadata)).toBe(
      `{"targetArtifact":{"annotations":{"B":"\\"\\\\\\n\\t","a":"é\\u2028\\u2029","b":"\\u003c\\u0026\\u003e","build.id":"1"},${rest}`,
    );
  });

  it('is read back as it was meant', () => {
    const key = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((name) => !name.startsWith('io.cncf.notary') && name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(key, fc.string({ unit: 'grapheme' })), (metadata) => {
        const { annotations, ...target } = parsePayload(buildPayload(TEST_TARGET, metadata), COMPLAINT);
        expect(target).toEqual(TEST_TARGET);
        expect(new Map(Object.entries(annotations ?? {}))).toEqual(new Map(Object.entries(metadata)));
      }),
    );
  });
});

describe('checkMetadata', () => {
  it.each([['io.cncf.notary.x'], ['io.cncf.notary'], ['io.cncf.notaryproject'], [''], ['__proto__']])(
    'refuses the key "%s"',
    (key) => {
      expect(() => checkMetadata({ [key]: 'x' })).toThrow(
        expect.objectContaining({ code: 'metadata_invalid' }),
      );
    },
  );

  it('accepts the rest', () => {
    expect(() => checkMetadata({ 'IO.cncf.notary': '', 'io.cncf': 'x' })).not.toThrow();
  });
});

describe('parsePayload', () => {
  const descriptor = { ...TEST_TARGET };
  const refused: [string, unknown][] = [
    ['no object', 'x'],
    ['a list', [descriptor]],
    ['nothing', null],
    ['no targetArtifact', { targetartifact: descriptor }],
    ['a target that is a list', { targetArtifact: [descriptor] }],
    ['no digest', { targetArtifact: { ...descriptor, digest: undefined } }],
    ['a digest that cannot be checked', { targetArtifact: { ...descriptor, digest: 'md5:00' } }],
    [
      'a digest in upper case',
      { targetArtifact: { ...descriptor, digest: descriptor.digest.toUpperCase() } },
    ],
    ['no size', { targetArtifact: { ...descriptor, size: undefined } }],
    ['a negative size', { targetArtifact: { ...descriptor, size: -1 } }],
    ['a size with a fraction', { targetArtifact: { ...descriptor, size: 528.5 } }],
    ['a size as text', { targetArtifact: { ...descriptor, size: '528' } }],
    ['no mediaType', { targetArtifact: { ...descriptor, mediaType: undefined } }],
    ['a mediaType that is none', { targetArtifact: { ...descriptor, mediaType: 'x' } }],
    ['an annotation that is no text', { targetArtifact: { ...descriptor, annotations: { a: 1 } } }],
  ];
  it.each(refused)('refuses %s', (_, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    expect(() => parsePayload(bytes, COMPLAINT)).toThrow(
      expect.objectContaining({ code: 'envelope_invalid' }),
    );
  });

  it.each([
    ['a member twice', `{"targetArtifact":{},"targetArtifact":${JSON.stringify(descriptor)}}`],
    [
      'a size that no number holds',
      `{"targetArtifact":${JSON.stringify(descriptor).replace('528', '9007199254740993')}}`,
    ],
    ['an empty payload', ''],
    ['bytes behind it', `{"targetArtifact":${JSON.stringify(descriptor)}}x`],
  ])('refuses %s', (_, body) => {
    expect(() => parsePayload(Buffer.from(body), COMPLAINT)).toThrow(
      expect.objectContaining({ code: 'envelope_invalid' }),
    );
  });

  it('leaves members alone that it does not know', () => {
    const bytes = Buffer.from(JSON.stringify({ targetArtifact: descriptor, other: 1 }));
    expect(parsePayload(bytes, COMPLAINT)).toEqual(TEST_TARGET);
  });
});
