import { asSealiftError, SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';
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
  /** The manifest that the tag still points at; `undefined` where the backup tag points at it already. */
  readonly content: ManifestContent | undefined;
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
 * Reads what a backup tag is to be pointed at: the manifest that the tag points at now, byte for byte.
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
    return { tag: backup, before, content: isThere ? undefined : await store.manifest(old, signal) };
  } catch (thrown) {
    signal.throwIfAborted();
    throw notBackedUp(store, backup, tag, thrown);
  }
}

/** Sets a backup tag, and reads it back: the tag may only move once what it pointed at is kept under another one. */
export async function writeBackup(
  store: TargetStore,
  { tag: backup, before, content }: Backup,
  tag: string,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (content === undefined) return;
  try {
    await store.tag(content, backup, signal);
    await confirmTag(store, content, { tag: backup, previous: before?.digest }, clock, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    throw notBackedUp(store, backup, tag, thrown);
  }
}
