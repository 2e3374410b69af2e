import { type OpenStore, type RegistryConfigs, storeOpener } from './open-stores.ts';
import type { AnyRun } from './run.ts';

/** How the stores of each side are opened with the right to read, one opener where both have the same logins. */
export interface SideOpeners {
  readonly from: OpenStore;
  readonly to: OpenStore;
}

export async function sideOpeners(
  run: AnyRun,
  { read, write }: Pick<RegistryConfigs, 'read' | 'write'>,
): Promise<SideOpeners> {
  const from = await storeOpener(run, { read, write: read });
  return { from, to: read === write ? from : await storeOpener(run, { read: write, write }) };
}
