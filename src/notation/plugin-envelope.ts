import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { extraMembers } from './envelope/extra-members.ts';
import type { OpenedEnvelope } from './envelope/opened.ts';
import type { EnvelopeRequest } from './envelope/request.ts';

/** Milliseconds by which the lifetime may differ: plugins read the clock twice, and round both times. */
const TOLERANCE = 60_000;

/** How the envelope differs from the request, as a sentence; `undefined` when it fits. */
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
    if (Math.abs(life - asked) > TOLERANCE)
      return `it expires after ${life / 1000} s, asked were ${asked / 1000} s`;
  }
  const [critical] = unknownCritical;
  return critical === undefined
    ? undefined
    : `it has the critical attribute ${printable(critical)}, which nobody knows`;
}

/**
 * Compares an envelope that a plugin made with the request (plugin-extensibility.md, "Signature Envelope Generator"). The
 * plugin may add annotations and an expiry. It may not name a verification plugin, since this version has none.
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
