/** What a store is opened for: to read, to add to what is there, or to write even when nothing is there yet. */
export type Purpose = 'read' | 'attach' | 'create';
