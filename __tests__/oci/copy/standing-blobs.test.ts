import { expect, it } from 'vitest';
import { StandingBlobs } from '../../../src/oci/copy/standing-blobs.ts';
import { digestOf } from '../../../src/oci/digest.ts';

const DIGEST = digestOf(Buffer.from('a layer'));
const [A, B, ELSEWHERE] = ['r.test/a', 'r.test/b', 'other.test/a'];
const signal = new AbortController().signal;
const onWait = () => {};

it('who comes while a blob is written to its registry waits, and writes to its own repository then', async () => {
  const standing = new StandingBlobs();
  const { promise, resolve } = Promise.withResolvers<void>();
  const order: string[] = [];
  const write = (repository: string, before: Promise<void> = Promise.resolve()) =>
    standing.write(
      repository,
      DIGEST,
      { work: () => before.then(() => void order.push(repository)), onWait },
      signal,
    );
  const first = write(A, promise);
  const others = [write(A), write(B), write(ELSEWHERE)];
  expect(await others[2]).toBe(true);
  expect(order).toEqual([ELSEWHERE]);
  resolve();
  expect(await Promise.all([first, ...others])).toEqual([true, false, true, true]);
  expect(order).toEqual([ELSEWHERE, A, B]);
  expect(standing.sibling(B, DIGEST)).toBeUndefined();
  expect(standing.sibling('r.test/c', DIGEST)).toBe(B);
});

it('a write that fails is made by the next one who waits, and is told to nobody else', async () => {
  const standing = new StandingBlobs();
  const failing = standing.write(A, DIGEST, { work: () => Promise.reject(new Error('cut')), onWait }, signal);
  const next = standing.write(A, DIGEST, { work: async () => {}, onWait }, signal);
  await expect(failing).rejects.toThrow('cut');
  expect(await next).toBe(true);
  expect(standing.has(A, DIGEST)).toBe(true);
});

it('what a registry does not know is forgotten, and what is over the limit as well', () => {
  const standing = new StandingBlobs(2);
  standing.note(A, DIGEST);
  standing.forget(A);
  expect(standing.has(A, DIGEST)).toBe(false);
  expect(standing.sibling(B, DIGEST)).toBeUndefined();
  for (const text of ['1', '2', '3']) standing.note(A, digestOf(Buffer.from(text)));
  expect(standing.has(A, digestOf(Buffer.from('1')))).toBe(false);
  expect(standing.has(A, digestOf(Buffer.from('3')))).toBe(true);
});

it('an image is the first with its digest once in a repository, and none is beyond the limit', () => {
  const standing = new StandingBlobs(2);
  const is = (repository: string, text: string) => standing.isFirst(repository, digestOf(Buffer.from(text)));
  expect([is(A, '1'), is(A, '1'), is(B, '1'), is(A, '2')]).toEqual([true, false, true, false]);
});

it('whether a repository was empty is asked once, and again only where nobody could say', async () => {
  const standing = new StandingBlobs();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 1) throw new Error('cut');
    return true;
  };
  await expect(standing.wasEmpty(A, ask)).rejects.toThrow('cut');
  expect(await standing.wasEmpty(A, ask)).toBe(true);
  expect(await standing.wasEmpty(A, ask)).toBe(true);
  expect(asked).toBe(2);
  expect([standing.isFirst(A, DIGEST), standing.isFirst(A, DIGEST)]).toEqual([true, false]);
});
