import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { SealiftError } from '../../errors.ts';
import { listFolder } from '../../io/files/list-folder.ts';
import { openInside } from '../../io/files/open-inside.ts';
import { homeFolder } from '../../io/home.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import type { PromotionEntry } from '../../planning/promotions.ts';
import { notationTrust } from '../../trust/notation-folder.ts';
import { contentOf } from '../inline.ts';
import type { AnyRun } from '../run.ts';

/** Options that name a file, or several, which say whose signatures count. */
const POLICIES = ['trustPolicy', 'trustedRoot', 'trustedTsaRoot', 'require', 'crl'] as const;

/** The most bytes of a file that an option of the command names. */
const LIMIT = 64 * 1024 * 1024;
/** The most files of a trust store; each is opened. */
const CERTIFICATES = 10_000;

/** What of a run says whose signatures count where an entry does not. */
export type TrustOfRun = Pick<AnyRun, 'env'> & Partial<Pick<AnyRun, 'values'>>;

async function digestInside(
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

/** The digest of a line for each certificate of a store: its type, its store, its file name and its digest, sorted. */
async function digestOfStore(store: string, context: ErrorContext): Promise<Digest> {
  const lines: string[] = [];
  for (const type of await namesIn(join(store, 'x509'))) {
    for (const name of await namesIn(join(store, 'x509', type))) {
      for (const file of await namesIn(join(store, 'x509', type, name))) {
        if (lines.length === CERTIFICATES)
          throw new SealiftError(
            'trust_store_invalid',
            `trust store ${store}: it has over ${CERTIFICATES} files`,
          );
        const digest = await digestInside(store, ['x509', type, name, file], context);
        if (digest) lines.push(`${JSON.stringify([type, name, file])} ${digest}\n`);
      }
    }
  }
  return digestOf(Buffer.from(lines.join('')));
}

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** Policy and store of notation's own folder, which count where nobody names any; `undefined` where there are none. */
async function ownTrust({ env }: TrustOfRun): Promise<{ policy: string; store: string } | undefined> {
  try {
    return await notationTrust({ env, platform: process.platform, home: homeFolder() });
  } catch (thrown) {
    // Whoever judges says that trust is missing, and where it was looked for.
    if (thrown instanceof SealiftError) return undefined;
    throw thrown;
  }
}

/** The digest of a file that an option names, or of its content; `undefined` where it cannot be read, which whoever judges says. */
async function digestGiven(value: string): Promise<Digest | undefined> {
  try {
    return digestOf(await contentOf(value, LIMIT, 'file that says whose signatures count'));
  } catch (thrown) {
    if (thrown instanceof SealiftError) return undefined;
    throw thrown;
  }
}

const sorted = (digests: Iterable<Digest | undefined>): readonly Digest[] =>
  [...new Set(digests)].filter((one) => one !== undefined).toSorted();

/** The digests of the policies and trust stores by which entries are judged: those that they name, else those of the run. */
export async function digestFiles(
  folder: string,
  entries: readonly PromotionEntry[],
  context: ErrorContext,
  run: TrustOfRun = { env: {} },
): Promise<{ readonly policies: readonly Digest[]; readonly trustStores: readonly Digest[] }> {
  const settings = [...new Set(entries.map((entry) => entry.settings))];
  const named = (option: string): readonly string[] => settings.flatMap((one) => texts(one[option]));
  const values: Readonly<Record<string, unknown>> | undefined = run.values;
  const inside = [...new Set(POLICIES.flatMap(named))];
  const given = POLICIES.flatMap((option) => texts(values?.[option]));
  const stores = new Set([...named('trustStore'), ...texts(values?.trustStore)]);
  const isJudged = settings.some((one) => one.trustPolicy === undefined && one.trustedRoot === undefined);
  const isGiven = values?.trustPolicy !== undefined || values?.trustedRoot !== undefined;
  const own = values && isJudged && !isGiven ? await ownTrust(run) : undefined;
  if (own) stores.add(own.store);
  const policies: (Digest | undefined)[] = [];
  for (const path of inside)
    policies.push(await digestInside(folder, relative(folder, path).split(sep), context));
  for (const one of [...given, ...(own ? [own.policy] : [])]) policies.push(await digestGiven(one));
  const trustStores: Digest[] = [];
  for (const store of stores) trustStores.push(await digestOfStore(store, context));
  return { policies: sorted(policies), trustStores: sorted(trustStores) };
}
