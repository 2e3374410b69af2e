import { cp, writeFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { sign } from '../../src/index.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { RunResult } from '../../src/operations/results.ts';
import type { AuthOptions } from './fake-registry/auth.ts';
import { FakeRegistry } from './fake-registry/registry.ts';
import { attach, attached, image, push } from './images.ts';
import { registryStore } from './registry-store.ts';
import type { Workplace } from './workplace.ts';

/** A source and a destination registry, and the promotions file of a user who mirrors from one to the other. */
export interface PromotionsScene {
  readonly from: FakeRegistry;
  readonly to: FakeRegistry;
  /** `HOST/team/app` of the source. */
  readonly source: string;
  /** Pushes an image under a tag, and signs it unless told otherwise. */
  add(tag: string, options?: { readonly seed?: string; readonly isSigned?: boolean }): Promise<Descriptor>;
  /** Writes a promotions file with the trust of the workplace, and returns its path. */
  write(lines: readonly string[], name?: string): Promise<string>;
}

export async function promotionsScene(
  at: Workplace,
  auth: { readonly from?: Partial<AuthOptions>; readonly to?: Partial<AuthOptions> } = {},
): Promise<PromotionsScene> {
  const [from, to] = await Promise.all([FakeRegistry.start({}, auth.from), FakeRegistry.start({}, auth.to)]);
  onTestFinished(async () => {
    await Promise.all([from.stop(), to.stop()]);
  });
  const source = `${from.host}/team/app`;
  const store = registryStore(from.host);
  return {
    from,
    to,
    source,
    async add(tag, { seed = tag, isSigned = true } = {}) {
      const root = await push(store, image({ seed }), tag);
      const reference = `${source}@${root.digest}`;
      let signed: RunResult | undefined;
      if (isSigned)
        signed = await sign({ images: reference, key: at.key, certificateChain: at.chain, env: {} });
      if (signed && signed.status !== 'done') throw new Error('the scene could not sign');
      await attach(store, root, attached(root));
      return root;
    },
    async write(lines, name = 'promotions.yaml') {
      const path = at.path(name);
      const trust = ['version: 1', 'trust-policy: trustpolicy.json', 'trust-store: truststore'];
      await writeFile(path, [...trust, ...lines, ''].join('\n'));
      return path;
    },
  };
}

/** The same files in another folder of the machine. */
export async function copied(at: Workplace, folder: string): Promise<void> {
  await cp(at.folder, folder, { recursive: true });
}
