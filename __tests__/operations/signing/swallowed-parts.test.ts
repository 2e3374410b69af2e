import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { signaturesReached } from '../../support/strict-reader.ts';
import { promote, sign } from '../support.ts';

const PLACES: [string, Partial<Switches>][] = [
  ['the API', {}],
  ['no API', { referrers: '404', subjectHeader: false }],
  ['the API, and looks at no parts', { checksParts: false }],
  ['no API, and looks at no parts', { referrers: '404', subjectHeader: false, checksParts: false }],
];
/** What of a signature may be answered with 201 and not kept. */
const PARTS: [string, RegExp][] = [
  ['the manifest', /^manifests\/sha256:/],
  ['the envelope', /^blobs\//],
  ['the referrers tag', /^manifests\/sha256-/],
];

/** Runs a command, and tells what it says and whether a reader like notation finds a signature then. */
async function outcome(
  what: 'sign' | 'promote',
  switches: Partial<Switches>,
  swallows: NonNullable<Switches['swallows']>,
) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const store = () => registryStore(registry.host);
  const source = new MemoryStore('dev.test/team/app');
  const subject = await push(what === 'sign' ? store() : source, image(), '1');
  if (what === 'promote') await sign(source);
  const isSignature = (name: string): boolean => swallows.what.test(name) && !name.includes(subject.digest);
  registry.switches.swallows = { ...swallows, what: { test: isSignature } as RegExp };
  const result = what === 'sign' ? await sign(store()) : await promote(source, store());
  const reached = await signaturesReached(`http://${registry.host}/v2/team/app`, subject.digest);
  return { result, isFound: reached.length > 0 };
}

describe.each(['sign', 'promote'] as const)('%s', (what) => {
  describe.each(PLACES)('to a registry with %s', (_, switches) => {
    it.each(PARTS)('says done where %s was swallowed once only when it is found', async (_part, pattern) => {
      const { result, isFound } = await outcome(what, switches, { what: pattern, times: 1 });
      expect(result.error).toBeNull();
      expect(isFound).toBe(true);
    });

    it.each(PARTS)('is no success where %s is always swallowed and needed', async (part, pattern) => {
      const { result, isFound } = await outcome(what, switches, { what: pattern, times: 99 });
      expect(result.error === null).toBe(isFound);
      if (isFound || part === 'the referrers tag') return;
      // The layers of an image are swallowed like an envelope.
      expect(['signature_lost', 'registry_refused']).toContain(result.error!.code);
    });
  });
});
