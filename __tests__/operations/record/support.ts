import type { Digest } from '../../../src/oci/digest.ts';
import type { Recording } from '../../../src/operations/record/recording.ts';
import type { RecordDemand } from '../../../src/operations/record/verify-record.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { NOW, tools } from '../../support/tools.ts';
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
