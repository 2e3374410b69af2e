import { printable } from '../../encoding/printable.ts';
import { IN_TOTO_TYPE } from '../../notation/record/predicate-type.ts';
import type { ComparedResult } from '../../operations/comparison/result.ts';
import { comparedTypeText, tagShortfall } from '../../operations/comparison/shortfall.ts';
import type { ImageResult } from '../../operations/results.ts';
import { count, type Fact, factLines } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { headLines } from './status.ts';

/** More digests than these are only counted, without --verbose. */
const SHOWN = 10;

/** What a repository with the whole image has, in one line. */
function briefOf({ tag, manifests, attachments, deep, repair }: ComparedResult): string {
  const attached = attachments.reduce((sum, { expected }) => sum + expected, 0);
  const facts = [
    tag === null ? 'by digest' : `tag ${printable(tag.tag)}`,
    count(manifests.expected, 'manifest'),
    `${attached} attached`,
    deep ? 'asked for every manifest and blob' : undefined,
    repair === 'done' ? 'repaired' : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}

/** What is only there, each with its digest; records of promotions, of which there may be many, in one line with their like. */
function onlyThereTexts(onlyThere: ComparedResult['onlyThere']): readonly string[] {
  const attestations = onlyThere.filter(({ artifactType }) => artifactType === IN_TOTO_TYPE);
  const others = onlyThere.filter((one) => !attestations.includes(one));
  return [
    ...others.map((one) => `${one.artifactType || 'no type'} ${one.digest}`),
    ...(attestations.length === 0
      ? []
      : [`${count(attestations.length, 'statement')} of in-toto, such as records of promotions`]),
  ];
}

/** The rows of the table of one repository: what is expected, what is there, and what is missing by digest. */
function rowsOf(row: ComparedResult, digest: string, verbose: boolean): Fact[] {
  const { tag, manifests, platforms, blobs, attachments, onlyThere, deep } = row;
  const { expected, incomplete } = manifests;
  const shown = (all: readonly string[]): readonly string[] => {
    const most = verbose ? all.length : SHOWN;
    const more = all.length - most;
    return more > 0 ? [...all.slice(0, most), `and ${more} more (--verbose shows them)`] : all;
  };
  const named = new Map(platforms.map((one) => [one.digest, one.platform]));
  return [
    [
      'tag',
      tagShortfall(row, digest) ?? (tag === null ? 'none, compared by digest' : `${tag.tag}, the same`),
    ],
    ['manifests', `${expected - incomplete.length} of ${expected} whole`],
    ...shown(incomplete.map((one) => (named.has(one) ? `${named.get(one)} ${one}` : one))).map(
      (text): Fact => ['not whole', text],
    ),
    ['blobs', blobs && `${blobs.asked - blobs.missing.length} of ${blobs.asked}`],
    ...shown(blobs?.missing ?? []).map((one): Fact => ['gone', one]),
    ...attachments.map(
      (one): Fact => ['attached', `${one.present} of ${one.expected} ${comparedTypeText(one)}`],
    ),
    ...shown(attachments.flatMap((one) => one.missing.map((each) => `${comparedTypeText(one)} ${each}`))).map(
      (text): Fact => ['missing', text],
    ),
    ...shown(onlyThere.map((one) => `${one.artifactType || 'no type'} ${one.digest}`)).map(
      (text): Fact => ['only there', text],
    ),
    ['asked', deep ? 'for every manifest and blob' : undefined],
  ];
}

function repositoryLines(
  row: ComparedResult,
  shown: { readonly image: ImageResult; readonly verbose: boolean },
  page: Page,
): string[] {
  const { repository, status, onlyThere, error } = row;
  const { compared = [], digest } = shown.image;
  if (status === 'equal' && !shown.verbose) {
    const there = onlyThereTexts(onlyThere).map((text): Fact => ['only there', text]);
    return [
      ...headLines({ status, name: repository, facts: page.style('dim', briefOf(row)) }, page, 2),
      ...factLines(there.slice(0, SHOWN), 4, page),
    ];
  }
  return [
    ...headLines({ status, name: repository }, page, 2),
    ...(status === 'failed' ? [] : factLines(rowsOf(row, digest ?? '', shown.verbose), 4, page)),
    // The error of a single repository is that of the image, which stands at the end.
    ...(error && compared.length > 1
      ? [
          ...folded('    ', `${printable(error.message, 1000)} [${error.code}]`, page.columns),
          ...folded('    ', printable(error.hint, 600), page.columns),
        ]
      : []),
  ];
}

/** What each repository has of an image that was compared with it. */
export function comparedLines(
  shown: { readonly image: ImageResult; readonly verbose: boolean },
  page: Page,
): string[] {
  return (shown.image.compared ?? []).flatMap((row) => repositoryLines(row, shown, page));
}
