import type { ImageResult, SignatureResult } from '../../operations/results.ts';
import { factLines, moment } from './facts.ts';
import { checkLines, PLACES } from './signature.ts';
import { statusLine } from './status.ts';
import type { Style } from './style.ts';

function certificateLines(details: NonNullable<SignatureResult['details']>): string[] {
  return details.certificates.flatMap(({ subject, issuer, thumbprint, notBefore, notAfter }, i) => [
    `    certificate ${i + 1} of ${details.certificates.length}`,
    ...factLines(
      [
        ['subject', subject],
        ['issuer', issuer],
        ['valid', `${moment(notBefore)} to ${moment(notAfter)}`],
        ['SHA-256', thumbprint],
      ],
      6,
    ),
  ]);
}

/** What a timestamp claims; inspecting does not judge it. */
function claimText(timestamp: NonNullable<SignatureResult['details']>['timestamp']): string {
  if (!timestamp) return 'none';
  const { authority, time, fault } = timestamp;
  if (fault !== null) return `malformed: ${fault.replace(/^timestamp: /, '')}`;
  return `${moment(time)} by ${authority ?? 'an authority whose certificate it lacks'} (not judged)`;
}

function detailLines({
  digest,
  mediaType,
  signer,
  validUntil,
  foundIn,
  details,
  checks,
}: SignatureResult): string[] {
  return [
    `  signature ${digest}`,
    ...factLines(
      [
        ['signer', signer],
        ['valid until', moment(validUntil)],
        ['format', mediaType],
        ['algorithm', details?.signatureAlgorithm],
        ['scheme', details?.signingScheme],
        ['signed at', details && moment(details.signingTime)],
        ['expires', details && (moment(details.expiry) ?? 'never')],
        ['timestamp', details && claimText(details.timestamp)],
        ['signed with', details?.signingAgent],
        ['found in', PLACES[foundIn]],
        ['signed content', details && `${details.targetArtifact.mediaType} ${details.targetArtifact.digest}`],
        ...Object.entries(details?.userMetadata ?? {}).map(
          ([key, value]) => ['metadata', `${key}=${value}`] as const,
        ),
      ],
      4,
    ),
    ...checkLines(checks, 4),
    ...(details ? certificateLines(details) : []),
  ];
}

/** The text of `inspect`: every signature with its content, not judged. */
export function detailsLines(image: ImageResult, style: Style): string[] {
  return [
    statusLine(image.status, image.reference, style),
    ...factLines(
      [
        ['digest', image.digest],
        ['media type', image.mediaType],
      ],
      2,
    ),
    ...(image.signatures.length === 0 && image.error === null ? ['  no signature'] : []),
    ...image.signatures.flatMap(detailLines),
  ];
}
