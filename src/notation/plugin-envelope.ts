import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { extraMembers } from './envelope/extra-members.ts';
import type { OpenedEnvelope } from './envelope/opened.ts';

/** What was to be signed along with the descriptor. */
export interface AskedEnvelope {
  readonly metadata: Readonly<Record<string, string>>;
  readonly signingTime: Date;
  readonly expiry?: Date;
}

/** Plugins take the times of signing and of expiry one after the other, and round them. */
const SLACK = 60_000;

/** What the envelope says beyond or beside what was asked for; `undefined` when all is well. */
function difference(
  { target, payload, signingTime, expiry, unknownCritical }: OpenedEnvelope,
  order: AskedEnvelope,
): string | undefined {
  const [extra] = extraMembers(payload, { code: 'self_check_failed', what: 'the new signature' });
  if (extra !== undefined) return `it signs ${printable(extra)}, which nobody asked for`;
  const annotations = target.annotations ?? {};
  const lost = Object.entries(order.metadata).find(
    ([key, value]) => !Object.hasOwn(annotations, key) || annotations[key] !== value,
  );
  if (lost) return `it lacks the metadata ${printable(lost[0])}, or changes it`;
  if (expiry && expiry.getTime() <= order.signingTime.getTime())
    return `it expired at ${expiry.toISOString()}`;
  if (order.expiry) {
    if (!expiry) return 'it lacks the expiry that was asked for';
    const asked = order.expiry.getTime() - order.signingTime.getTime();
    const life = expiry.getTime() - signingTime.getTime();
    if (Math.abs(life - asked) > SLACK)
      return `it expires after ${life / 1000} s, asked were ${asked / 1000} s`;
  }
  const [critical] = unknownCritical;
  return critical === undefined
    ? undefined
    : `it has the critical attribute ${printable(critical)}, which nobody knows`;
}

/**
 * Holds a sound envelope that a plugin made to what was asked for (plugin-extensibility.md, "Signature Envelope
 * Generator"): annotations may be added, and an end of its life. One that only a verification plugin can judge is none of ours.
 *
 * @throws SealiftError `self_check_failed` or `plugin_unsupported`.
 */
export function checkPluginEnvelope(envelope: OpenedEnvelope, order: AskedEnvelope): void {
  const reason = difference(envelope, order);
  if (reason !== undefined) {
    throw new SealiftError(
      'self_check_failed',
      `the plugin made another envelope than was asked for: ${reason}`,
      {
        hint: 'Nothing was pushed. Check --plugin-config, or try another version of the plugin.',
      },
    );
  }
  if (envelope.verificationPlugin !== undefined) {
    throw new SealiftError(
      'plugin_unsupported',
      `the plugin made an envelope that only the verification plugin ${printable(envelope.verificationPlugin)} can judge`,
      { hint: 'Nothing was pushed: this version could not verify it.' },
    );
  }
}
