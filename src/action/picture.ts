import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import type { ImageResult, RunResult, SignatureResult } from '../operations/results.ts';
import { mermaidLabel } from './markdown.ts';

/** The most images of a diagram, and signatures of one image: a larger diagram would be unreadable. */
const IMAGES = 8;
const SIGNATURES = 5;

const GOOD = new Set(['signed', 'skipped', 'verified', 'promoted', 'unchanged', 'planned', 'passed']);

const styleOf = (status: string): string =>
  GOOD.has(status) ? 'good' : status === 'failed' ? 'bad' : 'open';

/** The style of a signature. One that passed without a trusted signer is not good; a new one has no checks to fail. */
function signatureStyle(signature: Pick<SignatureResult, 'status' | 'checks'>): string {
  const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
  return signature.status === 'passed' && isByNobody ? 'open' : styleOf(signature.status);
}

const short = (digest: string): string => digest.replace(/^(sha\d+:[0-9a-f]{12})[0-9a-f]*$/, '$1');

function imageNodes(image: ImageResult, i: number): string[] {
  const id = `image${i}`;
  const signatures = image.signatures.slice(0, SIGNATURES);
  return [
    `  ${id}[${mermaidLabel([image.reference, image.digest === null ? image.status : short(image.digest)])}]:::${styleOf(image.status)}`,
    ...signatures.flatMap(({ signer, digest, status, checks }, s) => [
      `  ${id}s${s}([${mermaidLabel([signer ?? 'unknown signer', short(digest)])}]):::${signatureStyle({ status, checks })}`,
      `  ${id}s${s} -- ${mermaidLabel([checks.length === 0 ? image.status : status])} --> ${id}`,
    ]),
    ...image.destinations.flatMap(({ reference, status, attachments }, d) => [
      `  ${id}d${d}[${mermaidLabel([reference, `${attachments.present} of ${attachments.expected} attached`])}]:::${styleOf(status)}`,
      `  ${id} == ${mermaidLabel([status])} ==> ${id}d${d}`,
    ]),
  ];
}

/** The run as a Mermaid diagram: who signed what, and where it went. Empty when there is nothing to draw. */
export function picture({ images }: RunResult): string {
  const drawn = images
    .slice(0, IMAGES)
    .filter(({ signatures, destinations }) => signatures.length + destinations.length > 0);
  if (drawn.length === 0) return '';
  return [
    '```mermaid',
    'flowchart LR',
    ...drawn.flatMap(imageNodes),
    '  classDef good stroke:#2da44e,stroke-width:2px',
    '  classDef bad stroke:#cf222e,stroke-width:2px',
    '  classDef open stroke-dasharray:4',
    '```',
  ].join('\n');
}
