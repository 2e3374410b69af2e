import { printable } from '../encoding/printable.ts';
import type { ProgressEvent, Reporter } from '../operations/ports.ts';
import { byteSize } from './text/facts.ts';
import type { Style } from './text/style.ts';

/** Where progress goes: one line that is rewritten, or lines one after the other. */
export interface ProgressOutput {
  /** Rewrites the live line; absent where there is no terminal. */
  readonly live?: { show(text: string): void; clear(): void };
  line(text: string): void;
}

const VERBS: Readonly<Record<Extract<ProgressEvent, { type: 'phase' }>['phase'], string>> = {
  resolve: 'resolving',
  judge: 'judging',
  copy: 'copying',
  sign: 'signing',
  attach: 'attaching to',
  confirm: 'confirming',
  tag: 'tagging',
};

/** Phases that a log needs to show without --verbose: those that take time or change something. */
const TOLD = new Set(['copy', 'sign', 'attach', 'tag']);

/** A terminal is redrawn this often at most, in milliseconds. */
const REDRAW = 80;

/** Tells a run to a person while it works. `now` is injected for the tests. */
export function progressReporter(
  output: ProgressOutput,
  options: { readonly verbose: boolean; readonly style: Style; readonly now: () => number },
): Reporter & { note(line: string): void; end(): void } {
  const { live } = output;
  let phase = '';
  let copied = 0;
  let received = 0;
  let drawn = Number.NEGATIVE_INFINITY;
  /** Parallel work on one image says the same thing often. */
  const told = new Set<string>();
  const persist = (text: string): void => {
    live?.clear();
    output.line(text);
  };
  const draw = (force: boolean): void => {
    if (!live || (!force && options.now() - drawn < REDRAW)) return;
    drawn = options.now();
    live.show(received === 0 ? phase : `${phase}  ${copied} blobs, ${byteSize(received)}`);
  };
  return {
    progress(event) {
      if (event.type === 'bytes') received += event.bytes;
      else if (event.type === 'phase') {
        phase = `${VERBS[event.phase]} ${printable(event.subject, 300)}`;
        const isNew = !told.has(phase);
        told.add(phase);
        if (isNew && (options.verbose || (!live && TOLD.has(event.phase)))) persist(phase);
      } else if (event.type === 'identity') persist(`signing as ${printable(event.who, 300)}`);
      else if (event.type === 'blob') {
        if (event.state === 'copied') copied += 1;
        if (options.verbose && event.state !== 'started') {
          persist(`  blob ${event.digest} ${event.state} (${byteSize(event.size)})`);
        }
      }
      draw(event.type === 'phase');
    },
    warning(message) {
      persist(`${options.style('yellow', 'warning:')} ${printable(message, 2000)}`);
      draw(true);
    },
    /** A line that stays, such as a request with --debug. */
    note(line) {
      persist(line);
      draw(true);
    },
    end: () => live?.clear(),
  };
}
