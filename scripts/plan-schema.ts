import * as z from 'zod/mini';
import { filesShape, planShape } from '../src/planning/plan-shape.ts';

/** The JSON Schema of a plan, as the reader of plans checks it. */
export function planSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(planShape);
  return schema;
}

/** That of the digests of its files. */
export function filesSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(filesShape);
  return schema;
}

/** The file of it, in the package as `sealift/plan.schema.json`. */
export function planSchemaFile(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Plan of a promotion',
    description:
      'One line of JSON and a line feed, which `sealift plan FILE --out PLAN.json` writes and `sealift promote --plan PLAN.json` takes.',
    ...planSchema(),
  };
}
