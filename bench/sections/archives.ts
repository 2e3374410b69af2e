import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../support/bench.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { signedSource } from '../support/signed-source.ts';
import { archiveReaders, archiveWriters, ORAS_READ, ORAS_WRITE, READ, WRITE } from '../tools/archiving.ts';

const LARGE = { count: 9, size: 33_500_000 };

/** About 300 MB with two signatures, into an archive and out of it; no proxy between, since it is moving of bytes. */
export async function archives(bench: Bench): Promise<void> {
  const { contest, report, inputs } = bench;
  const { side: source, image } = await signedSource(bench, LARGE, 0);
  const from = image.replace(source.host, source.direct);
  const [file, folder, kept] = ['app.tar', 'app-layout', 'kept.tar'].map((name) =>
    join(inputs.folder, name),
  ) as [string, string, string];
  const clear = () => Promise.all([file, folder].map((path) => rm(path, { recursive: true, force: true })));
  const written = await contest('Write 300 MB and 2 signatures into an archive', '', {
    proxies: [],
    tools: () => archiveWriters(inputs, from, file, folder),
    async before(name) {
      // What the next contest reads is the archive of Sealift.
      if (name !== WRITE) await copyFile(file, kept);
      await clear();
    },
  });
  report.goal('archive of 300 MB: written, by `oras` and `tar`', 1.5, ratio(written, WRITE, ORAS_WRITE));
  await clear();

  const target = await Side.open('olareg');
  const scope = from.slice(0, from.indexOf('@'));
  const read = await contest('Read 300 MB and 2 signatures from an archive into an empty registry', '', {
    proxies: [],
    tools: () => archiveReaders(inputs, { file: kept, scope }, `${target.direct}/prod/app:1`, folder),
    async before() {
      await target.empty();
      await clear();
    },
  });
  report.goal('archive of 300 MB: read, by `tar` and `oras`', 1.5, ratio(read, READ, ORAS_READ));
  for (const [rows, what] of [
    [written, 'written'],
    [read, 'read'],
  ] as const)
    report.goal(`peak memory while an archive of 300 MB is ${what}`, 160, rows[0]!.peakMiB, { unit: ' MiB' });
  await clear();
  await Promise.all([source, target].map((one) => one.close()));
}
