import { describe, expect, it } from 'vitest';
import { assertDone } from '../../src/compose/assert-done.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { DestinationResult, ResultError, RunResult } from '../../src/operations/results.ts';

const result = (more: Partial<RunResult>): RunResult => ({
  version: 1,
  command: 'verify',
  status: 'failed',
  error: null,
  warnings: [],
  images: [],
  ...more,
});
const error = (code: ResultError['code']): ResultError => ({
  code,
  message: `it is ${code}`,
  hint: 'mend it',
});

describe('assertDone', () => {
  it('returns when the run is done', () => {
    expect(assertDone(result({ status: 'done' }))).toBeUndefined();
  });

  it.each<[string, Partial<RunResult>, string]>([
    ['the run', { error: error('denied'), images: [failedImage('a', error('tag_moved'))] }, 'denied'],
    [
      'the first image that has one',
      { images: [failedImage('a', null), failedImage('b', error('artifact_unsigned'))] },
      'artifact_unsigned',
    ],
    [
      'a destination, of a partial run too',
      {
        status: 'partial',
        images: [
          {
            ...failedImage('a', null),
            destinations: [{ status: 'failed', error: error('tag_moved') } as DestinationResult],
          },
        ],
      },
      'tag_moved',
    ],
  ])('throws the error of %s', (_, more, code) => {
    expect(() => assertDone(result(more))).toThrow(
      expect.objectContaining({ name: 'SealiftError', code, message: `it is ${code}`, hint: 'mend it' }),
    );
  });

  it('throws also where a failed result holds no error', () => {
    expect(() => assertDone(result({}))).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it.each([
    [undefined],
    [null],
    [Promise.resolve(result({ status: 'done' }))],
    [{ status: 'done' }],
    ['done'],
  ])('refuses %s, which is no result', (wrong) => {
    expect(() => assertDone(wrong as never)).toThrow(expect.objectContaining({ code: 'usage', exitCode: 2 }));
  });
});
