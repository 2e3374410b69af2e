import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressReporter } from '../../src/cli/progress.ts';
import { renderErrors, renderResults } from '../../src/cli/render.ts';
import { certificateRunLines } from '../../src/cli/text/certificates.ts';
import { folded } from '../../src/cli/text/folded.ts';
import { PLAIN_PAGE, pageFor } from '../../src/cli/text/page.ts';
import { policyRunLines } from '../../src/cli/text/policy.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { PolicyRunResult } from '../../src/operations/policy/results.ts';
import { untouchedDestination } from '../../src/operations/promotion/failed-destination.ts';
import type {
  AttachmentResult,
  CertificateFacts,
  CertificateRunResult,
  DestinationResult,
  ImageResult,
  ImageStatus,
  SignatureResult,
} from '../../src/operations/results.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const NAME = 'registry.dev.eu-central-1.example.com/platform/payments/checkout-service';
const REFERENCE = `${NAME}:1.14.2-rc.3`;
const SIGNER = 'CN=release-engineering,OU=payments platform,O=acme-rockets GmbH,L=München,ST=BY,C=DE';
const ERROR = {
  code: 'registry_refused',
  message: `PUT https://${NAME}/manifests/${digest('e')} answers 403 and says nothing that helps`,
  hint: 'Ask whoever runs the registry for the right to push, and look at `sealift list` once it is there.',
} as const;

const signature: SignatureResult = {
  digest: digest('b'),
  subject: digest('a'),
  made: false,
  mediaType: 'application/jose+json',
  signer: SIGNER,
  foundIn: 'api',
  validUntil: '2027-01-02T03:04:05.678Z',
  status: 'passed',
  checks: [
    { check: 'integrity', action: 'enforce', outcome: 'passed', code: null },
    { check: 'authenticity', action: 'enforce', outcome: 'passed', code: null },
    { check: 'authenticTimestamp', action: 'enforce', outcome: 'passed', code: null },
    { check: 'revocation', action: 'enforce', outcome: 'passed', code: null },
  ],
  trust: {
    store: 'ca:acme-rockets',
    anchor: { subject: SIGNER, thumbprint: 'c'.repeat(64) },
    identity: 'x509.subject: C=DE, ST=BY, O=acme-rockets GmbH',
  },
  timestamp: {
    authority: SIGNER,
    thumbprint: 'd'.repeat(64),
    store: 'tsa:acme-rockets',
    time: '2026-11-30T05:12:44.000Z',
    earliest: '2026-11-30T05:12:43.000Z',
    latest: '2026-11-30T05:12:45.000Z',
    policy: '1.3.6.1.4.1.4146.2.3.1.2',
    revocation: [],
  },
  judgedBy: null,
  revocation: [
    {
      subject: SIGNER,
      thumbprint: 'f'.repeat(64),
      status: 'revoked',
      method: 'ocsp',
      source: 'http://ocsp.issuing-ca-3.acme-rockets.example.com/status',
      thisUpdate: '2026-11-30T05:00:00.000Z',
      nextUpdate: '2026-12-07T05:00:00.000Z',
      revokedAt: '2026-10-01T00:00:00.000Z',
      reason: 'keyCompromise',
      message: 'the answer of the responder is older than the list that was read a moment before it',
    },
  ],
  details: {
    signatureAlgorithm: 'PS384',
    signingScheme: 'notary.x509',
    signingTime: '2026-11-30T05:12:44.000Z',
    expiry: null,
    signingAgent: 'notation-go/1.3.2 com.amazonaws.signer.notation.plugin/1.0.2350',
    timestamped: true,
    timestamp: { authority: SIGNER, time: '2026-11-30T05:12:44.000Z', fault: null },
    verificationPlugin: {
      name: 'com.amazonaws.signer.notation.plugin',
      minVersion: '1.0.2350',
      attributes: [
        {
          name: 'com.amazonaws.signer.signingProfileVersion',
          value: 'arn:aws:signer:eu-central-1:111122223333:/signing-profiles/release/OF8IVUsPJq',
        },
      ],
    },
    userMetadata: { 'com.example.build.url': `https://ci.example.com/${'job/'.repeat(20)}42` },
    targetArtifact: { mediaType: 'application/vnd.oci.image.index.v1+json', digest: digest('a'), size: 9 },
    certificates: [
      {
        subject: SIGNER,
        issuer: SIGNER,
        thumbprint: 'c'.repeat(64),
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2027-01-02T03:04:05Z',
      },
    ],
  },
};
const foreign: SignatureResult = {
  ...signature,
  digest: digest('7'),
  status: 'failed',
  checks: [
    {
      check: 'authenticity',
      action: 'enforce',
      outcome: 'failed',
      code: 'identity_mismatch',
      message: `the signer ${SIGNER} is not among the trusted identities: C=US, ST=WA, O=acme-rockets.io`,
    },
  ],
};
const attachment = (letter: string, subject: string): AttachmentResult => ({
  digest: digest(letter),
  artifactType: 'application/vnd.cncf.notary.signature',
  size: 725,
  foundIn: 'api',
  subject,
  judged: 'carried',
});
const destination = (host: string, change: Partial<DestinationResult>): DestinationResult => ({
  ...untouchedDestination(`${host}/platform/payments/checkout-service:1.14.2,1.14,latest`, {
    digest: digest('a'),
    attachments: 3,
  }),
  tags: [
    { tag: '1.14.2', action: 'new', previous: null, backup: null },
    { tag: 'latest', action: 'moved', previous: digest('9'), backup: null },
  ],
  ...change,
});

