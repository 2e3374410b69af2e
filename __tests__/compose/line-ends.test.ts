import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign, verify } from '../../src/index.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const windows = (text: string): string => text.replaceAll('\n', '\r\n');

describe('files with the line ends of Windows', () => {
  let at: Workplace;
  beforeAll(async () => {
    at = await workplace();
    const root = join(at.store, 'x509', 'ca', 'acme', 'root.pem');
    const policy = JSON.stringify(JSON.parse(await readFile(at.policy, 'utf8')), null, 2);
    await writeFile(at.policy, policy);
    for (const file of [at.key, at.chain, at.policy, root]) {
      const text = await readFile(file, 'utf8');
      expect(text).toContain('\n');
      await writeFile(file, windows(text));
    }
  });
  afterAll(() => at.remove());

  it('are read: key, chain, list of images, trust policy and trust store', async () => {
    const imagesFile = at.path('images.txt');
    await writeFile(imagesFile, windows(`# the release\n${at.images}:one\n\n${at.images}:two\n`));
    const signed = await sign({ imagesFile, key: at.key, certificateChain: at.chain });
    expect(signed).toMatchObject({ status: 'done', images: [{ status: 'signed' }, { status: 'signed' }] });
    const verified = await verify({ imagesFile, trustPolicy: at.policy, trustStore: at.store });
    expect(verified).toMatchObject({
      status: 'done',
      images: [{ status: 'verified' }, { status: 'verified' }],
    });
  });

  it('are read as content, as an input of an action has it', async () => {
    const [key, certificateChain, trustPolicy, root] = await Promise.all(
      [at.key, at.chain, at.policy, at.root].map((file) => readFile(file, 'utf8')),
    );
    const signed = await sign({
      images: `${at.images}:multi`,
      key: key!,
      certificateChain: certificateChain!,
    });
    expect(signed).toMatchObject({ images: [{ status: 'signed', error: null }] });
    const trusts = [
      { trustPolicy: trustPolicy!, trustStore: at.store },
      { trustedRoot: windows(root!), trustedIdentity: '*' },
    ];
    for (const trust of trusts) {
      const verified = await verify({ images: `${at.images}:multi`, ...trust });
      expect(verified).toMatchObject({ images: [{ status: 'verified', error: null }] });
    }
  });
});
