import { basename, dirname, relative, resolve } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { quotable } from '../../encoding/quotable.ts';
import { userText } from '../../encoding/user-text.ts';
import { SealiftError } from '../../errors.ts';
import { type TemporaryTree, temporaryTree } from '../../io/files/temporary-tree.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import { matchesTag } from '../../oci/tag-pattern.ts';
import { readDocument } from '../../planning/document/read-document.ts';
import { Reading } from '../../planning/document/reading.ts';
import { compareTexts } from '../../planning/plan-order.ts';
import type { FileDigests, PromotionEntry, Promotions, Settings } from '../../planning/promotions.ts';
import { FolderAtCommit } from '../git/folder-at-commit.ts';
import { Git } from '../git/git.ts';
import type { AnyRun } from '../run.ts';
import { digestFiles } from './digest-files.ts';
import { loadPromotions, surroundingsOf } from './load-promotions.ts';
import { readInside } from './read-inside.ts';

type Current = Pick<AnyRun, 'env' | 'secrets' | 'plainHttp' | 'signal' | 'reporter'>;

const CONTEXT: ErrorContext = { code: 'promotions_invalid', what: 'what the promotions file names' };

/** Options that name a file which decides what a signature of our own looks like. */
const CHAINS = ['certificateChain', 'recordCertificateChain', 'timestampRootCert'];

/** Puts what a promotions file was made of at a commit into a folder; `false` where it was not there. */
async function restore(
  tree: TemporaryTree,
  at: FolderAtCommit,
  { name, folder }: { readonly name: string; readonly folder: string },
  current: Current,
): Promise<boolean> {
  const [file] = await at.files([name]);
  if (!file) return false;
  const bytes = await at.content(file);
  await tree.writeFile([name], bytes);
  const reading = new Reading(name, userText(bytes, CONTEXT), surroundingsOf(folder, current));
  const { lists } = readDocument(reading);
  const patterns = lists.flatMap(({ files }) => files.map(({ value }) => value.split('/')));
  const parents = patterns.map((names) =>
    /[*?]/.test(names.at(-1)!) ? names.slice(0, -1).join('/') || '.' : names.join('/'),
  );
  const named = reading.paths.map(({ names }) => names.join('/'));
  const isNeeded = (names: readonly string[]): boolean => {
    const path = names.join('/');
    if (named.some((one) => path === one || path.startsWith(`${one}/`))) return true;
    return patterns.some(
      (pattern) =>
        pattern.length === names.length &&
        pattern.slice(0, -1).every((part, i) => part === names[i]) &&
        matchesTag(pattern.at(-1)!, names.at(-1)!),
    );
  };
  const found = await at.files([...new Set([...parents, ...named])]);
  for (const one of found.filter(({ names }) => isNeeded(names) && names.join('/') !== name))
    await tree.writeFile(one.names, await at.content(one));
  // Keys, and what else is in no commit, are there all the same for whoever reads the file.
  for (const { kind, names } of reading.paths) {
    const path = names.join('/');
    const isThere = found.some(
      (one) => one.names.join('/') === path || one.names.join('/').startsWith(`${path}/`),
    );
    if (isThere) continue;
    if (kind === 'folder') await tree.makeFolder(names);
    else await tree.writeFile(names, new Uint8Array());
  }
  return true;
}

/** What an entry says and what the files are that it names, in a text that is the same wherever the folder is. */
class Fingerprints {
  readonly #folder: string;
  readonly #ofFiles = new Map<Settings, Promise<readonly Digest[]>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async of(entry: PromotionEntry): Promise<string> {
    const { from, choice, to, allowEmpty, settings } = entry;
    const files = this.#ofFiles.get(settings) ?? this.#digests(entry);
    this.#ofFiles.set(settings, files);
    const chosen = choice.kind === 'digests' ? [...choice.digests] : choice;
    const sorted = Object.entries(settings).toSorted(([one], [other]) => compareTexts(one, other));
    return JSON.stringify([from, chosen, to, allowEmpty, sorted, await files], (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(this.#folder) ? relative(this.#folder, value) : value,
    );
  }

  async #digests(entry: PromotionEntry): Promise<readonly Digest[]> {
    const { policies, trustStores } = await digestFiles(this.#folder, [entry], CONTEXT);
    const chains: Digest[] = [];
    for (const name of CHAINS) {
      const path = entry.settings[name];
      if (typeof path !== 'string') continue;
      const bytes = await readInside(this.#folder, relative(this.#folder, path).split(/[\\/]/), CONTEXT);
      if (typeof bytes !== 'string') chains.push(digestOf(bytes));
    }
    return [...policies, ...trustStores, ...chains];
  }
}

async function fingerprints(folder: string, { entries }: Promotions): Promise<readonly string[]> {
  const prints = new Fingerprints(folder);
  const all: string[] = [];
  for (const entry of entries) all.push(await prints.of(entry));
  return all;
}

/** What differs from a commit, and what says so. */
export interface Changed extends Promotions {
  /** The digests at the commit; `null` where there was no promotions file. */
  readonly before: FileDigests | null;
}

/**
 * The entries of a promotions file that were not in it at a commit, with the same lists, policies and trust stores. Where it was not
 * there, or was no promotions file, those are all of them.
 *
 * @param path of the promotions file.
 * @throws SealiftError `usage` where git does not know the commit.
 */
export async function changedEntries(
  current: Current,
  promotions: Promotions,
  path: string,
  since: string,
): Promise<Changed> {
  const absolute = resolve(path);
  const [folder, name] = [dirname(absolute), basename(absolute)];
  const git = new Git(folder, current);
  const at = new FolderAtCommit(git, await git.commit(since));
  const tree = await temporaryTree();
  try {
    const shown = `${quotable(path, 600)} at ${quotable(since, 160)}`;
    const all = (why: string): Changed => {
      current.reporter.progress({ type: 'notice', message: `${shown} ${why}: all of it is planned` });
      return { ...promotions, before: null };
    };
    if (!(await restore(tree, at, { name, folder: tree.folder }, current))) return all('was not there');
    let before: Promotions;
    try {
      before = await loadPromotions(`${tree.folder}/${name}`, current);
    } catch (thrown) {
      if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
      return all('cannot be read as a promotions file');
    }
    const known = new Set(await fingerprints(tree.folder, before));
    const now = await fingerprints(folder, promotions);
    const entries = promotions.entries.filter((_, i) => !known.has(now[i]!));
    return { ...promotions, entries, before: before.digests };
  } finally {
    await tree.remove();
  }
}
