import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promote, type RunResult, sign } from '../../src/index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let good: FakeRegistry;
beforeAll(async () => {
  at = await workplace();
  good = await FakeRegistry.start();
  const signed = await sign({ images: `${at.images}:one`, key: at.key, certificateChain: at.chain });
  expect(signed.status).toBe('done');
});
afterAll(() => Promise.all([at.remove(), good.stop()]));

const source = () => `${at.images}:one`;
const trust = () => ({ trustPolicy: at.policy, trustStore: at.store });

describe('a list of destinations', () => {
  it('is promoted to beside those on the command line, one a line, with comments and ends of lines of any kind', async () => {
    const lines = `\ufeff# production\r\n\r\n${good.host}/eu/app:1,latest   # Frankfurt\r\n  ${good.host}/us/app\r`;
    await writeFile(at.path('list.txt'), lines);
    const destination = `${good.host}/cn/app:2`;
    const result = await promote({
      source: source(),
      destination,
      destinationsFile: at.path('list.txt'),
      ...trust(),
    });
    expectValid(result);
    expect(result.images[0]!.destinations).toMatchObject([
      { reference: `${good.host}/cn/app:2`, status: 'promoted' },
      { reference: `${good.host}/eu/app:1,latest`, status: 'promoted' },
      { reference: `${good.host}/us/app:one`, status: 'promoted' },
    ]);
  });

  it.each<[string, string, string, RegExp]>([
    ['is empty', '# nobody\n\n', 'usage', /no destination is given/],
    [
      'has a line that is none',
      'a.example.com/app:1\nnot here\n',
      'reference_invalid',
      /list\.txt, line 2: /,
    ],
    ['has a tag that is none', 'a.example.com/app:1,-x', 'destination_invalid', /list\.txt, line 1: /],
    [
      'names one twice',
      'a.example.com/app:1\nb.example.com/app\na.example.com/app:2',
      'destination_invalid',
      /line 3: a\.example\.com\/app is given twice/,
    ],
    ['is too long', 'a.example.com/app:1\n'.repeat(101), 'usage', /101 destinations, the limit is 100/],
    ['is no text', '\u0000\u0001\u0002', 'config_invalid', /list of destinations/],
  ])('that %s is refused before anything is contacted', async (_, content, code, says) => {
    await writeFile(at.path('list.txt'), content);
    good.log.length = 0;
    const promoting = promote({ source: source(), destinationsFile: at.path('list.txt'), ...trust() });
    await expect(promoting).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
    expect(good.log).toEqual([]);
  });

  it('that is not there is refused alone, without the advice to name destinations', async () => {
    const promoting = promote({ source: source(), destinationsFile: at.path('no.txt'), ...trust() });
    await expect(promoting).rejects.toMatchObject({
      code: 'file_not_found',
      message: expect.not.stringContaining('no destination'),
    });
  });

  it('of twenty is done for seventeen, while the others are still silent', async () => {
    const [silent, cut, denying] = await Promise.all([1, 2, 3].map(() => FakeRegistry.start()));
    silent!.failures.push({ match: /./, times: 9_999, status: 'hold' });
    cut!.failures.push({ match: /blobs/, times: 9_999, status: 'cut' });
    denying!.failures.push({ match: /^POST/, times: 9_999, status: 403 });
    const bad = [silent, cut, denying].map((registry) => `${registry!.host}/app:1`);
    const list = Array.from({ length: 17 }, (_, i) => `${good.host}/mirror/r${i}:1`);
    list.splice(2, 0, ...bad);
    const done: string[] = [];
    let stopped: Promise<unknown> | undefined;
    const result: RunResult = await promote({
      source: source(),
      destinationsFile: list.join('\n'),
      ...trust(),
      timeout: '10m',
      reporter: {
        warning: () => {},
        progress: (event) => {
          if (event.type !== 'end') return;
          if (event.status === 'promoted') done.push(event.subject);
          // Nobody would wait for it that long, and no other one did.
          if (done.length === 17) stopped ??= silent!.stop();
        },
      },
    });
    await Promise.all([stopped, cut!.stop(), denying!.stop()]);
    expect(result.status).toBe('partial');
    const { destinations } = result.images[0]!;
    expect(destinations.map(({ reference }) => reference)).toEqual(list);
    const failed = destinations.filter(({ status }) => status === 'failed');
    expect(failed.map(({ reference }) => reference)).toEqual(bad);
    expect(failed.map(({ error }) => error!.code)).toEqual([
      'connection_failed',
      'connection_failed',
      'credentials_missing',
    ]);
    for (const registry of Array.from({ length: 17 }, (_, i) => good.repository(`mirror/r${i}`)))
      expect(registry.tags.get('1')).toBe(at.digests.one);
  });
});
