import { printable } from '../../encoding/printable.ts';
import type { AttachmentResult, ImageResult } from '../../operations/results.ts';
import { byteSize } from './facts.ts';
import { PLACES } from './signature.ts';
import type { Style } from './style.ts';

interface Node {
  readonly title: string;
  readonly children: readonly Node[];
}

function draw(nodes: readonly Node[], prefix: string): string[] {
  return nodes.flatMap(({ title, children }, i) => {
    const last = i === nodes.length - 1;
    return [
      `${prefix}${last ? '└── ' : '├── '}${title}`,
      ...draw(children, `${prefix}${last ? '    ' : '│   '}`),
    ];
  });
}

/** Everything attached to an image, its platforms and its attachments, as a tree. */
export function treeLines(image: ImageResult, style: Style): string[] {
  const bySubject = Map.groupBy(image.attachments, ({ subject }) => subject);
  const drawn = new Set<AttachmentResult>();
  const attachedTo = (subject: string | null): Node[] =>
    (subject === null ? [] : (bySubject.get(subject) ?? []))
      .filter((attachment) => !drawn.has(attachment))
      .map((attachment) => {
        drawn.add(attachment);
        const { artifactType, digest, size, foundIn } = attachment;
        const facts = style('dim', `(${byteSize(size)}, ${PLACES[foundIn]})`);
        return {
          title: `${printable(artifactType)}  ${printable(digest)}  ${facts}`,
          children: attachedTo(digest),
        };
      });
  const platforms = image.platforms.map(({ platform, digest }) => ({
    title: `${style('bold', printable(platform))}  ${printable(digest)}`,
    children: attachedTo(digest),
  }));
  const nodes = [...attachedTo(image.digest), ...platforms];
  const strays = image.attachments
    .filter((attachment) => !drawn.has(attachment))
    .flatMap(({ subject }) => attachedTo(subject));
  const all = [...nodes, ...strays];
  return [
    `${style('bold', printable(image.reference, 600))}  ${image.digest ?? ''}`.trimEnd(),
    ...(all.length === 0 ? ['└── nothing is attached'] : draw(all, '')),
  ];
}
