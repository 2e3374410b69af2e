import { fromBase64 } from './from-base64.ts';
import { unescaped } from './unescaped.ts';
import { type View, ViewBuilder, viewOf } from './view.ts';

/** The most levels of escapes within escapes that are read: JSON in JSON in a URL. */
const ESCAPES_DEEP = 4;
/** The most levels of base64 within base64. */
const BASE64_DEEP = 2;

/** An escape that was cut off. */
const HALF_ESCAPE =
  /(?:%[0-9a-fA-F]?|[%\\]u[0-9a-fA-F]{0,3}|\\U?[0-9a-fA-F]{0,7}|\\x[0-9a-fA-F]?|\\u\{[0-9a-fA-F]*|&#?[a-zA-Z0-9]{0,7})(?=…)/g;

/** Leaves out the beginning of an escape whose end was cut off: it belongs to what is behind the cut. */
function withoutHalfEscapes(view: View): View {
  const builder = new ViewBuilder();
  let done = 0;
  for (const match of view.text.matchAll(HALF_ESCAPE)) {
    builder.copy(view, done, match.index);
    const end = match.index + match[0].length;
    builder.add('…', view.from[match.index]!, view.to[end]!);
    done = end + 1;
  }
  if (done === 0) return view;
  builder.copy(view, done, view.text.length);
  return builder.build(view.original);
}

/** In a form (WHATWG URL, "application/x-www-form-urlencoded") a plus is a space. */
function asForm(view: View): View[] {
  return view.text.includes('+') ? [{ ...view, text: view.text.replaceAll('+', ' ') }] : [];
}

/** Base64 is broken into lines (RFC 2045, 6.8). */
function withoutLineBreaks(view: View): View[] {
  const builder = new ViewBuilder();
  let done = 0;
  for (const match of view.text.matchAll(/[\r\n]+[ \t]*/g)) {
    builder.copy(view, done, match.index);
    done = match.index + match[0].length;
  }
  if (done === 0) return [];
  builder.copy(view, done, view.text.length);
  return [builder.build()];
}

function* unescapings(view: View): Generator<View> {
  let current: View | undefined = view;
  for (let depth = 0; current !== undefined && depth <= ESCAPES_DEEP; depth += 1) {
    yield current;
    current = unescaped(current);
  }
}

function* readingsOf(view: View, base64Deep: number): Generator<View> {
  for (const level of unescapings(view)) {
    yield level;
    if (base64Deep === 0) continue;
    for (const lines of [level, ...withoutLineBreaks(level)]) {
      for (const offset of [0, 1, 2, 3]) {
        const decoded = fromBase64(lines, offset);
        if (decoded) yield* readingsOf(decoded, base64Deep - 1);
      }
    }
  }
}

/** Every way in which a text may be read: as it is, with escapes and base64 decoded, and the results decoded again. */
export function* readings(text: string): Generator<View> {
  const whole = viewOf(text);
  const view = withoutHalfEscapes(whole);
  for (const root of [view, ...asForm(view)]) yield* readingsOf(root, BASE64_DEEP);
}
