import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Minted, namedKey, nameOf, type TestChain, testChain } from '../support/pki.ts';
import { policyOf } from '../support/workplace.ts';
import type { DiskKind } from './disk/disk.ts';

/** Who signs: the team that releases the image, and whoever carries it on. */
export const SIGNERS = ['release', 'mirror'] as const;
export type SignerName = (typeof SIGNERS)[number];

const CHAINS: Readonly<Record<SignerName, TestChain>> = {
  release: testChain(),
  mirror: testChain({
    root: { subject: nameOf('mirror root'), key: namedKey('mirror root') },
    intermediate: { subject: nameOf('mirror intermediate'), key: namedKey('mirror intermediate') },
    leaf: { subject: nameOf('mirror'), key: namedKey('mirror') },
  }),
};

const thumbprint = ({ der }: Minted): string => createHash('sha256').update(der).digest('hex');

/** SHA-256 of each signer's certificate, in hex. */
export const THUMBPRINTS: Readonly<Record<SignerName, string>> = {
  release: thumbprint(CHAINS.release.leaf),
  mirror: thumbprint(CHAINS.mirror.leaf),
};

/** The folder with keys and trust that all runs share, and do not change. */
export interface Workshop {
  readonly folder: string;
  /** How full disks are made. */
  readonly disk: DiskKind;
  /** A new folder of one run. */
  place(): Promise<string>;
  keyFlags(signer: SignerName): string[];
  recordFlags(signer: SignerName): string[];
  trustFlags(signer: SignerName): string[];
  /** `XDG_CONFIG_HOME` of a notation that trusts this signer alone. */
  home(signer: SignerName): string;
  remove(): Promise<void>;
}

export async function openWorkshop(disk: DiskKind): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-faults-'));
  let count = 0;
  for (const name of SIGNERS) {
    const { key, pem, root } = CHAINS[name];
    const files: Readonly<Record<string, string>> = {
      'key.pem': key.pem,
      'chain.pem': pem,
      'notation/trustpolicy.json': policyOf('strict'),
      'notation/truststore/x509/ca/acme/root.pem': root.pem,
    };
    await mkdir(join(folder, name, 'notation/truststore/x509/ca/acme'), { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), text);
  }
  return {
    folder,
    disk,
    async place() {
      count += 1;
      const place = join(folder, `run-${count}`);
      await mkdir(place);
      return place;
    },
    keyFlags: (signer) => [
      ...['--key', join(folder, signer, 'key.pem')],
      ...['--certificate-chain', join(folder, signer, 'chain.pem')],
    ],
    recordFlags: (signer) => [
      ...['--record-key', join(folder, signer, 'key.pem')],
      ...['--record-certificate-chain', join(folder, signer, 'chain.pem')],
    ],
    trustFlags: (signer) => [
      ...['--trust-policy', join(folder, signer, 'notation/trustpolicy.json')],
      ...['--trust-store', join(folder, signer, 'notation/truststore')],
    ],
    home: (signer) => join(folder, signer),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
