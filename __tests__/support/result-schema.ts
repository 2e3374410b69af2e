import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as z from 'zod';

const file = join(import.meta.dirname, '..', '..', 'schema', 'result.json');
const schema = z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8')));

/** Holds an output against the schema of the package. */
export function expectValid(output: unknown): void {
  const { success, error } = schema.safeParse(output);
  expect(success, error?.message).toBe(true);
}
