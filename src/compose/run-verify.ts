import type { RunResult } from '../operations/results.ts';
import { verifyImage } from '../operations/verify.ts';
import { eachImage } from './each-image.ts';
import { imagesOf } from './images.ts';
import { repositoryOf, storesOf } from './open-stores.ts';
import { run } from './run.ts';
import type { VerifyOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { REVOCATION, trustOf } from './trust.ts';

/** Judges images against a trust policy. Never rejects. */
export function runVerify(options: VerifyOptions, signal: AbortSignal): Promise<RunResult> {
  return run('verify', options, signal, async (current) => {
    const { values, problems } = current;
    const images = await imagesOf(options.images, values.imagesFile, problems);
    const open = await storesOf(current);
    const trust = await trustOf(
      current,
      images.map(({ reference }) => repositoryOf(reference)),
    );
    problems.throwIfAny();
    const { scope, userMetadata, recursive, maxSignatures } = values;
    const session = sessionOf(current);
    return eachImage(images, open, 'read', ({ text, name }, store) =>
      verifyImage(
        {
          ...session,
          reference: text,
          name,
          store,
          trust: trust!,
          revocation: REVOCATION,
          ...(scope === undefined ? {} : { scope }),
          metadata: userMetadata,
          recursive,
          maxSignatures,
        },
        current.signal,
      ),
    );
  });
}
