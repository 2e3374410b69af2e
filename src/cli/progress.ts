import { printable } from '../encoding/printable.ts';
import type { ProgressEvent, Reporter } from '../operations/ports.ts';
import { phaseText, progressLine, progressLines, silenceText } from '../progress/lines.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { byteSize } from './text/facts.ts';
import { folded } from './text/folded.ts';
import type { Page } from './text/page.ts';

/** The output of progress: an area that is rewritten, or lines one after the other. */
export interface ProgressOutput {
  /** Rewrites the live area; absent where there is no terminal. The size is asked for each time: windows change. */
  readonly live?: { show(text: string): void; clear(): void; columns(): number; rows(): number };
  line(text: string): void;
}

/** Phases that a log needs to show without --verbose: those that take time or change something. */
const LOGGED_PHASES = new Set(['copy', 'sign', 'attach', 'tag', 'record']);

/** The shortest time between two redraws of a terminal, in milliseconds. */
const REDRAW_MS = 80;

/** Milliseconds between two calls of {@link ProgressReporter.tick}: a terminal shows a running clock, a log grows slowly. */
export const TICKS = { live: 500, log: 10_000 } as const;

export interface ProgressReporter extends Reporter {
  /** A line that stays, such as a request with --debug. */
  note(line: string): void;
  /** Redraws a terminal, or writes a line with the progress to a log. */
  tick(): void;
  /** Clears the live area. Written lines stay. */
  end(): void;
}

/** Shows a person the progress of a run. `now` (milliseconds) is injected for the tests. */
export function progressReporter(
  output: ProgressOutput,
  options: {
    readonly verbose: boolean;
    readonly quiet?: boolean;
    readonly page: Page;
    readonly now: () => number;
  },
): ProgressReporter {
  const { live } = output;
  const { verbose, quiet = false, page, now } = options;
  const tracker = new ProgressTracker();
  let drawn = Number.NEGATIVE_INFINITY;
  /** Parallel work on one image reports the same phase several times. */
  const reported = new Set<string>();
  const persist = (text: string): void => {
    live?.clear();
    output.line(text);
  };
  const persistText = (lead: string, text: string): void => {
    for (const line of folded(lead, printable(text, 2000), page.columns)) persist(line);
  };
  const draw = (force: boolean): void => {
    if (!live || (!force && now() - drawn < REDRAW_MS)) return;
    drawn = now();
    const area = { columns: live.columns(), rows: live.rows() };
    live.show(progressLines(tracker.snapshot(now()), area).join('\n'));
  };
  const tell = (event: ProgressEvent): void => {
    if (event.type === 'phase') {
      const text = phaseText(event);
      const isNew = !reported.has(text);
      reported.add(text);
      if (isNew && (verbose || (!live && LOGGED_PHASES.has(event.phase)))) persist(text);
    } else if (event.type === 'notice') persistText('', event.message);
    else if (event.type === 'silence') persist(silenceText(event));
    else if (event.type === 'identity') persist(`using the key as ${printable(event.who, 300)}`);
    else if (event.type === 'blob' && verbose && event.state !== 'started') {
      persist(`  blob ${event.digest} ${event.state} (${byteSize(event.size)})`);
    }
  };
  return {
    progress(event) {
      if (quiet) return;
      tracker.take(event, now());
      tell(event);
      draw(event.type === 'phase' || event.type === 'end');
    },
    warning(message) {
      persistText(`${page.style('yellow', 'warning:')} `, message);
      draw(true);
    },
    note(line) {
      persist(line);
      draw(true);
    },
    tick() {
      if (live) draw(true);
      else {
        const text = progressLine(tracker.snapshot(now()));
        if (text !== undefined) output.line(text);
      }
    },
    end: () => live?.clear(),
  };
}
