import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import { craftJws, TEST_TARGET } from '../../support/envelopes.ts';
import { sharedChain, testChain } from '../../support/pki.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { TimestampAuthority } from '../../support/timestamp-authority.ts';
import { never } from '../../support/tools.ts';

const chain = sharedChain();
const authority = new TimestampAuthority();
const now = new Date();
const DAY = 86_400_000;
const daysFrom = (days: number): Date => new Date(now.getTime() + days * DAY);

interface Case {
  readonly distrust: ReadonlyMap<string, Date | null>;
  /** Whether the signature has a timestamp of now. */
  readonly stamped?: boolean;
  readonly stores?: readonly string[];
  readonly level?: string;
  readonly verifyTimestamp?: string;
}

async function judge({ distrust, stamped = true, level = 'strict', verifyTimestamp, ...spec }: Case) {
  const { stores = ['ca:acme', 'tsa:acme'] } = spec;
  const statement = parseStatement(
    {
      name: 'test',
      registryScopes: ['*'],
      signatureVerification: { level, ...(verifyTimestamp ? { verifyTimestamp } : {}) },
      trustStores: stores,
      trustedIdentities: ['*'],
    },
    { code: 'policy_invalid', what: 'test' },
  );
  const bytes = craftJws({ chain });
  const { passed, outcomes } = await verifyEnvelope(stamped ? await authority.stamp(bytes) : bytes, {
    mediaType: 'application/jose+json',
    target: TEST_TARGET,
    statement,
    trustStore: {
      certificates: async (type) => [await (type === 'tsa' ? authority.root : chain.root).certificate()],
    },
    at: now,
    revocation: nobodyAsked(),
    signal: never,
    distrust,
  });
  const last = outcomes.findLast(({ outcome }) => outcome !== 'passed');
  return passed ? 'passed' : `${last?.check} ${last?.code}`;
}

const thumbprint = async (name: 'leaf' | 'intermediate' | 'root' | 'tsa' | 'tsaRoot'): Promise<string> => {
  const minted = { tsa: authority.leaf, tsaRoot: authority.root, ...chain }[name];
  return (await minted.certificate()).thumbprint;
};

const REFUSED = 'distrust certificate_distrusted';

describe('a distrusted certificate', () => {
  it.each(['leaf', 'intermediate', 'root', 'tsa', 'tsaRoot'] as const)(
    'makes the signature fail when it is the %s',
    async (name) => {
      expect(await judge({ distrust: new Map([[await thumbprint(name), null]]) })).toBe(REFUSED);
    },
  );

  it.each(['audit', 'permissive', 'strict'])('makes it fail at the level %s', async (level) => {
    const distrust = new Map([[await thumbprint('leaf'), null]]);
    expect(await judge({ distrust, level })).toBe(REFUSED);
  });

  it('of somebody else changes nothing', async () => {
    const other = await testChain().leaf.certificate();
    expect(await judge({ distrust: new Map([[other.thumbprint, null]]) })).toBe('passed');
  });

  it('from a date on leaves what a timestamp puts before it, bounds excluded', async () => {
    const since = async (days: number, more: Partial<Case> = {}) =>
      judge({ distrust: new Map([[await thumbprint('leaf'), daysFrom(days)]]), ...more });
    expect(await since(1)).toBe('passed');
    expect(await since(-1)).toBe(REFUSED);
    expect(await since(1, { verifyTimestamp: 'afterCertExpiry' })).toBe('passed');
    expect(await since(-1, { verifyTimestamp: 'afterCertExpiry' })).toBe(REFUSED);
    expect(await since(1, { level: 'permissive' })).toBe('passed');
  });

  it('from a date on makes a signature fail whose time nobody vouches for', async () => {
    const distrust = new Map([[await thumbprint('leaf'), daysFrom(1)]]);
    expect(await judge({ distrust, stamped: false, stores: ['ca:acme'] })).toBe(REFUSED);
    expect(await judge({ distrust, stamped: false, verifyTimestamp: 'afterCertExpiry' })).toBe(REFUSED);
    expect(await judge({ distrust, stores: ['ca:acme'] })).toBe(REFUSED);
  });

  it('of a timestamp authority is refused whatever date was given', async () => {
    expect(await judge({ distrust: new Map([[await thumbprint('tsa'), daysFrom(9)]]) })).toBe(REFUSED);
  });
});
