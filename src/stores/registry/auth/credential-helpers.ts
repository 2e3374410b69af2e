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

/** A name that becomes the end of a program's name, never a path. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** Helpers may ask a cloud or a keychain first. Milliseconds. */
const TIMEOUT = 60_000;
const OUTPUT_LIMIT = 64 * 1024;

/** What helpers say, on their standard output, when they work and have nothing (docker-credential-helpers). */
const NOT_FOUND = /^credentials not found/i;

/** The user name that says: the secret is an identity token. */
const TOKEN_USER = '<token>';

const answerShape = lazy(() => z.looseObject({ Username: z.string(), Secret: z.string() }));

export interface HelperOptions {
  /** The environment of the helpers; their programs are looked up on its PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the run: ends a helper that is waited for. */
  readonly signal: AbortSignal;
  /** Of the run: a helper may repeat what its environment holds. */
  readonly secrets?: Pick<Secrets, 'hide'>;
  /** How a program is run. */
  readonly run?: typeof runProgram;
}

/**
 * The first line of what a program says, if it is a sentence: the answer itself, or a part of it, may be a secret that
 * nobody here knows yet.
 */
function wordsOf(
  outcome: Extract<ProgramOutcome, { kind: 'ended' }>,
  secrets: HelperOptions['secrets'],
): string {
  const texts = [outcome.stderr, outcome.stdout].map((bytes) => new TextDecoder().decode(bytes).trim());
  const said = texts.find((text) => text !== '' && !/["{}]/.test(text) && /\S\s+\S/.test(text));
  if (said === undefined) return '';
  // Before it is cut: a secret may go over its end.
  const line = (secrets?.hide(said, 'program') ?? said).split(/[\r\n]/, 1)[0]!;
  return `: ${printable(
    randomParts(line).reduce((text, part) => text.replaceAll(part, '***'), line),
    200,
  )}`;
}

/**
 * The programs that keep credentials for docker and podman (`docker-credential-NAME get`): asked once a run for each
 * registry, and not before somebody needs it.
 */
export class CredentialHelpers {
  readonly #options: HelperOptions;
  readonly #answers = new Map<string, Promise<Credential | undefined>>();

  constructor(options: HelperOptions) {
    this.#options = options;
  }

  /**
   * What a helper keeps for a registry; `undefined` when it has nothing.
   *
   * @param key the registry as helpers name it: its host, or `https://index.docker.io/v1/`.
   * @param where the configuration that names the helper, for messages.
   * @throws SealiftError `config_invalid` for a name that is none, `credential_helper_missing`, `credential_helper_failed`.
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
    // Said below, without any of the text: it may be the secret.
  }
  if (!parsed?.success) throw fail('answers with something that is not {"Username":…,"Secret":…}');
  const { Username: username, Secret: secret } = parsed.data;
  if (secret === '') return undefined;
  if (username === TOKEN_USER) return { kind: 'refresh', token: secret, source };
  if (username === '') throw fail('answers with a secret and without a user name');
  return { kind: 'password', username, password: secret, source };
}
