import { writeAtomic } from '../io/files/write-atomic.ts';
import { checkReplaceable, type FileKind } from './check-replaceable.ts';

/** How every result begins. */
const HEAD = '{"version":1,"command":"';

const RESULTS: FileKind = {
  isOne: (start) => start === HEAD,
  length: HEAD.length,
  other: 'holds no result of a run',
  hint: 'Name another file: a result replaces an older one, and nothing else.',
};

/** A file that takes the result of a step. */
export class ResultsFile {
  readonly #path: string;
  #checked: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws SealiftError where something else stands there, or nothing can be written. */
  check(): Promise<void> {
    this.#checked ??= checkReplaceable(this.#path, RESULTS);
    return this.#checked;
  }

  /** Writes the JSON of a result, unless {@link check} has refused the file: that is an error of the run. */
  async write(result: string): Promise<void> {
    const isRefused = await this.check().then(
      () => false,
      () => true,
    );
    if (!isRefused) await writeAtomic(this.#path, `${result}\n`);
  }
}
