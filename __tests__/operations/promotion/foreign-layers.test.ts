import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { type Built, content, image, noise, push } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { tools } from '../../support/tools.ts';
import { trap as startTrap, type Trap } from '../../support/trap.ts';
import { promote, sign } from '../support.ts';

describe('a promotion of an image with a non-distributable layer', () => {
  let dev: FakeRegistry;
  let prod: FakeRegistry;
  let trap: Trap;
  beforeEach(async () => {
    [dev, prod, trap] = await Promise.all([
      FakeRegistry.start({ foreignLayers: 'taken' }),
      FakeRegistry.start({ foreignLayers: 'taken' }),
      startTrap(),
    ]);
  });
  afterEach(() => Promise.all([dev.stop(), prod.stop(), trap.stop()]));

  const source = () => registryStore(dev.host);
  const target = () => registryStore(prod.host);
  const BYTES = noise('windows', 500);
  const layer = (): Descriptor => ({
    mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
    digest: digestOf(BYTES),
    size: BYTES.length,
    urls: [`${trap.origin}/windows`],
  });

  /** @param held whether the source holds the layer itself. */
  const prepared = async (held: boolean): Promise<Built> => {
    const { manifest, blobs, children } = image();
    const { layers, ...body } = JSON.parse(Buffer.from(manifest.bytes).toString());
    const bytes = Buffer.from(JSON.stringify({ ...body, layers: [layer(), ...layers] }));
    const built = {
      manifest: content(manifest.descriptor.mediaType, bytes),
      blobs: held ? [{ descriptor: layer(), bytes: BYTES }, ...blobs] : blobs,
      children,
    };
    await push(source(), built, '1');
    expect(await sign(source())).toMatchObject({ status: 'signed' });
    return built;
  };
  const isThere = () => prod.repository('team/app').blobs.has(layer().digest);

  it('leaves the layer where it is, and names it', async () => {
    await prepared(true);
    const request = tools();
    expect(await promote(source(), target(), request)).toMatchObject({ status: 'promoted', error: null });
    expect(isThere()).toBe(false);
    expect(request.warnings.join()).toContain(layer().digest);
  });

  it('copies it on demand, says nothing of it then, and writes nothing the second time', async () => {
    await prepared(true);
    prod.switches.foreignLayers = 'wanted';
    const request = { ...tools(), foreignLayers: true };
    expect(await promote(source(), target(), request)).toMatchObject({ status: 'promoted', error: null });
    expect(isThere()).toBe(true);
    expect(request.warnings).toEqual([]);
    prod.log.length = 0;
    expect(await promote(source(), target(), { foreignLayers: true })).toMatchObject({ status: 'unchanged' });
    expect(prod.writes).toEqual([]);
  });

  it('puts it at a destination that has the image without it', async () => {
    await prepared(true);
    await promote(source(), target());
    const request = { foreignLayers: true };
    expect(await promote(source(), target(), request)).toMatchObject({ status: 'promoted', error: null });
    expect(isThere()).toBe(true);
    expect(await promote(source(), target(), request)).toMatchObject({ status: 'unchanged' });
  });

  it('is refused where the source does not hold it, and asks nobody who is named in the manifest', async () => {
    await prepared(false);
    const { error } = await promote(source(), target(), { foreignLayers: true });
    expect(error).toMatchObject({
      code: 'artifact_not_found',
      message: expect.stringContaining(layer().digest),
      hint: expect.stringContaining('--foreign-layers'),
    });
    expect(prod.writes).toEqual([]);
    expect(trap.seen).toEqual([]);
  });
});
