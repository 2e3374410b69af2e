import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { readStatement } from '../../../src/notation/record/read-statement.ts';
import { recordTagOf } from '../../../src/notation/record/record-tag.ts';
import { type NamedImage, resourceUri } from '../../../src/notation/record/resource-uri.ts';
import { buildStatement, type RecordFacts } from '../../../src/notation/record/statement.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { isTag } from '../../../src/oci/reference.ts';

const CONTEXT = { code: 'record_refused', what: 'the record' } as const;
const DIGEST: Digest = `sha256:${'0f'.repeat(32)}`;

const facts = (image: NamedImage, change: Partial<RecordFacts> = {}): RecordFacts => ({
  image,
  statedAt: new Date('2026-11-30T12:00:00.123Z'),
  source: 'dev.example.com/app',
  policy: DIGEST,
  statements: ['all'],
  identities: [{ subject: 'CN=release', identity: '*' }],
  signatures: [DIGEST],
  verifierVersion: '1.2.3',
  ...change,
});

const digest: fc.Arbitrary<Digest> = fc
  .tuple(
    fc.constantFrom('sha256' as const, 'sha512' as const),
    fc.uint8Array({ minLength: 64, maxLength: 64 }),
  )
  .map(([algorithm, bytes]): Digest => {
    const hex = Buffer.from(bytes).toString('hex');
    return `${algorithm}:${algorithm === 'sha256' ? hex.slice(0, 64) : hex}`;
  });
const image: fc.Arbitrary<NamedImage> = fc
  .record(
    {
      host: fc.constantFrom('prod.example.com', 'localhost:5000', '[::1]:5000', '10.0.0.1'),
      path: fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 3 }),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/),
      digest,
    },
    { requiredKeys: ['host', 'path', 'digest'] },
  )
  .map(({ host, path, tag, digest: of }) => ({
    repository: [host, ...path].join('/'),
    ...(tag === undefined ? {} : { tag }),
    digest: of,
  }));

describe('the statement of a record', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        image,
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }),
        (named, at) => {
          const read = readStatement(buildStatement(facts(named, { statedAt: at })), CONTEXT);
          expect(read).toMatchObject({ image: named, statedAt: at, source: 'dev.example.com/app' });
          expect(read.image).toEqual(named);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('never names two images, whichever of its texts is another one', () => {
    const other = fc.tuple(image, image).filter(([a, b]) => resourceUri(a) !== resourceUri(b));
    fc.assert(
      fc.property(other, fc.constantFrom('subject', 'uri', 'own'), ([one, two], part) => {
        const [a, b] = [one, two].map((named) =>
          JSON.parse(new TextDecoder().decode(buildStatement(facts(named)))),
        );
        if (part === 'subject') a.subject = b.subject;
        if (part === 'uri') a.predicate.resourceUri = b.predicate.resourceUri;
        const key = 'https://github.com/sealift/sealift/record/v1';
        if (part === 'own') a.predicate[key] = b.predicate[key];
        if (part === 'subject' && one.digest === two.digest) return;
        const bytes = new TextEncoder().encode(JSON.stringify(a));
        expect(() => readStatement(bytes, CONTEXT)).toThrow(/names two images/);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with one error, or read, whatever JSON it is', () => {
    const whole = JSON.parse(
      new TextDecoder().decode(buildStatement(facts({ repository: 'a.test/b', digest: DIGEST }))),
    );
    const anyValue = fc.jsonValue({ maxDepth: 3 });
    const member = fc.constantFrom(
      ...['_type', 'subject', 'predicateType', 'predicate', 'predicate.verifier', 'predicate.timeVerified'],
      ...[
        'predicate.resourceUri',
        'predicate.policy',
        'predicate.verifiedLevels',
        'predicate.verificationResult',
      ],
    );
    fc.assert(
      fc.property(member, anyValue, (path, value) => {
        const changed = structuredClone(whole);
        const [first = '', second] = path.split('.');
        if (second === undefined) changed[first] = value;
        else changed[first][second] = value;
        try {
          readStatement(new TextEncoder().encode(JSON.stringify(changed)), CONTEXT);
        } catch (error) {
          expect(error).toBeInstanceOf(SealiftError);
          expect(error).toMatchObject({ code: 'record_refused' });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('passes over what later versions add', () => {
    const said = JSON.parse(
      new TextDecoder().decode(buildStatement(facts({ repository: 'a.test/b', digest: DIGEST }))),
    );
    const later = { ...said, added: 1, predicate: { ...said.predicate, slsaVersion: '1.2' } };
    const read = readStatement(new TextEncoder().encode(JSON.stringify(later)), CONTEXT);
    expect(read.image).toEqual({ repository: 'a.test/b', digest: DIGEST });
  });

  it.each(['A.test/b', 'a.test', 'a.test/B', 'a.test/b:1', 'https://a.test/b', '', 'docker.io:443/b'])(
    'does not name %j as a repository',
    (repository) => {
      expect(() => readStatement(buildStatement(facts({ repository, digest: DIGEST })), CONTEXT)).toThrow(
        SealiftError,
      );
    },
  );

  it('has a cap', () => {
    const identities = Array.from({ length: 300 }, (_, at) => ({
      subject: `CN=${at}${'x'.repeat(1000)}`,
      identity: null,
    }));
    expect(() => buildStatement(facts({ repository: 'a.test/b', digest: DIGEST }, { identities }))).toThrow(
      expect.objectContaining({ code: 'content_too_large' }),
    );
  });

  it('shows what it says of its source and run safely', () => {
    const bytes = buildStatement(
      facts(
        { repository: 'a.test/b', digest: DIGEST },
        { source: 'x\n::error::y', runUrl: '\u001b[31mred', actor: 'a\u202eb' },
      ),
    );
    expect(readStatement(bytes, CONTEXT)).toMatchObject({
      source: 'x\\u{a}::error::y',
      runUrl: '\\u{1b}[31mred',
      actor: 'a\\u{202e}b',
    });
  });
});

describe('the names of a record', () => {
  it('are the package URL of the image, and a tag of the digest of the tag', () => {
    expect(resourceUri({ repository: 'localhost:5000/team/app', tag: '1.4', digest: DIGEST })).toBe(
      `pkg:oci/app@sha256%3A${'0f'.repeat(32)}?repository_url=localhost%3A5000/team/app&tag=1.4`,
    );
    // printf %s latest | sha256sum
    expect(recordTagOf('latest')).toBe('sealift-record-5e1e2bcac305958b27077ca136f35f0a');
  });

  it('are a valid tag for every tag', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/), (tag) => isTag(recordTagOf(tag))),
      { numRuns: 20 },
    );
  });
});
