import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkCrlDates, checkCrlIssuer } from '../../pki/crl/check-crl.ts';
import type { Crl } from '../../pki/crl/crl.ts';
import { readCrl } from '../../pki/crl/read-crl.ts';
import type { CrlCache, RevocationSource } from '../ports.ts';

export interface CrlSources {
  readonly source: RevocationSource;
  readonly cache?: CrlCache;
  /** The time that every check takes for now. */
  readonly at: Date;
  readonly signal: AbortSignal;
}

/** A list that its issuer made, of whatever time; `undefined` for anything else. */
function soundStored(der: Uint8Array | undefined, url: string, issuer: Certificate): Crl | undefined {
  if (der === undefined) return undefined;
  try {
    const crl = readCrl(der, { code: 'revocation_unknown', what: `CRL ${url}` });
    checkCrlIssuer(crl, issuer);
    return crl;
  } catch {
    return undefined;
  }
}

function isFresh(crl: Crl, at: Date): boolean {
  try {
    checkCrlDates(crl, at);
    return true;
  } catch {
    return false;
  }
}

async function stored(cache: CrlCache | undefined, url: string): Promise<Uint8Array | undefined> {
  try {
    return await cache?.read(url);
  } catch {
    return undefined;
  }
}

/**
 * Brings the list of one URL that its issuer made and that is of its time: the stored one, else a fetched one, which is stored then.
 * A list with a lower number than one that was stored is a replay of an older one, and is not believed.
 *
 * @throws SealiftError where there is none, or what the source rejects with.
 */
export async function loadCrl(url: string, issuer: Certificate, o: CrlSources): Promise<Crl> {
  const { source, cache, signal } = o;
  const before = soundStored(await stored(cache, url), url, issuer);
  if (before && isFresh(before, o.at)) return before;
  signal.throwIfAborted();
  const der = await source.crl(url, signal);
  const crl = readCrl(der, { code: 'revocation_unknown', what: `CRL ${url}` });
  checkCrlIssuer(crl, issuer);
  checkCrlDates(crl, o.at);
  const isSameScope = before?.scope.der === crl.scope.der;
  // A stored list from the future was made by a clock that is wrong, here or there, and proves nothing.
  if (before?.number !== undefined && isSameScope && before.thisUpdate <= o.at) {
    if (crl.number === undefined || crl.number < before.number)
      throw new SealiftError('revocation_unknown', `CRL ${url}: is older than one seen before`);
  }
  await cache?.write(url, crl.der).catch(() => undefined);
  return crl;
}
