import { lazy } from '../../async/lazy.ts';
import type { ResultError } from '../../operations/results.ts';
import type { Env } from '../run.ts';

/** Gives an error the remedy that fits where the run takes place, and takes away what the remedy was made of. */
export type Explain = (error: ResultError) => Promise<ResultError>;

/**
 * Explains the errors of one run. Where it takes place is looked up once, and only when an error asks for it.
 *
 * @param isStep whether the run is a step of a workflow and no command.
 */
export function explainer(isStep: boolean, env: Env): Explain {
  const loaded = lazy(async () => {
    const [{ remedyOf }, { situationOf }] = await Promise.all([
      import('./remedy.ts'),
      import('./situation-of.ts'),
    ]);
    return { remedyOf, situation: await situationOf(isStep, env) };
  });
  return async (error) => {
    const { needs, ...rest } = error;
    if (needs === undefined) return error;
    const { remedyOf, situation } = await loaded();
    return { ...rest, hint: remedyOf(error, situation) };
  };
}