const PLATFORMS: ImageResult['platforms'] = [
  { platform: 'linux/amd64', digest: digest('1'), status: 'verified', error: null },
  { platform: 'linux/arm/v7', digest: digest('2'), status: 'failed', error: ERROR },
];
const base: ImageResult = {
  ...failedImage(REFERENCE, null),
  digest: digest('a'),
  mediaType: 'application/vnd.oci.image.index.v1+json',
  policy: { statement: 'production-images-of-payments', level: 'strict' },
  signatures: [foreign, signature],
  platforms: PLATFORMS,
};

const MISSING = [digest('b'), digest('8')];
/** Whatever a command can end with, by command and status. */
const IMAGES: readonly (readonly [command: string, image: ImageResult])[] = [
  ...(['signed', 'skipped', 'failed'] as const).map((status) => {
    const made = { ...signature, checks: [], made: true };
    const signatures = [made, { ...made, made: false, subject: digest('1') }];
    return ['sign', { ...base, status, policy: null, signatures }] as const;
  }),
  ...(['verified', 'audited', 'not-checked', 'failed'] as const).map(
    (status) => ['verify', { ...base, status }] as const,
  ),
  ['verify', { ...base, status: 'failed', signatures: [foreign, { ...foreign, digest: digest('6') }] }],
  ['verify', { ...base, reference: `${NAME}@${digest('a')}`, status: 'verified' }],
  ...(['promoted', 'unchanged', 'unverified', 'planned', 'failed'] as const).flatMap((status) => {
    const attachments = [attachment('b', digest('a')), attachment('8', digest('1'))];
    const ended = status === 'unverified' ? 'promoted' : status;
    const one = destination('registry.prod.example.com', {
      status: ended,
      attachments: { expected: 3, present: 1, added: 2, missing: MISSING, onlyThere: [] },
      copied: 9,
      mounted: 2,
      bytes: 52_400_000,
      deep: true,
      toCopy: status === 'planned' ? { blobs: 9, bytes: 52_400_000, manifests: 2, image: true } : null,
      error: status === 'failed' ? ERROR : null,
    });
    const byDigest = { ...one, reference: `${NAME}@${digest('a')}`, tags: [] };
    const image = { ...base, status, attachments, platforms: [] };
    return [
      ['promote', { ...image, destinations: [one] }],
      ['promote', { ...image, destinations: [byDigest] }],
      ['promote', { ...image, destinations: [one, byDigest] }],
    ] as const;
  }),
  ...(['list', 'inspect'] as const).map((command) => {
    const attachments = [
      attachment('b', digest('a')),
      attachment('8', digest('1')),
      attachment('5', digest('8')),
    ];
    const status: ImageStatus = 'listed';
    return [command, { ...base, status, policy: null, attachments }] as const;
  }),
];

