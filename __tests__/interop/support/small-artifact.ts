import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from './run.ts';

/** Pushes an artifact of one small file with oras and resolves to its `REPOSITORY@DIGEST`. */
export async function pushSmall(reference: string, ...flags: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-small-'));
  try {
    await writeFile(join(folder, 'net-monitor.txt'), `net-monitor ${reference}\n`);
    await peer('oras', ['push', ...flags, reference, 'net-monitor.txt'], { cwd: folder });
    const digest = (await peer('oras', ['resolve', ...flags, reference])).trim();
    return `${reference.slice(0, reference.lastIndexOf(':'))}@${digest}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
