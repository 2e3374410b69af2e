/** The change of one place in a file of the project. */
export interface Edit {
  readonly file: string;
  /** Text that occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** The scenes, which `scenes.ts` describes. */
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
  /** The aim of the trick; time by default. */
  readonly gains?: 'memory' | 'bytes';
  /** The edits that remove the trick. */
  readonly without: readonly Edit[];
}
