import { exitCodeOf } from '../compose/exit-code.ts';
import type { RunName } from '../compose/run-name.ts';
import type { FaceOptions } from '../compose/run-options.ts';
import { failedRun } from '../compose/run-result.ts';
import { jsonLine } from '../encoding/json-line.ts';
import { asSealiftError, type SealiftError } from '../errors.ts';
import type { RunResult } from '../operations/results.ts';
import { every } from '../progress/every.ts';
import { type Asked, commandIn, parseInvocation } from './invocation.ts';
import { wantsJson } from './json.ts';
import { progressReporter, TICKS } from './progress.ts';
import { renderErrors, renderResults } from './render.ts';
import { runCommand } from './run-command.ts';
import { terminalOutput } from './terminal-output.ts';
import { certificateRunLines, isCertificateRun } from './text/certificates.ts';
import { errorLines } from './text/error.ts';
import { pageFor } from './text/page.ts';
import { exemplary, isPlanRun, planLines } from './text/plan.ts';
import { isPolicyRun, policyRunLines } from './text/policy.ts';

type Terminal = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** The part of the process that a command line needs. Tests give their own. */
export interface Surroundings {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opened when a password is to be read. */
  readonly stdin?: FaceOptions['stdin'];
}

function write(stream: NodeJS.WritableStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}

function report(
  result: RunResult,
  json: boolean,
  verbose: boolean,
  { stdout, stderr }: Surroundings,
): number {
  if (json) write(stdout, [jsonLine(result)]);
  else if (isCertificateRun(result)) {
    // The result goes to stdout, where it can be piped, and the text about it to stderr.
    const textOutput = result.pem === null ? stdout : stderr;
    if (result.pem !== null) stdout.write(result.pem);
    write(textOutput, certificateRunLines(result, pageFor(textOutput)));
    write(stderr, renderErrors(result, pageFor(stderr)));
  } else if (isPolicyRun(result)) {
    write(stdout, policyRunLines(result, pageFor(stdout)));
    write(stderr, renderErrors(result, pageFor(stderr)));
  } else if (isPlanRun(result)) {
    if (result.promotions !== null) stdout.write(result.promotions);
    write(stdout, planLines(result, verbose, pageFor(stdout)));
    write(stderr, renderErrors(exemplary(result), pageFor(stderr)));
  } else {
    write(stdout, renderResults(result, verbose, pageFor(stdout)));
    write(stderr, renderErrors(result, pageFor(stderr)));
  }
  return exitCodeOf(result);
}

/** Reports a command line that cannot be run, as text or as JSON. */
function refuse(
  error: SealiftError,
  command: string,
  json: boolean,
  { stdout, stderr }: Surroundings,
): number {
  const result = failedRun(command, error.toJSON());
  if (json) write(stdout, [jsonLine(result)]);
  else write(stderr, errorLines(error, pageFor(stderr)));
  return exitCodeOf(result);
}

async function runAndReport(
  run: Asked<RunName>,
  json: boolean,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<number> {
  const { stderr, env, stdin } = surroundings;
  const isOn = (name: string): boolean => run.options[name] === true;
  const [verbose, quiet] = [isOn('verbose'), isOn('quiet')];
  const output = await terminalOutput(stderr, env, quiet);
  const page = pageFor(stderr);
  const progress = progressReporter(output, { verbose, quiet, page, now: () => performance.now() });
  const stopTicks = every(output.live ? TICKS.live : TICKS.log, () => progress.tick());
  let result: RunResult;
  try {
    const onRequest = isOn('debug') ? { onRequest: (line: string) => progress.note(line) } : {};
    result = await runCommand(run, { reporter: progress, env, stdin, ...onRequest }, signal);
  } finally {
    stopTicks();
    progress.end();
  }
  if (run.options.output === 'markdown' && isPlanRun(result)) {
    const { markdownReport } = await import('./markdown-report.ts');
    surroundings.stdout.write(markdownReport(result));
    write(stderr, renderErrors(exemplary(result), page));
    return exitCodeOf(result);
  }
  return report(result, json, verbose, surroundings);
}

/**
 * Runs a command line: parses it, runs the command, prints, and resolves to the exit code. It never rejects: an unexpected
 * error is `internal`, exit code 70.
 */
export async function main(
  argv: readonly string[],
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<number> {
  const json = wantsJson(argv);
  const command = commandIn(argv);
  try {
    const invocation = parseInvocation(argv);
    if (invocation.kind === 'text') {
      surroundings.stdout.write(invocation.text);
      return 0;
    }
    if (invocation.command === 'demo') {
      const { runDemoCommand } = await import('./demo.ts');
      const again = (words: readonly string[]): Promise<number> => main(words, surroundings, signal);
      return await runDemoCommand(invocation, surroundings, again, signal);
    }
    return await runAndReport(invocation, json, surroundings, signal);
  } catch (thrown) {
    const { hiddenUsage } = await import('./hidden-usage.ts');
    const error = hiddenUsage(asSealiftError(thrown), argv, surroundings.env);
    return refuse(error, command, json, surroundings);
  }
}
