import { quotable } from '../encoding/quotable.ts';
import { asSealiftError, SealiftError } from '../errors.ts';
import { failedImage } from '../operations/failed-image.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import type { EnvelopeMaker } from '../operations/signing/envelope-maker.ts';
import { FILE_OPTIONS } from '../options/file-options.ts';
import { demandsOf } from './demands.ts';
import { destinationsOf } from './destinations.ts';
import { existingTagsOf } from './existing-tags.ts';
import { givenFlags } from './given-flags.ts';
import { imageOf } from './images.ts';
import { repositoryOf, storesOf } from './open-stores.ts';
import { ownSigningOf, withSigner } from './own-signing.ts';
import { platformsOf } from './platforms.ts';
import { promoteOne } from './promote-one.ts';
import { recordSigningOf } from './recording.ts';
import { refuseBackupTag } from './refuse-backup-tag.ts';
import { refuseConflicts } from './refuse-conflicts.ts';
import { refuseTagOptions } from './refuse-tag-options.ts';
import { revocationOf } from './revocation.ts';
import { run } from './run.ts';
import type { PromoteOptions } from './run-options.ts';
import { signaturePlacesOf } from './signature-places.ts';
import type { Signing } from './signing.ts';
import { scopeOf, trustOf } from './trust.ts';
import { typedLogins } from './typed-logins.ts';
import { unrevokedSigner } from './unrevoked-signer.ts';

/** The options that say more about a promotions file. */
const OF_FILE = ['shard', ...FILE_OPTIONS.map(({ name }) => name).filter((name) => name !== 'file')];

/**
 * Promotes one image, or those of a promotions file: judge, copy with what is attached, read back, tag last. Never rejects.
 */
export async function runPromote(options: Partial<PromoteOptions>, signal: AbortSignal): Promise<RunResult> {
  if (options.file !== undefined)
    return (await import('./run-promote-file.ts')).runPromoteFile(options, signal);
  return run('promote', options, signal, async (current) => {
    const { values, problems } = current;
    const { skipVerification, fromRegistryConfig, toRegistryConfig } = values;
    refuseConflicts(current);
    const { source } = options;
    for (const flag of givenFlags(OF_FILE, options))
      problems.add('usage', `${flag} is given without --file`, 'Add --file FILE, the promotions file.');
    if (typeof source !== 'string')
      problems.add(
        'usage',
        'promote takes one source',
        'Give one image, or the promotions file of many with --file.',
      );
    if (typeof source === 'string' && /^[^:]*\.ya?ml$/.test(source)) {
      const hint = `Write \`sealift promote --file ${quotable(source, 200)}\`.`;
      throw new SealiftError('usage', `${quotable(source, 200)} is a file, and no image`, { hint });
    }
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
    const recording = await recordSigningOf(current, options, destinations, revocation);
    const { platforms } = await platformsOf(current);
    const { image } = problems.all({ image: found });
    const promotion = {
      ...{ image, destinations, existingTag, signatures, open },
      ...{ trust, scope, revocation, demands, platforms },
    };
    type Work = (signer?: EnvelopeMaker | Promise<EnvelopeMaker>) => Promise<ImageResult>;
    const using = (one: Signing | undefined, work: Work) => {
      if (!one || values.dryRun) return work(one?.unasked);
      return withSigner(unrevokedSigner(one.start, revocation, current), work, current.signal);
    };
    try {
      const promoted = await using(signing, (sign) =>
        using(recording, (record) => promoteOne(current, promotion, { sign, record })),
      );
      return [promoted];
    } catch (thrown) {
      return [failedImage(image.text, asSealiftError(thrown).toJSON())];
    }
  });
}