const CERTIFICATE: CertificateFacts = {
  subject: SIGNER,
  issuer: SIGNER,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-02T03:04:05Z',
  thumbprint: 'c'.repeat(64),
  keyType: 'RSA-4096',
  ocspUrls: ['http://ocsp.issuing-ca-3.acme-rockets.example.com/status'],
  crlUrls: ['http://crl.issuing-ca-3.acme-rockets.example.com/issuing-ca-3.crl'],
};
const CERTIFICATES: CertificateRunResult = {
  ...runResult('certificate check', [], [], null),
  status: 'done',
  certificates: [CERTIFICATE],
  revocation: [{ ...signature.revocation[0]!, thumbprint: 'c'.repeat(64) }],
  validUntil: '2027-01-02T03:04:05Z',
  file: null,
  newKey: null,
  pem: null,
};
const POLICY: PolicyRunResult = {
  ...runResult('policy check', [], [], ERROR),
  trust: {
    policy: '.sealift/production/trustpolicy.json',
    store: '.sealift/production/truststore',
    statements: [
      {
        name: 'production-images-of-payments',
        scopes: [NAME, `${NAME}-worker`, '*'],
        level: 'strict',
        checks: ['integrity', 'authenticity', 'authenticTimestamp', 'expiry', 'revocation'].map((check) => ({
          check: check as 'integrity',
          action: 'enforce',
          overridden: check === 'revocation',
        })),
        verifyTimestamp: 'afterCertExpiry',
        trustStores: ['ca:acme-rockets', 'tsa:acme-rockets', 'ca:wabbit-networks'],
        trustedIdentities: [`x509.subject: ${SIGNER}`],
        consequences: [{ image: 'unknown-revocation', verify: 'refused' }],
        promotes: true,
      },
    ],
    stores: [
      {
        type: 'ca',
        name: 'acme-rockets',
        usedBy: ['production-images-of-payments', 'staging-images-of-payments'],
        certificates: [{ ...CERTIFICATE, file: 'root.pem', authority: true, state: 'expired' }],
      },
    ],
    faults: [ERROR, ERROR],
    written: [],
    next: null,
  },
};

const RED = { style: (_: unknown, text: string) => `\u001b[31m${text}\u001b[39m` };

/**
 * The lines that a terminal of so many columns breaks. A name, an address and a digest are copied whole, so that a line which
 * consists of one alone may be longer.
 */
const broken = (lines: readonly string[], columns: number): string[] =>
  lines
    .map(stripVTControlCharacters)
    .filter((line) => line.length > columns && /\S\s+\S/.test(line.replace(/^[│├└─\s]+/, '')));

describe.each([40, 80, 100, 132])('on a terminal of %d columns', (columns) => {
  const page = { ...RED, columns };

  it.each([false, true])('no result has a line that is too long, --verbose %s', (verbose) => {
    for (const [command, image] of IMAGES) {
      const result = runResult(command, [image], [], null);
      expect(broken(renderResults(result, verbose, page), columns), `${command} ${image.status}`).toEqual([]);
    }
  });

  it('neither has an error, a certificate, a policy, a warning nor a notice', () => {
    const errors = renderErrors(runResult('verify', [failedImage(REFERENCE, ERROR)], [], ERROR), page);
    const lines = [...certificateRunLines(CERTIFICATES, page), ...policyRunLines(POLICY, page), ...errors];
    const reporter = progressReporter(
      { line: (text) => lines.push(text) },
      { verbose: false, page, now: () => 0 },
    );
    reporter.warning(`${REFERENCE} is a tag, which can move; what is signed is ${digest('a')}`);
    reporter.progress({
      type: 'notice',
      message: 'a signature without a timestamp stops verifying '.repeat(4),
    });
    expect(lines.length).toBeGreaterThan(40);
    expect(broken(lines, columns)).toEqual([]);
  });
});

