import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** docs/library.md, and its examples by the name of a file. */
export interface LibraryPage {
  readonly page: string;
  readonly examples: readonly (readonly [file: string, text: string])[];
}

export async function libraryPage(): Promise<LibraryPage> {
  const page = (await readFile(join(ROOT, 'docs', 'library.md'), 'utf8')).replaceAll('\r\n', '\n');
  const blocks = [...page.matchAll(/^## (\w+).*\n[\s\S]*?^```ts\n([\s\S]*?)^```$/gm)];
  return { page, examples: blocks.map(([, title = '', text = '']) => [`${title.toLowerCase()}.ts`, text]) };
}
