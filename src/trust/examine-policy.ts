import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { type ExaminedPolicy, examineTrustPolicy } from '../notation/policy/examine.ts';
import { policyText } from './trust-files.ts';

/** Where a shell puts what it pipes into a command. */
const PIPED = /^\/(?:dev|proc)\//;

/** @throws SealiftError `file_unreadable` for a named pipe or device, which may never end. */
async function refuseSpecial(path: string): Promise<void> {
  if ((await entryKind(path, { followLinks: true })) !== 'special file' || PIPED.test(path)) return;
  throw new SealiftError(
    'file_unreadable',
    `the trust policy ${quotable(path, 600)} is a special file, not a file`,
    {
      hint: 'Give a regular file; notation reads no other.',
    },
  );
}

/** Reads a trust policy, a path or the document itself, and gathers everything that is wrong with it, the file included. */
export async function examinePolicyFile(
  pathOrContent: string,
  plainHttp: (registry: string) => boolean,
): Promise<ExaminedPolicy> {
  try {
    if (!pathOrContent.trimStart().startsWith('{')) await refuseSpecial(pathOrContent);
    const { text, shown } = await policyText(pathOrContent);
    return examineTrustPolicy(text, shown, plainHttp);
  } catch (error) {
    if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
    return { statements: [], faults: [error] };
  }
}
