import { type ErrorContext, errorIn } from './error-context.ts';

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A moment as envelopes write it: whole seconds, UTC. */
export function formatTime(time: Date): string {
  return `${new Date(Math.floor(time.getTime() / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** An RFC 3339 moment with any offset and fraction, `T` and `Z` in upper case, as Go demands; `undefined` for all else. */
export function timeOf(text: string): Date | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const time = new Date(text);
  // JavaScript moves 30 February to March, so a day that changes does not exist.
  const day = new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`).getUTCDate();
  return Number.isNaN(time.getTime()) || day !== Number(match[3]) ? undefined : time;
}

/** Reads a moment; see {@link timeOf}. */
export function parseTime(value: unknown, context: ErrorContext): Date {
  const time = typeof value === 'string' ? timeOf(value) : undefined;
  if (time === undefined) throw errorIn(context, 'has a malformed time');
  return time;
}
