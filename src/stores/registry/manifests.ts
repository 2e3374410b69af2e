import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { discard, readBody } from '../../io/http/body.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, digestAlgorithm, digestOf, isDigest } from '../../oci/digest.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import { bareMediaType, MANIFEST_ACCEPT } from '../../oci/media-types.ts';
import type { ManifestContent, ManifestName } from '../../oci/ports.ts';
import type { Repository } from './repository.ts';

function nameText(name: ManifestName): string {
  return 'digest' in name ? name.digest : name.tag;
}

/** The media type of a manifest answer; a page of HTML is no registry's. */
function mediaTypeOf(response: HttpResponse, what: string): string {
  const header = response.headers['content-type'];
  const mediaType = bareMediaType(typeof header === 'string' ? header : '');
  if (mediaType === 'text/html' || mediaType === '') {
    throw new SealiftError(
      'unexpected_answer',
      `${what} is answered with ${mediaType || 'no media type'} instead of a manifest`,
    );
  }
  return mediaType;
}

/** What the headers of an answer say of the manifest, when they say it all. */
function describedBy(response: HttpResponse, mediaType: string): Descriptor | undefined {
  const digest = response.headers['docker-content-digest'];
  const size = Number(response.headers['content-length'] ?? Number.NaN);
  if (typeof digest !== 'string' || !isDigest(digest) || !Number.isSafeInteger(size)) return undefined;
  return { mediaType, digest, size };
}

/** Manifests of one repository (distribution-spec, "Pulling manifests", "Pushing manifests"). */
export class Manifests {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** HEAD, which Docker Hub does not count; GET only where the headers do not say it all. */
  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    const response = await this.#request('HEAD', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw await this.#repository.error(response, 'read from');
    const described = describedBy(response, mediaTypeOf(response, what));
    if (described && described.size > MANIFEST_LIMIT)
      throw new SealiftError('content_too_large', `${what} is over 4 MiB`);
    const found = described ?? (await this.get(name, signal))?.descriptor;
    if (found && 'digest' in name && found.digest !== name.digest) {
      throw new SealiftError('digest_mismatch', `${what} is answered with the digest ${found.digest}`);
    }
    return found;
  }

  /** The manifest with its descriptor, digest computed here; `undefined` when it is not there. */
  async get(
    name: ManifestName,
    signal: AbortSignal,
  ): Promise<(ManifestContent & { readonly etag?: string }) | undefined> {
    const response = await this.#request('GET', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) {
      await discard(response);
      return undefined;
    }
    if (response.status !== 200) throw await this.#repository.error(response, 'read from');
    const mediaType = mediaTypeOf(response, what);
    const bytes = await readBody(response, MANIFEST_LIMIT);
    const digest = digestOf(bytes, 'digest' in name ? digestAlgorithm(name.digest) : 'sha256');
    if ('digest' in name && digest !== name.digest) {
      throw new SealiftError('digest_mismatch', `${what} has the digest ${digest}`);
    }
    return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
  }

  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    const { digest, size, mediaType } = descriptor;
    if (size > MANIFEST_LIMIT)
      throw new SealiftError('content_too_large', `manifest ${digest} is over 4 MiB`);
    const content = await this.get({ digest }, signal);
    if (!content)
      throw new SealiftError('artifact_not_found', `${this.#repository.name} has no manifest ${digest}`);
    if (content.bytes.length !== size) {
      throw new SealiftError(
        'digest_mismatch',
        `manifest ${digest} has ${content.bytes.length} bytes, its descriptor says ${size}`,
      );
    }
    if (content.descriptor.mediaType !== mediaType) {
      const served = printable(content.descriptor.mediaType);
      throw new SealiftError(
        'manifest_invalid',
        `manifest ${digest} is served as ${served}, its descriptor says ${printable(mediaType)}`,
      );
    }
    return content;
  }

  /** PUT by digest or by tag; the registry's own digest of it, if it says one, has to be ours. */
  async put(manifest: ManifestContent, name: ManifestName, signal: AbortSignal): Promise<void> {
    const { bytes, descriptor } = manifest;
    const response = await this.#repository.request({
      method: 'PUT',
      url: this.#repository.url(`manifests/${nameText(name)}`),
      headers: { 'content-type': descriptor.mediaType },
      body: { length: bytes.length, open: () => Promise.resolve(bytes) },
      signal,
    });
    if (response.status < 200 || response.status > 299) {
      const action = 'tag' in name ? `set the tag ${name.tag} in` : 'push a manifest to';
      throw await this.#repository.error(response, action);
    }
    await discard(response);
    const digest = response.headers['docker-content-digest'];
    if (typeof digest === 'string' && isDigest(digest) && isOther(digest, descriptor.digest)) {
      throw new SealiftError(
        'digest_mismatch',
        `${this.#repository.name} stored manifest ${descriptor.digest} as ${digest}`,
      );
    }
  }

  #request(method: 'GET' | 'HEAD', name: string, signal: AbortSignal): Promise<HttpResponse> {
    const url = this.#repository.url(`manifests/${name}`);
    return this.#repository.request({ method, url, headers: { accept: MANIFEST_ACCEPT }, signal });
  }
}

/** Another digest of the same algorithm; a registry may name its own algorithm for a sha512 push. */
function isOther(answered: Digest, ours: Digest): boolean {
  return answered !== ours && digestAlgorithm(answered) === digestAlgorithm(ours);
}
