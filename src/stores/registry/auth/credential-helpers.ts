import * as z from 'zod/mini';
import { lazy } from '../../../async/lazy.ts';
import { parseJson } from '../../../encoding/json.ts';
import { printable } from '../../../encoding/printable.ts';
import { randomParts } from '../../../encoding/quotable.ts';
import type { Secrets } from '../../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../../errors.ts';
import type { ProgramOutcome, runProgram } from '../../../io/process/run-program.ts';
import { streamNamesHint } from '../../../io/process/stream-names.ts';
import type { Credential } from './credential.ts';

/** The name of a helper, which becomes the end of a program's name and must not lead to another path. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** Milliseconds that a helper may take: it may ask a cloud or a keychain. */
const TIMEOUT = 60_000;
const OUTPUT_LIMIT = 64 * 1024;

/** The output of a helper that has no credential for the registry (docker-credential-helpers). */
const NOT_FOUND = /^credentials not found/i;

/** The user name by which a helper says that the secret is an identity token. */
const TOKEN_USER = '<token>';

const answerShape = lazy(() => z.looseObject({ Username: z.string(), Secret: z.string() }));

export interface HelperOptions {
  /** The environment of the helpers. Their programs are searched on its PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The signal of the run, which ends a running helper. */
  readonly signal: AbortSignal;
  /** The secrets of the run, since a helper may print those of its environment. */
  readonly secrets?: Pick<Secrets, 'hide'>;
  /** Runs a program; tests give a function of their own. */
  readonly run?: typeof runProgram;
}

/**
 * The first line of a program's output for an error message, if it looks like a sentence. Any other output may be, or hold, a
 * secret that this run does not know yet.
 */
function wordsOf(
  outcome: Extract<ProgramOutcome, { kind: 'ended' }>,
  secrets: HelperOptions['secrets'],
): string {
  const texts = [outcome.stderr, outcome.stdout].map((bytes) => new TextDecoder().decode(bytes).trim());
  const said = texts.find((text) => text !== '' && !/["{}]/.test(text) && /\S\s+\S/.test(text));
  if (said === undefined) return '';
  // Secrets are hidden before the first line is cut out, because a secret may have several lines.
  const line = (secrets?.hide(said, 'program') ?? said).split(/[\r\n]/, 1)[0]!;
  return `: ${printable(
    randomParts(line).reduce((text, part) => text.replaceAll(part, '***'), line),
    200,
  )}`;
}

/**
 * The programs that keep credentials for docker and podman (`docker-credential-NAME get`). A run asks once for each registry,
 * when a request first needs the credential.
 */
export class CredentialHelpers {
  readonly #options: HelperOptions;
  readonly #answers = new Map<string, Promise<Credential | undefined>>();

  constructor(options: HelperOptions) {
    this.#options = options;
  }

  /**
   * Asks a helper for the credential of a registry; resolves to `undefined` when it has none.
   *
   * @param key the registry as helpers name it: its host, or `https://index.docker.io/v1/`.
   * @param where the configuration that names the helper, for messages.
   * @throws SealiftError `config_invalid` for an invalid name, `credential_helper_missing`, `credential_helper_failed`.
   */
  ask(name: string, key: string, where: string): Promise<Credential | undefined> {
    const id = JSON.stringify([name, key]);
    const known = this.#answers.get(id);
    if (known) return known;
    const answer = this.#ask(name, key, where);
    this.#answers.set(id, answer);
    return answer;
  }

  async #ask(name: string, key: string, where: string): Promise<Credential | undefined> {
    if (!NAME.test(name)) {
      throw new SealiftError(
        'config_invalid',
        `${where}: ${printable(name)} is not the name of a credential helper`,
        { hint: 'Write NAME for the program docker-credential-NAME, without a path.' },
      );
    }
    const { env, signal, secrets } = this.#options;
    const run = this.#options.run ?? (await import('../../../io/process/run-program.ts')).runProgram;
    const program = `docker-credential-${name}`;
    const shown = `${program}, which ${where} names for ${printable(key)},`;
    let hint: string | undefined;
    const fail = (reason: string): SealiftError =>
      new SealiftError('credential_helper_failed', `${shown} ${reason}`, {
        hint:
          hint ??
          `Try it by hand with \`${program} get\`, with ${printable(key)} on its standard input; log in again if that fails too.`,
      });
    const order = { file: program, args: ['get'], input: key, env, timeout: TIMEOUT, limit: OUTPUT_LIMIT };
    const outcome = await run(order, signal);
    switch (outcome.kind) {
      case 'not-found':
        throw new SealiftError('credential_helper_missing', `${shown} ${outcome.reason}`, {
          hint: `${outcome.remedy} Or remove it from credHelpers or credsStore, and log in again.`,
        });
      case 'refused': {
        const found = printable(outcome.file, 600);
        const message = `${shown} was not run: ${found} ${outcome.reason}`;
        throw new SealiftError('credential_helper_missing', message, { hint: outcome.remedy });
      }
      case 'not-started':
        throw fail(outcome.reason);
      case 'timed-out':
        throw fail(`gives no answer for ${TIMEOUT / 1000} seconds`);
      case 'too-much-output':
        throw fail(`answers with over ${OUTPUT_LIMIT} bytes`);
      case 'ended':
    }
    hint = streamNamesHint(outcome.stderr);
    if (outcome.code !== 0) {
      if (NOT_FOUND.test(new TextDecoder().decode(outcome.stdout).trim())) return undefined;
      throw fail(`ends with ${outcome.code ?? 'a signal'}${wordsOf(outcome, secrets)}`);
    }
    return credentialIn(outcome.stdout, `${program} (${where})`, fail);
  }
}

function credentialIn(
  stdout: Uint8Array,
  source: string,
  fail: (reason: string) => SealiftError,
): Credential | undefined {
  let parsed: ReturnType<ReturnType<typeof answerShape>['safeParse']> | undefined;
  try {
    parsed = answerShape().safeParse(parseJson(stdout, { code: 'credential_helper_failed', what: source }));
  } catch {
    // The error below has none of the output, which may be the secret.
  }
  if (!parsed?.success) throw fail('answers with something that is not {"Username":…,"Secret":…}');
  const { Username: username, Secret: secret } = parsed.data;
  if (secret === '') return undefined;
  if (username === TOKEN_USER) return { kind: 'refresh', token: secret, source };
  if (username === '') throw fail('answers with a secret and without a user name');
  return { kind: 'password', username, password: secret, source };
}
