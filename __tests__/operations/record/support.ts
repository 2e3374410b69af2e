import { buildRecordManifest } from '../../../src/notation/record/record-manifest.ts';
import { RECORD_METADATA } from '../../../src/notation/record/record-metadata.ts';
import { recordTagOf } from '../../../src/notation/record/record-tag.ts';
import { buildStatement, type RecordFacts } from '../../../src/notation/record/statement.ts';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../../src/notation/signature-manifest.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import type { Recording } from '../../../src/operations/record/recording.ts';
import type { RecordDemand } from '../../../src/operations/record/verify-record.ts';
import { bytesStream } from '../../../src/operations/signing/bytes-stream.ts';
import type { EnvelopeMaker } from '../../../src/operations/signing/envelope-maker.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { NOW, never, tools } from '../../support/tools.ts';
import { type PromoteChange, promote, sign, signerOf, verify } from '../support.ts';

export const POLICY: Digest = `sha256:${'ab'.repeat(32)}`;

/** Records that the shared chain signs, which the statement of the tests trusts. */
export async function recording(change: Partial<Recording> = {}): Promise<Recording> {
  return { signer: await signerOf(), policy: POLICY, verifierVersion: '1.2.3', ...change };
}

/** Minutes after the moment of the tests. */
export const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** A source with signed images, and a destination to which they are promoted with records. */
export class Scene {
  readonly source = new MemoryStore('dev.test/team/app');
  readonly target = new MemoryStore('prod.test/team/app');

  /** Pushes another image to the tag of the source, and has it signed. */
  async build(seed: string) {
    const descriptor = await push(this.source, image({ seed }), '1');
    await sign(this.source);
    return descriptor;
  }

  async promote(at = NOW, change: PromoteChange = {}) {
    const record = change.record ?? (await recording());
    return promote(this.source, this.target, { ...tools(at), ...change, record });
  }

  /** Verifies the tag `1` of the destination with its record. */
  verify(at = NOW, demand: Partial<RecordDemand> = {}, change: Parameters<typeof verify>[1] = {}) {
    const record = { tag: '1', repository: this.target.name, ...demand };
    return verify(this.target, { ...tools(at), ...change, record });
  }
}

export interface CraftedRecord {
  readonly facts?: Partial<RecordFacts>;
  /** Changes the statement that was built. */
  readonly change?: (text: string) => string | Uint8Array;
  /** Who signs it; nobody for `null`, else whoever the statement trusts. */
  readonly signer?: EnvelopeMaker | null;
  /** What is signed along, where that is not what a record has. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The tag whose record tag is pointed at it; none for `null`. */
  readonly tag?: string | null;
  /** What it is attached to, where that is not the image. */
  readonly subject?: Descriptor;
}

/** Puts a record that need not be right, signed as its maker says. */
export async function putRecord(
  store: TargetStore,
  image: Descriptor,
  {
    facts = {},
    change = (text) => text,
    signer,
    metadata = RECORD_METADATA,
    tag = '1',
    subject = image,
  }: CraftedRecord = {},
): Promise<Descriptor> {
  const stated: RecordFacts = {
    image: { repository: store.name, tag: '1', digest: image.digest },
    ...{ statedAt: NOW, source: 'dev.test/team/app', policy: POLICY, verifierVersion: '1.2.3' },
    ...{ statements: ['all'], identities: [], signatures: [] },
    ...facts,
  };
  const changed = change(new TextDecoder().decode(buildStatement(stated)));
  const bytes = typeof changed === 'string' ? new TextEncoder().encode(changed) : changed;
  const { manifest, statement } = buildRecordManifest(subject, bytes, stated.statedAt);
  await store.putBlob(statement.descriptor, (offset) => bytesStream(statement.bytes, offset), never);
  await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), never);
  await store.putManifest(manifest, never);
  await store.linkReferrers(subject, [manifest], never);
  const name = { digest: manifest.descriptor.digest };
  if (signer !== null) await sign(store, { name, metadata, ...(signer ? { signer } : {}) });
  if (tag !== null) await store.tag(manifest, recordTagOf(tag), never);
  return manifest.descriptor;
}
