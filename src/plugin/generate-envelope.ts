import { decodeBase64, encodeBase64 } from '../encoding/base64.ts';
import { SealiftError } from '../errors.ts';
import { PAYLOAD_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import { buildPayload } from '../notation/envelope/payload.ts';
import type { EnvelopeRequest } from '../notation/envelope/request.ts';
import type { MadeEnvelope } from '../notation/ports.ts';
import { ENVELOPE } from './answers.ts';
import { ask, CONTRACT_VERSION, malformed, type Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

const WANTED = { shape: ENVELOPE, needed: ['signatureEnvelope', 'signatureEnvelopeType'] } as const;

/** Characters of all annotations; they travel in the manifest, which has its own limit. */
const ANNOTATIONS_LIMIT = 64 * 1024;

/**
 * `generate-envelope`: the whole envelope, made by the plugin. It is not checked here.
 *
 * @throws SealiftError `self_check_failed` for another envelope type, or those of {@link ask}.
 */
export async function generateEnvelope(
  plugin: Plugin,
  keyId: string,
  { target, metadata, expiresAfter }: EnvelopeRequest,
  mediaType: string,
  signal: AbortSignal,
): Promise<MadeEnvelope> {
  // The contract counts in seconds. Rounded up, the envelope is valid at least as long as was asked for.
  const seconds = expiresAfter === undefined ? undefined : Math.ceil(expiresAfter / 1000);
  const request = {
    contractVersion: CONTRACT_VERSION,
    keyId,
    payloadType: PAYLOAD_MEDIA_TYPE,
    signatureEnvelopeType: mediaType,
    payload: encodeBase64(buildPayload(target, metadata)),
    ...(seconds === undefined ? {} : { expiryDurationInSeconds: seconds }),
  };
  const answer = await ask(plugin, 'generate-envelope', request, WANTED, signal);
  const { signatureEnvelope, signatureEnvelopeType } = answer;
  if (signatureEnvelopeType !== mediaType) {
    throw new SealiftError(
      'self_check_failed',
      `plugin ${plugin.name}, generate-envelope: the envelope is of the type ${pluginWords(plugin, signatureEnvelopeType)}, asked was ${mediaType}`,
      { hint: 'Nothing was pushed. Choose another --signature-format, or another version of the plugin.' },
    );
  }
  const annotations = answer.annotations ?? {};
  if (Object.entries(annotations).flat().join('').length > ANNOTATIONS_LIMIT) {
    throw malformed(plugin, 'generate-envelope', `the annotations have over ${ANNOTATIONS_LIMIT} characters`);
  }
  const bytes = decodeBase64(signatureEnvelope, { code: 'unexpected_answer', what: 'the envelope' });
  return { bytes, annotations };
}
