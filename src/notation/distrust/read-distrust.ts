import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import type { Distrust } from './distrust.ts';
import { readThumbprint, THUMBPRINT_HINT } from './read-thumbprint.ts';

/** RFC 3339, 5.6, with its zone; or a bare day. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/** The moment that is meant; a bare day begins at 00:00 UTC. `undefined` for anything else, also for 30 February. */
function momentOf(text: string): Date | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const moment = new Date(text.toUpperCase());
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
  return isDay && !Number.isNaN(moment.getTime()) ? moment : undefined;
}

function wrong(text: string, reason: string, hint: string): SealiftError {
  return new SealiftError('usage', `--distrust ${quotable(text)} ${reason}`, { hint });
}

function readOne(text: string): readonly [thumbprint: string, since: Date | null] {
  const equals = text.indexOf('=');
  const [written, date] = equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
  const thumbprint = readThumbprint(written);
  if (thumbprint === undefined) throw wrong(text, 'does not begin with a thumbprint', THUMBPRINT_HINT);
  if (date === undefined) return [thumbprint, null];
  const since = momentOf(date);
  if (since) return [thumbprint, since];
  throw wrong(
    text,
    'has no date behind the =',
    'Write 2026-11-01, which begins at 00:00 UTC, or a time with its zone: 2026-11-01T18:30:00Z.',
  );
}

/**
 * Reads `THUMBPRINT[=DATE]`. Of a certificate that is named twice the strictest holds.
 *
 * @throws SealiftError `usage`.
 */
export function readDistrust(texts: readonly string[]): Distrust {
  const distrust = new Map<string, Date | null>();
  for (const [thumbprint, since] of texts.map(readOne)) {
    const known = distrust.get(thumbprint);
    const isStricter = known === undefined || (known !== null && (since === null || since < known));
    if (isStricter) distrust.set(thumbprint, since);
  }
  return distrust;
}
