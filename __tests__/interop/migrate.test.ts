import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { peerPath } from './peers/build.ts';
import { pinned } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { startRegistry } from './support/registries.ts';
import { CLI, peer, run } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'migrate.md');

/** cosign without its public log, over plain HTTP. */
const QUIET = {
  sign: '--use-signing-config=false --tlog-upload=false --yes --allow-http-registry',
  verify: '--insecure-ignore-tlog --allow-http-registry',
};

withPeers()('docs/migrate.md', () => {
  it('names what cosign signs with, in lines that a shell takes', async () => {
    const lines = await cosignLines();
    expect(lines.match(/^(?:cosign|sealift) \w+/gm)).toEqual([
      'cosign sign',
      'sealift sign',
      'sealift promote',
      'cosign verify',
    ]);
    expect(await run('bash', ['-n', '-c', lines])).toMatchObject({ code: 0 });
  });

  it('promotes an image with both signatures, and cosign verifies its own at the destination', async () => {
    const [source, target, home] = await Promise.all([
      startRegistry('distribution'),
      startRegistry('olareg'),
      NotationHome.create(),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'sealift-migrate-'));
    onTestFinished(async () => {
      await Promise.all([source.stop(), target.stop()]);
      await rm(folder, { recursive: true, force: true });
    });
    await pushSmall(`${source.host}/team/app:1.4`, '--plain-http');
    const env = { HOME: folder, COSIGN_PASSWORD: 'interop' };
    await peer('cosign', ['generate-key-pair'], { cwd: folder, env });
    const lines = (await cosignLines())
      .replaceAll('registry.example.com', source.host)
      .replaceAll('prod.example.com', target.host)
      .replaceAll('key.pem', home.key)
      .replaceAll('chain.pem', home.certificate)
      .replace('trustpolicy.json', home.policyFile)
      .replace('--trust-store truststore', `--trust-store ${home.trustStore}`)
      .replaceAll(/^cosign (sign|verify)/gm, (_, verb: 'sign' | 'verify') => `cosign ${verb} ${QUIET[verb]}`);
    const script = [
      'set -eu',
      `cosign() { '${peerPath('cosign')}' "$@"; }`,
      `sealift() { '${process.execPath}' '${CLI}' "$@"; }`,
      lines,
    ];
    await writeFile(join(folder, 'lines.sh'), script.join('\n'));
    const done = await run('bash', ['lines.sh'], { cwd: folder, env });
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    expect(await home.verify(await pinned(`${target.host}/app:1.4`))).toMatchObject({ code: 0 });
  });
});

/** The block of the page with lines of cosign. */
async function cosignLines(): Promise<string> {
  const page = (await readFile(PAGE, 'utf8')).replaceAll('\r\n', '\n');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  return blocks.find((text) => text.startsWith('cosign '))!;
}
