import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestChain, testChain } from '../support/pki.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';
import { TimestampServer } from './support/timestamp-server.ts';

const FORMATS = ['jws', 'cose'] as const;
const LIFE = 15_000;

withPeers()("timestamps of sigstore's authority", () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let tsa: TimestampServer;
  let folder: string;

  const file = (name: string): string => join(folder, name);
  const pushed = (repository: string) => pushSmall(`${registry.host}/${repository}:1`, '--plain-http');
  const tsaFlags = () => ['--timestamp-url', tsa.url, '--timestamp-root-cert', tsa.rootFile];
  const keyFlags = (name: string) => [
    ...['--key', file(`${name}.key`), '--certificate-chain', file(`${name}.crt`)],
  ];
  const addKey = async (name: string, chain: TestChain): Promise<void> => {
    await writeFile(file(`${name}.key`), chain.key.pem, { mode: 0o600 });
    await writeFile(file(`${name}.crt`), chain.pem);
    await home.addKey(name, file(`${name}.key`), file(`${name}.crt`));
    await home.trustPem(name, chain.root.pem);
  };
  const bothAccept = async (reference: string): Promise<void> => {
    const theirs = await home.verify(reference);
    expect(theirs, theirs.stderr).toMatchObject({ code: 0 });
    const ours = await sealift(['verify', reference, ...home.trustFlags]);
    expect(ours, ours.stderr).toMatchObject({ code: 0 });
  };
  const bothRefuse = async (reference: string): Promise<void> => {
    expect(await home.verify(reference)).toMatchObject({ code: 1 });
    expect(await sealift(['verify', reference, ...home.trustFlags])).toMatchObject({ code: 1 });
  };

  beforeAll(async () => {
    [registry, home, tsa, folder] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      TimestampServer.start(),
      mkdtemp(join(tmpdir(), 'sealift-sigstore-')),
    ]);
    await addKey('lasting', testChain());
    const store = join(home.trustStore, 'x509', 'tsa', 'sigstore');
    await mkdir(store, { recursive: true });
    await cp(tsa.rootFile, join(store, 'root.pem'));
    await home.policy({ stores: ['ca:lasting', 'tsa:sigstore'] });
  });
  afterAll(async () => {
    await Promise.all([registry?.stop(), tsa?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it.each(FORMATS)('in a %s signature of Sealift are accepted by both', async (format) => {
    const reference = await pushed(`ours-${format}`);
    const flags = ['--signature-format', format, '--require-timestamp'];
    const signed = await sealift(['sign', reference, ...keyFlags('lasting'), ...tsaFlags(), ...flags]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    await bothAccept(reference);
  });

  it.each(FORMATS)('in a %s signature of notation are accepted by both', async (format) => {
    const reference = await pushed(`theirs-${format}`);
    await home.sign(reference, '--key', 'lasting', '--signature-format', format, ...tsaFlags());
    await bothAccept(reference);
  });

  it('let a signature outlive its certificate, which nothing else does', async () => {
    const end = new Date(Math.ceil(Date.now() / 1000) * 1000 + LIFE);
    await addKey('short', testChain({ leaf: { notAfter: end } }));
    await home.policy({ stores: ['ca:short', 'tsa:sigstore'] });
    const [stamped, bare] = [await pushed('outlived'), await pushed('ended')];
    const signed = await sealift(['sign', stamped, ...keyFlags('short'), ...tsaFlags()]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(await sealift(['sign', bare, ...keyFlags('short')])).toMatchObject({ code: 0 });
    await sleep(Math.max(0, end.getTime() - Date.now()) + 2000);
    await bothAccept(stamped);
    await bothRefuse(bare);
  });
});
