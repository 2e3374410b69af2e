import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CA, type KeyKind, mint, namedKey, nameOf, testChain } from '../support/pki.ts';
import { pinned, pushInputs } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { OpensslTsa } from './support/openssl-tsa.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const KINDS = ['rsa-2048', 'ec-256', 'ec-384', 'ec-521'] as const satisfies readonly KeyKind[];
const FORMATS = ['jws', 'cose'] as const;

withPeers()('timestamps of an OpenSSL authority', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let tsa: OpensslTsa;
  let folder: string;

  const file = (name: string) => join(folder, name);
  const keyFlags = (kind: KeyKind) => [
    '--key',
    file(`${kind}.key`),
    '--certificate-chain',
    file(`${kind}.crt`),
  ];
  const tsaFlags = () => ['--timestamp-url', tsa.url, '--timestamp-root-cert', tsa.rootFile];

  beforeAll(async () => {
    [registry, home, tsa, folder] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      OpensslTsa.start(),
      mkdtemp(join(tmpdir(), 'sealift-timestamps-')),
    ]);
    for (const kind of KINDS) {
      const chain = testChain({ kind });
      await writeFile(file(`${kind}.key`), chain.key.pem, { mode: 0o600 });
      await writeFile(file(`${kind}.crt`), chain.pem);
      await home.addKey(kind, file(`${kind}.key`), file(`${kind}.crt`));
      await home.trustPem(kind, chain.root.pem);
    }
    const store = join(home.trustStore, 'x509', 'tsa', 'acme');
    await mkdir(store, { recursive: true });
    await cp(tsa.rootFile, join(store, 'root.pem'));
    // A statement with a tsa store demands a timestamp, so a signature without one does not pass.
    await home.policy({ stores: [...KINDS.map((kind) => `ca:${kind}`), 'tsa:acme'] });
  });
  afterAll(async () => {
    await Promise.all([registry?.stop(), tsa?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const pushed = (repository: string) => pushSmall(`${registry.host}/${repository}:1`, '--plain-http');

  it.each(FORMATS.flatMap((format) => KINDS.map((kind) => [format, kind] as const)))(
    'notation verifies a %s signature with %s that has one',
    async (format, kind) => {
      const reference = await pushed(`${format}-${kind}`);
      const flags = ['--signature-format', format, '--require-timestamp', '--output', 'json'];
      const signed = await sealift(['sign', reference, ...keyFlags(kind), ...tsaFlags(), ...flags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      // Without an expiry, no date ends it.
      expect(JSON.parse(signed.stdout).images[0].signatures).toMatchObject([{ validUntil: null }]);
      const verified = await home.verify(reference);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      const ours = await sealift(['verify', reference, ...home.trustFlags]);
      expect(ours, ours.stderr).toMatchObject({ code: 0 });
    },
  );

  it('notation refuses the same signature without one', async () => {
    const reference = await pushed('without');
    expect(await sealift(['sign', reference, ...keyFlags('ec-256')])).toMatchObject({ code: 0 });
    expect(await home.verify(reference)).toMatchObject({ code: 1 });
  });

  it('one signature each for an index and its images has one', async () => {
    const { index } = await pushInputs(registry.host);
    const reference = await pinned(index);
    const before = tsa.asked.length;
    const signed = await sealift([
      'sign',
      reference,
      '-r',
      ...keyFlags('ec-256'),
      ...tsaFlags(),
      '--output',
      'json',
    ]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const [image] = JSON.parse(signed.stdout).images;
    expect(tsa.asked.length - before).toBe(image.signatures.length);
    const repository = reference.slice(0, reference.indexOf('@'));
    for (const { digest } of [image, ...image.platforms]) {
      const verified = await home.verify(`${repository}@${digest}`);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    }
  });

  it("notation's own signature with one is good enough, and one without is not", async () => {
    const reference = await pushed('theirs');
    await home.sign(reference, '--key', 'ec-256');
    const sign = () =>
      sealift(['sign', reference, ...keyFlags('ec-256'), ...tsaFlags(), '--output', 'json']).then(
        ({ stdout }) => JSON.parse(stdout),
      );
    expect(await sign()).toMatchObject({ images: [{ status: 'signed' }] });
    const other = await pushed('theirs-stamped');
    await home.sign(other, '--key', 'ec-256', ...tsaFlags());
    const again = await sealift(['sign', other, ...keyFlags('ec-256'), ...tsaFlags(), '--output', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ images: [{ status: 'skipped' }] });
  });

  it('Sealift refuses an authority of another root, as notation does, and pushes nothing', async () => {
    const reference = await pushed('other-root');
    const other = mint({ ...CA, subject: nameOf('timestamp root'), key: namedKey('another root') });
    await writeFile(file('other.pem'), other.pem);
    const flags = ['--timestamp-url', tsa.url, '--timestamp-root-cert', file('other.pem')];
    const signed = await sealift(['sign', reference, ...keyFlags('ec-256'), ...flags, '--output', 'json']);
    expect(signed).toMatchObject({ code: 1 });
    expect(JSON.parse(signed.stdout).images[0].error).toMatchObject({ code: 'timestamp_untrusted' });
    await expect(home.sign(reference, '--key', 'ec-256', ...flags)).rejects.toThrow(/timestamp/);
    const listed = await sealift(['list', reference, '--output', 'json']);
    expect(JSON.parse(listed.stdout).images[0].attachments).toEqual([]);
  });
});
