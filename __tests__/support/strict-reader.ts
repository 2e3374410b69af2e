import { createHash } from 'node:crypto';
import type { Descriptor } from '../../src/oci/descriptor.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
export const SIGNATURE = 'application/vnd.cncf.notary.signature';

/** What GET answers: status, Content-Type and body. */
async function get(url: string): Promise<{ status: number; type: string | null; body: Buffer }> {
  const answer = await fetch(url, { headers: { connection: 'close' } });
  const body = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), body };
}

/** The content of a descriptor, or an error when it is not what the descriptor says. */
async function fetched(url: string, { digest, size }: Descriptor, mediaType?: string): Promise<Buffer> {
  const { status, type, body } = await get(url);
  const sum = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const isRight = status === 200 && body.length === size && sum === digest;
  if (!isRight || (mediaType !== undefined && type !== mediaType)) throw new Error(`${url} is not as listed`);
  return body;
}

/**
 * Reads the signatures of a manifest as notation 1.3 with oras-go 2 does, by fetch alone and without any code of ours: the
 * Referrers API where it answers with 200 and the exact type, else the referrers tag; filtered by artifact type; fetched in
 * listed order. Resolves to the digests that it gets to before the first failure ends the reading.
 */
export async function signaturesReached(repository: string, subject: string): Promise<string[]> {
  const filter = `?artifactType=${encodeURIComponent(SIGNATURE)}`;
  const api = await get(`${repository}/referrers/${subject}${filter}`);
  const isApi = api.status === 200 && api.type === INDEX;
  const tag = isApi ? undefined : await get(`${repository}/manifests/${subject.replace(':', '-')}`);
  const list = isApi ? api.body : tag!.status === 404 ? '{}' : tag!.body;
  const entries: Descriptor[] = JSON.parse(String(list)).manifests ?? [];
  const reached: string[] = [];
  for (const entry of entries.filter(({ artifactType }) => artifactType === SIGNATURE)) {
    try {
      const manifest = await fetched(`${repository}/manifests/${entry.digest}`, entry, entry.mediaType);
      const { layers } = JSON.parse(String(manifest));
      if (layers.length !== 1) throw new Error('has no envelope');
      await fetched(`${repository}/blobs/${layers[0].digest}`, layers[0]);
    } catch {
      break;
    }
    reached.push(entry.digest);
  }
  return reached;
}
