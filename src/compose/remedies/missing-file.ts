import { basename, resolve, sep } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { step } from './actions.ts';
import type { Situation, Workspace } from './situation.ts';

/** The file that google-github-actions/auth writes into the workspace, where a later checkout removes it. */
const GOOGLE_FILE = /^gha-creds-[0-9a-f]+\.json$/;

const CHECKOUT = step('checkout');

function isInside(path: string, { path: workspace }: Workspace): boolean {
  return path === workspace || path.startsWith(workspace.endsWith(sep) ? workspace : `${workspace}${sep}`);
}

/** The remedy for a file that is not there, where the workspace of a job tells more than the error. */
export function missingFile(given: string, hint: string, { folder, job }: Situation): string | undefined {
  const workspace = job?.workspace;
  const path = resolve(folder, given);
  if (workspace === undefined || !isInside(path, workspace)) return undefined;
  if (GOOGLE_FILE.test(basename(path))) {
    return `Put ${CHECKOUT} before google-github-actions/auth: a checkout after it removes the file.`;
  }
  if (workspace.state === 'empty') {
    return `Add before this step: ${CHECKOUT}. The workspace is empty: no step has brought the files of the repository.`;
  }
  const where = `The path begins at the workspace of the job, ${quotable(workspace.path)}`;
  return workspace.state === 'unversioned'
    ? `${hint} ${where}, in which nothing is checked out; if the file is in the repository, add before this step: ${CHECKOUT}.`
    : `${hint} ${where}; a checkout with \`path:\` puts the files into a folder of that name, and one with \`sparse-checkout:\` leaves files out.`;
}
