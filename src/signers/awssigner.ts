import { SealiftError } from '../errors.ts';
import {
  AWS_SIGNER_PLUGIN,
  SIGNING_JOB,
  SIGNING_PROFILE_VERSION,
} from '../notation/aws-signer-attributes.ts';
import { JWS_MEDIA_TYPE, PAYLOAD_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import { buildPayload } from '../notation/envelope/payload.ts';
import type { EnvelopeSigner, MadeEnvelope } from '../notation/ports.ts';
import { givenEndpoint } from './aws/given-endpoint.ts';
import { awsSession } from './aws/session.ts';
import { AWS_SIGNER } from './aws/signer.ts';
import { isOfProfile, signingProfile } from './aws/signing-profile.ts';
import type { SignerOptions } from './provider.ts';
import { remoteOf } from './remote.ts';

/** Characters of all annotations; they travel in the manifest, which has its own limit. */
const ANNOTATIONS_LIMIT = 64 * 1024;

function annotationsOf(metadata: unknown, where: string): MadeEnvelope['annotations'] {
  const pairs = Object.entries(metadata ?? {});
  const isText = pairs.every(([, value]) => typeof value === 'string');
  if (isText && pairs.flat().join('').length <= ANNOTATIONS_LIMIT) return Object.fromEntries(pairs);
  throw new SealiftError(
    'unexpected_answer',
    `${where}: the metadata in the answer of AWS Signer ${isText ? `have over ${ANNOTATIONS_LIMIT} characters` : 'are not texts'}`,
    { hint: 'Check the address of the service, and what stands between.' },
  );
}

/**
 * A signing profile of AWS Signer: `awssigner:///PROFILE-ARN`, or the ARN. It signs the payload of an envelope and returns the whole
 * envelope, as it does for AWS's own Notation plugin; with `/VERSION` behind it, no other version of the profile may sign.
 *
 * @throws SealiftError `usage`, or `feature_unsupported` where raw signatures are wanted.
 */
export async function awssignerSigner(uri: string, options: SignerOptions): Promise<EnvelopeSigner> {
  const profile = signingProfile(uri);
  const { region, owner, name } = profile;
  if (!options.plugin) {
    throw new SealiftError(
      'feature_unsupported',
      'a signing profile of AWS Signer signs artifacts and nothing else: it makes whole envelopes, and no certificate is issued for it',
      { hint: 'Give it to `sign`, or another kind of key here.' },
    );
  }
  const endpoint = givenEndpoint('SIGNER', options.env);
  const remote = await remoteOf(options);
  const where = `the signing profile ${name} of ${owner} in ${region}`;
  const session = awsSession(AWS_SIGNER, { region, endpoint }, options.env, remote, where);
  let isAnnounced = false;

  return {
    kind: 'envelope',
    service: {
      name: AWS_SIGNER.name,
      verificationPlugin: AWS_SIGNER_PLUGIN,
      attributes: [SIGNING_PROFILE_VERSION, SIGNING_JOB],
      isOwn: ({ extendedAttributes }) => isOfProfile(extendedAttributes, profile),
    },
    async signEnvelope({ target, metadata, expiresAfter }, mediaType, signal) {
      if (mediaType !== JWS_MEDIA_TYPE || expiresAfter !== undefined) {
        throw new SealiftError(
          'usage',
          'AWS Signer makes JWS envelopes, and their expiry is that of the signing profile',
          { hint: 'Leave out --signature-format cose and --expiry.' },
        );
      }
      if (!isAnnounced) remote.onIdentity?.(session.who);
      isAnnounced = true;
      const { SignPayloadCommand } = await import('@aws-sdk/client-signer');
      const order = {
        profileName: name,
        profileOwner: owner,
        payload: buildPayload(target, metadata),
        payloadFormat: PAYLOAD_MEDIA_TYPE,
      };
      const answer = await session.call(
        'signer:SignPayload',
        (signer) => signer.send(new SignPayloadCommand(order), { abortSignal: signal }),
        signal,
      );
      const { signature, metadata: annotations } = answer;
      if (!(signature instanceof Uint8Array) || signature.length === 0) {
        throw new SealiftError('unexpected_answer', `${where}: AWS Signer answered without an envelope`, {
          hint: 'Check the address of the service, and what stands between.',
        });
      }
      return { bytes: signature, annotations: annotationsOf(annotations, where) };
    },
    close: session.close,
  };
}
