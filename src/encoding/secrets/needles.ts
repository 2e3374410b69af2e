import { Buffer } from 'node:buffer';
import { foldedText, skeletonText } from './folded.ts';
import { unescaped } from './unescaped.ts';
import { type View, viewOf } from './view.ts';

/** A text that is searched for to find a secret. */
export interface Needle {
  /** The text in lower case. */
  readonly text: string;
  /** `text`: as it stands; `word`: the same, and no part of a longer word; `skeleton`: its letters and digits. */
  readonly kind: 'text' | 'word' | 'skeleton';
  /** It is base64: the characters beside it hold some bits of the secret. */
  readonly widens?: true;
}

/** Shorter secrets are searched for as whole words, because they are parts of too many words. */
const SHORTEST_PART = 4;
/** The least letters and digits of a skeleton. Other texts have fewer in common by accident. */
const SKELETON = 8;
/** The least bytes of a secret whose base64 is long enough to be recognised. */
const SHORTEST_BASE64 = 6;
/** Longer secrets are recognised by their beginning. */
const LONGEST = 16 * 1024;
/** Longer secrets are not searched for as numbers. */
const LONGEST_NUMBERS = 512;
/** Escapes in a secret are read with those of the text around it. */
const ESCAPES_DEEP = 3;

function forms(secret: string): string[] {
  const found = [secret, secret.normalize('NFC'), secret.normalize('NFD')];
  let view: View | undefined = viewOf(secret);
  for (let depth = 0; view !== undefined && depth < ESCAPES_DEEP; depth += 1) {
    view = unescaped(view);
    if (view) found.push(view.text);
  }
  return found.filter((text) => text.trim() !== '');
}

function textNeedles(form: string): Needle[] {
  const text = foldedText(form);
  const bones = skeletonText(form);
  const isKnown = bones.length >= SKELETON && bones.length * 2 > form.length;
  return [
    { text, kind: text.length < SHORTEST_PART ? 'word' : 'text' },
    ...(isKnown ? [{ text: bones, kind: 'skeleton' } as const] : []),
  ];
}

/** The base64 of a secret inside of longer base64: the characters that are its own, at each of the three alignments. */
function base64Needles(bytes: Uint8Array): Needle[] {
  if (bytes.length < SHORTEST_BASE64) return [];
  return [0, 1, 2].flatMap((before) => {
    const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    const text = skeletonText(own);
    return text.length < SKELETON ? [] : [{ text, kind: 'skeleton', widens: true } as const];
  });
}

/** Needles for the bytes of a secret as numbers, in hexadecimal and in decimal (as Go prints a slice), with any separators. */
function numberNeedles(bytes: Uint8Array): Needle[] {
  if (bytes.length > LONGEST_NUMBERS) return [];
  const hex = Buffer.from(bytes).toString('hex');
  const decimal = [...bytes].join('');
  if (hex.length < SKELETON) return [{ text: hex, kind: 'word' }];
  return [hex, decimal].map((text) => ({ text, kind: 'skeleton' }) as const);
}

/** Everything by which a secret is recognised in a view, each once. */
export function needlesOf(whole: string): readonly Needle[] {
  const secret = whole.slice(0, LONGEST);
  const bytes = Buffer.from(secret, 'utf8');
  const all = [...forms(secret).flatMap(textNeedles), ...base64Needles(bytes), ...numberNeedles(bytes)];
  return [...new Map(all.map((needle) => [`${needle.kind} ${needle.text}`, needle])).values()];
}
