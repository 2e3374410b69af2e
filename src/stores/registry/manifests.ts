import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { discard, readBody } from '../../io/http/body.ts';
import { contentEncoding } from '../../io/http/content-encoding.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import { undoGzip } from '../../io/http/undo-gzip.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { digestAlgorithm, digestOf, isDigest } from '../../oci/digest.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import { bareMediaType, MANIFEST_ACCEPT } from '../../oci/media-types.ts';
import type { ManifestContent, ManifestName } from '../../oci/ports.ts';
import { readErrors } from './answer-error.ts';
import { isOtherDigest } from './other-digest.ts';
import { refusedManifest } from './refused-manifest.ts';
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

/** What the headers of an answer say of the manifest, when they say it all; gateways answer HEAD with a length of 0. */
function describedBy(response: HttpResponse, name: ManifestName, mediaType: string): Descriptor | undefined {
  const digest = response.headers['docker-content-digest'];
  const size = Number(response.headers['content-length'] ?? 0);
  if (typeof digest !== 'string' || !isDigest(digest)) return undefined;
  // Of an encoded answer it is the length of something else.
  if (!Number.isSafeInteger(size) || size <= 0 || contentEncoding(response) !== undefined) return undefined;
  // A registry that names its own algorithm has said nothing about the digest that was asked for.
  const other = 'digest' in name && digestAlgorithm(digest) !== digestAlgorithm(name.digest);
  return other ? undefined : { mediaType, digest, size };
}

/** What a registry answered; `etag` where it named one. */
export type FoundManifest = ManifestContent & { readonly etag?: string };

export interface PutOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Called right before each sending, first or repeated; nothing is sent when it throws. */
  readonly beforeSending?: () => void;
}

export interface PutAnswer {
  /** It bore OCI-Subject: a hint at the Referrers API, never a proof (docs/architecture.md, Discovery). */
  readonly namesSubject: boolean;
}

export interface ManifestOptions {
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** PUTs until a registry is expected to see what it has just stored (replicas and caches of ECR, Google, Harbor). */
const PUT_TRIES = 5;
const FIRST_PUT_DELAY = 200;

/** Manifests of one repository (distribution-spec, "Pulling manifests", "Pushing manifests"). */
export class Manifests {
  readonly #repository: Repository;
  readonly #options: ManifestOptions;

  constructor(repository: Repository, options: ManifestOptions) {
    this.#repository = repository;
    this.#options = options;
  }

  /** HEAD, which Docker Hub does not count; GET only where the headers do not say it all. */
  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    const response = await this.#request('HEAD', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw await this.#repository.error(response, 'HEAD', 'read from');
    const described = describedBy(response, name, mediaTypeOf(response, what));
    if (described && described.size > MANIFEST_LIMIT)
      throw new SealiftError('content_too_large', `${what} is over 4 MiB`);
    const found = described ?? (await this.get(name, signal))?.descriptor;
    if (found && 'digest' in name && found.digest !== name.digest) {
      throw new SealiftError('digest_mismatch', `${what} is answered with the digest ${found.digest}`);
    }
    return found;
  }

  /**
   * The manifest with its descriptor, digest computed here; `undefined` when it is not there.
   *
   * @param size of a manifest that is asked for by digest, where it is known.
   */
  async get(name: ManifestName, signal: AbortSignal, size?: number): Promise<FoundManifest | undefined> {
    const response = await this.#request('GET', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) {
      const errors = await readErrors(response);
      // ACR: there, but of a type that was not asked for.
      if (errors.some(({ message }) => /accept header/i.test(message)))
        throw new SealiftError(
          'manifest_unsupported',
          `${what} is of a media type that Sealift does not read`,
        );
      return undefined;
    }
    if (response.status !== 200) throw await this.#repository.error(response, 'GET', 'read from');
    const mediaType = mediaTypeOf(response, what);
    const plain = size === undefined ? response : undoGzip(response, size);
    const bytes = await readBody(plain, MANIFEST_LIMIT);
    const digest = digestOf(bytes, 'digest' in name ? digestAlgorithm(name.digest) : 'sha256');
    if ('digest' in name && digest !== name.digest) {
      throw new SealiftError('digest_mismatch', `${what} has the digest ${digest}`);
    }
    const { etag } = response.headers;
    const found = { descriptor: { mediaType, digest, size: bytes.length }, bytes };
    return typeof etag === 'string' ? { ...found, etag } : found;
  }

  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    const { digest, size, mediaType } = descriptor;
    if (size > MANIFEST_LIMIT)
      throw new SealiftError('content_too_large', `manifest ${digest} is over 4 MiB`);
    const content = await this.get({ digest }, signal, size);
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

  /**
   * PUT by digest or by tag; the registry's own digest of it, if it says one, has to be ours. Where the registry misses
   * what the manifest consists of, it may only be late: it is given a few moments.
   */
  async put(manifest: ManifestContent, name: ManifestName, signal: AbortSignal): Promise<PutAnswer> {
    const action = 'tag' in name ? `set the tag ${name.tag} in` : 'push a manifest to';
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.send(manifest, name, {}, signal);
      try {
        await this.stored(manifest, response, action);
        return { namesSubject: response.headers['oci-subject'] !== undefined };
      } catch (error) {
        const refusal = refusedManifest(error, manifest);
        const isLate = refusal instanceof SealiftError && refusal.code === 'upload_unconfirmed';
        if (!isLate || attempt === PUT_TRIES) throw refusal;
      }
      await this.#options.sleep(FIRST_PUT_DELAY * 2 ** (attempt - 1), signal);
    }
  }

  /** A PUT whose answer is the caller's to judge. */
  send(
    { bytes, descriptor }: ManifestContent,
    name: ManifestName,
    { headers = {}, beforeSending }: PutOptions,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.#repository.request({
      method: 'PUT',
      url: this.#repository.url(`manifests/${nameText(name)}`),
      headers: { ...headers, 'content-type': descriptor.mediaType },
      body: {
        length: bytes.length,
        open: async () => {
          beforeSending?.();
          return bytes;
        },
      },
      signal,
    });
  }

  /** @throws SealiftError when the answer to a PUT does not say that this very manifest was stored. */
  async stored(
    { descriptor: { digest } }: ManifestContent,
    response: HttpResponse,
    action: string,
  ): Promise<void> {
    const answered = response.headers['docker-content-digest'];
    // 201 by the specification, 202 from Quay of old; a page of a proxy is a 200 that names no digest.
    const isStored = response.status === 201 || response.status === 202;
    if (!isStored && !(response.status === 200 && answered === digest))
      throw await this.refusal(response, action);
    await discard(response);
    if (isOtherDigest(answered, digest)) {
      throw new SealiftError(
        'digest_mismatch',
        `${this.#repository.name} stored manifest ${digest} as ${answered}`,
      );
    }
  }

  /** The error for an answer to a PUT that was not taken. */
  refusal(response: HttpResponse, action: string): Promise<SealiftError> {
    return this.#repository.error(response, 'PUT', action);
  }

  #request(method: 'GET' | 'HEAD', name: string, signal: AbortSignal): Promise<HttpResponse> {
    const url = this.#repository.url(`manifests/${name}`);
    const headers = { accept: MANIFEST_ACCEPT };
    return this.#repository.request({ method, url, headers, answer: MANIFEST_LIMIT, signal });
  }
}
