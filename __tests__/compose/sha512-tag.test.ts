import { describe, expect, it, onTestFinished } from 'vitest';
import { runPromote } from '../../src/compose/run-promote.ts';
import { runSign } from '../../src/compose/run-sign.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { type Built, image, push } from '../support/images.ts';
import { sharedChain } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const HIDDEN = /notation looks under another tag/;

async function registryWith(referrers: Switches['referrers']): Promise<FakeRegistry> {
  const registry = await FakeRegistry.start({ referrers, sha512Tags: 'kept' });
  onTestFinished(() => registry.stop());
  return registry;
}

function named(algorithm: 'sha256' | 'sha512'): Built {
  const built = image();
  const { bytes, descriptor } = built.manifest;
  return { ...built, manifest: { bytes, descriptor: { ...descriptor, digest: digestOf(bytes, algorithm) } } };
}

async function signIn(registry: FakeRegistry, algorithm: 'sha256' | 'sha512') {
  const { digest } = await push(registryStore(registry.host, 'dev/app'), named(algorithm));
  const reference = `${registry.host}/dev/app@${digest}`;
  const { key, pem } = sharedChain();
  const options = { images: reference, key: key.pem, certificateChain: pem, singleWriter: true, env: {} };
  const sign = async () => {
    const { status, warnings } = await runSign(options, never);
    expect(status).toBe('done');
    return warnings.filter((warning) => HIDDEN.test(warning));
  };
  return { reference, sign };
}

describe('signatures of a sha512 digest', () => {
  it('get one warning a run that notation cannot see them without the API', async () => {
    const { sign } = await signIn(await registryWith('404'), 'sha512');
    expect(await sign()).toHaveLength(1);
    expect(await sign()).toHaveLength(1);
  });

  it('get no warning where the API lists them, nor do those of sha256', async () => {
    expect(await (await signIn(await registryWith(true), 'sha512')).sign()).toEqual([]);
    expect(await (await signIn(await registryWith('404'), 'sha256')).sign()).toEqual([]);
  });

  it('get a warning at each promotion to a destination without the API', async () => {
    const { reference, sign } = await signIn(await registryWith(true), 'sha512');
    await sign();
    const [tag, api] = [await registryWith('404'), await registryWith(true)];
    for (const _ of ['first', 'again']) {
      const result = await runPromote(
        {
          source: reference,
          destination: [tag, api].map(({ host }) => `${host}/prod/app:1`),
          skipVerification: true,
          singleWriter: true,
          env: {},
        },
        never,
      );
      expect(result.status).toBe('done');
      const hidden = result.warnings.filter((warning) => HIDDEN.test(warning));
      expect(hidden).toHaveLength(1);
      expect(hidden[0]).toContain(`${tag.host}/prod/app:1`);
    }
  });
});
