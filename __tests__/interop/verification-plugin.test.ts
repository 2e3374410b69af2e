import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { image, push } from '../support/images.ts';
import { sharedChain, testChain } from '../support/pki.ts';
import { demandingJws } from '../support/plugin/demanding.ts';
import { IDENTITY, REVOCATION } from '../support/plugin/judge.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const NAME = 'com.acme.verifier';

/** Takes for trusted who has the profile of an identity. */
const SCRIPT = `#!/bin/sh
here=\${0%/*}
request=$(cat)
case "$1 $request" in
  get-plugin-metadata*) exec cat "$here/metadata" ;;
  *'"com.acme.profile":"release"'*com.acme.profile:\\ release*) ok=true ;;
  *) ok=false ;;
esac
echo "{\\"verificationResults\\":{\\"${IDENTITY}\\":{\\"success\\":$ok,\\"reason\\":\\"by profile\\"},\\"${REVOCATION}\\":{\\"success\\":true}},\\"processedAttributes\\":[\\"com.acme.profile\\"]}"
`;

const METADATA = {
  ...{ name: NAME, description: 'a test', version: '1.2.3', url: 'https://acme.example' },
  ...{ supportedContractVersions: ['1.0'], capabilities: [IDENTITY, REVOCATION] },
};

withPeers('notation', 'olareg')('a signature that demands a plugin', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let env: Record<string, string>;

  /** Signs an image in a registry for the plugin; resolves to its reference by digest. */
  async function signed(tag: string, profile: string, chain = sharedChain()): Promise<string> {
    const path = join(home.folder, `layout-${tag}`);
    const store = await openLayoutStore({ path, create: true });
    const built = image({ seed: tag });
    await push(store, built, tag);
    const target: Descriptor = built.manifest.descriptor;
    const demand = { plugin: NAME, minVersion: '1.0.0', attributes: { 'com.acme.profile': profile } };
    await attachSignature(store, target, { bytes: demandingJws(demand, { target, chain }) });
    await store.close();
    const name = `${registry.host}/plugin`;
    const copied = await sealift(['promote', `oci:${path}:${tag}`, `${name}:${tag}`, '--skip-verification']);
    expect(copied, copied.stderr).toMatchObject({ code: 0 });
    return `${name}@${target.digest}`;
  }

  beforeAll(async () => {
    [registry, home] = await Promise.all([startRegistry('olareg'), NotationHome.create()]);
    env = { XDG_CONFIG_HOME: home.folder };
    const folder = join(home.folder, 'notation', 'plugins', NAME);
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await writeFile(join(folder, 'metadata'), JSON.stringify(METADATA));
    await writeFile(join(folder, `notation-${NAME}`), SCRIPT);
    await chmod(join(folder, `notation-${NAME}`), 0o755);
    await home.trustPem('acme', sharedChain().root.pem);
    await home.policy({ stores: ['ca:acme'], identities: ['com.acme.profile: release'] });
  });
  afterAll(() => registry?.stop());

  it('lists the plugin as notation does', async () => {
    expect(await peer('notation', ['plugin', 'list'], { env })).toContain(NAME);
  });

  it.each([
    ['passes by its profile', 'release', 0],
    ['does not pass by another profile', 'nightly', 1],
  ])('%s, to notation too', async (_, profile, code) => {
    const reference = await signed(profile, profile);
    expect(await home.verify(reference)).toMatchObject({ code });
    const ours = await sealift(['verify', reference, ...home.trustFlags, '--output', 'json'], { env });
    expect(ours, ours.stderr).toMatchObject({ code });
    const [signature] = JSON.parse(ours.stdout).images[0].signatures;
    expect(signature.judgedBy).toMatchObject({ name: NAME, version: '1.2.3', builtIn: false });
    const place = `${registry.host}/promoted-${profile}:1`;
    const promoted = await sealift(['promote', reference, place, ...home.trustFlags], { env });
    expect(promoted, promoted.stderr).toMatchObject({ code });
  });

  it('of a stranger starts no program', async () => {
    const chain = testChain({ root: { subject: [['CN', 'stranger']] } });
    const reference = await signed('stranger', 'release', chain);
    const plugins = join(home.folder, 'plugins-that-tell');
    const folder = join(plugins, 'plugins', NAME);
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const file = join(folder, `notation-${NAME}`);
    await writeFile(file, '#!/bin/sh\necho started >&2\nexit 1\n', { mode: 0o755 });
    const told = { ...env, NOTATION_LIBEXEC: plugins };
    const refused = await sealift(['verify', reference, ...home.trustFlags], { env: told });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('was not asked') });
    expect(refused.stderr).not.toContain('started');
  });
});
