import { stripVTControlCharacters } from 'node:util';
import { printable } from '../../encoding/printable.ts';
import { PREDICATE_TYPE } from '../../notation/record/predicate-type.ts';
import { tagSuffix } from '../../operations/by-type.ts';
import type { AttachmentResult, ImageResult } from '../../operations/results.ts';
import { byteSize } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { placeText } from './signature.ts';

interface Node {
  readonly title: string;
  readonly digest: string;
  /** More about it: behind the digest where there is room, else below. */
  readonly facts: readonly string[];
  readonly children: readonly Node[];
}

/** Hexadecimal digits that tell the digests of one image apart. */
const SHORT = 12;

const shortDigest = (digest: string): string => `${digest.slice(0, digest.indexOf(':') + 1 + SHORT)}…`;

const widthOf = (text: string): number => stripVTControlCharacters(text).length;

/** What an attestation says that it is about. */
function predicateWord(type: string): string {
  return type === PREDICATE_TYPE ? 'record' : `predicate ${printable(type)}`;
}

interface Row {
  readonly node: Node;
  /** What stands before its first line, and before the others. */
  readonly lead: string;
  readonly below: string;
}

function rowsOf(nodes: readonly Node[], prefix: string): Row[] {
  return nodes.flatMap((node, i) => {
    const isLast = i === nodes.length - 1;
    const below = `${prefix}${isLast ? '    ' : '│   '}`;
    return [{ node, lead: `${prefix}${isLast ? '└── ' : '├── '}`, below }, ...rowsOf(node.children, below)];
  });
}

/** A row in one line, or where the page is too narrow with what there is to say on lines of its own. */
function rowLines({ node, lead, below }: Row, digest: string, { columns }: Page): string[] {
  const head = [node.title, digest].filter((one) => one !== '').join('  ');
  const whole = [lead + head, ...node.facts].join('  ');
  if (widthOf(whole) <= columns) return [whole];
  const room = columns - below.length;
  const [first, ...others] = folded('', head, room);
  const facts = node.facts.join('  ');
  const more = widthOf(facts) <= room ? [facts] : node.facts.flatMap((fact) => folded('', fact, room));
  return [
    `${lead}${first}`,
    ...[...others, ...more].filter((one) => one !== '').map((line) => `${below}${line}`),
  ];
}

/** Everything attached to an image, its platforms and its attachments, as a tree; digests are short where whole ones do not fit. */
export function treeLines(image: ImageResult, page: Page): string[] {
  const { style, columns } = page;
  const bySubject = Map.groupBy(image.attachments, ({ subject }) => subject);
  const signers = new Map(image.signatures.map(({ digest, signer }) => [digest, signer]));
  const drawn = new Set<AttachmentResult>();
  const attachedTo = (subject: string | null): Node[] =>
    (subject === null ? [] : (bySubject.get(subject) ?? []))
      .filter((attachment) => !drawn.has(attachment))
      .map((attachment) => {
        drawn.add(attachment);
        const { digest, size, tag, predicateType } = attachment;
        const signer = signers.get(digest);
        const by = signer ? [`by ${printable(signer, 600)}`] : [];
        return {
          title: printable(attachment.artifactType),
          digest: printable(digest),
          facts: [
            ...(predicateType === undefined ? [] : [predicateWord(predicateType)]),
            ...by,
            style(
              'dim',
              `(${byteSize(size)}, ${printable(`${placeText(attachment)}${tag === undefined ? '' : ` ${tagSuffix(tag)}`}`, 600)})`,
            ),
          ],
          children: attachedTo(digest),
        };
      });
  const platforms = image.platforms.map(({ platform, digest, status }) => ({
    title: style('bold', printable(platform)),
    digest: printable(digest),
    facts: status === 'absent' ? [style('dim', '(not there)')] : [],
    children: attachedTo(digest),
  }));
  const nodes = [...attachedTo(image.digest), ...platforms];
  const strays = image.attachments
    .filter((attachment) => !drawn.has(attachment))
    .flatMap(({ subject }) => attachedTo(subject));
  const all = rowsOf([...nodes, ...strays], '');
  const fits = all.every(({ node, lead }) => widthOf(`${lead}${node.title}  ${node.digest}`) <= columns);
  const name = style('bold', printable(image.reference, 600));
  const digest = image.digest ?? '';
  const isOneLine = digest === '' || widthOf(`${name}  ${digest}`) <= columns;
  return [
    ...(isOneLine ? [`${name}  ${digest}`.trimEnd()] : [...folded('', name, columns), `│ ${digest}`]),
    ...(all.length === 0
      ? ['└── nothing is attached']
      : all.flatMap((row) => rowLines(row, fits ? row.node.digest : shortDigest(row.node.digest), page))),
  ];
}
