import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/compose/exit-code.ts';
import { failedRun, runResult } from '../../src/compose/run-result.ts';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { ImageResult, ResultError } from '../../src/operations/results.ts';

const error = (code: ErrorCode): ResultError => ({ code, message: code, hint: '' });
const failed = (code: ErrorCode): ImageResult => failedImage('r', error(code));
const done: ImageResult = { ...failed('internal'), status: 'verified', error: null };
const runOf = (...images: ImageResult[]) => runResult('verify', images, [], null);

describe('the exit code of a run', () => {
  it.each([
    ['all done', [done, done], 0],
    ['one done, one not', [done, failed('verification_failed')], 5],
    ['one done, one a bug', [done, failed('internal')], 5],
    ['refused', [failed('artifact_unsigned')], 1],
    ['usage', [failed('key_invalid')], 2],
    ['not reachable', [failed('connection_failed')], 3],
    ['denied', [failed('denied')], 4],
    ['a bug', [failed('internal')], 70],
    ['refused and not reachable', [failed('artifact_unsigned'), failed('connection_failed')], 3],
    ['not reachable and denied', [failed('connection_failed'), failed('denied')], 4],
    ['denied and configuration', [failed('denied'), failed('trust_store_not_found')], 2],
    [
      'everything',
      [failed('artifact_unsigned'), failed('connection_failed'), failed('denied'), failed('internal')],
      70,
    ],
    ['interrupted with one done', [done, failed('interrupted')], 130],
    ['terminated', [failed('terminated'), failed('denied')], 143],
  ] as const)('follows from the images: %s', (_, images, code) => {
    expect(exitCodeOf(runOf(...images))).toBe(code);
  });

  it('is that of the error that stopped the run before its first image', () => {
    for (const [code, [exitCode]] of Object.entries(ERRORS)) {
      expect(exitCodeOf(failedRun('sign', error(code as ErrorCode)))).toBe(exitCode);
    }
  });

  it('is 5 when some destinations of one image are done', () => {
    const attachments = { expected: 0, present: 0, added: 0, missing: [], onlyThere: [] };
    const place = { digest: null, pinned: null, tags: [], previousDigest: null };
    const base = {
      ...place,
      attachments,
      signed: [],
      copied: 0,
      mounted: 0,
      bytes: 0,
      toCopy: null,
      deep: false,
      rollback: null,
    };
    const image: ImageResult = {
      ...failed('denied'),
      status: 'partial',
      destinations: [
        { ...base, reference: 'a', status: 'promoted', error: null },
        { ...base, reference: 'b', status: 'failed', error: error('denied') },
      ],
    };
    expect(runOf(image).status).toBe('partial');
    expect(exitCodeOf(runOf(image))).toBe(5);
  });

  it('is not 0 without images, and 70 for a failure without an error', () => {
    expect(exitCodeOf(runOf())).toBe(70);
    expect(exitCodeOf(runOf({ ...done, status: 'failed' }))).toBe(70);
  });

  it('is not 0 when the run itself failed after its images', () => {
    const result = runResult('sign', [done], [], error('disk_full'));
    expect(result.status).toBe('failed');
    expect(exitCodeOf(result)).toBe(3);
  });

  it('is 0 exactly when nothing failed, and one of the documented codes always', () => {
    const codes = fc.constantFrom(...(Object.keys(ERRORS) as ErrorCode[]));
    fc.assert(
      fc.property(fc.array(fc.option(codes), { minLength: 1, maxLength: 6 }), (list) => {
        const code = exitCodeOf(runOf(...list.map((one) => (one === null ? done : failed(one)))));
        expect(code === 0).toBe(list.every((one) => one === null));
        expect([0, 1, 2, 3, 4, 5, 70, 130, 143]).toContain(code);
      }),
    );
  });
});
