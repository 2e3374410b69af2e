import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunResult, type SealiftError, verify } from '../../src/index.ts';
import { DEPARTURES, type Departure } from './differential/departures.ts';
import { allPairs, type Case, DIMENSIONS, deviationsOf, meet, NAMES } from './differential/dimensions.ts';
import { type Place, placeOf, SCOPE } from './differential/places.ts';
import { verifyRequests } from './differential/plugins.ts';
import { responders } from './differential/responders.ts';
import { sealift, tryPeer } from './support/run.ts';
import { withPeers } from './support/suite.ts';

/** Every tenth case goes through the built program, the others through the library in this process. */
const BUILT = 10;
const AT_ONCE = 4;

interface Verdict {
  readonly accepted: boolean;
  readonly why: string;
  /** Sealift's: the codes of the checks that refused, else of the error. */
  readonly codes: readonly string[];
}

async function notationOn({ layout, digest, home }: Place): Promise<Verdict> {
  const env = { XDG_CONFIG_HOME: home, XDG_CACHE_HOME: join(home, 'cache'), NOTATION_EXPERIMENTAL: '1' };
  const args = ['verify', '--oci-layout', `${layout}@${digest}`, '--scope', SCOPE];
  const { code, stderr } = await tryPeer('notation', args, { env });
  return { accepted: code === 0, why: stderr, codes: [] };
}

/** What refused: the enforced checks of the signatures, or the error where none was judged. */
function verdictOf(result: RunResult): Verdict {
  const checks = result.images.flatMap(({ signatures }) => signatures.flatMap((one) => one.checks));
  const refused = checks.filter(({ action, outcome }) => action === 'enforce' && outcome !== 'passed');
  const errors = [result.error, ...result.images.map(({ error }) => error)];
  const codes = (refused.length > 0 ? refused : errors).flatMap((one) => one?.code ?? []);
  const why = JSON.stringify([...refused, ...errors]);
  return { accepted: result.status === 'done', why, codes };
}

async function builtOn({ layout, digest, policy, store, home }: Place): Promise<Verdict> {
  const trust = ['--trust-policy', policy, '--trust-store', store, '--scope', SCOPE];
  const image = `oci:${layout}@${digest}`;
  const { code, stdout, stderr } = await sealift(['verify', image, ...trust, '--output', 'json'], {
    env: { XDG_CONFIG_HOME: home },
  });
  const verdict = verdictOf(JSON.parse(stdout) as RunResult);
  return { ...verdict, accepted: code === 0, why: `${verdict.why} ${stderr}` };
}

function libraryOn({ layout, digest, policy, store, home }: Place): Promise<Verdict> {
  const env = { ...process.env, XDG_CONFIG_HOME: home };
  const options = { trustPolicy: policy, trustStore: store, scope: SCOPE, env };
  return verify({ images: [`oci:${layout}@${digest}`], ...options }).then(
    verdictOf,
    (error: SealiftError) => ({ accepted: false, why: error.message, codes: [error.code] }),
  );
}

/** Whether a row is about this case, and nothing but what it is about made Sealift refuse. */
const explains =
  (one: Case, refuses: Departure['refuses'], codes: readonly string[]) =>
  (row: Departure): boolean =>
    row.refuses === refuses &&
    row.concerns(one) &&
    (row.refuses === 'notation' || codes.every((code) => row.codes.some((known) => known === code)));

describe('the cases', () => {
  it('hold every pair of values', () => {
    const cases = allPairs();
    expect(cases.length).toBeGreaterThanOrEqual(400);
    const pairs = new Set<string>();
    for (const one of cases)
      for (const [at, a] of NAMES.entries())
        for (const b of NAMES.slice(at + 1)) pairs.add(`${a} ${one[a]} ${b} ${one[b]}`);
    for (const [at, a] of NAMES.entries())
      for (const b of NAMES.slice(at + 1))
        for (const x of DIMENSIONS[a])
          for (const y of DIMENSIONS[b])
            if (meet(a, x, b, y)) expect(pairs, `${a} ${x}, ${b} ${y}`).toContain(`${a} ${x} ${b} ${y}`);
  });

  it('have their departures in docs/departures.md', async () => {
    const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'departures.md'), 'utf8');
    for (const { topic } of DEPARTURES) expect(page).toContain(`| ${topic} |`);
  });
});

withPeers()('notation and Sealift', () => {
  let base: string;
  const { XDG_CACHE_HOME: cache } = process.env;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'sealift-differential-'));
    // Every address is used by one case, so a common folder of lists mixes none of them.
    process.env.XDG_CACHE_HOME = join(base, 'cache');
    await responders.start();
  });
  afterAll(async () => {
    if (cache === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = cache;
    await responders.close();
    await rm(base, { recursive: true, force: true });
  });

  it('reach one verdict on every pair of deviations, or a row says why not', {
    timeout: 1_800_000,
  }, async () => {
    const limit = pLimit(AT_ONCE);
    const occurred = new Set<Departure>();
    const unexplained: unknown[] = [];
    const counts = { cases: 0, accepted: 0, refused: 0, explained: 0, asked: 0 };
    const judge = async (one: Case, at: number): Promise<void> => {
      const folder = join(base, String(at));
      const place = await placeOf(one, folder);
      const ourVerdict = at % BUILT === 0 ? builtOn : libraryOn;
      const [theirs, ours] = await Promise.all([notationOn(place), ourVerdict(place)]);
      const requests = await verifyRequests(place.home);
      await rm(folder, { recursive: true });
      if (requests.length > 1) expect(requests[0], deviationsOf(one)).toEqual(requests[1]);
      counts.asked += requests.length === 2 ? 1 : 0;
      counts.cases += 1;
      if (theirs.accepted === ours.accepted) {
        counts[ours.accepted ? 'accepted' : 'refused'] += 1;
        return;
      }
      const rows = DEPARTURES.filter(explains(one, ours.accepted ? 'notation' : 'sealift', ours.codes));
      if (rows.length === 0)
        unexplained.push({
          case: deviationsOf(one),
          notation: theirs.accepted || theirs.why,
          sealift: ours.accepted || ours.why,
        });
      else counts.explained += 1;
      // A row is shown to occur by a case that no other row explains.
      if (rows.length === 1) occurred.add(rows[0]!);
    };

    await Promise.all(allPairs().map((one, at) => limit(judge, one, at)));
    console.info(
      `every pair of values, no seed: ${counts.cases} cases, both accept ${counts.accepted}, both refuse ${counts.refused}, explained ${counts.explained}; both ask a plugin the same ${counts.asked}`,
    );
    expect(unexplained).toEqual([]);
    expect(DEPARTURES.filter((row) => !occurred.has(row)).map(({ topic }) => topic)).toEqual([]);
    expect(counts.accepted).toBeGreaterThanOrEqual(100);
    expect(counts.asked).toBeGreaterThanOrEqual(100);
  });
});
