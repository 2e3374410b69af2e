import * as z from 'zod/mini';
import { lazy } from '../../../async/lazy.ts';
import { parseJson } from '../../../encoding/json.ts';
import { printable } from '../../../encoding/printable.ts';
import { quotable } from '../../../encoding/quotable.ts';
import { userText } from '../../../encoding/user-text.ts';
import { SealiftError } from '../../../errors.ts';

const entryShape = lazy(() =>
  z.looseObject({
    auth: z.optional(z.string()),
    username: z.optional(z.string()),
    password: z.optional(z.string()),
    identitytoken: z.optional(z.string()),
  }),
);

const configShape = lazy(() =>
  z.looseObject({
    auths: z.optional(z.nullable(z.record(z.string(), entryShape()))),
    credHelpers: z.optional(z.nullable(z.record(z.string(), z.string()))),
    credsStore: z.optional(z.string()),
  }),
);

/** One entry of `auths`. docker writes an empty entry when a helper keeps the credential. */
export type AuthEntry = z.infer<ReturnType<typeof entryShape>>;

export type DockerConfig = z.infer<ReturnType<typeof configShape>> & {
  /** The path of the file, or the name of the variable, for messages. */
  readonly where: string;
};

/** Reads a `config.json` or `auth.json`. @throws SealiftError `config_invalid`. */
export function parseDockerConfig(input: Uint8Array | string, where: string): DockerConfig {
  const what = `registry credentials ${printable(where, 600)}`;
  const context = { code: 'config_invalid', what } as const;
  const parsed = configShape().safeParse(parseJson(userText(input, context), context));
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    const reason = place === '' ? 'is no object' : `is malformed at ${quotable(place)}`;
    throw new SealiftError('config_invalid', `${what}: ${reason}`);
  }
  return { ...parsed.data, where };
}
