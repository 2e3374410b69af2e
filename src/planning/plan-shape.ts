import * as z from 'zod/mini';
import type { Digest } from '../oci/digest.ts';
import { ACTIONS } from './plan-actions.ts';

const digest = z
  .string()
  .check(z.regex(/^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/)) as unknown as z.ZodMiniType<Digest, Digest>;
const tag = z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/));
/** `HOST[:PORT]/PATH`, both as references are written. */
const repository = z
  .string()
  .check(z.maxLength(512), z.regex(/^[A-Za-z0-9.:[\]-]+(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/));
const text = z.string().check(z.maxLength(4000));
const count = z.int().check(z.minimum(0));

/** What the files of a plan are. */
export const filesShape = z.strictObject({
  promotions: digest,
  lists: z.array(digest),
  policies: z.array(digest),
  trustStores: z.array(digest),
});

/** One promotion of a plan. */
export const entryShape = z.strictObject({
  destination: repository,
  tags: z.array(
    z.strictObject({
      tag,
      action: z.enum(ACTIONS.filter((one) => one !== 'add')),
      previous: z.nullable(digest),
      backup: z.nullable(tag),
    }),
  ),
  action: z.enum(ACTIONS),
  source: z.strictObject({ repository, tag: z.nullable(tag) }),
  digest: z.nullable(digest),
  signers: z.array(text),
  attachments: z.array(z.strictObject({ artifactType: text, count: count.check(z.minimum(1)) })),
  bytes: count,
  refusal: z.nullable(z.strictObject({ code: z.string().check(z.regex(/^[a-z_]{1,64}$/)), message: text })),
});

/** The whole plan, for its JSON Schema; it is read promotion by promotion. */
export const planShape = z.strictObject({
  version: z.literal(1),
  files: filesShape,
  promotions: z.array(entryShape),
});
