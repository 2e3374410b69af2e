import type { ErrorContext } from '../../encoding/error-context.ts';
import { ANY, listOf, struct, unread } from '../../encoding/go-shape.ts';
import { printable } from '../../encoding/printable.ts';
import { readAs } from '../../encoding/read-as.ts';
import type { FoundImages } from './found-images.ts';

/** The members of an artifact that count here (goreleaser, internal/artifact/artifact.go, `Artifact` and `ExtraDigest`). */
const ARTIFACTS = listOf(
  struct({ name: 'text', type: 'text', extra: struct({ Digest: 'text' }, unread(ANY)) }, unread(ANY)),
);

/**
 * The types of images (goreleaser, internal/artifact/artifact.go, `Type.String`). `Docker Image` is one of `dockers_v2`, which was
 * pushed and has a digest, or one of `dockers` before it is pushed, which has none and stands beside its `Published Docker Image`.
 */
const BUILT = 'Docker Image';
const PUSHED = ['Published Docker Image', 'Docker Manifest', 'Docker Image V2'];

const NONE =
  'Give dist/artifacts.json of a run of `goreleaser release` that pushed images (dockers_v2, dockers, docker_manifests or kos).';

/**
 * The images and manifests of GoReleaser's `dist/artifacts.json` (goreleaser, internal/pipe/metadata/metadata.go): a list of
 * everything that a release made.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readGoReleaserArtifacts(text: string, context: ErrorContext, found: FoundImages): void {
  const artifacts = readAs(ARTIFACTS, text, context);
  const isImage = ({ type = '' }: (typeof artifacts)[number]): boolean =>
    type === BUILT || PUSHED.includes(type);
  const images = artifacts.filter(isImage);
  const digestOf = ({ extra }: (typeof artifacts)[number]): string => extra?.Digest?.trim() ?? '';
  const pushed = new Set(images.filter((one) => digestOf(one) !== '').map(({ name }) => name));
  // Images alone have a digest: of files it is a checksum.
  for (const other of artifacts.filter((one) => !isImage(one) && digestOf(one) !== ''))
    found.leaveOut(`${other.type ?? ''} ${other.name ?? ''}`, 'is of a type that is not known here');
  for (const image of images) {
    const { name = '', type = '' } = image;
    const digest = digestOf(image);
    const place = `${type} ${name}`;
    if (digest !== '') found.add(place, name, digest);
    else if (type !== BUILT)
      found.fault(place, 'has no digest', 'Update GoReleaser, or name the image with the input images.');
    else if (!pushed.has(name)) found.leaveOut(place, 'was built and not pushed');
  }
  if (found.images.length > 0 || found.hasFaults) return;
  const kinds = [...new Set(artifacts.map(({ type = '' }) => type))].sort().slice(0, 8).join(', ');
  const why =
    images.length > 0
      ? 'was pushed'
      : `is listed among its ${artifacts.length} artifacts (${printable(kinds)})`;
  found.fault('no image', why, NONE);
}
