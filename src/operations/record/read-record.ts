import { SealiftError } from '../../errors.ts';
import { readStatement, type StatedRecord } from '../../notation/record/read-statement.ts';
import { statementIn } from '../../notation/record/record-manifest.ts';
import { STATEMENT_LIMIT } from '../../notation/record/statement.ts';
import { readBlob } from '../../oci/blob/read-blob.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Manifest, parseManifest } from '../../oci/manifest.ts';
import type { BlobReader, ManifestReader } from '../../oci/ports.ts';
import { UNFIT } from '../../oci/referrers.ts';

/** The manifest of a record. */
export interface RecordManifest {
  readonly descriptor: Descriptor;
  readonly subject: Descriptor;
  /** The statement that it holds. */
  readonly statement: Descriptor;
}

/** What a manifest says of being a record; `undefined` where it is none. */
export function asRecord(descriptor: Descriptor, manifest: Manifest): RecordManifest | undefined {
  const statement = statementIn(manifest);
  return statement && manifest.subject && { descriptor, subject: manifest.subject, statement };
}

/** Reads the manifest that a record tag points at; `none`: it is no record; `gone`: the registry has it no more. */
export async function recordAt(
  store: ManifestReader,
  descriptor: Descriptor,
  signal: AbortSignal,
): Promise<RecordManifest | 'none' | 'gone'> {
  try {
    return asRecord(descriptor, parseManifest(await store.manifest(descriptor, signal))) ?? 'none';
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (UNFIT.has(error.code)) return 'none';
    if (error.code === 'artifact_not_found') return 'gone';
    throw error;
  }
}

/** Errors that prove the statement of a record to be none. Every other error leaves that open. */
const UNSOUND: ReadonlySet<string> = new Set([...UNFIT, 'artifact_not_found']);

/**
 * Reads what a record says. Nobody has judged its signature so far.
 *
 * @throws SealiftError `record_refused` where it says nothing that can be read, or what the store throws.
 */
export async function statedIn(
  store: BlobReader,
  { descriptor, statement, subject }: RecordManifest,
  signal: AbortSignal,
): Promise<StatedRecord> {
  const context = { code: 'record_refused', what: `the record ${descriptor.digest}` } as const;
  const bytes = await readBlob(store, statement, STATEMENT_LIMIT, signal).catch((error: unknown) => {
    if (!(error instanceof SealiftError) || !UNSOUND.has(error.code)) throw error;
    throw new SealiftError('record_refused', `${context.what}: ${error.message}`, { cause: error });
  });
  const stated = readStatement(bytes, context);
  if (stated.image.digest !== subject.digest)
    throw new SealiftError(
      'record_refused',
      `${context.what} is attached to ${subject.digest}, and states ${stated.image.digest}`,
    );
  return stated;
}
