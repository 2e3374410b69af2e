import { checkMetadata } from '../notation/envelope/payload.ts';
import { imageSessions } from '../operations/image-sessions.ts';
import type { RunResult } from '../operations/results.ts';
import { signImage } from '../operations/signing/sign.ts';
import { eachImage, IMAGES_AT_ONCE } from './each-image.ts';
import { imagesOf } from './images.ts';
import { storesOf } from './open-stores.ts';
import { revocationOf } from './revocation.ts';
import { run } from './run.ts';
import type { SignOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { signaturePlacesOf } from './signature-places.ts';
import { besideSigner, signingOf } from './signing.ts';
import { typedLogins } from './typed-logins.ts';
import { unrevokedSigner } from './unrevoked-signer.ts';

/** Signs images with a key and attaches the signatures. Never rejects. */
export function runSign(options: Partial<SignOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('sign', options, signal, async (current) => {
    const { values, problems } = current;
    const { userMetadata, expiry, recursive, ifSigned } = values;
    const images = await imagesOf(options.images, values.imagesFile, current);
    await problems.try(() => checkMetadata(userMetadata));
    const { to } = await signaturePlacesOf(values, current);
    const places = [...images.map(({ reference }) => reference), ...(to ? [to] : [])];
    const [login] = await typedLogins(current, [{ flag: '--username', username: values.username, places }]);
    const open = await storesOf(current, { read: login, write: login });
    const revocation = await revocationOf(current);
    const { signing } = problems.all({ signing: await signingOf(current, revocation) });
    return besideSigner(
      unrevokedSigner(signing.start, revocation, current),
      (signer, signal) => {
        const atOnce = Math.min(images.length, IMAGES_AT_ONCE);
        const sessionFor = imageSessions(sessionOf(current, signal), atOnce, signal);
        return eachImage(images, open, to ? 'read' : 'attach', async ({ text, name }, store) => {
          const signatures = to && (await open(to, 'attach'));
          const isBeside = signatures === undefined || signatures.name === store.name;
          return signImage(
            {
              ...sessionFor(name),
              reference: text,
              name,
              store: isBeside ? (signatures ?? store) : store,
              ...(isBeside ? {} : { signatures }),
              signer,
              ...(expiry === undefined ? {} : { expiresAfter: expiry }),
              metadata: userMetadata,
              recursive,
              ifSigned,
            },
            signal,
          );
        });
      },
      current.signal,
    );
  });
}
