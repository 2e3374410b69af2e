/** What a store is opened for: to read, to add to what is there, or to write even when nothing is there yet. */
export const PURPOSES = ['read', 'attach', 'create'] as const;
export type Purpose = (typeof PURPOSES)[number];
