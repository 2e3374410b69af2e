import { printable } from '../encoding/printable.ts';
import { amountText, clockText, percentText, secondsLeft, speedText, writtenText } from './amounts.ts';
import type { BlobState, DestinationState, ImagesState, Snapshot, Transfer } from './tracker.ts';

const VERBS: Readonly<Record<DestinationState['phase'], string>> = {
  resolve: 'resolving',
  judge: 'judging',
  copy: 'copying',
  sign: 'signing',
  attach: 'attaching to',
  confirm: 'confirming',
  tag: 'tagging',
  record: 'recording',
};

/** `copying registry.example.com/team/app:1` */
export function phaseText({ phase, subject }: NonNullable<Snapshot['latest']>): string {
  return `${VERBS[phase]} ${printable(subject, 300)}`;
}

/** `waiting for registry.example.com, silent for 10 s` */
export function silenceText({ host, milliseconds }: { host: string; milliseconds: number }): string {
  return `waiting for ${printable(host, 300)}, silent for ${milliseconds / 1000} s`;
}

/** A fact of a line and its rank: where columns are few, the facts of the highest rank are left out first. */
type Fact = readonly [rank: number, text: string];

function factsOf(transfer: Transfer): Fact[] {
  const { blobs, doneBlobs, speed } = transfer;
  const left = secondsLeft(transfer);
  return [
    [4, `${doneBlobs} of ${blobs} blobs`],
    [2, amountText(transfer)],
    [1, percentText(transfer)],
    ...(speed === undefined ? [] : [[5, speedText(speed)] as const]),
    ...(left === undefined ? [] : [[3, `${clockText(left)} left`] as const]),
  ];
}

const textOf = (facts: readonly Fact[]): string => facts.map(([, text]) => text).join(', ');

/** Facts are left out before a name is shortened to fewer columns than this. */
const NAME = 24;

/** Leaves out the middle, so that registry and tag stay to be seen. */
function shortened(text: string, columns: number): string {
  if (text.length <= columns) return text;
  if (columns < 4) return text.slice(0, Math.max(0, columns));
  const head = Math.floor((columns - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (columns - 1 - head))}`;
}

/** Name and facts in one line of at most `columns`. */
function fitted(name: string, facts: readonly Fact[], columns: number): string {
  let kept = facts;
  const room = (): number => columns - 2 - textOf(kept).length;
  while (kept.length > 1 && room() < Math.min(name.length, NAME)) {
    const first = Math.max(...kept.map(([rank]) => rank));
    kept = kept.filter(([rank]) => rank !== first);
  }
  if (kept.length === 0) return shortened(name, columns);
  if (room() < 4) return shortened(textOf(kept), columns);
  return `${shortened(name, room())}  ${textOf(kept)}`;
}

function blobLine(blob: BlobState, columns: number): string {
  const name = `  ${blob.digest.slice(0, 'sha256:'.length + 12)}`;
  return fitted(
    name,
    [
      [2, amountText(blob)],
      [1, percentText(blob)],
    ],
    columns,
  );
}

function destinationLine(state: DestinationState, columns: number): string {
  const name = printable(state.subject, 300);
  if (state.end !== undefined) return fitted(name, [[1, state.end]], columns);
  return fitted(name, state.phase === 'copy' ? factsOf(state) : [[1, VERBS[state.phase]]], columns);
}

function totalLine({ destinations, total }: Snapshot, columns: number): string {
  if (destinations.length === 1) return fitted('total', factsOf(total), columns);
  const ended = destinations.filter(({ end }) => end !== undefined).length;
  return fitted(`total, ${ended} of ${destinations.length} ended`, factsOf(total), columns);
}

/** The destinations that fit, preferably those under way or failed. The last row counts the others. */
function destinationLines(
  destinations: readonly DestinationState[],
  columns: number,
  rows: number,
): string[] {
  if (destinations.length <= rows) return destinations.map((one) => destinationLine(one, columns));
  const first = destinations.filter(({ end }) => end === undefined || end === 'failed');
  const shown = new Set([...first, ...destinations].slice(0, Math.max(0, rows - 1)));
  return [
    ...destinations.filter((one) => shown.has(one)).map((one) => destinationLine(one, columns)),
    shortened(`… and ${destinations.length - shown.size} more`, columns),
  ];
}

/** `132 of 400 images, 2:05 left` */
function imagesText({ done, total, secondsLeft: left }: ImagesState): string {
  return `${done} of ${total} images${left === undefined ? '' : `, ${clockText(left)} left`}`;
}

/** Of many images: how many are done, what is under way, and what was written so far. No size of the rest is known. */
function manyLines(
  { destinations, total, images }: Snapshot & { readonly images: ImagesState },
  area: Area,
): string[] {
  const { columns, rows } = area;
  const written: Fact[] = [
    [2, `${total.doneBlobs} blobs, ${writtenText(total)} written`],
    ...(total.speed === undefined ? [] : [[3, speedText(total.speed)] as const]),
  ];
  const last = fitted(imagesText(images), written, columns);
  return rows < 3 ? [last] : [...destinationLines(destinations, columns, rows - 1), last];
}

export interface Area {
  readonly columns: number;
  readonly rows: number;
}

/**
 * What a terminal shows while a run works: each destination, as many blobs under way as there is room for, and the total;
 * never more than fits, the last row left free for the cursor.
 */
export function progressLines(snapshot: Snapshot, area: Area): string[] {
  const { latest, destinations } = snapshot;
  const columns = Math.max(1, area.columns - 1);
  const rows = Math.max(1, area.rows - 1);
  const { images } = snapshot;
  if (images) return manyLines({ ...snapshot, images }, { columns, rows });
  const [first, ...others] = destinations;
  if (!first) return latest ? [shortened(phaseText(latest), columns)] : [];
  const total = totalLine(snapshot, columns);
  if (rows < 3) return [total];
  const isAlone = others.length === 0;
  const heads = isAlone
    ? [shortened(first.end ?? phaseText(first), columns)]
    : destinationLines(destinations, columns, rows - 1);
  const blobs = isAlone ? first.underWay : [];
  return [...heads, ...blobs.slice(0, rows - 1 - heads.length).map((blob) => blobLine(blob, columns)), total];
}

/** The same in one line, for a log that only grows; `undefined` while nothing is copied. */
export function progressLine(snapshot: Snapshot): string | undefined {
  const { destinations, total, images } = snapshot;
  if (images)
    return images.done < images.total
      ? `${imagesText(images)}; ${total.doneBlobs} blobs, ${writtenText(total)} written`
      : undefined;
  const open = destinations.filter(({ end }) => end === undefined);
  const [only] = destinations;
  if (!only || open.length === 0) return undefined;
  const facts = textOf(factsOf(total));
  if (destinations.length === 1) return `${phaseText(only)}: ${facts}`;
  return `copying, ${destinations.length - open.length} of ${destinations.length} destinations ended: ${facts}`;
}
