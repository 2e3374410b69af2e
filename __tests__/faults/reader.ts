import { APP, SBOM } from './fixture.ts';
import { type ManifestShape, read, type Snapshot } from './snapshot.ts';
import { SIGNERS, type SignerName, THUMBPRINTS } from './workshop.ts';

/** The type of a Notary Project signature, and where its manifest names the certificates (signature specification). */
const NOTARY = 'application/vnd.cncf.notary.signature';
/** The type of an in-toto statement, which a record is. */
const RECORD = 'application/vnd.in-toto+json';
const CHAIN_ANNOTATION = 'io.cncf.notary.x509chain.thumbprint#S256';

const partsOf = ({ config, layers = [], manifests = [] }: ManifestShape): string[] =>
  [...(config ? [config] : []), ...layers, ...manifests].map(({ digest }) => digest);

/** What of the image is not there, children and blobs included. */
export function lacking({ content }: Snapshot): string[] {
  const missing: string[] = [];
  const visit = (digest: string, isManifest: boolean): void => {
    const bytes = content.get(digest);
    if (!bytes) {
      missing.push(digest);
      return;
    }
    if (!isManifest) return;
    const shape = read(bytes);
    for (const part of partsOf(shape))
      visit(part, shape.manifests?.some((child) => child.digest === part) === true);
  };
  visit(APP.manifest.descriptor.digest, true);
  return missing;
}

export interface Attached {
  /** Signatures that are listed and whole, by whose certificate they name. */
  readonly signatures: Readonly<Record<SignerName, number>>;
  readonly sboms: number;
  /** Digests of the records of promotions. */
  readonly records: readonly string[];
  /** Entries that are listed twice, name nothing that is there, or name what lacks a part. */
  readonly faulty: readonly string[];
}

/** What is listed of the image in the repository for what is attached. */
export function attachedTo(subject: string, { content, listed }: Snapshot): Attached {
  const signatures = Object.fromEntries(SIGNERS.map((name) => [name, 0])) as Record<SignerName, number>;
  const faulty: string[] = [];
  const seen = new Set<string>();
  const records: string[] = [];
  let sboms = 0;
  for (const digest of listed(subject)) {
    const bytes = content.get(digest);
    const shape = bytes && read(bytes);
    const isWhole = shape?.subject?.digest === subject && partsOf(shape).every((part) => content.has(part));
    if (seen.has(digest)) faulty.push(`${digest} is listed twice`);
    seen.add(digest);
    if (!isWhole) faulty.push(`${digest} is listed and not whole`);
    const type = shape?.artifactType ?? shape?.config?.mediaType;
    if (type === SBOM) sboms += 1;
    if (type === RECORD) records.push(digest);
    if (type !== NOTARY) continue;
    const chain = JSON.parse(shape?.annotations?.[CHAIN_ANNOTATION] ?? '[]') as string[];
    const signer = SIGNERS.find((name) => THUMBPRINTS[name] === chain[0]);
    if (signer) signatures[signer] += 1;
    else faulty.push(`${digest} is a signature of somebody else`);
  }
  return { signatures, sboms, records, faulty };
}
