import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate, DistributionPoint } from '../../pki/certificate.ts';
import { checkCrlScope } from '../../pki/crl/check-scope.ts';
import type { Crl } from '../../pki/crl/crl.ts';
import { decideRevocation } from '../../pki/crl/decide.ts';
import { findEntries } from '../../pki/crl/find-entries.ts';
import { nameText } from '../../pki/name.ts';
import type { CrlLoader } from './crl-loader.ts';
import type { RevocationRow } from './row.ts';

export interface AskCrlOptions {
  readonly loader: CrlLoader;
  readonly signal: AbortSignal;
  /** The trusted time of the signature, where the signing scheme has one. */
  readonly signedAt?: Date;
}

/** A distribution point names few addresses; each may cost a wait. */
const MAX_URLS = 10;

const unknown = (reason: string): SealiftError => new SealiftError('revocation_unknown', reason);

/** Addresses that can be fetched; the names of one point are alternatives (RFC 5280, 4.2.1.13). */
function addressesOf({ urls, hasReasons, hasCrlIssuer }: DistributionPoint): readonly string[] {
  if (hasReasons) throw unknown('names a CRL that is complete only for some reasons');
  if (hasCrlIssuer) throw unknown('names a CRL of another issuer, and indirect CRLs are not supported');
  const addresses = urls.filter((url) => /^https?:\/\//i.test(url)).slice(0, MAX_URLS);
  if (addresses.length === 0) throw unknown('names a CRL without an address of HTTP');
  return addresses;
}

/** What the first address gives that has what is wanted; else the error of the last one. */
async function firstOf<T>(
  addresses: readonly string[],
  signal: AbortSignal,
  load: (url: string) => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (const url of addresses) {
    try {
      return await load(url);
    } catch (error) {
      signal.throwIfAborted();
      failure = error;
    }
  }
  throw failure;
}

/** What a list says about one certificate, without the list. */
type Said = Pick<Crl, 'thisUpdate' | 'nextUpdate' | 'freshest' | 'scope'> & {
  readonly number: bigint;
  readonly entries: ReturnType<typeof findEntries>;
};

function saidOf(crl: Crl, certificate: Certificate, names: readonly string[]): Said {
  checkCrlScope(crl, certificate, names);
  const { thisUpdate, nextUpdate, freshest, scope, number } = crl;
  const entries = findEntries(crl, certificate.serialNumber);
  return { thisUpdate, nextUpdate, freshest, scope, number: number!, entries };
}

/** The delta CRL of a base (RFC 5280, 5.2.4): of the same issuer and scope, later, and built on this base or an older one. */
async function deltaOf(
  base: Said,
  certificate: Certificate,
  issuer: Certificate,
  names: readonly string[],
  { loader, signal }: AskCrlOptions,
): Promise<Said | undefined> {
  if (base.freshest.length === 0) {
    if (certificate.hasFreshestCrl) throw unknown('names a delta CRL that its CRL does not name');
    return undefined;
  }
  const addresses = base.freshest.flatMap(addressesOf).slice(0, MAX_URLS);
  return firstOf(addresses, signal, (url) =>
    loader.use({ url, issuer, kind: 'delta' }, signal, (delta) => {
      const { reader, scope, baseNumber } = delta;
      if (scope.der !== base.scope.der) throw reader.refuse('has another scope than its base');
      const said = saidOf(delta, certificate, names);
      if (said.number <= base.number) throw reader.refuse('is not later than its base');
      if (baseNumber! > base.number) throw reader.refuse('is built on a later base');
      return said;
    }),
  );
}

type Answer = Pick<RevocationRow, 'status' | 'source' | 'thisUpdate' | 'nextUpdate' | 'revokedAt' | 'reason'>;

async function askPoint(
  point: DistributionPoint,
  certificate: Certificate,
  issuer: Certificate,
  o: AskCrlOptions,
): Promise<Answer> {
  const { signal, signedAt, loader } = o;
  return firstOf(addressesOf(point), signal, async (url) => {
    const place = { url, issuer, kind: 'complete' } as const;
    const base = await loader.use(place, signal, (crl) => saidOf(crl, certificate, point.names));
    let revocation = decideRevocation(base.entries, [], signedAt);
    let last = base;
    try {
      const delta = await deltaOf(base, certificate, issuer, point.names, o);
      if (delta) {
        revocation = decideRevocation(base.entries, delta.entries, signedAt);
        last = delta;
      }
    } catch (error) {
      signal.throwIfAborted();
      // Only a sound delta takes back what a sound base says.
      if (!revocation) throw error;
    }
    return {
      status: revocation ? 'revoked' : 'good',
      source: url,
      thisUpdate: last.thisUpdate,
      nextUpdate: last.nextUpdate ?? null,
      revokedAt: revocation?.revokedAt ?? null,
      reason: revocation?.reason ?? null,
    };
  });
}

/**
 * Asks all distribution points of a certificate (RFC 5280, 6.3): it is good when all of them say so, and revoked when one does.
 * It does not reject but for an abort of `signal`.
 */
export async function askCrl(
  certificate: Certificate,
  issuer: Certificate,
  o: AskCrlOptions,
): Promise<RevocationRow> {
  const { crlPoints } = certificate;
  const answers = await Promise.allSettled(crlPoints.map((point) => askPoint(point, certificate, issuer, o)));
  o.signal.throwIfAborted();
  const about = { subject: nameText(certificate.subject), thumbprint: certificate.thumbprint };
  const known = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const revoked = known.find(({ status }) => status === 'revoked');
  if (revoked) return { ...about, method: 'crl', message: null, ...revoked };
  const failed = answers.find((answer) => answer.status === 'rejected');
  const [first] = known;
  if (!failed && first) return { ...about, method: 'crl', message: null, ...first };
  const reason = failed?.reason instanceof Error ? failed.reason.message : 'no CRL is named';
  return {
    ...about,
    status: 'unknown',
    method: null,
    source: crlPoints.flatMap(({ urls }) => urls).at(0) ?? null,
    thisUpdate: null,
    nextUpdate: null,
    revokedAt: null,
    reason: null,
    message: `has an unknown status by CRL: ${printable(reason, 600)}`,
  };
}
