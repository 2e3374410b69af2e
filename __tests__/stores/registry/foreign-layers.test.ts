import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { type Built, content, image, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

/** An image with one more layer that is never sent: it stays where it is. */
function withForeignLayer(docker: boolean): { readonly built: Built; readonly digest: string } {
  const built = image({ docker });
  const { layers, ...body } = JSON.parse(Buffer.from(built.manifest.bytes).toString());
  const layer = {
    mediaType: docker
      ? 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
      : 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
    digest: `sha256:${'f'.repeat(64)}`,
    size: 1_000,
    urls: ['https://layers.example/windows'],
  };
  const bytes = Buffer.from(JSON.stringify({ ...body, layers: [layer, ...layers] }));
  return {
    built: { ...built, manifest: content(built.manifest.descriptor.mediaType, bytes) },
    digest: layer.digest,
  };
}

async function start(foreignLayers: Switches['foreignLayers']) {
  const registry = await FakeRegistry.start({ foreignLayers });
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  return { registry, clock, store: registryStore(registry.host, 'team/app', { clock }) };
}

describe.each([
  ['of OCI', false],
  ['of Docker', true],
])('a layer %s that is not distributed', (_, docker) => {
  it('is left where it is by a registry that takes that', async () => {
    const { store } = await start('taken');
    const { built } = withForeignLayer(docker);
    await push(store, built, '1');
    expect(await store.resolve({ tag: '1' }, never)).toEqual(built.manifest.descriptor);
  });

  it.each(['refused', 'refused-silently', 'wanted'] as const)(
    'is a definite no, with the remedy, where it is %s',
    async (how) => {
      const { registry, store } = await start(how);
      const { built, digest } = withForeignLayer(docker);
      await expect(push(store, built, '1')).rejects.toMatchObject({
        code: 'registry_refused',
        exitCode: 1,
        message: expect.stringContaining(how === 'refused' ? 'invalid URL on layer' : digest),
        hint: expect.stringMatching(/non-distributable.*urls\.allow/),
      });
      const puts = registry.requests.filter((request) => /^PUT .*manifests/.test(request));
      // 500 alone may pass, and only its body says that this one does not.
      expect(puts.length).toBeLessThanOrEqual(how === 'wanted' ? 1 : 5);
    },
  );
});
