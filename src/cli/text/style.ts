import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Style = (format: Format, text: string) => string;

export const PLAIN: Style = (_format, text) => text;

/** Colours on a terminal that shows them; `NO_COLOR` and `FORCE_COLOR` are honoured (by node:util). */
export function styleFor(stream: NodeJS.WritableStream): Style {
  return (format, text) => styleText(format, text, { stream });
}
