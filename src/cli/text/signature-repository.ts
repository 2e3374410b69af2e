import { signedWords } from '../../operations/promotion/signed-words.ts';
import type { ImageResult } from '../../operations/results.ts';
import { type Fact, factLines } from './facts.ts';
import type { Page } from './page.ts';
import { headLines } from './status.ts';

/** The repository that got the signatures of a promotion, once for all its destinations. */
export function signatureRepositoryLines(
  { signaturesTo }: ImageResult,
  page: Page,
  indent: number,
): string[] {
  if (!signaturesTo) return [];
  const { repository, status, attachments } = signaturesTo;
  const { expected, present, added, missing } = attachments;
  const lacks = status === 'planned' ? 'to attach' : 'missing';
  return [
    ...headLines({ status, name: repository }, page, indent),
    ...factLines(
      [
        ['signatures', `${present} of ${expected}${added > 0 ? `, ${added} new` : ''}`],
        ['own signature', signedWords(signaturesTo)],
        ...missing.map((one): Fact => [lacks, one]),
      ],
      indent + 2,
      page,
    ),
  ];
}
