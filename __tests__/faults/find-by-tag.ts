import { tryPeer } from '../interop/support/run.ts';
import type { Command, Place } from './commands.ts';
import { APP_DIGEST } from './fixture.ts';
import { startHere } from './program.ts';
import type { Scene } from './scene.ts';

/**
 * Asks a reader who trusts the signer of the command alone for the signature of the tag: notation, or, where signatures are in a
 * repository of their own, which notation cannot be told, Sealift.
 *
 * @returns nothing where it is found, else what the reader said.
 */
export async function notFoundByTag(
  scene: Scene,
  { apart, trusted }: Command,
  place: Place,
): Promise<string | undefined> {
  const { workshop, env, folder } = scene;
  const image = `${place.image}:1`;
  if (apart) {
    const args = ['verify', image, '--signatures-from', place.signatures, ...workshop.trustFlags(trusted)];
    const { code, stderr } = await startHere(args, scene).ended;
    return code === 0 ? undefined : `sealift verify: ${stderr}`;
  }
  const home = { XDG_CONFIG_HOME: workshop.home(trusted), XDG_CACHE_HOME: folder };
  const args = ['verify', '--insecure-registry', image];
  const { code, stdout, stderr } = await tryPeer('notation', args, { env: { ...env, ...home } });
  const isFound = code === 0 && stdout.includes(APP_DIGEST);
  return isFound ? undefined : `notation verify: ${stdout}${stderr}`;
}
