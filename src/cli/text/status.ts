import { printable } from '../../encoding/printable.ts';
import type { DestinationResult, ImageResult, SignatureResult } from '../../operations/results.ts';
import type { Style } from './style.ts';

type Status = ImageResult['status'] | DestinationResult['status'] | SignatureResult['status'];

const COLOURS: Readonly<Partial<Record<Status, Parameters<Style>[0]>>> = {
  signed: 'green',
  verified: 'green',
  promoted: 'green',
  passed: 'green',
  'not-checked': 'yellow',
  unverified: 'yellow',
  audited: 'yellow',
  partial: 'yellow',
  planned: 'cyan',
  failed: 'red',
};

/** Statuses that could be taken for a pass, with the words that the first line adds. */
const NOTES: Readonly<Partial<Record<Status, string>>> = {
  audited: '⚠️ the policy does not enforce who signed',
};

/** The text that follows the first line of an image; empty when the status suffices. */
export function statusNote(status: Status, style: Style): string {
  const note = NOTES[status];
  return note === undefined ? '' : `  ${style('yellow', note)}`;
}

export function statusWord(status: Status, style: Style): string {
  return style(COLOURS[status] ?? 'bold', status);
}

/** `signed       registry.example.com/app:1`: the first line of a block. */
export function statusLine(status: Status, name: string, style: Style, indent = 0): string {
  const gap = ' '.repeat(Math.max(2, 13 - status.length));
  return `${' '.repeat(indent)}${statusWord(status, style)}${gap}${printable(name, 600)}`;
}
