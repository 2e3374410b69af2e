import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadPromotions } from '../../../src/compose/promotions/load-promotions.ts';
import { Secrets } from '../../../src/encoding/secrets/secrets.ts';
import { SealiftError } from '../../../src/errors.ts';
import type { Promotions } from '../../../src/planning/promotions.ts';

export interface Loading {
  /** What else is in the folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly secrets?: readonly string[];
}

/** A new folder with these files, which is gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sealift-promotions-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** What of a run the reading of a promotions file looks at. */
export function currentRun({ env = {}, secrets = [] }: Loading = {}): Parameters<typeof loadPromotions>[1] {
  const known = new Secrets();
  for (const secret of secrets) known.add(secret);
  return { env, secrets: known, plainHttp: (registry) => registry.startsWith('localhost') };
}

/** Reads a promotions file out of a folder of its own. */
export function load(text: string | Uint8Array, loading: Loading = {}): Promise<Promotions> {
  const folder = folderWith({ 'promotions.yaml': text, ...loading.files });
  return loadPromotions(join(folder, 'promotions.yaml'), currentRun(loading));
}

/** The error with which such a file is refused; the folder is left out of its message. */
export async function refusal(text: string | Uint8Array, loading: Loading = {}): Promise<SealiftError> {
  try {
    await load(text, loading);
  } catch (thrown) {
    if (!(thrown instanceof SealiftError)) throw thrown;
    const message = thrown.message.replaceAll(/\/\S*?\/sealift-promotions-\w+\//g, '');
    return new SealiftError(thrown.code, message, { hint: thrown.hint });
  }
  throw new Error('the file was not refused');
}
