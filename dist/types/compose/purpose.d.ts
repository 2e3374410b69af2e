/** What a store is opened for: to read, to add to what is there, or to write even when nothing is there yet. */
export declare const PURPOSES: readonly ['read', 'attach', 'create'];
export type Purpose = (typeof PURPOSES)[number];