describe('at 80 columns', () => {
  const page = { ...PLAIN_PAGE, columns: 80 };
  const render = (command: string, image: ImageResult): string[] =>
    renderResults(runResult(command, [image], [], null), false, page);

  it('every digest of a result but those of a list is there whole, for copying', () => {
    for (const [command, image] of IMAGES.filter(([name]) => name !== 'list')) {
      const text = render(command, image).join('\n');
      for (const found of text.match(/sha256:[0-9a-f]+/g) ?? []) expect(found).toHaveLength(71);
      expect(text).toContain(digest('a'));
    }
  });

  it('a list has short digests, who signed, and the whole digest of the image', () => {
    const [, image] = IMAGES.find(([name]) => name === 'list')!;
    const signed = { ...image, signatures: [{ ...signature, signer: 'CN=release,O=acme' }] };
    expect(render('list', { ...signed, reference: 'r.test/app:1' }).slice(0, 5)).toEqual([
      'r.test/app:1',
      `│ ${digest('a')}`,
      '├── application/vnd.cncf.notary.signature  sha256:bbbbbbbbbbbb…',
      '│   by CN=release,O=acme  (725 B, Referrers API)',
      '├── linux/amd64  sha256:111111111111…',
    ]);
  });

  it('a pinned reference that is too long gives its digest to the next line', () => {
    const pinned = { ...base, signatures: [], platforms: [], policy: null, status: 'verified' } as const;
    expect(render('verify', { ...pinned, reference: `ghcr.io/acme/app@${digest('a')}` })).toEqual([
      'verified     ghcr.io/acme/app',
      `  ${digest('a')}`,
    ]);
    const result = runResult(
      'verify',
      [{ ...pinned, reference: `ghcr.io/acme/app@${digest('a')}` }],
      [],
      null,
    );
    expect(renderResults(result, false, PLAIN_PAGE)).toEqual([
      `verified     ghcr.io/acme/app@${digest('a')}`,
    ]);
  });
});

describe('the signatures of an image', () => {
  const other = { ...foreign, signer: 'CN=stranger' };

  it('begin with the one that passed, and what does not count is behind it and dim', () => {
    const style = (format: unknown, text: string): string => `<${String(format)}>${text}`;
    const image = { ...base, platforms: [], signatures: [other, { ...signature, signer: 'CN=ours' }] };
    const result = runResult('verify', [{ ...image, status: 'verified' }], [], null);
    const lines = renderResults(result, false, { ...PLAIN_PAGE, style });
    expect(lines.findIndex((line) => line.includes('CN=ours'))).toBeLessThan(
      lines.findIndex((line) => line.includes('CN=stranger')),
    );
    expect(lines.slice(-3)).toEqual([
      '<dim>  1 other signature does not count here',
      '<dim>    CN=stranger',
      expect.stringMatching(/^<dim> {6}authenticity failed: .*\[identity_mismatch\]$/),
    ]);
    expect(lines.join('\n')).not.toContain('<red>');
  });

  it('are all told in full where none passed', () => {
    const image = { ...base, platforms: [], status: 'failed' as const, signatures: [other] };
    const text = renderResults(runResult('verify', [image], [], null), false, PLAIN_PAGE).join('\n');
    expect(text).toContain('  signature failed  CN=stranger');
    expect(text).not.toContain('does not count');
  });

  it('stand under their platforms when an index is signed, each signed or skipped', () => {
    const one = { ...signature, signer: 'CN=ours', checks: [], timestamp: null };
    const image: ImageResult = {
      ...base,
      reference: 'r.test/app:1',
      status: 'signed',
      policy: null,
      platforms: [{ platform: 'linux/amd64', digest: digest('1'), status: 'signed', error: null }],
      signatures: [one, { ...one, digest: digest('3'), subject: digest('1'), made: true }],
    };
    expect(renderResults(runResult('sign', [image], [], null), false, PLAIN_PAGE)).toEqual([
      'signed       r.test/app:1',
      `  ${digest('a')}`,
      '  skipped      the index',
      '    signature  CN=ours',
      `      ${digest('b')}`,
      '      valid until  2027-01-02 03:04:05 UTC',
      '  signed       linux/amd64',
      `    ${digest('1')}`,
      '    signature  CN=ours',
      `      ${digest('3')}`,
      '      valid until  2027-01-02 03:04:05 UTC',
    ]);
  });
});

