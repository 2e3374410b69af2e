import { asSealiftError } from '../errors.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import type { SourceStore, TargetStore } from '../oci/ports.ts';
import type { ComparedSource } from '../operations/comparison/compare.ts';
import { failedImage } from '../operations/failed-image.ts';
import type { Demands } from '../operations/judging/demands.ts';
import type { PromotionDestination } from '../operations/promotion/destinations.ts';
import type { TagRule } from '../operations/promotion/existing-tags.ts';
import { failedDestination } from '../operations/promotion/failed-destination.ts';
import type { OwnSigning } from '../operations/promotion/own-signing.ts';
import { promoteImage } from '../operations/promotion/promote.ts';
import type { PromoteRequest } from '../operations/promotion/promote-request.ts';
import type { ImageResult } from '../operations/results.ts';
import type { Session } from '../operations/session.ts';
import { MAX_SIGNATURES } from './demands.ts';
import type { PromotionPlace } from './destinations.ts';
import type { Image } from './images.ts';
import type { OpenStore } from './open-stores.ts';
import { openedDestination } from './opened-destination.ts';
import { recordingOf } from './recording.ts';
import { withRollbacks } from './rollback.ts';
import type { Run } from './run.ts';
import { sessionOf } from './session.ts';
import type { SignaturePlaces } from './signature-places.ts';
import { withSignatures } from './with-signatures.ts';

/** The result where the source cannot be opened, with the destinations that could not be opened either. */
function withoutSource(
  { text }: Image,
  thrown: unknown,
  targets: readonly PromotionDestination[],
): ImageResult {
  const failed = targets.flatMap((target) =>
    'error' in target
      ? [failedDestination(target.reference, target.error, { digest: null, attachments: 0 })]
      : [],
  );
  return { ...failedImage(text, asSealiftError(thrown).toJSON()), destinations: failed };
}

/** What an image of many shares with the others. */
export interface SharedWork extends Pick<PromoteRequest, 'standing' | 'buffers' | 'withRoom' | 'root'> {
  readonly session: Session;
  /** The source as its list of tags is believed. */
  readonly believed: (store: SourceStore) => ComparedSource;
}

/** What the options of a promotion say. */
export interface Promotion {
  readonly image: Image;
  readonly destinations: readonly PromotionPlace[];
  readonly existingTag: readonly TagRule[];
  readonly signatures: SignaturePlaces;
  readonly open: OpenStore;
  /** Absent when the image is not verified. */
  readonly trust: TrustMaterial | undefined;
  readonly scope: string | undefined;
  readonly revocation: RevocationChecker;
  readonly demands: Demands;
  readonly platforms: ReadonlySet<string> | undefined;
}

/** What the options say of our own signature, with its maker. */
function ownSigning({ values }: Run<'promote'>, signer: OwnSigning['signer']): OwnSigning {
  const { expiry, ifSigned, recursive, userMetadata: metadata } = values;
  return {
    signer,
    ifSigned,
    metadata,
    recursive,
    ...(expiry === undefined ? {} : { expiresAfter: expiry }),
  };
}

function sharedParts(
  { standing, buffers, withRoom, root }: SharedWork,
  believed: ComparedSource | undefined,
): Partial<PromoteRequest> {
  return {
    ...(standing ? { standing } : {}),
    ...(buffers ? { buffers } : {}),
    ...(withRoom ? { withRoom } : {}),
    ...(root ? { root } : {}),
    ...(believed?.tags ? { listedTags: believed.tags } : {}),
  };
}

/**
 * Opens the stores of a promotion and promotes its image. Never rejects for what one destination fails with.
 *
 * @param signers make our own signature, and that of the records, where they are asked for.
 * @param shared what it shares with other images of its run.
 */
export async function promoteOne(
  current: Run<'promote'>,
  promotion: Promotion,
  signers: {
    readonly sign?: OwnSigning['signer'] | undefined;
    readonly record?: OwnSigning['signer'] | undefined;
  } = {},
  shared?: SharedWork,
): Promise<ImageResult> {
  const { image, destinations, existingTag, signatures, open } = promotion;
  const { trust, scope, revocation, demands, platforms } = promotion;
  const { values, signal } = current;
  const { include, excludeSignatures, artifactType, allowUnsigned, recursive, foreignLayers } = values;
  const { moveTag, backupTag, dryRun, deep } = values;
  const session = shared?.session ?? sessionOf(current);
  const targets = await Promise.all(destinations.map((one) => openedDestination(one, image, open)));
  let source: SourceStore;
  let believed: ComparedSource | undefined;
  let signatureStore: TargetStore | undefined;
  try {
    const merged = withSignatures(signatures.from, open, session);
    const opened = await open(image.reference, 'read');
    believed = deep ? undefined : shared?.believed(opened);
    source = await merged(believed?.store ?? opened);
    signatureStore = signatures.to && (await open(signatures.to, 'create', image.reference));
  } catch (thrown) {
    return withoutSource(image, thrown, targets);
  }
  const record = trust && signers.record && (await recordingOf(current, trust, signers.record));
  const promoted = await promoteImage(
    {
      ...session,
      ...demands,
      ...(shared ? sharedParts(shared, believed) : {}),
      reference: image.text,
      name: image.name,
      source,
      destinations: targets,
      ...(signatureStore === undefined ? {} : { signatures: signatureStore }),
      ...(trust === undefined ? {} : { trust }),
      revocation,
      ...(scope === undefined ? {} : { scope }),
      include,
      excludeSignatures,
      artifactTypes: artifactType,
      allowUnsigned,
      recursive,
      ...(platforms === undefined ? {} : { platforms }),
      foreignLayers,
      moveTag: moveTag === 'always' ? moveTag : 'if-unchanged',
      existingTag,
      ...(backupTag === undefined ? {} : { backupTag }),
      dryRun,
      deep,
      maxSignatures: MAX_SIGNATURES,
      ...(signers.sign === undefined ? {} : { sign: ownSigning(current, signers.sign) }),
      ...(record === undefined ? {} : { record }),
    },
    signal,
  );
  return withRollbacks(promoted, destinations, { values, source: image.reference, trust });
}
