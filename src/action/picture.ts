import type { ComparedResult } from '../operations/comparison/result.ts';
import { isKept } from '../operations/is-kept.ts';
import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import type { DestinationResult, ImageResult, RunResult, SignatureResult } from '../operations/results.ts';
import { shortDigest } from '../report/short-digest.ts';
import { mermaidLabel } from './mermaid-label.ts';
import { partsOf } from './parts.ts';
import { hasFailed, type Status, statusFacts, statusWords } from './statuses.ts';

/** The most images of a diagram with what belongs to them, failed ones that are drawn alone, and parts of one image. */
const IMAGES = 8;
const FAILED = 20;
const SIGNATURES = 5;
const DESTINATIONS = 8;

/** An edge that is not drawn. A node that nobody points at would stand among the signers, and their arrows run across it. */
const BESIDES = 'signer0 ~~~';

const CLASSES = [
  '  classDef good stroke:#2da44e,stroke-width:2px',
  '  classDef bad stroke:#cf222e,stroke-width:4px',
  '  classDef part stroke:#bf8700,stroke-width:3px',
  '  classDef open stroke-dasharray:4',
];

const byRank = (a: { readonly status: Status }, b: { readonly status: Status }): number =>
  statusFacts(a.status).rank - statusFacts(b.status).rank;

/**
 * Word and style of a signature. One that passed without a trusted signer is not good, a new one has no checks to fail, and one that
 * failed beside one that passed stands against nothing.
 */
function signatureLook(
  signature: SignatureResult,
  image: ImageResult,
): readonly [word: string, style: string] {
  const { status, checks } = signature;
  const isNew = checks.length === 0;
  const isBeside = status === 'failed' && image.signatures.some((one) => one.status === 'passed');
  if (isBeside) return ['not counted', 'open'];
  const isByNobody = status === 'passed' && !isNew && !trustsSigner(signature);
  // A promotion has signatures of its own beside those that it judged.
  const word = image.destinations.length === 0 ? image.status : signature.made ? 'signed' : 'signed before';
  return [isNew ? word : status, isByNobody ? 'open' : statusFacts(status).style];
}

function passedFirst(signatures: readonly SignatureResult[]): readonly SignatureResult[] {
  const passed = signatures.filter(({ status }) => status === 'passed');
  return [...passed, ...signatures.filter(({ status }) => status !== 'passed')];
}

/** The signers, each with one node for all that it signed with the same outcome. */
class Signers {
  readonly #ids = new Map<string, string>();

  /** The lines of the node, where it is new, and of its edge to the image. */
  lines(image: ImageResult, imageId: string): string[] {
    const lines: string[] = [];
    const edges = new Map<string, { readonly id: string; readonly word: string; count: number }>();
    for (const signature of passedFirst(image.signatures).slice(0, SIGNATURES)) {
      const [word, style] = signatureLook(signature, image);
      const node = `[${mermaidLabel([signature.signer ?? 'unknown signer'])}]):::${style}`;
      const id = this.#ids.get(node) ?? `signer${this.#ids.size}`;
      if (!this.#ids.has(node)) lines.push(`  ${id}(${node}`);
      this.#ids.set(node, id);
      const edge = edges.get(`${id} ${word}`) ?? { id, word, count: 0 };
      edge.count += 1;
      edges.set(`${id} ${word}`, edge);
    }
    for (const { id, word, count } of edges.values())
      lines.push(`  ${id} -- ${mermaidLabel([count === 1 ? word : `${count} ${word}`])} --> ${imageId}`);
    return lines;
  }
}

function imageNode(image: ImageResult, id: string, command: string): string {
  const { reference, digest, error, status } = image;
  const words = statusWords(image, command).join(', ');
  const label = [
    shortDigest(reference),
    digest === null || reference.endsWith(digest) ? '' : shortDigest(digest),
    error && status === 'failed' ? `${words}: ${error.code}` : words,
  ];
  return `  ${id}[${mermaidLabel(label)}]:::${statusFacts(status).style}`;
}

/** The second line of a destination's node; empty where nobody has looked, or nothing is there yet. */
function nodeText(destination: DestinationResult): string {
  const { status, attachments, error } = destination;
  if (error) return error.code;
  if (status === 'planned' || isKept(destination)) return '';
  return `${attachments.present} of ${attachments.expected} attached`;
}

/** The second line of the node of a repository that was compared. */
function comparedText({ attachments, error }: ComparedResult): string {
  const sum = (key: 'expected' | 'present'): number => attachments.reduce((all, one) => all + one[key], 0);
  return error ? error.code : `${sum('present')} of ${sum('expected')} attached`;
}

/** Where an image is or should be: name, status and second line of each node, and what they are in the plural. */
function endsOf({ destinations, compared }: ImageResult): readonly [readonly End[], what: string] {
  if (!compared)
    return [
      destinations.map((one) => ({ name: one.reference, status: one.status, text: nodeText(one) })),
      'destinations',
    ];
  return [
    compared.map((one) => ({ name: one.repository, status: one.status, text: comparedText(one) })),
    'repositories',
  ];
}

interface End {
  readonly name: string;
  readonly status: Status;
  readonly text: string;
}

function endNodes(image: ImageResult, id: string): string[] {
  const [ends, what] = endsOf(image);
  const drawn = ends.toSorted(byRank).slice(0, DESTINATIONS);
  const rest = ends.length - drawn.length;
  return [
    ...drawn.flatMap(({ name, status, text }, d) => [
      `  ${id}d${d}[${mermaidLabel([shortDigest(name), text])}]:::${statusFacts(status).style}`,
      `  ${id} == ${mermaidLabel([status])} ==> ${id}d${d}`,
    ]),
    ...(rest > 0 ? [`  ${id} --> ${id}more[${mermaidLabel([`${rest} more ${what}`])}]:::open`] : []),
  ];
}

/**
 * The run as a Mermaid diagram: who signed what, and where it went. Failed images come first, also those of which nothing is known
 * but their name. Empty when there is nothing to draw.
 */
export function picture({ images, command }: RunResult): string {
  const worth = images
    .filter((image) => hasFailed(image) || image.signatures.length + partsOf(image).length > 0)
    .toSorted(byRank);
  if (worth.length === 0) return '';
  const signers = new Signers();
  const later = worth.slice(IMAGES);
  const bad = later.filter(hasFailed);
  const whole = worth.slice(0, IMAGES);
  const alone = bad.slice(0, FAILED);
  const hasSigners = whole.some(({ signatures }) => signatures.length > 0);
  const besides = (id: string): string[] => (hasSigners ? [`  ${BESIDES} ${id}`] : []);
  const counted = (id: string, count: number, what: string, style: string): string[] =>
    count > 0 ? [`  ${id}[${mermaidLabel([`${count} more ${what}`])}]:::${style}`, ...besides(id)] : [];
  return [
    '```mermaid',
    'flowchart LR',
    ...whole.flatMap((image, i) => {
      const id = `image${i}`;
      return [
        imageNode(image, id, command),
        ...(image.signatures.length === 0 ? besides(id) : signers.lines(image, id)),
        ...endNodes(image, id),
      ];
    }),
    ...alone.flatMap((image, i) => {
      const id = `image${IMAGES + i}`;
      return [imageNode(image, id, command), ...besides(id)];
    }),
    ...counted('moreFailed', bad.length - alone.length, 'failed', 'bad'),
    ...counted('moreImages', later.length - bad.length, 'images', 'open'),
    ...CLASSES,
    '```',
  ].join('\n');
}
