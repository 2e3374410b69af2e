import { afterAll, beforeAll, expect, it } from 'vitest';
import { image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { SYSTEM_PEERS } from './peers/programs.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, run, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const NOTARY = 'application/vnd.cncf.notary.signature';

/** How others copy an image, without what is attached to it. */
const COPIES: readonly (readonly [string, (from: string, to: string) => Promise<unknown>])[] = [
  ['crane', (from, to) => peer('crane', ['copy', '--insecure', from, to])],
  [
    'skopeo',
    async (from, to) => {
      const flags = ['--preserve-digests', '--src-tls-verify=false', '--dest-tls-verify=false'];
      const places = [`docker://${from}`, `docker://${to}`];
      const done = await run(SYSTEM_PEERS.skopeo.program, ['--insecure-policy', 'copy', ...flags, ...places]);
      expect(done, done.stderr).toMatchObject({ code: 0 });
    },
  ],
];

const TARGETS: readonly RegistryKind[] = ['olareg', 'distribution', 'docker-registry'];

withPeers('skopeo', 'distribution', 'docker-registry').each(TARGETS)(
  'a copy without signatures at %s',
  (kind) => {
    let source: RunningRegistry;
    let mirror: RunningRegistry;
    let home: NotationHome;

    beforeAll(async () => {
      [source, mirror, home] = await Promise.all([
        startRegistry('olareg'),
        startRegistry(kind),
        NotationHome.create(),
      ]);
      const root = await push(registryStore(source.host, 'dev/app'), image(), '1');
      await home.sign(`${source.host}/dev/app@${root.digest}`, '--force-referrers-tag=false');
    });
    afterAll(() => Promise.all([source?.stop(), mirror?.stop()]));

    it.each(COPIES)(
      'by %s is named by compare, mended by --repair, and verified by notation',
      async (name, copy) => {
        const from = `${source.host}/dev/app:1`;
        const place = `${mirror.host}/${name}/app`;
        await copy(from, `${place}:1`);
        const compare = async (...flags: readonly string[]) => {
          const done = await sealift(['compare', from, '--with', place, '--output', 'json', ...flags]);
          return { ...done, row: JSON.parse(done.stdout).images[0].compared[0] };
        };
        const short = await compare();
        expect(short.row, short.stderr).toMatchObject({
          status: 'short',
          manifests: { incomplete: [] },
          attachments: [{ artifactType: NOTARY, expected: 1, present: 0 }],
          error: { code: 'parity_missing' },
        });
        expect(short.code).toBe(1);
        const mended = await compare('--repair', ...home.trustFlags);
        expect(mended.row, mended.stderr).toMatchObject({ status: 'equal', repair: 'done' });
        expect(mended.code).toBe(0);
        for (const flags of [[], ['--deep']])
          expect(await compare(...flags)).toMatchObject({ code: 0, row: { status: 'equal' } });
        const there = `${place.replace(mirror.host, mirror.forPeers)}:1`;
        expect(await home.verify(there)).toMatchObject({ code: 0 });
      },
    );
  },
);
