import type { Certificate } from '../../pki/certificate.ts';

/** Certificates that count for nothing, by thumbprint: from a date on, or altogether where it is `null`. */
export type Distrust = ReadonlyMap<string, Date | null>;

export const NO_DISTRUST: Distrust = new Map();

/** The certificates of a chain that are distrusted, with the date from which on they are. */
export function distrusted(
  chain: readonly Certificate[],
  distrust: Distrust,
): readonly { readonly certificate: Certificate; readonly since: Date | null }[] {
  return chain.flatMap((certificate) => {
    const since = distrust.get(certificate.thumbprint);
    return since === undefined ? [] : [{ certificate, since }];
  });
}
