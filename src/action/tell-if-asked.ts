import type { ActionName } from '../options/commands.ts';
import { Problems } from '../options/problems.ts';
import type { Told } from './github/tell-github.ts';
import { readAsked, readInputs } from './inputs.ts';

/**
 * Tells GitHub about a run that has ended, as far as the inputs ask for it, also where other inputs were wrong: a comment of an
 * earlier run must not stand beside a check that failed. What tells GitHub is loaded only then.
 */
export async function tellIfAsked(action: ActionName, told: Omit<Told, 'asked' | 'options'>): Promise<void> {
  // Wrong inputs were reported by the run.
  const problems = new Problems();
  const asked = readAsked(action, told.env, problems);
  if (!asked.comment && !asked.storageRecord) return;
  told.onSecret(asked.githubToken);
  const { options } = readInputs(action, told.env, problems);
  const { tellGithub } = await import('./github/tell-github.ts');
  await tellGithub({ ...told, asked, options });
}
