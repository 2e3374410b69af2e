import { checkNew, writeNew } from '../../io/files/write-new.ts';
import type { RevocationRow } from '../../notation/revocation/row.ts';
import { certificateFacts } from '../../operations/certificates/facts.ts';
import { revocationResult } from '../../operations/judging/evidence-result.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import type { CertificateCommand } from '../../options/commands.ts';
import type { Problems } from '../../options/problems.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { perform, type Run } from '../run.ts';
import type { RunOptions } from '../run-options.ts';
import { hiddenResult } from '../secrets/hidden-result.ts';

/** The result of a command so far. A run that fails shows it too, such as the certificates that it read. */
export interface Outcome {
  certificates?: readonly Certificate[];
  revocation?: readonly RevocationRow[];
  validUntil?: Date;
  file?: string;
  pem?: string;
  /** The address of the key that was made. */
  newKey?: string;
}

/** One certificate command from options to result. Never rejects. */
export async function certificateRun<C extends CertificateCommand>(
  command: C,
  options: RunOptions,
  signal: AbortSignal,
  work: (run: Run<C>, outcome: Outcome) => Promise<void>,
): Promise<CertificateRunResult> {
  const outcome: Outcome = {};
  const { warnings, error, secrets } = await perform(command, options, signal, (current) =>
    work(current, outcome),
  );
  const { certificates = [], revocation = [], validUntil, file, pem, newKey } = outcome;
  const result: CertificateRunResult = {
    version: 1,
    command,
    status: error === null ? 'done' : 'failed',
    error,
    warnings,
    images: [],
    certificates: certificates.map(certificateFacts),
    revocation: revocationResult(revocation),
    validUntil: (error === null ? validUntil : undefined)?.toISOString() ?? null,
    file: file ?? null,
    pem: pem ?? null,
    newKey: newKey ?? null,
  };
  return hiddenResult(result, (text) => secrets.hide(text));
}

/** Notes what is wrong with `--out` before any key is used. */
export async function checkOut(out: string | undefined, problems: Problems): Promise<void> {
  if (out === undefined) return;
  if (out === '-') problems.add('usage', '--out - is not a file', 'Leave --out out: the PEM goes to stdout.');
  else await problems.try(() => checkNew(out));
}

/** Writes the PEM to the file of `--out`, or puts it into the result. */
export async function writePem(outcome: Outcome, out: string | undefined, pem: string): Promise<void> {
  if (out === undefined) {
    outcome.pem = pem;
    return;
  }
  await writeNew(out, pem);
  outcome.file = out;
}
