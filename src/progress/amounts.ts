import type { Transfer } from './tracker.ts';

const MB = 1_000_000;

/** A size in MB, as the results have it, to one place; whole from a thousand on. */
function megabytes(bytes: number): string {
  const value = bytes / MB;
  return value >= 1000 ? String(Math.round(value)) : value.toFixed(1);
}

/** `0:09`, `12:05`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `45.2 of 120.0 MB` */
export function amountText({ doneBytes, bytes }: Pick<Transfer, 'doneBytes' | 'bytes'>): string {
  return `${megabytes(Math.max(0, doneBytes))} of ${megabytes(bytes)} MB`;
}

/** `45.2 MB` */
export function writtenText({ doneBytes }: Pick<Transfer, 'doneBytes'>): string {
  return `${megabytes(Math.max(0, doneBytes))} MB`;
}

/** `38%`, never 100 before the end. */
export function percentText({ doneBytes, bytes }: Pick<Transfer, 'doneBytes' | 'bytes'>): string {
  const share = bytes > 0 ? Math.max(0, doneBytes) / bytes : 1;
  return `${Math.min(share >= 1 ? 100 : 99, Math.floor(share * 100))}%`;
}

/** `12.3 MB/s` */
export function speedText(speed: number): string {
  return `${megabytes(speed)} MB/s`;
}

/** Seconds until the rest is there at this speed; `undefined` when that cannot be said. */
export function secondsLeft({ doneBytes, bytes, speed }: Transfer): number | undefined {
  const rest = bytes - doneBytes;
  if (rest <= 0 || speed === undefined || speed < 1) return undefined;
  const seconds = rest / speed;
  // Over 100 hours the copy has stalled, and the estimate means nothing.
  return seconds < 100 * 3600 ? seconds : undefined;
}
