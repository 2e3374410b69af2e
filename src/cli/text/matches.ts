import { printable } from '../../encoding/printable.ts';
import type { FilterResult, MatchResult } from '../../operations/listing/match-result.ts';
import type { ImageResult, RunResult, SignatureResult } from '../../operations/results.ts';
import { count, type Fact, factLines, moment } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { placeText, signatureHead } from './signature.ts';

/** What a signature is of, where that is not the image itself. */
function subjectText({ digest, platforms }: ImageResult, subject: string): string | null {
  if (subject === digest) return null;
  const platform = platforms.find((one) => one.digest === subject)?.platform;
  return platform === undefined ? subject : `${platform}, ${subject}`;
}

function certificateFact(certificate: MatchResult['certificate']): Fact {
  if (!certificate) return ['by', null];
  const { position, of, subject } = certificate;
  return ['by', `certificate ${position} of ${of} of its chain, ${subject}`];
}

function endFacts(end: MatchResult['end']): Fact[] {
  if (!end) return [];
  const { at, by, subject, over, timestamped } = end;
  const cause = by === 'expiry' ? "the signature's own expiry" : `the end of the certificate ${subject}`;
  const note = 'it has one, which is not judged here: under a tsa store it may last longer';
  return [
    [over ? 'ended' : 'ends', `${moment(at)}, by ${cause}`],
    ['timestamp', timestamped && by === 'certificate' ? note : null],
  ];
}

function matchLines(image: ImageResult, signature: SignatureResult, page: Page): string[] {
  const { matched, subject } = signature;
  if (!matched) return [];
  const facts: Fact[] = [
    ['signs', subjectText(image, subject)],
    certificateFact(matched.certificate),
    ...endFacts(matched.end),
    ['found in', placeText(signature)],
  ];
  return [...signatureHead(signature, '', page, 2), ...factLines(facts, 4, page)];
}

/** The signatures of an image that were asked for; nothing for an image that has none. */
export function matchesLines(image: ImageResult, page: Page): string[] {
  if (image.signatures.length === 0) return [];
  const { reference, digest } = image;
  const name = page.style('bold', printable(reference, 600));
  return [
    ...folded('', name, page.columns),
    ...(digest === null || reference.endsWith(digest) ? [] : [`  ${printable(digest)}`]),
    ...image.signatures.flatMap((signature) => matchLines(image, signature, page)),
  ];
}

function asked({ signedBy, endsBy }: FilterResult): string {
  const by = signedBy === null ? '' : ` by the certificate ${signedBy}`;
  return endsBy === null ? by : `${by} that stops verifying by ${moment(endsBy)}`;
}

/** The last line: how many images were looked at, and how many of them have such a signature. */
export function filterLines({ images }: RunResult, filter: FilterResult, page: Page): string[] {
  const looked = images.filter(({ status }) => status === 'listed');
  const found = looked.filter(({ signatures }) => signatures.length > 0).length;
  const rest = images.length - looked.length;
  const unread = rest === 0 ? '' : `; ${count(rest, 'image')} could not be read`;
  const have = found === 1 || looked.length === 1 ? 'has' : 'have';
  const text = `${found} of ${count(looked.length, 'image')} ${have} a signature${asked(filter)}${unread}`;
  return folded('', printable(text), page.columns);
}
