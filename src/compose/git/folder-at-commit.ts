import { Buffer } from 'node:buffer';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Git } from './git.ts';

/** The most bytes of a list of files, of one file, and of all that are read. */
const [LIST, FILE, ALL] = [16 * 1024 * 1024, 40 * 1024 * 1024, 128 * 1024 * 1024];

/** A regular file of a commit. */
export interface CommittedFile {
  /** Its parts from the folder on. */
  readonly names: readonly string[];
  readonly size: number;
}

/** One line of `git ls-tree -z -l`: mode, type, object, size, path. Links and modules are no regular files. */
const LINE = /^100(?:644|755) blob [0-9a-f]+ +(\d+)\t(.+)$/s;

/** A part of a path that stays in its folder on any system. */
const isPlain = (name: string): boolean => /^[^\\/:\0]+$/.test(name) && name !== '.' && name !== '..';

/** What a folder held at a commit. Nothing is checked out for it, so that no filter and no hook runs. */
export class FolderAtCommit {
  readonly #git: Git;
  readonly #commit: string;
  #read = 0;

  constructor(git: Git, commit: string) {
    this.#git = git;
    this.#commit = commit;
  }

  /** The regular files that are one of `paths`, or in one of them; each path is inside the folder. */
  async files(paths: readonly string[]): Promise<readonly CommittedFile[]> {
    if (paths.length === 0) return [];
    const args = ['ls-tree', '-r', '-z', '-l', this.#commit, '--', ...paths.map((path) => `./${path}`)];
    const { code, stdout, stderr } = await this.#git.ask(args, LIST);
    if (code !== 0) throw this.#failed(stderr);
    return Buffer.from(stdout)
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const [, size, path] = LINE.exec(line) ?? [];
        const names = path?.split('/') ?? [];
        return names.length > 0 && names.every(isPlain) ? [{ names, size: Number(size) }] : [];
      });
  }

  /** @throws SealiftError `usage` where git does not give it; `content_too_large`. */
  async content({ names, size }: CommittedFile): Promise<Uint8Array> {
    this.#read += size;
    if (size > FILE || this.#read > ALL)
      throw new SealiftError(
        'content_too_large',
        `${printable(names.join('/'))} is too large to be compared`,
        {
          hint: 'Leave --changed-since out.',
        },
      );
    const args = [
      'show',
      '--no-textconv',
      '--no-ext-diff',
      '--end-of-options',
      `${this.#commit}:./${names.join('/')}`,
    ];
    const { code, stdout, stderr } = await this.#git.ask(args, Math.max(size, 4096));
    if (code !== 0 || stdout.length !== size) throw this.#failed(stderr);
    return stdout;
  }

  #failed(said: string): SealiftError {
    const words = said === '' ? '' : `: ${said}`;
    return new SealiftError('usage', `git cannot read what the commit of --changed-since holds${words}`, {
      hint: 'A partial or shallow checkout lacks it: in actions/checkout set fetch-depth: 0, without filter.',
    });
  }
}
