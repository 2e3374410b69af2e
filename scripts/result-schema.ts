import { ERRORS } from '../src/errors.ts';
import { CHECK_ACTIONS, CHECK_NAMES, LEVELS } from '../src/notation/policy/document.ts';
import { STORE_TYPES } from '../src/notation/ports.ts';
import { filesSchema, planSchema } from './plan-schema.ts';

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const digest: Schema = { type: 'string', pattern: '^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$' };
const time: Schema = { type: 'string', pattern: '^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' };

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** An object with exactly these members, all of them required but the `optional` ones. */
function object(properties: Record<string, Schema>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const codes = Object.keys(ERRORS).toSorted();

const certificateMembers: Record<string, Schema> = {
  subject: text,
  issuer: text,
  notBefore: time,
  notAfter: time,
  thumbprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  keyType: text,
  ocspUrls: list(text),
  crlUrls: list(text),
};

const revocation = list(
  object({
    subject: text,
    thumbprint: text,
    status: oneOf('good', 'revoked', 'unknown', 'not-revocable'),
    method: orNull(oneOf('ocsp', 'crl', 'file')),
    source: orNull(text),
    thisUpdate: orNull(time),
    nextUpdate: orNull(time),
    revokedAt: orNull(time),
    reason: orNull(text),
    message: orNull(text),
  }),
);

const ownSignatures = list(
  object({ subject: digest, digest: orNull(digest), action: oneOf('made', 'unchanged', 'carried') }),
);

const records = list(
  object({
    tag: orNull(text),
    recordTag: orNull(text),
    digest: orNull(digest),
    signature: orNull(digest),
    statedAt: orNull(time),
    action: oneOf('made', 'unchanged'),
  }),
);

const definitions: Record<string, Schema> = {
  error: object({ code: oneOf(...codes), message: text, hint: text, docs: text }),
  imageStatus: oneOf(
    ...[
      'signed',
      'skipped',
      'verified',
      'audited',
      'not-checked',
      'unverified',
      'promoted',
      'unchanged',
      'kept',
      'planned',
      'listed',
      'equal',
      'left',
      'absent',
      'partial',
      'failed',
    ],
  ),
  foundIn: oneOf('api', 'tag', 'index', 'itself'),
  check: object(
    {
      check: oneOf(
        ...[
          'integrity',
          'authenticity',
          'authenticTimestamp',
          'expiry',
          'revocation',
          'payload',
          'metadata',
          'critical',
          'distrust',
          'plugin',
        ],
      ),
      action: oneOf('enforce', 'log', 'skip'),
      outcome: oneOf('passed', 'failed', 'unknown', 'skipped'),
      code: orNull(oneOf(...codes)),
      message: text,
    },
    ['message'],
  ),
  revocation,
  details: object(
    {
      signatureAlgorithm: text,
      signingScheme: text,
      signingTime: orNull(time),
      expiry: orNull(time),
      signingAgent: orNull(text),
      timestamped: { type: 'boolean' },
      timestamp: orNull(object({ authority: orNull(text), time: orNull(time), fault: orNull(text) })),
      verificationPlugin: orNull(
        object({
          name: text,
          minVersion: orNull(text),
          attributes: list(object({ name: text, value: text })),
        }),
      ),
      userMetadata: { type: 'object', additionalProperties: text },
      targetArtifact: object({ mediaType: text, digest, size: count }),
      certificates: list(
        object({ subject: text, issuer: text, thumbprint: text, notBefore: time, notAfter: time }),
      ),
      prototype: object({ references: list(text), notBefore: orNull(time), keyId: orNull(text) }),
    },
    ['prototype'],
  ),
  signature: object(
    {
      digest,
      subject: digest,
      made: { type: 'boolean' },
      mediaType: orNull(text),
      signer: orNull(text),
      foundIn: ref('foundIn'),
      signatureRepository: text,
      validUntil: orNull(time),
      status: oneOf('passed', 'failed', 'ignored', 'listed'),
      checks: list(ref('check')),
      trust: orNull(
        object({
          store: text,
          anchor: object({ subject: text, thumbprint: text }),
          identity: orNull(text),
        }),
      ),
      timestamp: orNull(
        object({
          authority: text,
          thumbprint: text,
          store: orNull(text),
          time,
          earliest: time,
          latest: time,
          policy: text,
          revocation: ref('revocation'),
        }),
      ),
      revocation: ref('revocation'),
      judgedBy: orNull(
        object({
          name: text,
          version: text,
          builtIn: { type: 'boolean' },
          judged: list(oneOf('identity', 'revocation')),
        }),
      ),
      details: ref('details'),
      matched: object({
        certificate: orNull(
          object({
            subject: text,
            thumbprint: certificateMembers.thumbprint!,
            position: { type: 'integer', minimum: 1 },
            of: { type: 'integer', minimum: 1 },
          }),
        ),
        end: orNull(
          object({
            at: time,
            by: oneOf('expiry', 'certificate'),
            subject: orNull(text),
            over: { type: 'boolean' },
            timestamped: { type: 'boolean' },
          }),
        ),
      }),
    },
    ['details', 'matched', 'signatureRepository'],
  ),
  identity: object({
    required: orNull(text),
    subject: orNull(text),
    signatures: list(digest),
    reason: orNull(text),
  }),
  platform: object(
    {
      platform: text,
      digest,
      status: ref('imageStatus'),
      attachments: orNull(count),
      error: orNull(ref('error')),
    },
    ['attachments'],
  ),
  attachment: object(
    {
      digest,
      artifactType: text,
      predicateType: text,
      size: count,
      foundIn: oneOf('api', 'tag', 'index', 'digest-tag'),
      tag: text,
      signatureRepository: text,
      subject: digest,
      judged: orNull(oneOf('passed', 'failed', 'carried')),
    },
    ['predicateType', 'tag', 'signatureRepository'],
  ),
  signaturesTo: object({
    repository: text,
    status: oneOf('promoted', 'unchanged', 'planned', 'failed'),
    attachments: object({ expected: count, present: count, added: count, missing: list(digest) }),
    signed: ownSignatures,
    error: orNull(ref('error')),
  }),
  record: object({
    status: oneOf('passed', 'failed'),
    recordTag: text,
    digest,
    repository: text,
    tag: orNull(text),
    image: digest,
    statedAt: time,
    source: text,
    runUrl: orNull(text),
    actor: orNull(text),
    signature: ref('signature'),
  }),
  destination: object(
    {
      reference: text,
      digest: orNull(digest),
      pinned: orNull(text),
      tags: list(
        object({
          tag: text,
          action: oneOf('new', 'moved', 'unchanged', 'kept', 'left'),
          previous: orNull(digest),
          backup: orNull(text),
        }),
      ),
      previousDigest: orNull(digest),
      status: oneOf('promoted', 'unchanged', 'kept', 'planned', 'failed'),
      attachments: object({
        expected: count,
        present: count,
        added: count,
        missing: list(digest),
        onlyThere: list(digest),
      }),
      signed: ownSignatures,
      records,
      copied: count,
      mounted: count,
      bytes: count,
      toCopy: orNull(object({ blobs: count, bytes: count, manifests: count, image: { type: 'boolean' } })),
      deep: { type: 'boolean' },
      rollback: orNull(text),
      error: orNull(ref('error')),
    },
    ['records'],
  ),
  compared: object({
    repository: text,
    status: oneOf('equal', 'short', 'failed'),
    tag: orNull(object({ tag: text, digest: orNull(digest) })),
    manifests: object({ expected: count, incomplete: list(digest) }),
    platforms: list(object({ platform: text, digest, status: oneOf('whole', 'incomplete') })),
    blobs: orNull(object({ asked: count, missing: list(digest) })),
    attachments: list(
      object({
        artifactType: text,
        suffix: orNull(oneOf('sig', 'att', 'sbom')),
        expected: count,
        present: count,
        missing: list(digest),
      }),
    ),
    onlyThere: list(object({ digest, artifactType: text })),
    deep: { type: 'boolean' },
    repair: orNull(oneOf('done', 'failed')),
    error: orNull(ref('error')),
  }),
  certificate: object(certificateMembers),
  statement: object({
    name: text,
    scopes: list(text),
    level: oneOf(...LEVELS),
    checks: list(
      object({
        check: oneOf(...CHECK_NAMES),
        action: oneOf(...CHECK_ACTIONS),
        overridden: { type: 'boolean' },
      }),
    ),
    verifyTimestamp: orNull(oneOf('always', 'afterCertExpiry')),
    trustStores: list(text),
    trustedIdentities: list(text),
    consequences: list(
      object({
        image: oneOf(
          'unsigned',
          'untrusted-signer',
          'expired-signature',
          'expired-certificate',
          'revoked-certificate',
          'unknown-revocation',
          'no-timestamp',
          'expired-certificate-timestamped',
        ),
        verify: oneOf('refused', 'reported', 'passes', 'not-checked'),
      }),
    ),
    promotes: { type: 'boolean' },
  }),
  trustStore: object({
    type: oneOf(...STORE_TYPES),
    name: text,
    usedBy: list(text),
    certificates: list(
      object({
        file: text,
        ...certificateMembers,
        authority: { type: 'boolean' },
        state: oneOf('valid', 'expired', 'not-yet-valid'),
      }),
    ),
  }),
  trust: object({
    policy: orNull(text),
    store: orNull(text),
    statements: list(ref('statement')),
    stores: list(ref('trustStore')),
    faults: list(ref('error')),
    written: list(text),
    next: orNull(text),
  }),
  image: object(
    {
      reference: text,
      digest: orNull(digest),
      mediaType: orNull(text),
      size: orNull(count),
      status: ref('imageStatus'),
      policy: orNull(
        object({ statement: text, level: oneOf('strict', 'permissive', 'audit', 'skip', 'custom') }),
      ),
      platforms: list(ref('platform')),
      signatures: list(ref('signature')),
      identities: list(ref('identity')),
      attachments: list(ref('attachment')),
      leftBehind: list(ref('attachment')),
      destinations: list(ref('destination')),
      signaturesTo: ref('signaturesTo'),
      record: ref('record'),
      compared: list(ref('compared')),
      error: orNull(ref('error')),
    },
    ['signaturesTo', 'record', 'compared'],
  ),
};

/** The JSON Schema of what `--output json` prints, in the package as `sealift/schema.json`. */
export function resultSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Result of a Sealift command',
    description:
      'One object on stdout with --output json, also on failure; the output "results" of the actions.',
    // Only `promote` with --shard has shard, and `plan` with --shards matrix.
    // Only `plan` has plan, filesBefore, planDigest, changes, added, next and promotions, and file, and has them always.
    // Only `list` with --signed-by or --expiring has filter.
    // The certificate commands alone have certificates, revocation, validUntil, file, pem and newKey, the policy commands trust, and have them always.
    ...object(
      {
        version: { const: 1 },
        command: text,
        status: oneOf('done', 'partial', 'failed'),
        error: orNull(ref('error')),
        warnings: list(text),
        images: list(ref('image')),
        certificates: list(ref('certificate')),
        revocation: ref('revocation'),
        validUntil: orNull(time),
        file: orNull(text),
        pem: orNull(text),
        newKey: orNull(text),
        trust: ref('trust'),
        shard: object({
          index: count,
          total: count,
          expected: list({ type: 'string', pattern: '^\\d{1,5}/\\d{1,5}$' }),
          promotions: digest,
          plan: orNull(digest),
        }),
        plan: orNull(planSchema()),
        filesBefore: orNull(filesSchema()),
        planDigest: orNull(digest),
        matrix: object({ shard: list({ type: 'string', pattern: '^\\d{1,5}/\\d{1,5}$' }) }),
        changes: orNull({ type: 'boolean' }),
        added: orNull(object({ signatures: count, records: count })),
        next: orNull(text),
        promotions: orNull(text),
        filter: object({ signedBy: orNull(certificateMembers.thumbprint!), endsBy: orNull(time) }),
      },
      [
        ...['shard', 'filter', 'certificates', 'revocation', 'validUntil', 'file', 'pem', 'newKey', 'trust'],
        ...['plan', 'filesBefore', 'planDigest', 'matrix', 'changes', 'added', 'next', 'promotions'],
      ],
    ),
    $defs: definitions,
  };
}
