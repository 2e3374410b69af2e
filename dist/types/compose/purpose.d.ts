/** The purposes of opening a store: to read, to attach to an image, or to write where nothing is yet. */
export declare const PURPOSES: readonly ['read', 'attach', 'create'];
export type Purpose = (typeof PURPOSES)[number];
