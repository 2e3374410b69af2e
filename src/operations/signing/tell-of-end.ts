import { validUntil } from '../../pki/chain.ts';
import type { SignRequest } from './sign-request.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A chain that ends within this time gets a warning, a later end a notice: without a timestamp the signature ends with it. */
const SOON = 30 * DAY;

/** Tells until when a new signature without a timestamp verifies. */
export async function tellOfEnd({
  signer,
  expiresAfter,
  clock,
  reporter,
}: Pick<SignRequest, 'signer' | 'expiresAfter' | 'clock' | 'reporter'>): Promise<void> {
  const { timestamper, chain, service } = await signer;
  // A service that makes envelopes vouches for their time, and no certificate ends them.
  if (timestamper || service) return;
  // The chain of a plugin is known here, because the plugin has signed.
  const ends = validUntil(chain!);
  const left = ends.getTime() - clock.now().getTime();
  // A signature whose own expiry comes first needs no warning.
  if (expiresAfter !== undefined && expiresAfter <= left) return;
  const day = ends.toISOString().slice(0, 10);
  const message = `a signature without a timestamp stops verifying when a certificate of its signer ends; the first one ends on ${day}`;
  if (left <= SOON) reporter.warning(message);
  else reporter.progress({ type: 'notice', message });
}
