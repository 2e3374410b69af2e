import { type Complaint, complain } from '../../encoding/complaint.ts';

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A moment as envelopes write it: whole seconds, UTC. */
export function formatTime(time: Date): string {
  return `${new Date(Math.floor(time.getTime() / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Reads an RFC 3339 moment with any offset and fraction; `T` and `Z` in upper case, as Go demands. */
export function parseTime(value: unknown, complaint: Complaint): Date {
  const match = typeof value === 'string' ? RFC3339.exec(value) : null;
  const time = match ? new Date(match[0]) : undefined;
  // JavaScript moves 30 February to March; a day that changes was none.
  const dayHolds =
    match !== null &&
    new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`).getUTCDate() === Number(match[3]);
  if (time === undefined || Number.isNaN(time.getTime()) || !dayHolds)
    throw complain(complaint, 'has a malformed time');
  return time;
}
