import { runResult } from '../../src/compose/run-result.ts';
import type { ComparedResult } from '../../src/operations/comparison/result.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { PlanRunResult } from '../../src/operations/plan-result.ts';
import type {
  DestinationResult,
  ImageResult,
  ResultError,
  RunResult,
  SignatureResult,
} from '../../src/operations/results.ts';
import type { PlannedPromotion } from '../../src/planning/plan.ts';
import { planned, plannedTag, planOf } from './plans.ts';

export const IMAGE_DIGEST = `sha256:${'1234567890abcdef'.repeat(4)}`;
export const SIGNATURE_DIGEST = `sha256:${'fedcba0987654321'.repeat(4)}`;
export const OLD_DIGEST = `sha256:${'00112233445566ff'.repeat(4)}`;

export const SIGNER = 'CN=release.acme-rockets.io,O=acme-rockets.io,ST=WA,C=US';

export const UNSIGNED: ResultError = {
  code: 'artifact_unsigned',
  message: `registry.example.com/team/net-monitor@${IMAGE_DIGEST} has no signature, neither by the Referrers API nor under a referrers tag`,
  hint: 'Sign it first with `sealift sign`, or promote with --allow-unsigned.',
};

export const DENIED: ResultError = {
  code: 'denied',
  message: 'PUT https://eu.example.com/v2/team/net-monitor/manifests/1.4 answers 403, logged in as ci',
  hint: 'Check that the credentials have the right to do this.',
};

/** A signature that passed. */
export function signature(change: Partial<SignatureResult> = {}): SignatureResult {
  return {
    digest: SIGNATURE_DIGEST,
    subject: IMAGE_DIGEST,
    made: false,
    mediaType: 'application/jose+json',
    signer: SIGNER,
    foundIn: 'api',
    validUntil: '2027-11-29T08:00:00.000Z',
    status: 'passed',
    checks: [{ check: 'authenticity', action: 'enforce', outcome: 'passed', code: null }],
    trust: null,
    timestamp: null,
    revocation: [],
    judgedBy: null,
    ...change,
  };
}

/** An image with one good signature. */
export function image(status: ImageResult['status'], change: Partial<ImageResult> = {}): ImageResult {
  return {
    ...failedImage('registry.example.com/team/net-monitor:1.4', null),
    digest: IMAGE_DIGEST,
    status,
    policy: { statement: 'net-monitor', level: 'strict' },
    signatures: [signature()],
    ...change,
  };
}

export function destination(
  status: DestinationResult['status'],
  name: string,
  change: Partial<DestinationResult> = {},
): DestinationResult {
  const failed = status === 'failed';
  return {
    reference: `${name}:1.4,latest`,
    digest: IMAGE_DIGEST,
    pinned: status === 'failed' ? null : `${name}@${IMAGE_DIGEST}`,
    tags: [
      { tag: '1.4', action: failed ? 'left' : 'new', previous: null, backup: null },
      { tag: 'latest', action: failed ? 'left' : 'moved', previous: OLD_DIGEST, backup: null },
    ],
    toCopy: null,
    rollback: null,
    previousDigest: null,
    status,
    attachments: {
      expected: 2,
      present: failed || status === 'planned' ? 0 : 2,
      added: 2,
      missing: [],
      onlyThere: [],
    },
    signed: [],
    copied: 9,
    mounted: 0,
    bytes: 2_000_000,
    deep: false,
    error: failed ? DENIED : null,
    ...change,
  };
}

const HOSTS = ['eu.example.com', 'us.example.com', 'asia.example.com'].map(
  (host) => `${host}/team/net-monitor`,
);

/** An image and its three destinations, with what became of each. */
export function promoted(
  status: ImageResult['status'],
  ...ends: readonly DestinationResult['status'][]
): ImageResult {
  const failed = ends.filter((end) => end === 'failed').length;
  const message = `${failed} of ${ends.length} destinations failed, first ${HOSTS[0]}:1.4,latest: ${DENIED.message}`;
  return image(status, {
    destinations: ends.map((end, i) => destination(end, HOSTS[i]!)),
    error: failed === 0 ? null : { ...DENIED, message },
  });
}

