import { printable } from '../../encoding/printable.ts';
import type { ImageResult, SignatureResult } from '../../operations/results.ts';
import { count, factLines, moment } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { checkLines, placeText, signatureHead } from './signature.ts';
import { headLines } from './status.ts';

function certificateLines(details: NonNullable<SignatureResult['details']>, page: Page): string[] {
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
      page,
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

function pluginText(plugin: NonNullable<SignatureResult['details']>['verificationPlugin']): string | null {
  if (!plugin) return null;
  const { name, minVersion } = plugin;
  return `the verification plugin ${name}${minVersion === null ? '' : `, ${minVersion} or later`}`;
}

function detailLines(signature: SignatureResult, page: Page): string[] {
  const { mediaType, validUntil, details, checks, status } = signature;
  return [
    ...signatureHead(signature, status === 'failed' ? page.style('red', status) : '', page, 2),
    ...factLines(
      [
        ['valid until', moment(validUntil)],
        ['format', mediaType],
        ['algorithm', details?.signatureAlgorithm],
        ['scheme', details?.signingScheme],
        ['signed at', details && moment(details.signingTime)],
        ['expires', details && (moment(details.expiry) ?? 'never')],
        ['timestamp', details && claimText(details.timestamp)],
        ['signed with', details?.signingAgent],
        ['demands', details && pluginText(details.verificationPlugin)],
        ...(details?.verificationPlugin?.attributes ?? []).map(
          ({ name, value }) => ['attribute', `${name} ${value}`] as const,
        ),
        ['found in', placeText(signature)],
        ['signed content', details && `${details.targetArtifact.mediaType} ${details.targetArtifact.digest}`],
        ...(details?.prototype?.references ?? []).map((name) => ['signed for', name] as const),
        ['not before', moment(details?.prototype?.notBefore ?? null)],
        ...Object.entries(details?.userMetadata ?? {}).map(
          ([key, value]) => ['metadata', `${key}=${value}`] as const,
        ),
      ],
      4,
      page,
    ),
    ...checkLines(checks, 4, page),
    ...(details ? certificateLines(details, page) : []),
  ];
}

/** The platforms of an index, each with the number of its own signatures. */
function platformsLines({ platforms, attachments }: ImageResult, { columns }: Page): string[] {
  const bySubject = Map.groupBy(attachments, ({ subject }) => subject);
  return platforms.flatMap(({ platform, digest, status }) => {
    const signed = bySubject.get(digest)?.length ?? 0;
    const signatures = signed === 0 ? 'no signature' : count(signed, 'signature');
    const said = status === 'absent' ? 'not there' : signatures;
    return [...folded('  platform ', `${printable(platform)}, ${said}`, columns), `    ${printable(digest)}`];
  });
}

const ONE_PLATFORM = 'The signatures of a platform are shown whole by `sealift inspect NAME@DIGEST`.';

/** The text of `inspect`: every signature with its content, not judged. */
export function detailsLines(image: ImageResult, page: Page): string[] {
  const { status, reference, digest, mediaType, signatures, error } = image;
  return [
    ...headLines({ status, name: reference, digest }, page),
    ...factLines([['media type', mediaType]], 2, page),
    ...(signatures.length === 0 && error === null ? ['  no signature'] : []),
    ...signatures.flatMap((signature) => detailLines(signature, page)),
    ...platformsLines(image, page),
    ...(image.attachments.length === 0 ? [] : folded('  ', ONE_PLATFORM, page.columns)),
  ];
}
