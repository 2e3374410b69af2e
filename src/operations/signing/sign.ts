import { taskGroup } from '../../async/task-group.ts';
import { checkMetadata } from '../../notation/envelope/payload.ts';
import { type Descriptor, plainDescriptor, platformName } from '../../oci/descriptor.ts';
import type { GraphNode } from '../../oci/graph/graph-node.ts';
import { readGraph } from '../../oci/graph/read-graph.ts';
import { manifestKind } from '../../oci/media-types.ts';
import { holdsBack } from '../../oci/ports.ts';
import { checkSignable, withdrawnWarning } from '../../oci/signable.ts';
import { imageResult } from '../image-result.ts';
import { resolveArtifact } from '../resolve.ts';
import type { ImageResult } from '../results.ts';
import { ImageSigner, type SignedManifest } from './image-signer.ts';
import type { SignRequest } from './sign-request.ts';
import { tellOfEnd } from './tell-of-end.ts';

interface Target {
  readonly descriptor: Descriptor;
  /** The platform of a child of an index; `undefined` for the manifest that the reference names. */
  readonly platform: string | undefined;
}

/** The manifests to sign: the referenced one alone, or the index and every child, the index first. */
async function targetsOf(
  { store, view, recursive, concurrency, reference, reporter }: SignRequest,
  root: Descriptor,
  signal: AbortSignal,
): Promise<Target[]> {
  if (recursive) {
    const graph = await readGraph(view(store), root, { concurrency }, signal);
    const children = graph.nodes.flatMap(({ manifest }) => manifest.manifests);
    const platforms = new Map(children.map((child) => [child.digest, platformName(child)]));
    const order = new Map([root.digest, ...platforms.keys()].map((digest, at) => [digest, at]));
    const rank = ({ content }: GraphNode): number => order.get(content.descriptor.digest) ?? order.size;
    return graph.nodes
      .toSorted((a, b) => rank(a) - rank(b))
      .map(({ content }) => {
        const descriptor = plainDescriptor(content.descriptor);
        return { descriptor, platform: platforms.get(descriptor.digest) };
      });
  }
  if (manifestKind(root.mediaType) === 'index') {
    reporter.warning(
      `${reference} is an index; it alone is signed, not its platforms (sign them too with --recursive)`,
    );
  }
  return [{ descriptor: root, platform: undefined }];
}

/**
 * Signs one image: the manifest that the reference names now, or the index and every child. When a manifest has a valid
 * signature under the same chain, no second one is made unless the request asks for it.
 */
export function signImage(request: SignRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, store, name, reporter } = request;
  const image = new ImageSigner(request);
  return imageResult(reference, signal, async (draft) => {
    checkMetadata(request.metadata);
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    if ('digest' in name && !request.recursive) image.prefetch(name.digest);
    const root = await resolveArtifact(store, name, signal);
    draft.describe(root);
    checkSignable(root);
    if ('tag' in name) {
      reporter.warning(`${reference} is a tag, which can move; what is signed is ${root.digest}`);
    }
    const targets = await targetsOf(request, root, signal);
    const withdrawn = withdrawnWarning(targets.map(({ descriptor }) => descriptor));
    if (withdrawn !== undefined) reporter.warning(`${reference}: ${withdrawn}`);
    const done: (SignedManifest | undefined)[] = targets.map(() => undefined);
    // Each signature is added when it is made, so that the result has it when a later one fails.
    const keep = (): void => {
      draft.update({
        signatures: done.flatMap((one) => one?.signature ?? []),
        platforms: targets.flatMap(({ platform, descriptor: { digest } }, at) => {
          const one = done[at];
          return platform === undefined || !one
            ? []
            : [{ platform, digest, status: one.status, error: null }];
        }),
      });
    };
    await taskGroup(
      signal,
      targets.map(({ descriptor }, at) => async (joined: AbortSignal) => {
        const one = await image.sign(descriptor, joined);
        if (one.status === 'signed' && !request.signatures && holdsBack(store)) await store.commit(joined);
        done[at] = one;
        keep();
      }),
    );
    const signed = done.some((one) => one?.status === 'signed');
    if (signed) await tellOfEnd(request);
    draft.update({ status: signed ? 'signed' : 'skipped' });
  });
}