const failed = (reference: string, change: Partial<ImageResult> = {}): ImageResult => ({
  ...failedImage(reference, UNSIGNED),
  ...change,
});

const LONG = `${'very-long-part-of-a-name.'.repeat(8)}example.com/${'deeply/nested/'.repeat(10)}${'x'.repeat(120)}`;

const HOSTILE = [
  '</details></td></table><script>alert(1)</script>',
  '<style>*{display:none}</style>',
  '| forged | cell |\n\n# heading\n```mermaid\n',
  '`unclosed [link](https://evil.example) ![x](https://evil.example/x.png) @octocat',
  'W'.repeat(150),
  '字'.repeat(80),
  '\u001b[31m\u202e##[error]x\n::error::y',
].join(' ');

const hostileImage = (): ImageResult =>
  failed(HOSTILE, {
    digest: HOSTILE,
    policy: { statement: HOSTILE, level: HOSTILE },
    signatures: [
      signature({
        signer: HOSTILE,
        digest: HOSTILE,
        validUntil: HOSTILE,
        status: 'failed',
        checks: [
          { check: 'authenticity', action: 'enforce', outcome: 'failed', code: null, message: HOSTILE },
        ],
      }),
    ],
    platforms: [{ platform: HOSTILE, digest: HOSTILE, status: 'failed', error: UNSIGNED }],
    destinations: [
      destination('failed', HOSTILE, {
        tags: [{ tag: HOSTILE, action: 'moved', previous: HOSTILE, backup: null }],
        error: { code: 'denied', message: HOSTILE, hint: HOSTILE },
      }),
    ],
    error: { code: 'artifact_unsigned', message: HOSTILE, hint: HOSTILE },
  });

const run = (command: string, images: readonly ImageResult[], warnings: readonly string[] = []): RunResult =>
  runResult(command, images, warnings, null);

/** What a repository has of an image. */
export function comparison(
  status: ComparedResult['status'],
  repository: string,
  change: Partial<ComparedResult> = {},
): ComparedResult {
  const isShort = status === 'short';
  const lacks = `${repository} lacks something of registry.example.com/team/net-monitor:1.4: the tag 1.4 is not there`;
  return {
    repository,
    status,
    tag: { tag: '1.4', digest: isShort ? null : IMAGE_DIGEST },
    manifests: { expected: 3, incomplete: isShort ? [OLD_DIGEST] : [] },
    platforms: [],
    blobs: null,
    attachments: [
      {
        artifactType: 'application/vnd.cncf.notary.signature',
        suffix: null,
        expected: 2,
        present: isShort ? 1 : 2,
        missing: isShort ? [SIGNATURE_DIGEST] : [],
      },
    ],
    onlyThere: [],
    deep: false,
    repair: null,
    error:
      status === 'equal'
        ? null
        : status === 'failed'
          ? DENIED
          : { code: 'parity_missing', message: lacks, hint: 'Put what is missing there.' },
    ...change,
  };
}

/** An image and the repositories that were compared with it. */
export function compared(...rows: readonly ComparedResult[]): ImageResult {
  const worst = rows.flatMap(({ error }) => error ?? [])[0];
  const count = rows.filter(({ error }) => error).length;
  const message = `${count} of ${rows.length} repositories are not known to have it all: ${worst?.message}`;
  return image(worst ? 'failed' : 'equal', {
    policy: null,
    signatures: [],
    compared: rows,
    error: worst ? { ...worst, message } : null,
  });
}

const many = (count: number, from: number): ImageResult[] =>
  Array.from({ length: count }, (_, i) =>
    image('verified', { reference: `registry.example.com/team/service-${from + i}@${IMAGE_DIGEST}` }),
  );

const plan = (status: RunResult['status'], ...promotions: readonly PlannedPromotion[]): PlanRunResult => ({
  ...run('plan', []),
  status,
  plan: planOf(...promotions),
  filesBefore: null,
  planDigest: IMAGE_DIGEST,
  changes: true,
  added: { signatures: 0, records: 0 },
  file: null,
  next: null,
  promotions: null,
});

