import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Authority, createAuthority } from './support/authority.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

withPeers('openssl').each<RegistryKind>(['olareg', 'distribution'])(
  '%s over TLS, with an authority of its own',
  (kind) => {
    let authority: Authority;
    let registry: RunningRegistry;
    let plain: RunningRegistry;
    let home: NotationHome;
    let image: string;

    beforeAll(async () => {
      [authority, home, plain] = await Promise.all([
        createAuthority(),
        NotationHome.create(),
        startRegistry('olareg'),
      ]);
      registry = await startRegistry(kind, { tls: authority });
      image = await pushSmall(`${registry.host}/dev/app:1`, '--ca-file', authority.caFile);
    });
    afterAll(async () => {
      await Promise.all([registry?.stop(), plain?.stop(), authority?.remove()]);
    });

    const secure = () => ['--https-host', registry.host, '--ca-file', authority.caFile];

    it('is refused while the authority is unknown', async () => {
      const flags = [...home.keyFlags, '--https-host', registry.host, '--output', 'json'];
      const refused = await sealift(['sign', image, ...flags]);
      expect(refused.code).not.toBe(0);
      const [refusal] = JSON.parse(refused.stdout).images;
      expect(refusal.error).toMatchObject({ code: 'tls_failed' });
      expect(refusal.error.hint).toContain('--ca-file');
    });

    it('is signed, verified and promoted from and to; notation and oras agree', async () => {
      const inside = `${registry.host}/prod/app:1`;
      const outside = `${plain.host}/prod/app:1`;
      for (const command of [
        ['sign', image, ...home.keyFlags],
        ['verify', image, ...home.trustFlags],
        ['promote', image, inside, ...home.trustFlags],
        ['promote', image, outside, ...home.trustFlags],
        ['promote', outside, `${registry.host}/back/app:1`, ...home.trustFlags],
        ['verify', `${registry.host}/back/app:1`, ...home.trustFlags],
      ]) {
        const done = await sealift([...command, ...secure()]);
        expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
      }
      const env = { XDG_CONFIG_HOME: home.folder, SSL_CERT_FILE: authority.caFile };
      for (const repository of ['dev', 'prod', 'back']) {
        const reference = image.replace('/dev/', `/${repository}/`);
        const verified = await tryPeer('notation', ['verify', reference], { env });
        expect(verified, verified.stderr).toMatchObject({ code: 0 });
        const args = ['discover', '--format', 'json', '--ca-file', authority.caFile, reference];
        expect(JSON.parse((await tryPeer('oras', args)).stdout).referrers).toHaveLength(1);
      }
    });
  },
);
