import { printable } from '../../encoding/printable.ts';
import { runProgram } from '../../io/process/run-program.ts';
import type { SignerOptions } from '../provider.ts';
import { commandWords } from './command-words.ts';

/** Milliseconds; it may ask a person or a service first. */
const TIME = 60_000;
const LIMIT = 64 * 1024;

async function run(
  line: string,
  env: SignerOptions['env'],
  signal: AbortSignal,
): Promise<{ stdout: string }> {
  const [file, ...args] = commandWords(line, process.platform === 'win32') ?? [];
  if (file === undefined) throw new Error('credential_process of the profile is no command line');
  const what = `${printable(file, 200)}, the credential_process of the profile,`;
  const outcome = await runProgram({ file, args, input: '', env, timeout: TIME, limit: LIMIT }, signal);
  switch (outcome.kind) {
    case 'timed-out':
      throw new Error(`${what} gives no answer for ${TIME / 1000} seconds`);
    case 'too-much-output':
      throw new Error(`${what} answers with over ${LIMIT} bytes`);
    case 'refused':
      throw new Error(`${what} was not run: ${printable(outcome.file, 300)} ${outcome.reason}`);
    case 'not-found':
    case 'not-started':
      throw new Error(`${what} ${outcome.reason}`);
    case 'ended':
  }
  if (outcome.code !== 0) throw new Error(`${what} ended with ${outcome.code ?? 'a signal'}`);
  const stdout = new TextDecoder().decode(outcome.stdout);
  try {
    JSON.parse(stdout);
  } catch {
    throw new Error(`${what} answers with something that is no JSON`);
  }
  return { stdout };
}

/**
 * Lets the SDK run the `credential_process` of a profile as every other program is run here, and as the AWS CLI runs it: without
 * the shell that the SDK would give the line to.
 */
export async function withCredentialProcess(env: SignerOptions['env']): Promise<{
  /** Call it before the SDK is asked: the SDK has one interceptor for all its clients, so the last signal counts. */
  use(signal: AbortSignal): void;
  /** Why the program gave no credentials. */
  readonly failure: string | undefined;
}> {
  const { externalDataInterceptor } = await import('@smithy/core/config');
  let failure: string | undefined;
  return {
    use(signal) {
      const exec = (line: string, done: (error: unknown, said?: { stdout: string }) => void): void => {
        run(line, env, signal).then(
          (said) => done(null, said),
          (error: Error) => {
            failure = error.message;
            done(error);
          },
        );
      };
      // The SDK runs programs by the interceptor of this name, although its type is for texts.
      externalDataInterceptor.interceptToken('exec', exec as never);
    },
    get failure() {
      return failure;
    },
  };
}
