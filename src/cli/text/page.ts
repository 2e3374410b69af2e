import { PLAIN, type Style, styleFor } from './style.ts';

/** What lines are made for: their colours, and the columns that each may take. */
export interface Page {
  readonly style: Style;
  /** `Infinity` where nothing breaks lines: a pipe or a file is searched for whole lines. */
  readonly columns: number;
}

export const PLAIN_PAGE: Page = { style: PLAIN, columns: Number.POSITIVE_INFINITY };

/** Fewer columns than these are not written for: a name and its value need some room. */
const NARROWEST = 40;

/** The page of a stream: as wide as its terminal, and endless elsewhere. */
export function pageFor(stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }): Page {
  const { isTTY, columns } = stream;
  const style = styleFor(stream);
  return isTTY && columns ? { style, columns: Math.max(NARROWEST, columns) } : { ...PLAIN_PAGE, style };
}
