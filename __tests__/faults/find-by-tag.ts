import { tryPeer } from '../interop/support/run.ts';
import type { Command } from './commands.ts';
import type { Destination } from './destinations/destination.ts';
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
  destination: Destination,
): Promise<string | undefined> {
  const { workshop, env, folder } = scene;
  if (apart) {
    const { image, signatures } = destination.place;
    const args = ['verify', `${image}:1`, '--signatures-from', signatures, ...workshop.trustFlags(trusted)];
    const { code, stderr } = await startHere(args, scene).ended;
    return code === 0 ? undefined : `sealift verify: ${stderr}`;
  }
  const home = {
    XDG_CONFIG_HOME: workshop.home(trusted),
    XDG_CACHE_HOME: folder,
    NOTATION_EXPERIMENTAL: '1',
  };
  const args = ['verify', ...(await destination.forNotation())];
  const { code, stdout, stderr } = await tryPeer('notation', args, { env: { ...env, ...home } });
  const isFound = code === 0 && stdout.includes(APP_DIGEST);
  return isFound ? undefined : `notation verify: ${stdout}${stderr}`;
}
