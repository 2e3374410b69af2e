/** One place in a file of the project that is written otherwise. */
export interface Edit {
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** What is done in each scene is in `scenes.ts`. */
export type SceneName =
  | 'start'
  | 'verify'
  | 'sign'
  | 'sign, AWS KMS'
  | 'promote'
  | 'promote, no API'
  | 'repeat'
  | 'promote, large'
  | 'three destinations';

/** Work that is done ahead, left out or bounded to gain time or memory; the program is right without it. */
export interface Trick {
  readonly name: string;
  readonly scenes: readonly SceneName[];
  /** What it is there to gain; time where nothing is said. */
  readonly gains?: 'memory' | 'bytes';
  /** Takes it out. */
  readonly without: readonly Edit[];
}
