import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { extraMembers } from './envelope/extra-members.ts';
import type { OpenedEnvelope } from './envelope/opened.ts';
import type { EnvelopeRequest } from './envelope/request.ts';

/** Plugins take the times of signing and of expiry one after the other, and round them. */
const SLACK = 60_000;

/** What the envelope says beyond or beside what was asked for; `undefined` when all is well. */
function difference(
  { target, payload, signingTime, expiry, unknownCritical }: OpenedEnvelope,
  request: EnvelopeRequest,
): string | undefined {
  const [extra] = extraMembers(payload, { code: 'self_check_failed', what: 'the new signature' });
  if (extra !== undefined) return `it signs ${printable(extra)}, which nobody asked for`;
  const annotations = target.annotations ?? {};
  const lost = Object.entries(request.metadata).find(
    ([key, value]) => !Object.hasOwn(annotations, key) || annotations[key] !== value,
  );
  if (lost) return `it lacks the metadata ${printable(lost[0])}, or changes it`;
  if (expiry && expiry.getTime() <= request.signingTime.getTime())
    return `it expired at ${expiry.toISOString()}`;
  const { expiresAfter: asked } = request;
  if (asked !== undefined) {
    if (!expiry) return 'it lacks the expiry that was asked for';
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
export function checkPluginEnvelope(envelope: OpenedEnvelope, request: EnvelopeRequest): void {
  const reason = difference(envelope, request);
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
