import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEY_KINDS } from '../support/pki.ts';
import { type Inputs, pinned, pushInputs } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { SoftHsm, withSoftHsm } from './support/softhsm.ts';

withSoftHsm('a Notation plugin over PKCS#11', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let hsm: SoftHsm;
  let inputs: Inputs;
  let env: Record<string, string>;

  beforeAll(async () => {
    [registry, home, hsm] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      SoftHsm.create(),
    ]);
    inputs = await pushInputs(registry.host);
    env = { XDG_CONFIG_HOME: home.folder };
    await hsm.install(home.folder);
    for (const kind of KEY_KINDS) await home.trust(kind, hsm.root(kind));
  });
  afterAll(() => Promise.all([registry?.stop(), hsm?.remove()]));

  const signArgs = (reference: string, kind: (typeof KEY_KINDS)[number]): string[] => [
    ...['sign', reference, '--key', `notation-plugin://softhsm/${kind}`, '--output', 'json'],
    ...hsm.configFlags(kind),
  ];

  it.each(KEY_KINDS)(
    'signs with %s so that notation verifies, and is named in the signature',
    async (kind) => {
      const reference = await pinned(inputs.image);
      await home.policy({ stores: [`ca:${kind}`] });
      const signed = await sealift(signArgs(reference, kind), { env });
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(signed.stdout).images[0]).toMatchObject({ status: 'signed' });
      expect(await home.verify(reference)).toMatchObject({ code: 0 });
      const verified = await sealift(['verify', reference, ...home.trustFlags], { env });
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      const shown = await sealift(['inspect', reference]);
      expect(shown.stdout).toMatch(/sealift\/[\d.]+ softhsm\/0\.1\.0/);
    },
  );

  const cose = ['--signature-format', 'cose'];

  it.each(KEY_KINDS)('signs with %s in COSE what notation accepts', async (kind) => {
    const reference = await pushSmall(`${registry.host}/ours:${kind}`, '--plain-http');
    await home.policy({ stores: [`ca:${kind}`] });
    const signed = await sealift([...signArgs(reference, kind), ...cose], { env });
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(signed.stdout).images[0].signatures).toMatchObject([{ mediaType: 'application/cose' }]);
    expect(await home.verify(reference)).toMatchObject({ code: 0 });
    expect(await sealift(['verify', reference, ...home.trustFlags], { env })).toMatchObject({ code: 0 });
  });

  it.each(KEY_KINDS)('verifies what notation signed in COSE with the same plugin and %s', async (kind) => {
    const reference = await pushSmall(`${registry.host}/theirs:${kind}`, '--plain-http');
    await home.policy({ stores: [`ca:${kind}`] });
    await home.sign(reference, '--id', kind, '--plugin', 'softhsm', ...hsm.configFlags(kind), ...cose);
    const verified = await sealift(['verify', reference, ...home.trustFlags]);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('does not sign twice', async () => {
    const again = await sealift(signArgs(await pinned(inputs.image), 'ec-384'), { env });
    expect(JSON.parse(again.stdout).images[0]).toMatchObject({ status: 'skipped' });
  });

  it.each(['rsa-3072', 'ec-256'] as const)(
    'verifies what notation signed with the same plugin and %s',
    async (kind) => {
      const reference = await pinned(inputs.artifact);
      await home.policy({ stores: [`ca:${kind}`] });
      await home.sign(reference, '--id', kind, '--plugin', 'softhsm', ...hsm.configFlags(kind));
      const verified = await sealift(['verify', reference, ...home.trustFlags]);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    },
  );

  it('reports a wrong PIN as denied', async () => {
    const args = ['--key', 'notation-plugin://softhsm/ec-256', ...hsm.configFlags('ec-256', '9999')];
    const denied = await sealift(['sign', await pinned(inputs.index), ...args], { env });
    expect(denied.code).toBe(4);
    expect(denied.stderr).toContain('CKR_PIN_INCORRECT');
    // The port of the registry may have these digits, too.
    expect(denied.stderr).not.toMatch(/(?<!\d)9999(?!\d)/);
  });
});