/** Runs of every kind, with the first line of their summary. */
export const SUMMARIES: Readonly<Record<string, readonly [heading: string, result: RunResult]>> = {
  signed: [
    '✅ Sealift sign: done',
    run('sign', [image('signed', { policy: null }), image('skipped', { policy: null })]),
  ],
  verified: ['✅ Sealift verify: done', run('verify', [image('verified'), ...many(2, 1)])],
  'one failed before it was resolved': [
    '⚠️ Sealift verify: partial (1 of 3 images failed)',
    run('verify', [...many(2, 1), failed('registry.example.com/team/lost:1.4')]),
  ],
  'none passed': [
    '❌ Sealift verify: failed',
    run('verify', [
      failed('registry.example.com/team/lost:1.4'),
      failed(`registry.example.com/team/net-monitor@${IMAGE_DIGEST}`, {
        digest: IMAGE_DIGEST,
        policy: { statement: 'net-monitor', level: 'strict' },
        signatures: [
          signature({
            signer: 'CN=somebody,O=else,ST=WA,C=US',
            status: 'failed',
            checks: [
              {
                check: 'authenticity',
                action: 'enforce',
                outcome: 'failed',
                code: 'identity_mismatch',
                message: 'the signer CN=somebody,O=else,ST=WA,C=US is not among the trusted identities',
              },
            ],
          }),
        ],
        error: {
          code: 'verification_failed',
          message: 'none of 1 signatures passed',
          hint: 'See the reason of each signature; `sealift inspect` shows them whole.',
        },
      }),
    ]),
  ],
  audited: [
    '⚠️ Sealift verify: audited',
    run(
      'verify',
      [image('audited', { policy: { statement: 'all', level: 'audit' } })],
      [
        'registry.example.com/team/net-monitor:1.4: the statement "all" (audit) does not enforce who signed; the image is audited, and may be by anybody',
      ],
    ),
  ],
  'not checked': [
    '⚠️ Sealift verify: not-checked (1 of 2 images)',
    run('verify', [image('not-checked', { signatures: [] }), ...many(1, 1)]),
  ],
  planned: ['📝 Sealift promote: planned', run('promote', [promoted('planned', 'planned', 'planned')])],
  unverified: [
    '⚠️ Sealift promote: unverified',
    run('promote', [{ ...promoted('unverified', 'promoted'), policy: null, signatures: [] }]),
  ],
  'planned without verification': [
    '⚠️ Sealift promote: planned, unverified',
    run('promote', [{ ...promoted('unverified', 'planned'), policy: null, signatures: [] }]),
  ],
  'promoted to three': [
    '✅ Sealift promote: done',
    run('promote', [promoted('promoted', 'promoted', 'unchanged', 'promoted')]),
  ],
  'promoted to two of three': [
    '⚠️ Sealift promote: partial (1 of 3 destinations failed)',
    run('promote', [promoted('partial', 'failed', 'promoted', 'promoted')]),
  ],
  'promoted to two of three without verification': [
    '⚠️ Sealift promote: partial, unverified (1 of 3 destinations failed)',
    run('promote', [
      { ...promoted('partial', 'failed', 'promoted', 'promoted'), policy: null, signatures: [] },
    ]),
  ],
  'two hundred images of a file': [
    '⚠️ Sealift promote: partial (3 of 200 images failed)',
    run('promote', [
      ...Array.from({ length: 197 }, (_, i) => ({
        ...promoted('promoted', 'promoted', i % 3 === 0 ? ('unchanged' as const) : ('promoted' as const)),
        reference: `registry.example.com/team/service-${i}:1.4`,
      })),
      failed('registry.example.com/team/lost:1.4'),
      { ...promoted('partial', 'failed', 'promoted'), reference: 'registry.example.com/team/half:1.4' },
      failed('registry.example.com/team/unsigned:1.4'),
    ]),
  ],
  'very long names': [
    '⚠️ Sealift promote: partial (1 of 2 destinations failed)',
    run('promote', [
      image('partial', {
        reference: `${LONG}:${'t'.repeat(128)}`,
        signatures: [signature({ signer: `CN=${'n'.repeat(64)},O=${'o'.repeat(64)},ST=WA,C=US` })],
        destinations: [destination('failed', `a.${LONG}`), destination('promoted', `b.${LONG}`)],
        error: {
          ...DENIED,
          message: `1 of 2 destinations failed, first a.${LONG}:1.4,latest: ${DENIED.message}`,
        },
      }),
    ]),
  ],
  'fifty images': [
    '⚠️ Sealift verify: partial (3 of 50 images failed)',
    run('verify', [
      ...many(24, 0),
      failed('registry.example.com/team/lost-1:1.4'),
      failed('registry.example.com/team/lost-2:1.4'),
      ...many(23, 24),
      failed('registry.example.com/team/lost-3:1.4'),
    ]),
  ],
  'hostile text': ['❌ Sealift verify: failed', run('verify', [hostileImage()], [HOSTILE])],
  'equal everywhere': [
    '✅ Sealift compare: done',
    run('compare', [
      compared(comparison('equal', HOSTS[0]!), comparison('equal', HOSTS[1]!, { repair: 'done' })),
    ]),
  ],
  'short at one and unknown at another': [
    '❌ Sealift compare: failed',
    run('compare', [
      compared(
        comparison('short', HOSTS[0]!),
        comparison('failed', HOSTS[1]!),
        comparison('equal', HOSTS[2]!, {
          onlyThere: [{ digest: OLD_DIGEST, artifactType: 'application/spdx+json' }],
        }),
      ),
    ]),
  ],
  'hostile text of a comparison': [
    '❌ Sealift compare: failed',
    run('compare', [
      {
        ...compared(
          comparison('short', HOSTILE, {
            tag: { tag: HOSTILE, digest: HOSTILE },
            platforms: [{ platform: HOSTILE, digest: HOSTILE, status: 'incomplete' }],
            attachments: [
              { artifactType: HOSTILE, suffix: HOSTILE, expected: 1, present: 0, missing: [HOSTILE] },
            ],
            onlyThere: [{ digest: HOSTILE, artifactType: HOSTILE }],
            error: { code: 'parity_missing', message: HOSTILE, hint: HOSTILE },
          }),
        ),
        reference: HOSTILE,
        digest: HOSTILE,
      },
    ]),
  ],
  'a plan': [
    '⚠️ Sealift plan: 1 refused, 1 move, 12 new, 1 kept, 20 unchanged',
    plan(
      'partial',
      planned('refused'),
      planned('move', HOSTS[0]!, {
        signers: [SIGNER, `CN=${'n'.repeat(64)},O=${'o'.repeat(64)},ST=WA,C=US`],
      }),
      ...Array.from({ length: 12 }, (_, i) =>
        planned('new', `${i}.${LONG.slice(0, 120)}/${'x'.repeat(100)}`),
      ),
      planned('keep', HOSTS[1]!),
      ...Array.from({ length: 20 }, (_, i) => planned('unchanged', `${HOSTS[2]!}-${i}`)),
    ),
  ],
  'hostile text of a plan': [
    '⚠️ Sealift plan: 1 refused, 1 move',
    plan(
      'partial',
      planned('refused', HOSTILE, { refusal: { code: 'denied', message: HOSTILE } }),
      planned('move', HOSTILE, {
        tags: [{ ...plannedTag('move', HOSTILE), backup: HOSTILE }],
        source: { repository: HOSTILE, tag: HOSTILE },
        signers: [HOSTILE],
        attachments: [{ artifactType: HOSTILE, count: 3 }],
      }),
    ),
  ],
  'an error of the run': [
    '❌ Sealift verify: failed',
    runResult('verify', [], [], {
      code: 'trust_missing',
      message: 'no trust policy is given',
      hint: 'Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity.',
    }),
  ],
};
