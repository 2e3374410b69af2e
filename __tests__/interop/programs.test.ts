import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { run, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const SOURCE = join(import.meta.dirname, 'programs', 'main.go');

/** Processors as Go names them. */
const GO: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
const OWN = process.arch;
const OTHER = OWN === 'arm64' ? 'x64' : 'arm64';

const FOREIGN = [
  ['linux', OTHER],
  ['linux', OWN === 'x64' ? 'ia32' : 'arm'],
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['freebsd', OWN],
] as const;

withPeers()('real programs, built by Go', () => {
  let folder: string;
  let registry: FakeRegistry;
  const path = (name: string): string => join(folder, name);
  const built = (platform: string, processor: string): string => path(`built-${platform}-${processor}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-programs-'));
    registry = await FakeRegistry.start(
      {},
      {
        kind: 'basic',
        accounts: [{ username: 'ann', password: 's3cr3t' }],
      },
    );
    for (const [platform, processor] of [...FOREIGN, [process.platform, OWN] as const]) {
      const env = {
        CGO_ENABLED: '0',
        GOOS: platform === 'win32' ? 'windows' : platform,
        GOARCH: GO[processor] ?? processor,
      };
      const done = await run('go', ['build', '-o', built(platform, processor), SOURCE], { env });
      if (done.code !== 0) throw new Error(`go build: ${done.stderr}`);
      // A shell that executed the file would create the marker.
      await appendFile(built(platform, processor), `\n: > '${path('marker')}'\n`);
    }
    for (const name of ['bin', 'docker', 'libexec/plugins/acme'])
      await mkdir(path(name), { recursive: true, mode: 0o755 });
    await writeFile(path('docker/config.json'), JSON.stringify({ credsStore: 'acme' }));
  });
  afterAll(() => Promise.all([registry?.stop(), rm(folder, { recursive: true, force: true })]));
  beforeEach(() => rm(path('marker'), { force: true }));

  async function askHelper(program: string) {
    await rm(path('bin/docker-credential-acme'), { force: true });
    await copyFile(program, path('bin/docker-credential-acme'));
    const env = { DOCKER_CONFIG: path('docker'), PATH: `${path('bin')}:/usr/bin:/bin` };
    return sealift(['list', `${registry.host}/team/app:1`], { env });
  }

  async function askPlugin(program: string) {
    await rm(path('libexec/plugins/acme/notation-acme'), { force: true });
    await copyFile(program, path('libexec/plugins/acme/notation-acme'));
    const key = ['--key', 'notation-plugin://acme/release'];
    const env = { NOTATION_LIBEXEC: path('libexec') };
    return sealift(['sign', `${registry.host}/team/app:1`, ...key], { env });
  }

  it('run when they are made for this system', async () => {
    // The login is accepted, and the image does not exist.
    expect(await askHelper(built(process.platform, OWN))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[artifact_not_found]'),
    });
    expect(await askPlugin(built(process.platform, OWN))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the plugin acme does not sign'),
    });
  });

  it.each(FOREIGN.filter(([platform]) => platform !== process.platform || platform === 'linux'))(
    'are refused and not run when they are made for %s/%s',
    async (platform, processor) => {
      const reason = `is made for ${platform}/${processor}, and this is ${process.platform}/${OWN}`;
      const helper = await askHelper(built(platform, processor));
      expect(helper).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
      expect(helper.stderr).toContain(`docker-credential-acme ${reason}`);
      const plugin = await askPlugin(built(platform, processor));
      expect(plugin).toMatchObject({ code: 2, stderr: expect.stringContaining('[plugin_unsafe]') });
      expect(plugin.stderr).toContain(`notation-acme ${reason}`);
      expect(existsSync(path('marker'))).toBe(false);
    },
  );
});
