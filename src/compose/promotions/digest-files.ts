import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { listFolder } from '../../io/files/list-folder.ts';
import { openInside } from '../../io/files/open-inside.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import type { PromotionEntry } from '../../planning/promotions.ts';

/** Options that name one file or several which say whose signatures count. */
const POLICIES = ['trustPolicy', 'trustedRoot', 'trustedTsaRoot', 'require', 'crl'];

/** The most files of a trust store; each is opened. */
const CERTIFICATES = 10_000;

async function digestOfFile(
  folder: string,
  names: readonly string[],
  context: ErrorContext,
): Promise<Digest | undefined> {
  const file = await openInside(folder, names, context);
  if (!file) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of file.stream(0, AbortSignal.timeout(60_000))) hash.update(chunk as Uint8Array);
  return `sha256:${hash.digest('hex')}`;
}

async function namesIn(path: string): Promise<readonly string[]> {
  const found = await listFolder(path);
  return Array.isArray(found) ? found.toSorted() : [];
}

/** The digest of `TYPE/NAME/FILE DIGEST` lines, sorted: of every certificate of a store, and of nothing else that is in its folder. */
async function digestOfStore(
  folder: string,
  names: readonly string[],
  context: ErrorContext,
): Promise<Digest> {
  const lines: string[] = [];
  const root = [...names, 'x509'];
  for (const type of await namesIn(join(folder, ...root))) {
    for (const name of await namesIn(join(folder, ...root, type))) {
      for (const file of await namesIn(join(folder, ...root, type, name))) {
        const digest = await digestOfFile(folder, [...root, type, name, file], context);
        if (digest) lines.push(`${JSON.stringify([type, name, file])} ${digest}\n`);
        if (lines.length > CERTIFICATES) return digestOf(Buffer.from(lines.join('')));
      }
    }
  }
  return digestOf(Buffer.from(lines.join('')));
}

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** The digests of the policies and trust stores that entries name, each list sorted. */
export async function digestFiles(
  folder: string,
  entries: readonly PromotionEntry[],
  context: ErrorContext,
): Promise<{ readonly policies: readonly Digest[]; readonly trustStores: readonly Digest[] }> {
  const settings = [...new Set(entries.map((entry) => entry.settings))];
  const named = (options: readonly string[]): readonly (readonly string[])[] => {
    const paths = settings.flatMap((one) => options.flatMap((name) => texts(one[name])));
    return [...new Set(paths)].map((path) => relative(folder, path).split(sep));
  };
  const policies = await Promise.all(named(POLICIES).map((names) => digestOfFile(folder, names, context)));
  const trustStores = await Promise.all(
    named(['trustStore']).map((names) => digestOfStore(folder, names, context)),
  );
  return {
    policies: [...new Set(policies.filter((one) => one !== undefined))].toSorted(),
    trustStores: [...new Set(trustStores)].toSorted(),
  };
}
