import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan } from '../../../src/index.ts';
import { type } from '../../support/command-line.ts';
import { promotionsScene } from '../../support/promotions-scene.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

/** Two entries of one repository, by rules that select all tags. */
async function scene() {
  const found = await promotionsScene(at);
  const { digest } = await found.add('1.0');
  const file = await found.write([
    'promotions:',
    ...['a', 'b'].map(
      (name) => `  - { from: '${found.source}', tags: { allow: ['.'] }, to: '${found.to.host}/${name}' }`,
    ),
  ]);
  return { ...found, digest, file };
}

/** Answers the next request for the list of tags, `times` times. */
const listAs = (tags: readonly unknown[], headers: Record<string, string> = {}, times = 1) => ({
  match: /tags\/list/,
  times,
  status: 200,
  headers,
  body: JSON.stringify({ name: 'team/app', tags }),
});

const selected = (made: Awaited<ReturnType<typeof plan>>) =>
  made.plan!.promotions.flatMap(({ tags, refusal }) =>
    tags.map(({ tag }) => tag).concat(refusal?.code ?? []),
  );

describe('the list of tags of a source', () => {
  it('is read once for all entries of its repository, with all of its pages', async () => {
    const { from, file } = await scene();
    const next = '</v2/team/app/tags/list?last=x>; rel="next"';
    from.failures.push(listAs(['9.9'], { link: next }));
    from.log.length = 0;
    const made = await plan({ file, env: {} });
    expect(selected(made)).toEqual(['1.0', '9.9', 'artifact_not_found', '1.0', '9.9', 'artifact_not_found']);
    // The second page, and one reading that says which tags of cosign there are.
    expect(from.requests.filter((one) => one.includes('tags/list')).length).toBeLessThanOrEqual(3);
  });

  it('may have what is no tag, which is left out', async () => {
    const { from, file, digest } = await scene();
    const odd = [digest, 'a b', '../x', '1.0\n', '\u001b[31m', '', 7, null, '-x', 'x'.repeat(129), '1.0'];
    from.failures.push(listAs(odd));
    expect(selected(await plan({ file, env: {} }))).toEqual(['1.0', '1.0']);
    from.failures.push(listAs(odd));
    const { code, stdout } = await type(['plan', '--from-registry', `${from.host}/team/app`]);
    expect(code).toBe(0);
    expect(stdout).toContain(`      ${digest}: ['1.0']\n`);
  });

  it.each([
    [
      'does not end',
      listAs(['1'], { link: '</v2/team/app/tags/list?last=x>; rel="next"' }, 1000),
      'unexpected_answer',
    ],
    ['is no list', { ...listAs([]), body: '<html>' }, 'unexpected_answer'],
    ['is over 4 MiB', listAs([`1${'0'.repeat(5 * 1024 * 1024)}`]), 'content_too_large'],
    [
      'has over 4 MiB of names on its pages',
      listAs(Array(11).fill('x'.repeat(100_000)), { link: '</v2/team/app/tags/list?last=x>; rel="next"' }, 4),
      'content_too_large',
    ],
    [
      'goes on elsewhere',
      listAs(['1'], { link: '<http://127.0.0.2:9/v2/x>; rel="next"' }),
      'unexpected_answer',
    ],
  ])('that %s is the refusal of its entries', async (_, answer, code) => {
    const { from, file } = await scene();
    from.failures.push({ ...answer });
    const made = await plan({ file, env: {} });
    expect(made.plan!.promotions.map(({ refusal }) => refusal?.code)).toEqual([code, code]);
    expect(made.status).toBe('failed');
  });
});
