import { type Digest, digestAlgorithm, digestHex } from '../../oci/digest.ts';

/** An image under a name of a registry. */
export interface NamedImage {
  /** `REGISTRY/REPOSITORY` */
  readonly repository: string;
  /** Absent for an image that was promoted by digest. */
  readonly tag?: string;
  readonly digest: Digest;
}

/** A value of a qualifier: everything is encoded but the `/`, as the package URLs of OCI artifacts are written. */
const qualifier = (value: string): string => encodeURIComponent(value).replaceAll('%2F', '/');

/** The package URL (purl-spec, type `oci`) of an image: the `resourceUri` by which consumers of a summary know it. */
export function resourceUri({ repository, tag, digest }: NamedImage): string {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const version = encodeURIComponent(`${digestAlgorithm(digest)}:${digestHex(digest)}`);
  const named = tag === undefined ? '' : `&tag=${qualifier(tag)}`;
  return `pkg:oci/${name}@${version}?repository_url=${qualifier(repository)}${named}`;
}
