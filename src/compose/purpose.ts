/** The purposes of opening a store: to read, to attach to an image, or to write where nothing is yet. */
export const PURPOSES = ['read', 'attach', 'create'] as const;
export type Purpose = (typeof PURPOSES)[number];
