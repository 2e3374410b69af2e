import { Buffer } from 'node:buffer';
import { beforeAll, expect, it } from 'vitest';
import { COSE_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../src/notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../src/notation/envelope/opened.ts';
import { DEPARTURES, OPENED, REFUSED, WHOLE } from '../support/cose-cases.ts';
import { cosePartsOf, craftCose } from '../support/cose-envelopes.ts';
import { type Random, seededRandom } from './support/certificate-mutations.ts';
import * as mutations from './support/cose-mutations.ts';
import { buildGoJudge, type GoJudge } from './support/go-judge.ts';
import { withPeers } from './support/suite.ts';

/** What notation 1.3.2 reads envelopes with. */
const NOTATION_CORE = 'github.com/notaryproject/notation-core-go@v1.3.0';

const hex = (bytes: Uint8Array = new Uint8Array()): string => Buffer.from(bytes).toString('hex');

/** What was read, as the judge writes it. */
function meaningOf(envelope: OpenedEnvelope) {
  const { scheme, signingTime, expiry, signingAgent, timestampToken, payload, target, chain } = envelope;
  const { unknownCritical, verificationPlugin } = envelope;
  return {
    scheme,
    signingTime: signingTime.getTime(),
    expiry: expiry?.getTime() ?? 0,
    agent: signingAgent ?? '',
    timestamp: hex(timestampToken),
    payload: hex(payload),
    digest: target.digest as string,
    size: target.size,
    chain: chain.map(({ thumbprint }) => thumbprint),
    // The names of a plugin are known where it is named, and any order will do: Go's has none.
    critical: verificationPlugin === undefined ? [...new Set(unknownCritical)].toSorted() : 'of a plugin',
  };
}

type Meaning = ReturnType<typeof meaningOf>;

const KNOWN = ['signingScheme', 'signingTime', 'authenticSigningTime', 'expiry'].map(
  (n) => `io.cncf.notary.${n}`,
);

function readByJudge(verdict: string, ours: Meaning): unknown {
  const read = JSON.parse(verdict) as Meaning & { critical: string[] };
  const critical = read.critical.filter((name) => !KNOWN.includes(name)).toSorted();
  return { ...read, critical: ours.critical === 'of a plugin' ? ours.critical : critical };
}

/** The meaning, or why Sealift refuses it. */
const sealiftOn = (bytes: Uint8Array): Promise<Meaning | Error> =>
  openEnvelope(bytes, COSE_MEDIA_TYPE).then(meaningOf, (error: Error) => error);

/** A reason without its place, labels and numbers. */
const general = ({ message }: Error): string =>
  message
    .replace(/^COSE (envelope|protected header): /, '')
    .replace(/-?\b\d[\d,]*\b/g, 'N')
    .replace(/(?<=\b(?:label|lists) )\S+/, 'L')
    .replace(/(?<=\b(?:parameter|repeat map key) ).+/, 'P');

withPeers()('COSE envelopes', () => {
  let judge: GoJudge;
  /** Why Sealift refuses what notation opens, of all rows of docs/departures.md. */
  let listed: Set<string>;
  beforeAll(async () => {
    judge = await buildGoJudge('envelopes', [NOTATION_CORE]);
    const reasons = await Promise.all(DEPARTURES.map(({ spec }) => sealiftOn(craftCose(spec))));
    listed = new Set(reasons.map((reason) => general(reason as Error)));
  });

  const judged = (envelopes: readonly Uint8Array[]): Promise<string[]> =>
    judge.ask(envelopes.map((bytes) => `${COSE_MEDIA_TYPE} ${Buffer.from(bytes).toString('base64')}`));
  const isOpened = (verdict: string): boolean => verdict.startsWith('{');

  it.each([
    ['opened as here', OPENED, true],
    ['opened where Sealift departs from notation', DEPARTURES, true],
    ['refused as here', REFUSED, false],
  ] as const)('of the table are %s', async (_, cases, expected) => {
    const verdicts = await judged(cases.map(({ spec }) => craftCose(spec)));
    expect(
      cases.map(({ what }, at) => [what, verdicts[at]]).filter(([, one]) => isOpened(one!) !== expected),
    ).toEqual([]);
  });

  it('that are none as a whole are refused as here', async () => {
    const verdicts = await judged(WHOLE.map(([, make]) => make(cosePartsOf())));
    expect(WHOLE.map(([what], at) => [what, verdicts[at]]).filter(([, one]) => isOpened(one!))).toEqual([]);
  });

  it.each<[string, (random: Random) => Uint8Array, number, number]>([
    ['whose protected header is changed, and signed then', mutations.signedMutation, 12_000, 800],
    ['whose unprotected header is changed', mutations.unsignedMutation, 6000, 800],
    ['whose items are changed', mutations.outerMutation, 3000, 0],
    ['of which a few bytes are changed', mutations.spoiltEnvelope, 6000, 10],
  ])('%s are read alike or refused', async (title, mutate, count, least) => {
    const random = seededRandom(count);
    const envelopes = Array.from({ length: count }, () => mutate(random));
    const verdicts = await judged(envelopes);
    const laxer: unknown[] = [];
    const unlisted = new Map<string, string>();
    let both = 0;
    let stricter = 0;
    for (const [at, bytes] of envelopes.entries()) {
      const ours = await sealiftOn(bytes);
      const theirs = verdicts[at]!;
      if (ours instanceof Error) {
        if (!isOpened(theirs)) continue;
        stricter += 1;
        if (!listed.has(general(ours))) unlisted.set(general(ours), hex(bytes));
      } else if (isOpened(theirs)) {
        both += 1;
        expect({ bytes: hex(bytes), read: readByJudge(theirs, ours) }).toEqual({
          bytes: hex(bytes),
          read: ours,
        });
      } else laxer.push([theirs, hex(bytes)]);
    }
    console.info(`${title}: ${count}; both open ${both}; Sealift alone refuses ${stricter}`);
    expect(laxer).toEqual([]);
    expect([...unlisted]).toEqual([]);
    // Enough of them are still envelopes: else nothing was compared.
    expect(both).toBeGreaterThanOrEqual(least);
  });
});
