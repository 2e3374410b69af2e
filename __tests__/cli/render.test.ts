import { describe, expect, it } from 'vitest';
import { renderErrors, renderResults } from '../../src/cli/render.ts';
import { byteSize, moment } from '../../src/cli/text/facts.ts';
import { PLAIN_PAGE } from '../../src/cli/text/page.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { SealiftError } from '../../src/errors.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import { failedDestination } from '../../src/operations/promotion/failed-destination.ts';
import type {
  ImageResult,
  RevocationResult,
  SignatureResult,
  TimestampResult,
} from '../../src/operations/results.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const HOSTILE = '\u001b[31mred\u001b[0m\n::error::x\u202egnp##[error]';

const base: ImageResult = {
  ...failedImage('registry.example.com/app:1', { code: 'internal', message: '', hint: '' }),
  digest: DIGEST,
  status: 'verified',
  error: null,
};
const signature: SignatureResult = {
  digest: OTHER,
  subject: DIGEST,
  made: false,
  mediaType: 'application/jose+json',
  signer: 'CN=release',
  foundIn: 'api',
  validUntil: '2027-01-02T03:04:05.678Z',
  status: 'passed',
  checks: [{ check: 'integrity', action: 'enforce', outcome: 'passed', code: null }],
  trust: null,
  timestamp: null,
  revocation: [],
  judgedBy: null,
};
const GOOD: RevocationResult = {
  subject: 'CN=release',
  thumbprint: 'ef',
  status: 'good',
  method: 'ocsp',
  source: 'http://ocsp.acme.example/',
  thisUpdate: '2026-11-30T05:00:00.000Z',
  nextUpdate: '2026-12-07T05:00:00.000Z',
  revokedAt: null,
  reason: null,
  message: null,
};
const TIMESTAMP: TimestampResult = {
  authority: 'CN=TSA,O=acme',
  thumbprint: 'cd',
  store: 'tsa:acme',
  time: '2026-11-30T05:12:44.000Z',
  earliest: '2026-11-30T05:12:43.000Z',
  latest: '2026-11-30T05:12:45.000Z',
  policy: '1.2.3.4',
  revocation: [GOOD],
};
const render = (image: ImageResult, command = 'verify', verbose = false): string =>
  renderResults(runResult(command, [image], [], null), verbose, PLAIN_PAGE).join('\n');

describe('a result as text', () => {
  it('shows nothing in green of an image that was only audited', () => {
    const logged = { check: 'authenticity', action: 'log', outcome: 'failed', code: null } as const;
    const audited: ImageResult = {
      ...base,
      status: 'audited',
      signatures: [{ ...signature, checks: [...signature.checks, logged] }],
      platforms: [{ platform: 'linux/amd64', digest: OTHER, status: 'audited', error: null }],
    };
    const colours = (image: ImageResult): string =>
      renderResults(runResult('verify', [image], [], null), false, {
        ...PLAIN_PAGE,
        style: (format, text) => `<${format}>${text}`,
      }).join('\n');
    expect(colours(audited)).toMatch(/^<yellow>audited .*<yellow>⚠️/);
    expect(colours(audited)).not.toContain('<green>');
    expect(colours(base)).toMatch(/^<green>verified/);
  });

  it('has a line for each of many destinations, and their errors below it', () => {
    const attachments = { expected: 3, present: 3, added: 3, missing: [], onlyThere: [] };
    const tags = [{ tag: '1', action: 'new', previous: null, backup: null }] as const;
    const places = { digest: DIGEST, pinned: null, tags, previousDigest: null };
    const written = {
      ...places,
      signed: [],
      copied: 9,
      mounted: 0,
      bytes: 2_000_000,
      toCopy: null,
      deep: false,
      rollback: null,
    };
    const image: ImageResult = {
      ...base,
      status: 'partial',
      error: {
        code: 'denied',
        message: '1 of 3 destinations failed, first b.test/app:1: no',
        hint: 'log in',
      },
      destinations: [
        { reference: 'a.test/app:1', status: 'promoted', attachments, ...written, error: null },
        {
          reference: 'b.test/app:1',
          status: 'failed',
          ...written,
          attachments: { ...attachments, present: 2, missing: [OTHER] },
          copied: 0,
          error: { code: 'denied', message: 'no', hint: 'log in' },
        },
        { reference: 'c.test/app:1', status: 'unchanged', attachments, ...written, copied: 0, error: null },
      ],
    };
    expect(render(image, 'promote')).toBe(
      [
        'partial      registry.example.com/app:1',
        `  ${DIGEST}`,
        '  destinations  2 of 3 done',
        '  promoted     a.test/app:1  3 of 3 attached, 9 blobs, 2.0 MB',
        '  failed       b.test/app:1  2 of 3 attached',
        `    missing  ${OTHER}`,
        '    no [denied]',
        '    log in',
        '  unchanged    c.test/app:1  3 of 3 attached',
      ].join('\n'),
    );
    const result = runResult('promote', [image], [], null);
    expect(result.status).toBe('partial');
    expect(renderErrors(result, PLAIN_PAGE)).toEqual([
      'error: 1 of 3 destinations failed, first b.test/app:1: no [denied]',
      '  log in',
    ]);
  });

  it('is a block of facts for a signed image', () => {
    expect(render({ ...base, policy: { statement: 'prod', level: 'strict' }, signatures: [signature] })).toBe(
      [
        'verified     registry.example.com/app:1',
        `  ${DIGEST}`,
        '  policy  prod, level strict',
        '  signature passed  CN=release',
        `    ${OTHER}`,
        '    valid until  2027-01-02 03:04:05 UTC',
      ].join('\n'),
    );
  });

  it('has the reason of a failed signature, and marks checks that are only logged', () => {
    const checks: SignatureResult['checks'] = [
      {
        check: 'authenticity',
        action: 'enforce',
        outcome: 'failed',
        code: 'identity_mismatch',
        message: 'CN=x is not trusted',
      },
      { check: 'revocation', action: 'log', outcome: 'unknown', code: 'revocation_unknown' },
    ];
    const text = render({
      ...base,
      status: 'failed',
      signatures: [{ ...signature, status: 'failed', checks }],
    });
    expect(text).toContain('    authenticity failed: CN=x is not trusted [identity_mismatch]');
    expect(text).toMatch(/revocation unknown \(logged, not enforced\): .* \[revocation_unknown\]/);
  });

  it('names the authority and the time of a timestamp that counted, and no end of the certificates', () => {
    const stamped = { ...signature, validUntil: null, timestamp: TIMESTAMP };
    expect(
      render({ ...base, signatures: [stamped] })
        .split('\n')
        .slice(2),
    ).toEqual([
      '  signature passed  CN=release',
      `    ${OTHER}`,
      '    timestamp    2026-11-30 05:12:44 UTC by CN=TSA,O=acme',
      '    valid until  no end: the timestamp counts',
    ]);
  });

  const PLUGIN = { name: 'com.acme.verifier', version: '1.2.3', builtIn: false } as const;
  it.each([
    [{ ...PLUGIN, judged: ['identity', 'revocation'] as const }, '1.2.3 (identity and revocation)'],
    [{ ...PLUGIN, builtIn: true, judged: ['revocation'] as const }, '1.2.3, built in (revocation)'],
  ])('names the plugin that judged: %j', (judgedBy, words) => {
    const text = render({ ...base, signatures: [{ ...signature, judgedBy }] });
    expect(text).toContain(`    judged by    com.acme.verifier ${words}\n`);
  });

  it('names no end of a signature that failed beside its timestamp', () => {
    const refused = { ...signature, status: 'failed' as const, validUntil: null, timestamp: TIMESTAMP };
    expect(render({ ...base, signatures: [refused] })).not.toContain('valid until');
  });

  it('shows every check with --verbose, each with what it rests on', () => {
    const message = `${'the certificate CN=release names http://crl.acme.example/ca.crl, '.repeat(3)}and nobody answers`;
    const judged: SignatureResult = {
      ...signature,
      status: 'failed',
      checks: [
        ...signature.checks,
        { check: 'authenticity', action: 'enforce', outcome: 'passed', code: null },
        { check: 'authenticTimestamp', action: 'log', outcome: 'passed', code: null },
        { check: 'expiry', action: 'skip', outcome: 'skipped', code: null },
        { check: 'revocation', action: 'enforce', outcome: 'unknown', code: 'revocation_unknown', message },
      ],
      trust: { store: 'ca:acme', anchor: { subject: 'CN=root', thumbprint: 'ab' }, identity: null },
      timestamp: TIMESTAMP,
      revocation: [
        { ...GOOD, status: 'unknown', thisUpdate: null, nextUpdate: null, message: 'does not answer' },
        { ...GOOD, status: 'revoked', revokedAt: '2026-02-03T04:05:06.000Z', reason: 'keyCompromise' },
        { ...GOOD, status: 'not-revocable', method: null, source: null, thisUpdate: null, nextUpdate: null },
      ],
    };
    const text = render({ ...base, signatures: [judged] }, 'verify', true);
    expect(text.split('\n').slice(8)).toEqual([
      '    integrity           passed   enforced',
      '    authenticity        passed   enforced',
      '      trust store  ca:acme',
      '      anchor       CN=root',
      '      SHA-256      ab',
      '      identity     left to the plugin',
      '    authenticTimestamp  passed   logged',
      '      authority    CN=TSA,O=acme',
      '      SHA-256      cd',
      '      time         2026-11-30 05:12:44 UTC',
      '      range        2026-11-30 05:12:43 UTC to 2026-11-30 05:12:45 UTC',
      '      trust store  tsa:acme',
      '      TSA policy   1.2.3.4',
      '      certificate  CN=release',
      '        status     good, by OCSP http://ocsp.acme.example/',
      '        answer     of 2026-11-30 05:00:00 UTC, the next one by 2026-12-07 05:00:00 UTC',
      '    expiry              skipped',
      '    revocation          unknown  enforced [revocation_unknown]',
      '      the certificate CN=release names http://crl.acme.example/ca.crl, the certificate CN=release',
      '      names http://crl.acme.example/ca.crl, the certificate CN=release names',
      '      http://crl.acme.example/ca.crl, and nobody answers',
      '      certificate  CN=release',
      '        status     unknown, by OCSP http://ocsp.acme.example/',
      '        does not answer',
      '      certificate  CN=release',
      '        status     revoked at 2026-02-03 04:05:06 UTC (keyCompromise), by OCSP http://ocsp.acme.example/',
      '        answer     of 2026-11-30 05:00:00 UTC, the next one by 2026-12-07 05:00:00 UTC',
      '      certificate  CN=release',
      '        status     cannot be revoked: it names neither OCSP nor CRL',
    ]);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(105);
  });

  it('says of a destination without a tag that there is none, alone and among many', () => {
    const attachments = { expected: 1, present: 1, added: 1, missing: [], onlyThere: [] };
    const pinned = `b.test/app@${DIGEST}`;
    const place = { reference: pinned, digest: DIGEST, pinned, tags: [], previousDigest: null, attachments };
    const counts = { signed: [], copied: 0, mounted: 0, bytes: 0, toCopy: null, deep: false, rollback: null };
    const one = { ...place, ...counts, status: 'promoted', error: null } as const;
    const image: ImageResult = { ...base, status: 'promoted', destinations: [one] };
    expect(render(image, 'promote')).toContain('    tag       none, promoted by digest\n');
    const many = { ...image, destinations: [one, { ...one, reference: 'c.test/app' }] };
    expect(render(many, 'promote')).toContain('1 of 1 attached, no tag set\n');
  });

  it('shows each destination with what was written', () => {
    const image: ImageResult = {
      ...base,
      status: 'promoted',
      destinations: [
        {
          reference: 'prod.example.com/app:1,latest',
          digest: DIGEST,
          pinned: `prod.example.com/app@${DIGEST}`,
          tags: [{ tag: '1', action: 'moved', previous: OTHER, backup: null }],
          previousDigest: OTHER,
          status: 'promoted',
          attachments: { expected: 3, present: 3, added: 2, missing: [], onlyThere: [] },
          signed: [],
          copied: 4,
          mounted: 1,
          bytes: 52_400_000,
          toCopy: null,
          rollback: null,
          deep: true,
          error: null,
        },
      ],
    };
    expect(render(image, 'promote')).toContain(
      [
        '  promoted     prod.example.com/app:1,latest',
        `    tag 1     moved, before ${OTHER}`,
        '    attached  3 of 3, 2 new',
        '    written   4 blobs, 52.4 MB, 1 mounted',
        '    asked     for every manifest and blob',
      ].join('\n'),
    );
  });

  it('tells by type what was carried without a judgement and what stays, and with --verbose each', () => {
    const one = { size: 10, foundIn: 'api', subject: DIGEST, judged: 'carried' } as const;
    const bill = { ...one, digest: OTHER, artifactType: 'application/spdx+json' };
    const tagged = { ...one, digest: OTHER, artifactType: 'text/spdx+json', foundIn: 'digest-tag' } as const;
    const image: ImageResult = {
      ...base,
      status: 'promoted',
      attachments: [bill, { ...bill, judged: 'passed' }, bill, { ...tagged, tag: 'sha256-ab.sbom' }],
      leftBehind: [{ ...bill, artifactType: '', judged: null }],
    };
    expect(render(image, 'promote')).toContain(
      [
        '  carried, not judged: 2 application/spdx+json, 1 text/spdx+json under a tag .sbom',
        '  left behind: 1 no type',
      ].join('\n'),
    );
    expect(render({ ...image, status: 'planned' }, 'promote')).toContain('\n  not judged: 2 application');
    const whole = render(image, 'promote', true);
    expect(whole).toContain(`  carried, not judged: text/spdx+json under a tag .sbom ${OTHER}`);
    expect(whole).toContain(`  left behind: no type ${OTHER}`);
  });

  it('is a tree with attachments of attachments, and leaves none out', () => {
    const attachment = { artifactType: 'application/x', size: 10, foundIn: 'tag', judged: null } as const;
    const lost = `sha256:${'d'.repeat(64)}`;
    const image: ImageResult = {
      ...base,
      status: 'listed',
      attachments: [
        { ...attachment, digest: OTHER, subject: DIGEST },
        { ...attachment, digest: `sha256:${'c'.repeat(64)}`, subject: OTHER },
        { ...attachment, digest: lost, subject: `sha256:${'e'.repeat(64)}` },
        { ...attachment, digest: OTHER, subject: lost, foundIn: 'digest-tag', tag: 'sha256-ab.sig' },
      ],
    };
    const lines = render(image, 'list').split('\n');
    expect(lines[1]).toMatch(/^├── application\/x {2}sha256:b+ {2}\(10 B, referrers tag\)$/);
    expect(lines[2]).toMatch(/^│ {3}└── application\/x {2}sha256:c+/);
    expect(lines[3]).toContain(lost);
    expect(lines[4]).toMatch(/\(10 B, digest tag \.sig\)$/);
    expect(render({ ...base, status: 'listed' }, 'list')).toContain('nothing is attached');
  });

  it('says where a signature was found that is not with its image', () => {
    const signatureRepository = 'registry.example.com/signatures';
    const attachment = { artifactType: 'a', size: 1, foundIn: 'api', judged: null } as const;
    const image: ImageResult = {
      ...base,
      attachments: [{ ...attachment, digest: OTHER, subject: DIGEST, signatureRepository }],
      signatures: [{ ...signature, signatureRepository }],
    };
    const place = `Referrers API of ${signatureRepository}`;
    expect(render({ ...image, status: 'listed' }, 'list')).toContain(place);
    expect(render({ ...image, status: 'listed' }, 'inspect')).toContain(place);
    expect(render(image)).toContain(`    found in     ${place}`);
    expect(render({ ...base, signatures: [signature] })).not.toContain('found in');
  });

  it('has the repository that got the signatures of a promotion', () => {
    const attachments = { expected: 2, present: 1, added: 0, missing: [OTHER] };
    const repository = 'registry.example.com/signatures';
    const signaturesTo = { repository, status: 'planned', attachments, signed: [], error: null } as const;
    expect(render({ ...base, status: 'planned', signaturesTo }, 'promote')).toContain(
      [`  planned      ${repository}`, '    signatures  1 of 2', `    to attach   ${OTHER}`].join('\n'),
    );
  });

  it('is finite although attachments name each other', () => {
    const attachment = { artifactType: 'a', size: 1, foundIn: 'api', judged: null } as const;
    const image: ImageResult = {
      ...base,
      status: 'listed',
      attachments: [
        { ...attachment, digest: OTHER, subject: DIGEST },
        { ...attachment, digest: DIGEST, subject: OTHER },
      ],
    };
    expect(render(image, 'list').split('\n')).toHaveLength(3);
  });

  it('has each error once, with code and remedy', () => {
    const error = { code: 'denied', message: 'no push', hint: 'Log in.' } as const;
    const result = runResult('sign', [failedImage('a', error), failedImage('b', error)], [], error);
    expect(renderErrors(result, PLAIN_PAGE)).toEqual(['error: no push [denied]', '  Log in.']);
  });

  it('are followed by the pages of their codes, each once, except for how a command is written', () => {
    const refused = (code: 'denied' | 'usage', message: string) =>
      new SealiftError(code, message, { hint: 'Help.' }).toJSON();
    const images = ['a', 'b'].map((name) => failedImage(name, refused('denied', name)));
    const lines = renderErrors(runResult('sign', images, [], refused('usage', 'c')), PLAIN_PAGE);
    const pages = lines.filter((line) => line.includes('https://'));
    expect(pages).toEqual([`  ${refused('denied', '').docs}`]);
  });
});

describe('text from outside', () => {
  it.each(['verify', 'list', 'inspect', 'promote'])('cannot act on the terminal in %s', (command) => {
    const foul = { ...GOOD, subject: HOSTILE, source: HOSTILE, reason: HOSTILE, message: HOSTILE };
    const image: ImageResult = {
      ...base,
      reference: HOSTILE,
      status: command === 'list' ? 'listed' : 'failed',
      policy: { statement: HOSTILE, level: 'strict' },
      platforms: [
        {
          platform: HOSTILE,
          digest: DIGEST,
          status: 'failed',
          error: { code: 'denied', message: HOSTILE, hint: HOSTILE },
        },
      ],
      signatures: [
        {
          ...signature,
          status: 'failed',
          signer: HOSTILE,
          checks: [
            {
              check: 'authenticity',
              action: 'enforce',
              outcome: 'failed',
              code: 'identity_mismatch',
              message: HOSTILE,
            },
            { check: 'authenticTimestamp', action: 'log', outcome: 'unknown', code: null, message: HOSTILE },
            { check: 'revocation', action: 'log', outcome: 'unknown', code: null },
          ],
          trust: { store: HOSTILE, anchor: { subject: HOSTILE, thumbprint: HOSTILE }, identity: HOSTILE },
          timestamp: { ...TIMESTAMP, authority: HOSTILE, policy: HOSTILE, revocation: [foul] },
          revocation: [foul],
          judgedBy: { name: HOSTILE, version: HOSTILE, builtIn: false, judged: ['identity'] },
          details: {
            signatureAlgorithm: HOSTILE,
            signingScheme: HOSTILE,
            signingTime: null,
            expiry: null,
            signingAgent: HOSTILE,
            timestamped: true,
            timestamp: { authority: HOSTILE, time: null, fault: HOSTILE },
            verificationPlugin: {
              name: HOSTILE,
              minVersion: HOSTILE,
              attributes: [{ name: HOSTILE, value: HOSTILE }],
            },
            userMetadata: { [HOSTILE]: HOSTILE },
            targetArtifact: { mediaType: HOSTILE, digest: DIGEST, size: 1 },
            certificates: [
              {
                subject: HOSTILE,
                issuer: HOSTILE,
                thumbprint: HOSTILE,
                notBefore: HOSTILE,
                notAfter: HOSTILE,
              },
            ],
          },
        },
      ],
      attachments: [
        { digest: OTHER, artifactType: HOSTILE, size: 1, foundIn: 'api', subject: DIGEST, judged: 'carried' },
      ],
      leftBehind: [
        {
          digest: OTHER,
          artifactType: HOSTILE,
          size: 1,
          foundIn: 'digest-tag',
          tag: HOSTILE,
          subject: DIGEST,
          judged: null,
        },
      ],
      error: { code: 'denied', message: HOSTILE, hint: HOSTILE },
    };
    const result = runResult(command, [image], [], null);
    const lines = [...renderResults(result, true, PLAIN_PAGE), ...renderErrors(result, PLAIN_PAGE)];
    for (const line of lines) expect(line).not.toContain('##[');
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(lines.filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  });
});

it('a promotion of several images ends with how many came to what, and its errors name the image', () => {
  const thrown = new SealiftError('tag_exists', '2 of 2 destinations failed');
  const error = thrown.toJSON();
  const destination = failedDestination('eu.example.com/app:1', thrown, { digest: DIGEST, attachments: 0 });
  const images: ImageResult[] = [
    { ...base, status: 'unchanged' },
    { ...base, status: 'failed', error, destinations: [destination, destination] },
    { ...base, status: 'unchanged' },
  ];
  const result = runResult('promote', images, [], null);
  const lines = renderResults(result, false, PLAIN_PAGE);
  expect(lines.at(-1)).toBe('3 images: 1 failed, 2 unchanged');
  expect(lines.filter((line) => /^(?:failed|unchanged) /.test(line))).toHaveLength(1);
  const all = renderResults(result, true, PLAIN_PAGE);
  expect(all.filter((line) => line.startsWith('unchanged '))).toHaveLength(2);
  expect(renderErrors(result, PLAIN_PAGE)[0]).toBe(
    'error: registry.example.com/app:1: 2 of 2 destinations failed [tag_exists]',
  );
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [123_456, '123 kB'],
  [52_400_000, '52.4 MB'],
  [9e15, '9000 TB'],
])('byteSize writes %d bytes as %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

it('moment writes times in UTC', () => {
  expect(moment('2027-01-02T03:04:05Z')).toBe('2027-01-02 03:04:05 UTC');
  expect(moment(null)).toBeNull();
});
