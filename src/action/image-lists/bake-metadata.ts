import type { ErrorContext } from '../../encoding/error-context.ts';
import { ANY } from '../../encoding/go-shape.ts';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import type { FoundImages } from './found-images.ts';

/** Keys of an exporter's response (moby/buildkit, exporter/containerimage/exptypes/types.go). */
const DIGEST = 'containerimage.digest';
const NAMES = 'image.name';

const PUSH = 'Build with push: true (docker buildx bake --push); only what was pushed has a digest to sign.';

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isBuild = (value: Members): boolean => Object.hasOwn(value, DIGEST) || Object.hasOwn(value, NAMES);

/** `image.name` holds the names of an image with commas between them; no name has a comma. */
function addBuild(place: string, build: Members, found: FoundImages): void {
  const [digest, names] = [build[DIGEST], build[NAMES]];
  const shown = typeof names === 'string' ? ` (${printable(names, 200)})` : '';
  if (digest === undefined || digest === '')
    return void found.fault(`${place}${shown}`, 'has no digest', PUSH);
  if (names === undefined || names === '')
    return void found.fault(place, 'has a digest and no name', 'Give it tags; they say where its image is.');
  if (typeof digest !== 'string' || typeof names !== 'string')
    return void found.fault(
      place,
      `has no text for ${DIGEST} or ${NAMES}`,
      'Give the metadata as it was written.',
    );
  for (const name of names.split(',')) found.add(place, name.trim(), digest);
}

/**
 * The images of what `docker buildx bake --metadata-file` writes: an object with a member for each target, which is what `buildx
 * build --metadata-file` writes for one build (docker/buildx, commands/bake.go and docs/reference/buildx_bake.md). Names of
 * targets have no dot (bake/bake.go, validTargetNameChars); members with one, such as `buildx.build.warnings`, are about the
 * whole run. A target without name and digest made no image: its output is a folder, or a cache.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readBakeMetadata(text: string, context: ErrorContext, found: FoundImages): void {
  const root = parseJson(text, context, ANY);
  if (!isObject(root))
    return void found.fault('the metadata', 'is no object with a member for each target', PUSH);
  if (isBuild(root)) return void addBuild('the build', root, found);
  for (const [name, value] of Object.entries(root)) {
    const place = `target ${name}`;
    if (isObject(value) && isBuild(value)) addBuild(place, value, found);
    else if (!name.includes('.')) found.leaveOut(place, 'made no image that was pushed');
  }
  if (found.images.length === 0 && !found.hasFaults)
    found.fault('no target', 'has a digest, so no image was pushed', PUSH);
}
