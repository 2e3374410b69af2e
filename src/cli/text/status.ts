import { stripVTControlCharacters } from 'node:util';
import { printable } from '../../encoding/printable.ts';
import type { ComparedResult } from '../../operations/comparison/result.ts';
import type { DestinationResult, ImageResult, SignatureResult } from '../../operations/results.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import type { Style } from './style.ts';

type Status =
  | ImageResult['status']
  | DestinationResult['status']
  | SignatureResult['status']
  | ComparedResult['status'];

const COLOURS: Readonly<Partial<Record<Status, Parameters<Style>[0]>>> = {
  signed: 'green',
  verified: 'green',
  promoted: 'green',
  passed: 'green',
  equal: 'green',
  'not-checked': 'yellow',
  unverified: 'yellow',
  audited: 'yellow',
  partial: 'yellow',
  planned: 'cyan',
  kept: 'cyan',
  failed: 'red',
  short: 'red',
};

/** Statuses that could be taken for a pass, with the words that the first line adds. */
const NOTES: Readonly<Partial<Record<Status, string>>> = {
  audited: '⚠️ the policy does not enforce who signed',
};

export function statusWord(status: Status, style: Style): string {
  return style(COLOURS[status] ?? 'bold', status);
}

/** Columns of the status of a block, so that the names of several blocks stand under one another. */
const WORD = 13;

const PINNED = /@(sha(?:256|512):[0-9a-f]+)$/;

export interface Headed {
  readonly status: Status;
  /** A reference or a platform. */
  readonly name: string;
  /** The digest that stands below the name, unless the name ends with it. */
  readonly digest?: string | null;
  /** More about it, in the line of the name where there is room. */
  readonly facts?: string;
}

/**
 * `signed       registry.example.com/app:1`, and below it the digest without a label: with one it does not fit into 80 columns. A
 * NAME@DIGEST that is too long for its line gives its digest to the next one.
 */
export function headLines({ status, name, digest, facts = '' }: Headed, page: Page, indent = 0): string[] {
  const { style, columns } = page;
  const pad = ' '.repeat(indent);
  const lead = `${pad}${statusWord(status, style)}${' '.repeat(Math.max(2, WORD - status.length))}`;
  const shown = printable(name, 600);
  const pinned = PINNED.exec(shown)?.[1];
  const room = columns - indent - Math.max(status.length + 2, WORD);
  const isSplit = pinned !== undefined && shown.length > room;
  const below = isSplit ? pinned : pinned === digest ? null : digest;
  const [first, ...others] = folded(lead, isSplit ? shown.slice(0, -pinned.length - 1) : shown, columns);
  const note = NOTES[status];
  const notes = [note === undefined ? '' : style('yellow', note), facts].filter((one) => one !== '');
  const tail = notes.join('  ');
  const line = `${first}  ${tail}`;
  const fits = others.length === 0 && stripVTControlCharacters(line).length <= columns;
  return [
    ...(tail !== '' && fits ? [line] : [first!, ...others]),
    ...(below ? [`${pad}  ${printable(below)}`] : []),
    ...(tail === '' || fits ? [] : folded(`${pad}  `, tail, columns)),
  ];
}
