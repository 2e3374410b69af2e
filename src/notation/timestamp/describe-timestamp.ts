import { SealiftError } from '../../errors.ts';
import { nameText } from '../../pki/name.ts';
import { readTimestampToken } from '../../pki/timestamp/read-token.ts';
import { certificateOf } from '../../pki/timestamp/verify-signer.ts';

/** What a token claims of itself; nothing of it was verified. */
export interface ClaimedTimestamp {
  /** The subject of the certificate that its signer names; `null` where the token does not hold it. */
  readonly authority: string | null;
  /** genTime; `null` where the token cannot be read. */
  readonly time: Date | null;
  /** Why the token cannot be read. */
  readonly fault: string | null;
}

const LIMIT = 1024 * 1024;
/** In one millisecond. */
const NANOSECONDS = 1_000_000n;

/** Reads a TimeStampToken to show it. A malformed one is a fault and no error, since nobody judges by it. */
export async function describeTimestamp(token: Uint8Array): Promise<ClaimedTimestamp> {
  try {
    const context = { code: 'timestamp_invalid', what: 'timestamp' } as const;
    if (token.length > LIMIT)
      throw new SealiftError(context.code, `timestamp: it has ${token.length} bytes, the limit is ${LIMIT}`);
    const { signer, certificates, info } = await readTimestampToken(token, context);
    const authority = certificateOf(signer, certificates);
    const time = new Date(Number(info.time / NANOSECONDS));
    return { authority: authority ? nameText(authority.subject) : null, time, fault: null };
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    return { authority: null, time: null, fault: error.message };
  }
}
