import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Session, sessionsOf } from '../support/docs/blocks.ts';
import { allBlocks } from '../support/docs/pages.ts';
import { asShown, type PlayOptions, play } from '../support/docs/play.ts';
import { pushLocalImage, Scene } from '../support/docs/scene.ts';
import { peerPath, wheelPath } from './peers/build.ts';
import { PEERS, type PeerName, SYSTEM_PEERS } from './peers/programs.ts';
import { OidcIssuer } from './support/oidc-issuer.ts';
import { OpenBao } from './support/openbao.ts';
import { freePort, startRegistry } from './support/registries.ts';
import { withPeers } from './support/suite.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';
const sessions = sessionsOf(allBlocks());

/** Sessions that need real programs, and the one of the quick start once more, with the registry that it starts. */
const played = sessions.filter(
  (session) => session.with.length > 0 || session.page === 'docs/quick-start.md',
);

/** A folder with the programs that a page calls by their names. */
async function programs(names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-docs-programs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of names.filter((one) => !Object.hasOwn(SYSTEM_PEERS, one))) {
    // OpenBao answers as Vault does; Vault itself is not to be had.
    const file = /^(bao|vault)$/.test(name) ? wheelPath('openbao') : peerPath(name as PeerName);
    await writeFile(join(folder, name), `#!/bin/sh\nexec '${file}' "$@"\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

/** Servers that a page takes for granted, each at a free port. */
async function surroundings(session: Session): Promise<PlayOptions> {
  const registry = await startRegistry('distribution');
  onTestFinished(() => registry.stop());
  const scene = await Scene.start();
  onTestFinished(() => scene.stop());
  if (session.given === 'local image') await pushLocalImage(registry.host);
  const [, port] = registry.host.split(':');
  const addresses = {
    'localhost:5000': `localhost:${port}`,
    '127.0.0.1:8200': `127.0.0.1:${await freePort()}`,
  };
  const bin = await programs(session.with);
  if (!session.with.includes('vault'))
    return { addresses, programs: [bin], env: (folder) => scene.env(folder) };
  const issuer = new OidcIssuer();
  await issuer.server.start();
  onTestFinished(() => issuer.server.close());
  const bao = await OpenBao.start();
  onTestFinished(() => bao.stop());
  if (session.given === 'vault keys') {
    await bao.bao('secrets', 'enable', 'transit');
    for (const key of ['ca', 'release']) await bao.bao('write', `transit/keys/${key}`, 'type=ecdsa-p256');
  }
  const env = async (folder: string) => ({
    ...(await scene.env(folder)),
    BAO_ADDR: bao.address,
    BAO_TOKEN: bao.env().BAO_TOKEN!,
  });
  return { addresses: { ...addresses, [GITHUB]: issuer.url }, programs: [bin], env };
}

withPeers('openbao', 'openssl')('the commands of README and docs, with real programs', () => {
  it('name programs that this suite has', () => {
    const names = new Set(played.flatMap((session) => session.with));
    const known = new Set<string>(['bao', 'vault', ...Object.keys({ ...PEERS, ...SYSTEM_PEERS })]);
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    expect(names).toContain('bao');
  });

  it.each(played.map((session) => [session.page, session.name, session] as const))(
    '%s: "%s" does what the page says',
    async (_, __, session) => {
      const { code, outputs } = await play(session, await surroundings(session));
      expect(outputs, outputs.join('\n')).toHaveLength(session.steps.length + 1);
      expect(code, outputs.join('\n')).toBe(0);
      for (const [at, { prints }] of session.steps.entries()) {
        if (prints !== undefined) expect(outputs[at]).toMatch(asShown(prints));
      }
    },
  );
});
