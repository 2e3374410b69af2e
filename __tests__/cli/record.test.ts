import { describe, expect, it } from 'vitest';
import { renderResults } from '../../src/cli/render.ts';
import { PLAIN_PAGE } from '../../src/cli/text/page.ts';
import { runResult } from '../../src/compose/run-result.ts';
import type { ComparedResult } from '../../src/operations/comparison/result.ts';
import { recordWords } from '../../src/operations/record/record-words.ts';
import type { RecordResult, RecordRow } from '../../src/operations/record/result.ts';
import type { AttachmentResult, ImageResult } from '../../src/operations/results.ts';
import {
  destination,
  IMAGE_DIGEST,
  image,
  OLD_DIGEST,
  SIGNATURE_DIGEST,
  signature,
} from '../support/summaries.ts';

const render = (one: ImageResult, command: string): string =>
  renderResults(runResult(command, [one], [], null), false, PLAIN_PAGE).join('\n');

const record: RecordResult = {
  status: 'passed',
  recordTag: 'sealift-record-0123',
  digest: SIGNATURE_DIGEST,
  repository: 'prod.example.com/app',
  tag: '1.4',
  image: IMAGE_DIGEST,
  statedAt: '2026-11-30T05:12:44.123Z',
  source: 'dev.example.com/app',
  runUrl: 'https://ci.example.com/runs/7',
  actor: 'alice',
  signature: signature({ signer: 'CN=promoter' }),
};
const row = (action: RecordRow['action']): RecordRow => ({
  ...{ tag: '1', recordTag: 'sealift-record-0123', digest: OLD_DIGEST },
  ...{ signature: SIGNATURE_DIGEST, statedAt: record.statedAt, action },
});

describe('a record as text', () => {
  it('says who promoted the image, when, from where and in which run', () => {
    expect(render(image('verified', { record }), 'verify')).toContain(
      [
        '  record passed  CN=promoter',
        `    ${SIGNATURE_DIGEST}`,
        '    stated  2026-11-30 05:12:44 UTC',
        '    from    dev.example.com/app',
        '    by      alice',
        '    run     https://ci.example.com/runs/7',
      ].join('\n'),
    );
  });

  it('says which digest it names where that is not the one of the tag', () => {
    const refused = { ...record, status: 'failed', image: OLD_DIGEST } as const;
    expect(render(image('failed', { record: refused }), 'verify')).toContain(`promoted  ${OLD_DIGEST}`);
  });

  it('says how a destination came to it', () => {
    const promoted = (status: 'promoted' | 'planned', ...records: RecordRow[]) =>
      destination(status, 'prod.example.com/app', { records });
    expect(recordWords(promoted('promoted', row('made')))).toBe('made by this run');
    expect(recordWords(promoted('planned', row('made')))).toBe('to be made');
    expect(recordWords(promoted('planned', row('unchanged')))).toBe('there already');
    expect(recordWords(promoted('promoted', row('made'), row('unchanged'), row('made')))).toBe(
      '2 made by this run, 1 there before',
    );
    expect(recordWords(destination('promoted', 'prod.example.com/app'))).toBeUndefined();
    const one = promoted('promoted', row('made'));
    expect(render(image('promoted', { destinations: [one] }), 'promote')).toMatch(/record +made by this run/);
    expect(render(image('promoted', { destinations: [one, one] }), 'promote')).toContain(
      'record made by this run',
    );
  });

  it('is told from other attestations in a list', () => {
    const attachment = (predicateType: string, digest: string): AttachmentResult => ({
      digest,
      artifactType: 'application/vnd.in-toto+json',
      predicateType,
      size: 800,
      foundIn: 'api',
      subject: IMAGE_DIGEST,
      judged: null,
    });
    const text = render(
      image('listed', {
        signatures: [],
        attachments: [
          attachment('https://slsa.dev/verification_summary/v1', SIGNATURE_DIGEST),
          attachment('https://example.com/\u001b[31mother', OLD_DIGEST),
        ],
      }),
      'list',
    );
    expect(text).toContain(`${SIGNATURE_DIGEST}  record  (800 B, Referrers API)`);
    expect(text).toContain('predicate https://example.com/\\u{1b}[31mother');
  });

  it('is counted where a comparison finds it on one side alone', () => {
    const onlyThere = [SIGNATURE_DIGEST, OLD_DIGEST].map((digest) => ({
      digest,
      artifactType: 'application/vnd.in-toto+json',
    }));
    const compared: ComparedResult = {
      repository: 'prod.example.com/app',
      status: 'equal',
      tag: null,
      manifests: { expected: 1, incomplete: [] },
      platforms: [],
      blobs: null,
      attachments: [],
      onlyThere,
      deep: false,
      repair: null,
      error: null,
    };
    const text = render(image('equal', { compared: [compared] }), 'compare');
    expect(text).toContain('2 statements of in-toto, such as records of promotions');
    expect(text).not.toContain(OLD_DIGEST);
  });
});
