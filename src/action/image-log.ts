import { printable } from '../encoding/printable.ts';
import { byType, carried, carriedHeading } from '../operations/by-type.ts';
import { ownError } from '../operations/own-error.ts';
import { leftInWords } from '../operations/platforms/left-in-words.ts';
import { signedWords } from '../operations/promotion/signed-words.ts';
import { recordWords } from '../operations/record/record-words.ts';
import type { ImageResult, ResultError, SignatureRepositoryResult } from '../operations/results.ts';

const safe = (text: string): string => printable(text, 1000);

function failureLines(failure: ResultError | null): readonly string[] {
  return failure ? [`  ${safe(failure.message)} [${failure.code}]`, `  ${safe(failure.hint)}`] : [];
}

function signatureRepositoryLines(repository: SignatureRepositoryResult): readonly string[] {
  const { repository: name, status, attachments, error } = repository;
  const signed = signedWords(repository);
  return [
    `signatures ${status}: ${safe(name)}, ${attachments.present} of ${attachments.expected} there${signed === undefined ? '' : `, own signature ${signed}`}`,
    ...failureLines(error),
  ];
}

/** One line a fact about an image, for the step's log. */
export function imageLog(image: ImageResult): readonly string[] {
  const {
    digest,
    policy,
    signatures,
    platforms,
    attachments,
    leftBehind,
    destinations,
    signaturesTo,
    record,
    error,
  } = image;
  const unjudged = byType(carried(attachments));
  const own = ownError(image);
  const left = leftInWords(platforms);
  return [
    ...(digest === null ? [] : [`digest: ${safe(digest)}`]),
    ...(policy ? [`policy: ${safe(policy.statement)}, level ${policy.level}`] : []),
    ...signatures.flatMap(({ digest: signature, signer, status, validUntil, checks }) => [
      `signature${checks.length === 0 ? '' : ` ${status}`}: ${safe(signature)} by ${safe(signer ?? 'unknown')}${validUntil === null ? '' : `, valid until ${validUntil}`}`,
      ...checks
        .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
        .map(
          ({ check, action, outcome, code, message }) =>
            `  ${check} ${outcome} (${action}): ${safe(message ?? code ?? '')}`,
        ),
    ]),
    ...(record
      ? [
          `record ${record.status}: ${safe(record.digest)} by ${safe(record.signature.signer ?? 'unknown')}, ${safe(record.image)} stated at ${record.statedAt}`,
        ]
      : []),
    ...platforms
      .filter(({ status }) => status !== 'left')
      .map(({ platform, digest: child, status }) => `platform ${status}: ${safe(platform)} ${safe(child)}`),
    ...(left === undefined ? [] : [safe(left)]),
    ...(unjudged === '' ? [] : [`${carriedHeading(image)}: ${safe(unjudged)}`]),
    ...(leftBehind.length === 0 ? [] : [`left behind: ${safe(byType(leftBehind))}`]),
    ...destinations.flatMap((destination) => {
      const { reference, status, tags, attachments, copied, bytes, error: failure } = destination;
      const signed = signedWords(destination);
      const recorded = recordWords(destination);
      return [
        `destination ${status}: ${safe(reference)}${tags.length === 0 && !failure ? ', no tag set' : ''}, ${attachments.present} of ${attachments.expected} attached, ${copied} blobs (${bytes} bytes) copied${signed === undefined ? '' : `, own signature ${signed}`}${recorded === undefined ? '' : `, record ${recorded}`}`,
        ...failureLines(failure),
      ];
    }),
    ...(signaturesTo ? signatureRepositoryLines(signaturesTo) : []),
    ...(error ? [`error: ${safe(error.message)} [${error.code}]`] : []),
    ...(own ? [`remedy: ${safe(own.hint)}`] : []),
  ];
}
