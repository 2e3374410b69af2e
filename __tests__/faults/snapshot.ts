import type { FakeRepository } from '../support/fake-registry/state.ts';

/** What a repository holds, read by nothing of Sealift's. */
export interface Snapshot {
  readonly tags: ReadonlyMap<string, string>;
  /** Manifests and blobs by digest. */
  readonly content: ReadonlyMap<string, Uint8Array>;
  /** What readers of the list of referrers get, in its order, duplicates included. */
  listed(subject: string): readonly string[];
}

interface Described {
  readonly digest: string;
  readonly artifactType?: string;
}

export interface ManifestShape {
  readonly artifactType?: string;
  readonly config?: Described & { readonly mediaType: string };
  readonly layers?: readonly Described[];
  readonly manifests?: readonly Described[];
  readonly subject?: Described;
  readonly annotations?: Readonly<Record<string, string>>;
}

export const read = (bytes: Uint8Array): ManifestShape =>
  JSON.parse(Buffer.from(bytes).toString()) as ManifestShape;

/** The tag that stands in for the Referrers API (distribution-spec, "Referrers Tag Schema"). */
const listTag = (subject: string): string => subject.replace(':', '-');

/** What a registry holds. What its API lists is asked for where it has one, and the list under the tag where it has none. */
export function registrySnapshot(repository: FakeRepository, hasApi: boolean): Snapshot {
  const manifests = [...repository.manifests].map(([digest, { bytes }]) => [digest, bytes] as const);
  const content = new Map<string, Uint8Array>([...repository.blobs, ...manifests]);
  const tags = new Map<string, string>(repository.tags);
  const api = new Map([...repository.referrers].map(([subject, list]) => [subject, list.map(digestOf)]));
  return {
    tags,
    content,
    listed(subject) {
      if (hasApi) return api.get(subject) ?? [];
      const list = content.get(tags.get(listTag(subject)) ?? '');
      return list ? (read(list).manifests ?? []).map(digestOf) : [];
    },
  };
}

const digestOf = ({ digest }: { readonly digest: string }): string => digest;
