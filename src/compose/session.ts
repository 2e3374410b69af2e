import type { Tools } from '../operations/ports.ts';
import { createSession, type Session } from '../operations/session.ts';

/** The parts of a run that its session needs. */
interface Images extends Omit<Tools, 'concurrency'> {
  readonly values: { readonly concurrency: number };
  readonly signal: AbortSignal;
}

/**
 * What the images of this run share.
 *
 * @param signal ends what they wait for together; that of the run by default.
 */
export function sessionOf(run: Images, signal = run.signal): Session {
  const { values, clock, reporter } = run;
  return createSession({ clock, reporter, concurrency: values.concurrency }, signal);
}
