import { asSealiftError, SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { UnknownPart } from '../../oci/unknown-part.ts';
import type { Clock } from '../ports.ts';
import { confirmTag } from './confirm-tag.ts';

/** What `{tag}` stands for in a template. */
const VARIABLE = '{tag}';

/** The backup tag of a tag. */
export function backupTagOf(template: string, tag: string): string {
  return template.replaceAll(VARIABLE, tag);
}

/** A backup tag that is to be set right before its tag moves. */
export interface Backup {
  readonly tag: string;
  /** Where the backup tag pointed; `undefined` where there was none. */
  readonly before: Descriptor | undefined;
  /** Where the tag points now. */
  readonly old: Descriptor;
  /** Whether the backup tag points there already. */
  readonly isThere: boolean;
}

/** The error for a tag that was not moved, since nothing would be left of what it points at. */
function notBackedUp({ name }: TargetStore, backup: string, tag: string, thrown: unknown): SealiftError {
  const cause = asSealiftError(thrown);
  const { code, message, hint, needs } = cause;
  return new SealiftError(
    // What is gone of the old image is no part of the promoted one, which the promotion could put.
    thrown instanceof UnknownPart ? 'registry_refused' : code,
    `${name}:${tag} was not moved, because its backup tag ${backup} could not be set: ${message}`,
    { hint: `${hint} Without --backup-tag the tag moves.`, cause, needs },
  );
}

/**
 * Looks at a backup tag, and reads what it is to be pointed at, so that nothing moves where that cannot be read. The manifest is
 * not kept, since a destination may have many tags; the view of the store has it for as long as there is room.
 *
 * @param old where the tag points now.
 */
export async function readBackup(
  store: TargetStore,
  { backup, tag, old }: { readonly backup: string; readonly tag: string; readonly old: Descriptor },
  signal: AbortSignal,
): Promise<Backup> {
  try {
    const before = await store.resolve({ tag: backup }, signal);
    const isThere = before !== undefined && sameContent(before, old);
    if (!isThere) await store.manifest(old, signal);
    return { tag: backup, before, old, isThere };
  } catch (thrown) {
    signal.throwIfAborted();
    throw notBackedUp(store, backup, tag, thrown);
  }
}

/**
 * Points a backup tag at the manifest that its tag points at, by the very bytes, and reads it back: the tag may only move once that is
 * kept under another one.
 */
export async function writeBackup(
  store: TargetStore,
  { tag: backup, before, old, isThere }: Backup,
  tag: string,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (isThere) return;
  try {
    const content = await store.manifest(old, signal);
    await store.tag(content, backup, signal);
    await confirmTag(store, content, { tag: backup, previous: before?.digest }, clock, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    throw notBackedUp(store, backup, tag, thrown);
  }
}