it('a dry run tells the type of what it would attach, the most that it would copy, and what becomes of each tag', () => {
  const one = destination('r.test', {
    reference: 'r.test/app:1.4,latest',
    status: 'planned',
    attachments: { expected: 1, present: 0, added: 0, missing: [digest('b')], onlyThere: [] },
    tags: [
      { tag: '1.4', action: 'new', previous: null, backup: null },
      { tag: 'latest', action: 'moved', previous: digest('9'), backup: null },
    ],
    toCopy: { blobs: 1, bytes: 6_000_000, manifests: 2, image: true },
  });
  const image: ImageResult = {
    ...base,
    status: 'planned',
    platforms: [],
    signatures: [],
    attachments: [attachment('b', digest('a'))],
    destinations: [one],
  };
  const lines = renderResults(runResult('promote', [image], [], null), false, PLAIN_PAGE);
  expect(lines.slice(-6)).toEqual([
    '  planned      r.test/app:1.4,latest',
    '    tag 1.4     new',
    `    tag latest  would move, now ${digest('9')}`,
    '    attached    0 of 1',
    `    to attach   application/vnd.cncf.notary.signature ${digest('b')}`,
    '    to copy     1 blob at most, 6.0 MB',
  ]);
});

it('a remedy stands once below the errors that have it, and the page about each code below all of them', () => {
  const error = {
    code: 'denied',
    message: 'no',
    hint: 'Log in.',
    docs: 'https://docs.test/#denied',
  } as const;
  const images = ['a', 'b'].map((message) => failedImage('r.test/app:1', { ...error, message }));
  expect(renderErrors(runResult('verify', images, [], null), PLAIN_PAGE)).toEqual([
    'error: a [denied]',
    'error: b [denied]',
    '  Log in.',
    '  https://docs.test/#denied',
  ]);
});

it('several problems have a line each, with their remedies, on a terminal and in a pipe', () => {
  const error = {
    code: 'usage',
    message: '(1) no key (2) no image',
    hint: '(1) Give one. (2) Name one.',
  } as const;
  const errors = (page: typeof PLAIN_PAGE): string[] => renderErrors(runResult('sign', [], [], error), page);
  for (const columns of [80, Number.POSITIVE_INFINITY])
    expect(errors({ ...PLAIN_PAGE, columns })).toEqual([
      'error: (1) no key',
      '       (2) no image [usage]',
      '  (1) Give one.',
      '  (2) Name one.',
    ]);
});

describe('a folded text', () => {
  it('keeps every word and every command, in order, at any width', () => {
    const word = fc.stringMatching(/^[!-_a-~]{1,90}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 40, max: 200 }), (words, columns) => {
        const lines = folded('    name  ', words.join(' '), columns);
        expect(lines.join(' ').trim().split(/\s+/)).toEqual(['name', ...words]);
        for (const line of lines) {
          if (line.length > columns) expect(line.trim().split(/\s+/).length, line).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('does not break a command between backticks', () => {
    const text = `${'so '.repeat(20)}run \`sealift verify r.test/app:1 --scope r.test\` then`;
    expect(
      folded('', text, 80).some((line) => line.includes('`sealift verify r.test/app:1 --scope r.test`')),
    ).toBe(true);
  });
});

it('a pipe has lines of any length, and a terminal its own', () => {
  const stream = (known: object): NodeJS.WritableStream =>
    Object.assign(Object.create(process.stdout), known);
  expect(pageFor(stream({ isTTY: false, columns: 80 })).columns).toBe(Number.POSITIVE_INFINITY);
  expect(pageFor(stream({ isTTY: true, columns: 132 })).columns).toBe(132);
  expect(pageFor(stream({ isTTY: true, columns: 7 })).columns).toBe(40);
  expect(pageFor(stream({ isTTY: true, columns: 0 })).columns).toBe(Number.POSITIVE_INFINITY);
});
