import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { AWS_SIGNER_PLUGIN } from './aws-signer-attributes.ts';
import { extraMembers } from './envelope/extra-members.ts';
import type { OpenedEnvelope } from './envelope/opened.ts';
import type { EnvelopeRequest } from './envelope/request.ts';
import type { EnvelopeService } from './ports.ts';

/** Milliseconds by which the lifetime may differ: plugins read the clock twice, and round both times. */
const TOLERANCE = 60_000;

/** How the envelope differs from the request, as a sentence; `undefined` when it fits. */
function difference(
  { target, payload, signingTime, expiry, unknownCritical }: OpenedEnvelope,
  request: EnvelopeRequest,
  known: readonly string[],
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
  const critical = unknownCritical.find((name) => !known.includes(name));
  return critical === undefined
    ? undefined
    : `it has the critical attribute ${printable(critical)}, which nobody knows`;
}

const PLAIN = 'Sign with a key whose signatures can be judged without a plugin.';

const AWS_SIGNER =
  'Write the ARN of the signing profile itself as --key: AWS Signer is then asked without its plugin, which is not needed to verify either.';

/**
 * Compares an envelope that a plugin made with the request (plugin-extensibility.md, "Signature Envelope Generator"). The
 * plugin may add annotations and an expiry. It may not name a verification plugin; a service that makes envelopes may name its own
 * one, and that the asked key made the envelope is checked too.
 *
 * @throws SealiftError `self_check_failed` or `plugin_unsupported`.
 */
export function checkPluginEnvelope(
  envelope: OpenedEnvelope,
  request: EnvelopeRequest,
  service?: EnvelopeService,
): void {
  const maker = service?.name ?? 'the plugin';
  const reason =
    difference(envelope, request, service?.attributes ?? []) ??
    (service && !service.isOwn(envelope) ? 'another key than the asked one made it' : undefined);
  if (reason !== undefined) {
    const hint = service
      ? 'Check the address of the service, and what stands between.'
      : 'Check --plugin-config, or try another version of the plugin.';
    throw new SealiftError(
      'self_check_failed',
      `${maker} made another envelope than was asked for: ${reason}`,
      { hint: `Nothing was pushed. ${hint}` },
    );
  }
  const { verificationPlugin } = envelope;
  if (verificationPlugin !== undefined && verificationPlugin !== service?.verificationPlugin) {
    throw new SealiftError(
      'plugin_unsupported',
      `${maker} made an envelope that only the verification plugin ${printable(verificationPlugin)} can judge`,
      {
        hint: `Nothing was pushed. ${service || verificationPlugin !== AWS_SIGNER_PLUGIN ? PLAIN : AWS_SIGNER}`,
      },
    );
  }
}
