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
    let other: Authority;
    let registry: RunningRegistry;
    let plain: RunningRegistry;
    let home: NotationHome;
    let image: string;

    beforeAll(async () => {
      [authority, other, home, plain] = await Promise.all([
        createAuthority(),
        createAuthority(),
        NotationHome.create(),
        startRegistry('olareg'),
      ]);
      registry = await startRegistry(kind, { tls: authority });
      image = await pushSmall(`${registry.host}/dev/app:1`, '--ca-file', authority.caFile);
    });
    afterAll(async () => {
      await Promise.all([registry?.stop(), plain?.stop(), authority?.remove(), other?.remove()]);
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

    it('is trusted by SSL_CERT_FILE alone, as by crane, and by no other authority then', async () => {
      const only = (file: string) => ({ SSL_CERT_FILE: file, SSL_CERT_DIR: '', NODE_EXTRA_CA_CERTS: '' });
      const list = ['list', image, '--https-host', registry.host, '--output', 'json'];
      const ours = await sealift(list, { env: only(authority.caFile) });
      expect(ours, ours.stdout + ours.stderr).toMatchObject({ code: 0 });
      const peer = await tryPeer('crane', ['digest', image], { env: only(authority.caFile) });
      expect(peer, peer.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(ours.stdout).images[0].digest).toBe(peer.stdout.trim());
      const others = await sealift(list, { env: only(other.caFile) });
      expect(others.code).toBe(3);
      const { error } = JSON.parse(others.stdout).images[0];
      expect(error.message).toContain('CN=interop root, O=acme-rockets.io');
      expect(error.hint).toContain('SSL_CERT_FILE');
      expect(await tryPeer('crane', ['digest', image], { env: only(other.caFile) })).toMatchObject({
        code: 1,
      });
      const gone = await sealift(list, { env: only(`${authority.caFile}.gone`) });
      expect(gone.code).toBe(2);
      expect(JSON.parse(gone.stdout).images[0].error.message).toContain('SSL_CERT_FILE');
    });

    it('is recognised when it is asked in plain HTTP', async () => {
      const done = await sealift(['list', image, '--output', 'json']);
      expect(done.code).toBe(3);
      expect(JSON.parse(done.stdout).images[0].error).toMatchObject({
        code: 'tls_failed',
        message: expect.stringContaining('it speaks TLS'),
        hint: expect.stringContaining(`--https-host ${registry.host}`),
      });
    });

    it('is the source and destination of promotions that notation and oras verify', async () => {
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
