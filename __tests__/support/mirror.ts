import { onTestFinished } from 'vitest';
import { preparedEntries } from '../../src/compose/promotions/prepared-entries.ts';
import { promoteEach } from '../../src/compose/promotions/promote-each.ts';
import { run } from '../../src/compose/run.ts';
import { sign } from '../../src/index.ts';
import type { RunResult } from '../../src/operations/results.ts';
import type { PromotionEntry } from '../../src/planning/promotions.ts';
import type { SelectedImage } from '../../src/planning/selected-image.ts';
import type { AuthOptions } from './fake-registry/auth.ts';
import { FakeRegistry } from './fake-registry/registry.ts';
import type { Switches } from './fake-registry/switches.ts';
import { image, push } from './images.ts';
import { registryStore } from './registry-store.ts';
import type { Workplace } from './workplace.ts';

export interface MirrorOptions {
  readonly repositories?: readonly string[];
  /** In each repository, under `v0`, `v1` and so on. */
  readonly images?: number;
  readonly switches?: Partial<Switches>;
  readonly auth?: Partial<AuthOptions>;
  /** Signatures of each image. */
  readonly signatures?: number;
}

/** A registry with signed images that share their base layers, and two registries that they are mirrored to. */
export async function mirror(
  at: Workplace,
  { repositories = ['a', 'b'], images = 2, switches = {}, auth = {}, signatures = 1 }: MirrorOptions = {},
) {
  const registries = [
    await FakeRegistry.start(switches),
    await FakeRegistry.start(switches, auth),
    await FakeRegistry.start(switches, auth),
  ] as const;
  onTestFinished(async () => {
    await Promise.all(registries.map((one) => one.stop()));
  });
  const [from, ...to] = registries;
  const selected: SelectedImage[] = [];
  const trust = { trustPolicy: at.policy, trustStore: at.store };
  const names: string[] = [];
  for (const name of repositories) {
    const entry: PromotionEntry = {
      at: 'promotions.yaml:3:5',
      from: `${from.host}/${name}`,
      choice: { kind: 'rules', rules: {} },
      to: to.map(({ host }) => `${host}/mirror/{name}`),
      allowEmpty: false,
      settings: trust,
    };
    for (let number = 0; number < images; number += 1) {
      const built = image({ seed: `${name} ${number}`, base: 'base', layers: 4 });
      const tag = `v${number}`;
      const { digest } = await push(registryStore(from.host, name), built, tag);
      names.push(`${entry.from}@${digest}`);
      const destinations = to.map(({ host }) => ({ repository: `${host}/mirror/${name}`, tags: [tag] }));
      selected.push({ entry, tag, destinations });
    }
  }
  for (let number = 0; number < signatures; number += 1)
    await sign({
      ...{ images: names, key: at.key, certificateChain: at.chain, ifSigned: 'add', env: {} },
      userMetadata: { number: String(number) },
    });
  /** Promotes all, and says how many requests each registry got. */
  const promote = async (
    what: readonly SelectedImage[] = selected,
    { dryRun = false, ...options }: { readonly dryRun?: boolean; readonly registryConfig?: string } = {},
  ) => {
    for (const one of registries) one.log.length = 0;
    const result: RunResult = await run('promote', { env: {}, ...options }, never, async (current) => {
      const entries = what.map(({ entry }) => entry);
      const prepared = await preparedEntries(current, { entries }, { opensKeys: !dryRun });
      return promoteEach(current, prepared, what, { dryRun });
    });
    return { result, requests: registries.map((one) => one.requests) };
  };
  return { from, to, selected, names, promote };
}

const never = new AbortController().signal;
