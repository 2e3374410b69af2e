import type { Case } from './cases.ts';
import { secretsOf, strayCredentials } from './credentials.ts';
import { openDestination } from './destinations/open.ts';
import type { Evidence, Phase } from './evidence.ts';
import { notFoundByTag } from './find-by-tag.ts';
import type { Fixture } from './fixture.ts';
import { judge, type Violation } from './judge.ts';
import { outcomeOf } from './outcome.ts';
import { start, startHere } from './program.ts';
import { Scene } from './scene.ts';
import type { Workshop } from './workshop.ts';

export interface Played {
  /** Whether the run met the fault. */
  readonly struck: boolean;
  readonly outcome: string;
  readonly violations: readonly (Violation & { readonly phase: Phase })[];
  readonly peakMiB: number;
  readonly milliseconds: number;
  /** Requests of the run with the fault. */
  readonly requests: number;
  /** The first of those that the fault answered. */
  readonly met: readonly string[];
}

const DONE = ['done'];

/** Every so manieth run is a process of the built program, so that its memory is measured. */
const PROCESS_EACH = 12;

/** Plays a case: the command with the fault, without it, and once more. */
export async function playCase(played: Case, workshop: Workshop, fixture: Fixture): Promise<Played> {
  const { fault, command, at, hasApi } = played;
  const scene = await Scene.open(workshop, fixture, { oneRegistry: false, hasApi, ...fault.scene });
  const destination = await openDestination(scene, played);
  const args = [...command.args(scene, destination.place), '--output', 'json', ...(fault.flags ?? [])];

  let [struck, requests] = [false, 0];
  let after: Evidence['after'] = 'nothing';
  const run = async (phase: Phase, ends: readonly string[]): Promise<Evidence> => {
    const { under = [] } = destination;
    const isMeasured = phase === 'fault' && (fault.kills || at % PROCESS_EACH === 1);
    const { env } = scene;
    scene.program =
      isMeasured || under.length > 0 ? start(args, scene.folder, { env, under }) : startHere(args, { env });
    const ended = await scene.program.ended;
    if (phase === 'fault') [struck, requests] = [fault.struck(scene, at, outcomeOf(ended).name), scene.count];
    await Promise.all([scene.calm(), destination.calm()]);
    const writes = await destination.takeWrites();
    const secrets = secretsOf(scene);
    const stray = strayCredentials(scene);
    // What is found after the repeat is found after a run that writes nothing, and that it writes nothing is judged.
    const isAsked = ended.code === 0 && phase !== 'again';
    const notFound = isAsked ? await notFoundByTag({ scene, command, destination }) : undefined;
    const before = after;
    if (after !== 'failed') after = ended.code === 0 ? 'done' : 'failed';
    for (const registry of [scene.source, scene.target]) registry.log.length = 0;
    // A run that was over before its fault has to end as one without it.
    const allowed = phase === 'fault' && struck ? ends : DONE;
    return {
      ...{ command, phase, after: before, ends: allowed, run: ended, notFound, stray, secrets, writes },
      ...(await destination.snapshots(command)),
    };
  };

  try {
    fault.begin(scene, at);
    const first = await run('fault', fault.ends);
    const all = [first, await run('repeat', DONE), await run('again', DONE)];
    return {
      struck,
      requests,
      met: scene.met.slice(0, 3),
      outcome: outcomeOf(first.run).name,
      violations: all.flatMap((one) => judge(one).map((broken) => ({ ...broken, phase: one.phase }))),
      peakMiB: Math.max(...all.map((one) => one.run.peakMiB ?? 0)),
      milliseconds: Math.max(...all.map((one) => one.run.milliseconds)),
    };
  } finally {
    await destination.close();
    await scene.close();
  }
}
