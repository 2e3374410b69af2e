import { asSealiftError } from '../errors.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import type { SourceStore, TargetStore } from '../oci/ports.ts';
import { failedImage } from '../operations/failed-image.ts';
import type { Demands } from '../operations/judging/demands.ts';
import type { PromotionDestination } from '../operations/promotion/destinations.ts';
import type { TagRule } from '../operations/promotion/existing-tags.ts';
import { failedDestination } from '../operations/promotion/failed-destination.ts';
import type { OwnSigning } from '../operations/promotion/own-signing.ts';
import { promoteImage } from '../operations/promotion/promote.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { refuseBackupTag } from './backup-tag.ts';
import { demandsOf, requirementFlags } from './demands.ts';
import { destinationsOf, type PromotionPlace } from './destinations.ts';
import { existingTagsOf } from './existing-tags.ts';
import { type Image, imageOf } from './images.ts';
import { type OpenStore, repositoryOf, storesOf } from './open-stores.ts';
import { openedDestination } from './opened-destination.ts';
import { ownSigningOf, withSigner } from './own-signing.ts';
import { platformsOf } from './platforms.ts';
import { refuseSelection } from './refuse-selection.ts';
import { revocationOf } from './revocation.ts';
import { withRollbacks } from './rollback.ts';
import { type Run, run } from './run.ts';
import type { PromoteOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { type SignaturePlaces, signaturePlacesOf } from './signature-places.ts';
import { refuseTagOptions } from './tag-options.ts';
import { scopeOf, trustOf } from './trust.ts';
import { typedLogins } from './typed-logins.ts';
import { unrevokedSigner } from './unrevoked-signer.ts';
import { withSignatures } from './with-signatures.ts';

/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;

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

interface Trust {
  readonly trust: TrustMaterial | undefined;
  readonly scope: string | undefined;
  readonly revocation: RevocationChecker;
  readonly demands: Demands;
  readonly signatures: SignaturePlaces;
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

async function promote(
  current: Run<'promote'>,
  image: Image,
  destinations: readonly PromotionPlace[],
  { trust, scope, revocation, demands, signatures, platforms }: Trust,
  existingTag: readonly TagRule[],
  open: OpenStore,
  signer?: OwnSigning['signer'],
): Promise<ImageResult> {
  const { values, signal } = current;
  const { include, excludeSignatures, artifactType, allowUnsigned, recursive, foreignLayers } = values;
  const { moveTag, backupTag, dryRun, deep } = values;
  const targets = await Promise.all(destinations.map((one) => openedDestination(one, image, open)));
  const session = sessionOf(current);
  let source: SourceStore;
  let signatureStore: TargetStore | undefined;
  try {
    const merged = withSignatures(signatures.from, open, session);
    source = await merged(await open(image.reference, 'read'));
    signatureStore = signatures.to && (await open(signatures.to, 'create', image.reference));
  } catch (thrown) {
    return withoutSource(image, thrown, targets);
  }
  const promoted = await promoteImage(
    {
      ...session,
      ...demands,
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
      ...(signer === undefined ? {} : { sign: ownSigning(current, signer) }),
    },
    signal,
  );
  return withRollbacks(promoted, destinations, { values, source: image.reference, trust });
}

/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
export function runPromote(options: Partial<PromoteOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('promote', options, signal, async (current) => {
    const { values, problems } = current;
    const { skipVerification, allowUnsigned, include, fromRegistryConfig, toRegistryConfig } = values;
    if (skipVerification && include === 'verified') {
      problems.add(
        'usage',
        '--include verified and --skip-verification exclude each other',
        'Leave one of them out.',
      );
    }
    refuseSelection(values, problems);
    if (skipVerification && values.recursive) {
      problems.add(
        'usage',
        '--recursive and --skip-verification exclude each other',
        'Leave one of them out: promote copies all images of an index, and with --recursive each must pass for itself.',
      );
    }
    for (const [name, given] of [
      ['--allow-unsigned', allowUnsigned],
      ['--skip-verification', skipVerification],
    ] as const) {
      const [flag] = given ? requirementFlags(current) : [];
      if (flag !== undefined)
        problems.add('usage', `${flag} and ${name} exclude each other`, 'Leave one of them out.');
    }
    if (skipVerification && values.distrust.length > 0) {
      problems.add(
        'usage',
        '--distrust and --skip-verification exclude each other',
        'Leave one of them out.',
      );
    }
    const { source } = options;
    if (typeof source !== 'string') problems.add('usage', 'promote takes one source', 'Give one image.');
    const found =
      typeof source === 'string' ? await problems.try(() => imageOf(source, current.plainHttp)) : undefined;
    const destinations = await destinationsOf(options.destination, values.destinationsFile, found, current);
    refuseTagOptions(options, destinations, problems);
    const signatures = await signaturePlacesOf(values, current);
    const read = [...(found ? [found.reference] : []), ...signatures.from];
    const written = [...destinations.map(({ place }) => place), ...(signatures.to ? [signatures.to] : [])];
    const existingTag = existingTagsOf(current, destinations);
    refuseBackupTag(values.backupTag, destinations, problems);
    const [from, to] = await typedLogins(current, [
      { flag: '--from-username', username: values.fromUsername, places: read },
      { flag: '--to-username', username: values.toUsername, places: written },
    ]);
    const open = await storesOf(current, { read: from ?? fromRegistryConfig, write: to ?? toRegistryConfig });
    const scope = scopeOf(current);
    const sources = found ? [repositoryOf(found.reference)] : [];
    const theirs = destinations.map(({ place }) => repositoryOf(place));
    const trust = skipVerification ? undefined : await trustOf(current, sources, scope, theirs);
    const revocation = await revocationOf(current);
    const demands = await demandsOf(current);
    const signing = await ownSigningOf(current, options, revocation);
    const { platforms } = await platformsOf(current);
    const { image } = problems.all({ image: found });
    const ways = { trust, scope, revocation, demands, signatures, platforms };
    const work = (signer?: OwnSigning['signer']) =>
      promote(current, image, destinations, ways, existingTag, open, signer);
    try {
      if (!signing || values.dryRun) return [await work(signing?.unasked)];
      const start = unrevokedSigner(signing.start, revocation, current);
      return [await withSigner(start, work, current.signal)];
    } catch (thrown) {
      return [failedImage(image.text, asSealiftError(thrown).toJSON())];
    }
  });
}
