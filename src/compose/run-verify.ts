import { imageSessions } from '../operations/image-sessions.ts';
import { verifyImage } from '../operations/judging/verify.ts';
import type { RunResult } from '../operations/results.ts';
import { demandsOf } from './demands.ts';
import { eachImage, IMAGES_AT_ONCE } from './each-image.ts';
import { imagesOf } from './images.ts';
import { repositoryOf, storesOf } from './open-stores.ts';
import { platformsOf } from './platforms.ts';
import { recordDemandsOf } from './record-demands.ts';
import { revocationOf } from './revocation.ts';
import { run } from './run.ts';
import type { VerifyOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { signaturePlacesOf } from './signature-places.ts';
import { tellOfTags } from './tell-of-tags.ts';
import { scopeOf, trustOf } from './trust.ts';
import { typedLogins } from './typed-logins.ts';
import { withSignatures } from './with-signatures.ts';

/** Judges images against a trust policy. Never rejects. */
export function runVerify(options: Partial<VerifyOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('verify', options, signal, async (current) => {
    const { values, problems } = current;
    const images = await imagesOf(options.images, values.imagesFile, current);
    const signatures = await signaturePlacesOf(values, current);
    const places = [...images.map(({ reference }) => reference), ...signatures.from];
    const [login] = await typedLogins(current, [{ flag: '--username', username: values.username, places }]);
    const open = await storesOf(current, { read: login, write: login });
    const scope = scopeOf(current);
    const revocation = await revocationOf(current);
    const demands = await demandsOf(current);
    const platforms = await platformsOf(current);
    const recordOf = recordDemandsOf(current, images, scope);
    if (values.platform.length > 0 && !values.recursive) {
      problems.add(
        'usage',
        '--platform says which images of an index are judged, and without --recursive only the index is',
        'Add --recursive (-r), or leave --platform out.',
      );
    }
    const repositories = images.map(({ reference }) => repositoryOf(reference));
    const { trust } = problems.all({ trust: await trustOf(current, repositories, scope) });
    const { userMetadata, recursive, maxSignatures } = values;
    const session = sessionOf(current);
    const merged = withSignatures(signatures.from, open, session);
    const atOnce = Math.min(images.length, IMAGES_AT_ONCE);
    const sessionFor = imageSessions(session, atOnce, current.signal);
    const results = await eachImage(
      images,
      open,
      'read',
      async (image, store) => {
        const { text, name } = image;
        const record = recordOf(image);
        return verifyImage(
          {
            ...sessionFor(name),
            ...demands,
            ...platforms,
            reference: text,
            name,
            store: await merged(store),
            trust,
            revocation,
            ...(scope === undefined ? {} : { scope }),
            metadata: userMetadata,
            recursive,
            maxSignatures,
            ...(record ? { record } : {}),
          },
          current.signal,
        );
      },
      undefined,
      // A record is about the tag as well.
      values.record ? ({ text }) => text : undefined,
    );
    tellOfTags(current, images, results);
    return results;
  });
}
