import { SealiftError } from '../../errors.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import { type Descriptor, platformName } from '../../oci/descriptor.ts';
import type { ArtifactGraph, GraphOptions } from '../../oci/graph/artifact-graph.ts';
import { readGraph } from '../../oci/graph/read-graph.ts';
import { manifestKind } from '../../oci/media-types.ts';
import { configPlatform } from '../../oci/platforms/config-platform.ts';
import { platformKey } from '../../oci/platforms/platform-key.ts';
import { isPlatformText } from '../../oci/platforms/platform-text.ts';

/** The most names that an error lists. */
const SHOWN = 12;

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The keys of the platforms whose images the indexes of a graph name, each once. */
function keysIn(
  { nodes }: ArtifactGraph,
  counts: (child: Descriptor) => boolean = () => true,
): readonly string[] {
  const images = nodes
    .flatMap(({ manifest }) => manifest.manifests)
    .filter((child) => manifestKind(child.mediaType) !== 'index' && counts(child));
  return [...new Set(images.flatMap(({ platform }) => platformKey(platform) ?? []))];
}

/** Refuses platforms that the artifact does not have. That of an image is in its config. */
async function refuseMissing(
  store: CachedStore,
  graph: ArtifactGraph,
  platforms: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const { descriptor } = graph.root.content;
  const what = `${store.name}@${descriptor.digest}`;
  const isIndex = manifestKind(descriptor.mediaType) === 'index';
  const own = isIndex ? undefined : await configPlatform(store, graph.root.manifest, signal);
  const has = isIndex ? keysIn(graph) : own === undefined ? [] : [own];
  const missing = [...platforms].filter((one) => !has.includes(one));
  if (missing.length === 0) return;
  const wanted = `has no ${listed(missing)}`;
  if (isIndex) {
    const names = has.length === 0 ? 'its entries name no platform' : `its platforms are ${listed(has)}`;
    throw new SealiftError('platform_missing', `the index ${what} ${wanted}: ${names}`);
  }
  const is = own === undefined ? 'is no index, and its config names no platform' : `is an image for ${own}`;
  throw new SealiftError('platform_missing', `${what} ${wanted}: it ${is}`, {
    hint: 'Leave --platform out for what is no index, or name its own platform.',
  });
}

/** Refuses a graph some of whose children are not there, and says what can be done with the others. */
function refuseAbsent(
  { name }: CachedStore,
  graph: ArtifactGraph,
  platforms: ReadonlySet<string> | undefined,
): void {
  const absent = new Map(graph.absent.map((child) => [child.digest, child]));
  if (absent.size === 0) return;
  const { digest } = graph.root.content.descriptor;
  const [named, others] = [true, false].map((isNamed) =>
    [...absent.values()]
      .filter(({ platform }) => (platformKey(platform) !== undefined) === isNamed)
      .map((child) => `${platformName(child)} (${child.digest})`),
  ) as [string[], string[]];
  const unnamed = `${others.length} without a platform`;
  const what =
    named.length === 0 ? listed(others) : listed([...named, ...(others.length > 0 ? [unnamed] : [])]);
  const message = `${name} does not have what the index ${digest} names: ${what}`;
  if (platforms) {
    const hint = 'Push the whole image again, or promote it again with the same platforms.';
    throw new SealiftError('child_missing', message, { hint });
  }
  const here = keysIn(graph, (child) => !absent.has(child.digest)).filter(isPlatformText);
  if (here.length === 0 || here.length > SHOWN) throw new SealiftError('child_missing', message);
  const flags = here.map((one) => `--platform ${one}`).join(' ');
  throw new SealiftError('child_missing', message, {
    hint: `Where only some platforms were meant to be here, name them: ${flags}. Otherwise push the whole image again.`,
  });
}

/**
 * Reads an artifact with all the children that are expected: all, or those of the given platforms.
 *
 * @throws SealiftError `platform_missing` for a platform that the artifact does not have, `child_missing` naming all that is not
 *   there, or what {@link readGraph} throws.
 */
export async function readExpected(
  store: CachedStore,
  root: Descriptor,
  options: Omit<GraphOptions, 'absent'>,
  signal: AbortSignal,
): Promise<ArtifactGraph> {
  const graph = await readGraph(store, root, { ...options, absent: 'told' }, signal);
  const { platforms } = options;
  if (platforms) await refuseMissing(store, graph, platforms, signal);
  refuseAbsent(store, graph, platforms);
  return graph;
}
