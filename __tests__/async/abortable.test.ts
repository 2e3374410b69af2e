import { expect, it } from 'vitest';
import { abortable } from '../../src/async/abortable.ts';
import { never } from '../support/tools.ts';

it('abortable work goes on for the others when one of those who wait is given up', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const one = new AbortController();
  const left = abortable(promise, one.signal);
  const stays = abortable(promise, never);
  one.abort(new Error('given up'));
  await expect(left).rejects.toThrow('given up');
  resolve('done');
  await expect(stays).resolves.toBe('done');
  await expect(abortable(Promise.reject(new Error('late')), one.signal)).rejects.toThrow('given up');
});
