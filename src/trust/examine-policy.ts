import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { type ExaminedPolicy, examineTrustPolicy } from '../notation/policy/examine.ts';
import { policyBeside } from './other-policy.ts';
import { policyText } from './trust-files.ts';

/** A trust policy file with everything that is wrong with it. */
export interface ExaminedFile {
  readonly policy: ExaminedPolicy;
  /** What other readers make of it: notation refuses the file. */
  readonly warnings: readonly string[];
  /** A policy beside it that another reader would read in its place. */
  readonly beside: string | undefined;
}

/** Where a shell puts what it pipes into a command. */
const PIPED = /^\/(?:dev|proc)\//;

/** @throws SealiftError `file_unreadable` for a named pipe or device, which may never end. */
async function checkKind(path: string, shown: string, warnings: string[]): Promise<void> {
  if (PIPED.test(path)) return;
  if ((await entryKind(path, { followLinks: true })) === 'special file')
    throw new SealiftError('file_unreadable', `the trust policy ${shown} is a special file, not a file`, {
      hint: 'Give a regular file; notation reads no other.',
    });
  if ((await entryKind(path)) === 'link')
    warnings.push(`the trust policy ${shown} is a link, and notation reads regular files alone`);
}

/** Reads a trust policy, a path or the document itself, and gathers everything that is wrong with it, the file included. */
export async function examinePolicyFile(
  pathOrContent: string,
  plainHttp: (registry: string) => boolean,
): Promise<ExaminedFile> {
  const warnings: string[] = [];
  const isFile = !pathOrContent.trimStart().startsWith('{');
  try {
    if (isFile) await checkKind(pathOrContent, quotable(pathOrContent, 600), warnings);
    const { text, shown, isMarked } = await policyText(pathOrContent);
    if (isMarked)
      warnings.push(`the trust policy ${shown} begins with a byte order mark, and notation does not read it`);
    const beside = isFile ? await policyBeside(pathOrContent) : undefined;
    return { policy: examineTrustPolicy(text, shown, plainHttp), warnings, beside };
  } catch (error) {
    if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
    return { policy: { statements: [], faults: [error] }, warnings, beside: undefined };
  }
}
