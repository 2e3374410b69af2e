import type { DerElement } from '../../encoding/der.ts';
import type { DistributionPoint } from '../certificate.ts';
import type { DerReader } from '../der-reader.ts';

/** The certificates for which a list is complete (issuingDistributionPoint, RFC 5280, 5.2.5). */
export interface CrlScope {
  /** The extension in DER, as hexadecimal text; empty where the list is for all certificates of its issuer. */
  readonly der: string;
  /** The names of its distribution point; absent where it names none. */
  readonly names?: readonly string[];
  readonly onlyUserCerts: boolean;
  readonly onlyCaCerts: boolean;
  readonly onlyAttributeCerts: boolean;
  readonly onlySomeReasons: boolean;
  readonly indirect: boolean;
}

/** A CertificateList (RFC 5280, 5.1) of which everything but the entries was read. It keeps the received bytes. */
export interface Crl {
  readonly der: Uint8Array;
  readonly reader: DerReader;
  /** What is signed, the algorithm and the signature. */
  readonly signed: readonly DerElement[];
  /** The issuer's Name in DER. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The list of revoked certificates; absent where there is none. */
  readonly entries: DerElement | undefined;
  readonly number: bigint | undefined;
  /** The number of the base of a delta CRL (5.2.4); absent for a complete list. */
  readonly baseNumber: bigint | undefined;
  readonly scope: CrlScope;
  /** Where its delta CRL is (5.2.6). */
  readonly freshest: readonly DistributionPoint[];
  readonly unknownCritical: readonly string[];
}
