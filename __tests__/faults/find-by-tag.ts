import { tryPeer } from '../interop/support/run.ts';
import type { Command } from './commands.ts';
import type { Destination } from './destinations/destination.ts';
import { APP_DIGEST } from './fixture.ts';
import { startHere } from './program.ts';
import type { Scene } from './scene.ts';

type Finding = { readonly scene: Scene; readonly command: Command; readonly destination: Destination };

async function notFoundBySealift({ scene, command, destination }: Finding, flags: readonly string[]) {
  const trust = scene.workshop.trustFlags(command.trusted);
  const args = ['verify', `${destination.place.image}:1`, ...flags, ...trust];
  const { code, stderr } = await startHere(args, { env: scene.env }).ended;
  return code === 0 ? undefined : `sealift verify ${flags[0]}: ${stderr}`;
}

async function notFoundByNotation({ scene, command, destination }: Finding) {
  const home = {
    XDG_CONFIG_HOME: scene.workshop.home(command.trusted),
    XDG_CACHE_HOME: scene.folder,
    NOTATION_EXPERIMENTAL: '1',
  };
  const args = ['verify', ...(await destination.forNotation())];
  const { code, stdout, stderr } = await tryPeer('notation', args, { env: { ...scene.env, ...home } });
  const isFound = code === 0 && stdout.includes(APP_DIGEST);
  return isFound ? undefined : `notation verify: ${stdout}${stderr}`;
}

/**
 * Asks a reader who trusts the signer of the command alone for the signature of the tag: notation, or, where signatures are in a
 * repository of their own, which notation cannot be told, Sealift. It is also asked for the record, which others do not know.
 *
 * @returns nothing where it is found, else what the reader said.
 */
export async function notFoundByTag(finding: Finding): Promise<string | undefined> {
  const { command, destination } = finding;
  if (command.apart) return notFoundBySealift(finding, ['--signatures-from', destination.place.signatures]);
  const notFound = await notFoundByNotation(finding);
  if (notFound !== undefined || command.wants.record === undefined) return notFound;
  return notFoundBySealift(finding, ['--record']);
}
