import type { ProgressEvent } from '../operations/ports.ts';
import { SlidingSpeed } from './speed.ts';

type PhaseEvent = Extract<ProgressEvent, { type: 'phase' }>;
type End = Extract<ProgressEvent, { type: 'end' }>['status'];

/** How far a copy is: what is to be written, and what of it is. */
export interface Transfer {
  readonly blobs: number;
  readonly doneBlobs: number;
  readonly bytes: number;
  readonly doneBytes: number;
  /** Bytes a second; `undefined` while it is not known. */
  readonly speed: number | undefined;
}

export interface BlobState {
  readonly digest: string;
  readonly bytes: number;
  readonly doneBytes: number;
}

export interface DestinationState extends Transfer {
  readonly subject: string;
  readonly phase: PhaseEvent['phase'];
  readonly end: End | undefined;
  /** Under way, in the order in which they were begun. */
  readonly underWay: readonly BlobState[];
}

export interface Snapshot {
  /** The phase that began last, with its image or destination. */
  readonly latest: { readonly phase: PhaseEvent['phase']; readonly subject: string } | undefined;
  /** The destinations of copies, in the order in which these began. */
  readonly destinations: readonly DestinationState[];
  readonly total: Transfer;
  /** Of a run over many images. */
  readonly images?: ImagesState;
}

class Destination {
  readonly subject: string;
  phase: PhaseEvent['phase'] = 'copy';
  end: End | undefined;
  blobs = 0;
  bytes = 0;
  doneBlobs = 0;
  doneBytes = 0;
  readonly speed = new SlidingSpeed();
  readonly underWay = new Map<string, { bytes: number; doneBytes: number }>();

  constructor(subject: string) {
    this.subject = subject;
  }

  blob({ digest, size, state }: Extract<ProgressEvent, { type: 'blob' }>): void {
    if (state === 'started') this.underWay.set(digest, { bytes: size, doneBytes: 0 });
    else {
      this.underWay.delete(digest);
      if (state === 'copied') this.doneBlobs += 1;
      else {
        // A blob that was there, or was mounted, is not written and does not count.
        this.blobs -= 1;
        this.bytes -= size;
      }
    }
  }

  count(digest: string, bytes: number, now: number): void {
    this.doneBytes += bytes;
    this.speed.add(bytes, now);
    const blob = this.underWay.get(digest);
    if (blob) blob.doneBytes += bytes;
  }

  state(now: number): DestinationState {
    const { subject, phase, end, blobs, bytes, doneBlobs, doneBytes } = this;
    const underWay = [...this.underWay].map(([digest, blob]) => ({ digest, ...blob }));
    const speed = this.speed.at(now);
    return { subject, phase, end, blobs, bytes, doneBlobs, doneBytes, speed, underWay };
  }
}

function ended({ subject, status }: Extract<ProgressEvent, { type: 'end' }>): Destination {
  const destination = new Destination(subject);
  destination.end = status;
  return destination;
}

/** How many of the images of a run are done, and how long the rest takes where that can be said. */
export interface ImagesState {
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | undefined;
}

/** The shortest part of a run, in milliseconds, by which the rest is estimated. */
const FIRST_ESTIMATE_MS = 2_000;

/** Adds up the progress events of a run. Times are milliseconds of any clock. */
export class ProgressTracker {
  readonly #destinations = new Map<string, Destination>();
  /** Destinations that failed before anything was copied to them. */
  readonly #neverBegun = new Map<string, Destination>();
  readonly #speed = new SlidingSpeed();
  #latest: Snapshot['latest'];
  #images: { readonly done: number; readonly total: number; readonly since: number } | undefined;
  /** What those destinations of many images came to that are not kept any more. */
  #ended = { blobs: 0, doneBlobs: 0, bytes: 0, doneBytes: 0 };

  take(event: ProgressEvent, now: number): void {
    if (event.type === 'identity' || event.type === 'notice' || event.type === 'silence') return;
    if (event.type === 'images') {
      const { done, total } = event;
      this.#images = { done, total, since: this.#images?.since ?? now };
      return;
    }
    if (event.type === 'phase') {
      const { phase, subject } = event;
      this.#latest = { phase, subject };
      const known = this.#destinations.get(subject);
      if (known) known.phase = phase;
      return;
    }
    if (event.type === 'end') {
      const known = this.#destinations.get(event.subject);
      if (this.#images) this.#drop(event.subject, known);
      else if (known) known.end = event.status;
      else if (event.status === 'failed') this.#neverBegun.set(event.subject, ended(event));
      return;
    }
    const destination = this.#destinations.get(event.subject) ?? new Destination(event.subject);
    this.#destinations.set(event.subject, destination);
    if (event.type === 'todo') {
      destination.blobs += event.blobs;
      destination.bytes += event.bytes;
    } else if (event.type === 'blob') destination.blob(event);
    else {
      destination.count(event.digest, event.bytes, now);
      this.#speed.add(event.bytes, now);
    }
  }

  /** Of thousands of images, those that are done are only counted. */
  #drop(subject: string, known: Destination | undefined): void {
    this.#destinations.delete(subject);
    if (!known) return;
    const { blobs, doneBlobs, bytes, doneBytes } = this.#ended;
    this.#ended = {
      blobs: blobs + known.blobs,
      doneBlobs: doneBlobs + known.doneBlobs,
      bytes: bytes + known.bytes,
      doneBytes: doneBytes + known.doneBytes,
    };
  }

  #imagesAt(now: number): ImagesState | undefined {
    if (!this.#images) return undefined;
    const { done, total, since } = this.#images;
    const passed = now - since;
    const isKnown = done > 0 && done < total && passed >= FIRST_ESTIMATE_MS;
    return { done, total, secondsLeft: isKnown ? ((passed / done) * (total - done)) / 1000 : undefined };
  }

  snapshot(now: number): Snapshot {
    const begun = [...this.#destinations.values()];
    // While nothing is copied, what is under way is of more interest than what failed already.
    const all = begun.length === 0 ? [] : [...begun, ...this.#neverBegun.values()];
    const destinations = all.map((one) => one.state(now));
    const sum = (part: 'blobs' | 'doneBlobs' | 'bytes' | 'doneBytes'): number =>
      destinations.reduce((total, one) => total + one[part], this.#ended[part]);
    const images = this.#imagesAt(now);
    return {
      latest: this.#latest,
      destinations,
      ...(images ? { images } : {}),
      total: {
        blobs: sum('blobs'),
        doneBlobs: sum('doneBlobs'),
        bytes: sum('bytes'),
        doneBytes: sum('doneBytes'),
        speed: this.#speed.at(now),
      },
    };
  }
}
