import { abortable } from '../../async/abortable.ts';
import { taskGroup } from '../../async/task-group.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { confirmTag } from '../promotion/confirm-tag.ts';
import type { Session } from '../session.ts';
import { bytesStream } from '../signing/bytes-stream.ts';
import { putSignature } from '../signing/put-signature.ts';
import type { MadeRecord } from './records.ts';

const HINT = 'Run it again: it puts the record, and writes nothing else.';

type Task = (joined: AbortSignal) => Promise<unknown>;

/** The error of a destination that has its image and its tags, and lacks the record of them. */
function withoutRecord({ name }: CachedTarget, thrown: unknown): SealiftError {
  const { code, message, hint, needs } = asSealiftError(thrown);
  return new SealiftError(
    code,
    `the image and its tags are set at ${name}, and the record of that is not: ${message}`,
    needs === undefined ? { hint: `${hint} ${HINT}`, cause: thrown } : { hint, needs, cause: thrown },
  );
}

async function put(
  { emptyConfigs, clock }: Session,
  store: CachedTarget,
  image: Descriptor,
  made: readonly MadeRecord[],
  signal: AbortSignal,
): Promise<void> {
  const blobs = made.flatMap(({ statement, signature, signed }) => [
    statement,
    { descriptor: signature.envelope, bytes: signed.bytes },
  ]);
  await taskGroup<unknown>(signal, [
    (joined) => abortable(emptyConfigs.of(store).put(), joined),
    ...blobs.map(({ descriptor, bytes }): Task => {
      return (joined) => store.putBlob(descriptor, (offset) => bytesStream(bytes, offset), joined);
    }),
  ]);
  // Some registries lose manifests with one subject that are put at the same time.
  for (const { manifest, statement, signature, signed } of made) {
    await putSignature(store, manifest, statement, signal);
    const envelope = { descriptor: signature.envelope, bytes: signed.bytes };
    await putSignature(store, signature.manifest, envelope, signal);
  }
  const records = made.map(({ manifest }) => manifest);
  await taskGroup<unknown>(signal, [
    (joined) => store.linkReferrers(image, records, joined),
    ...made.map(({ manifest, signature }): Task => {
      return (joined) => store.linkReferrers(manifest.descriptor, [signature.manifest], joined);
    }),
  ]);
  for (const { recordTag, manifest } of made) {
    signal.throwIfAborted();
    if (recordTag !== undefined) await store.tag(manifest, recordTag, signal);
  }
  await taskGroup<unknown>(
    signal,
    made.flatMap(({ recordTag: tag, manifest, previous }): Task[] =>
      tag === undefined ? [] : [(joined) => confirmTag(store, manifest, { tag, previous }, clock, joined)],
    ),
  );
}

/**
 * Puts the records of one destination, after its tags were set and read back: the records with their signatures, which are read back,
 * and last of all the record tags. Killed in between, the record tag stands at an older record, and a repeat mends that.
 *
 * @throws SealiftError of whatever keeps the record from standing there.
 */
export async function putRecords(
  session: Session,
  store: CachedTarget,
  image: Descriptor,
  made: readonly MadeRecord[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await put(session, store, image, made, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw withoutRecord(store, error);
  }
}
