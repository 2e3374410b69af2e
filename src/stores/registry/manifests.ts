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
import { UnknownPart } from '../../oci/unknown-part.ts';
import { parseChallenges } from './auth/challenge.ts';
import { isOtherDigest } from './other-digest.ts';
import { refusedManifest } from './refused-manifest.ts';
import type { Repository } from './repository.ts';
import { readErrors } from './response-error.ts';

function nameText(name: ManifestName): string {
  return 'digest' in name ? name.digest : name.tag;
}

/** The media type of a manifest answer. An HTML page is refused: it does not come from a registry. */
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

/** The descriptor that the headers of an answer give; `undefined` when they lack a part. Some gateways give the length 0. */
function describedBy(response: HttpResponse, name: ManifestName, mediaType: string): Descriptor | undefined {
  const digest = response.headers['docker-content-digest'];
  const size = Number(response.headers['content-length'] ?? 0);
  if (typeof digest !== 'string' || !isDigest(digest)) return undefined;
  // The length of an encoded answer is not the length of the manifest.
  if (!Number.isSafeInteger(size) || size <= 0 || contentEncoding(response) !== undefined) return undefined;
  // A digest by another algorithm than the requested one neither confirms nor contradicts that.
  const other = 'digest' in name && digestAlgorithm(digest) !== digestAlgorithm(name.digest);
  return other ? undefined : { mediaType, digest, size };
}

/** A manifest with the ETag of the answer, where the registry sent one. */
export type FoundManifest = ManifestContent & { readonly etag?: string };

export interface PutOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Called right before the request is sent, and before each retry. When it throws, nothing is sent. */
  readonly beforeSending?: () => void;
}

export interface PutAnswer {
  /** Whether the answer had OCI-Subject: a hint at the Referrers API, not a proof (docs/architecture.md, "Discovery"). */
  readonly namesSubject: boolean;
}

export interface ManifestOptions {
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The most PUTs until a registry sees what it has just stored: ECR, Google and Harbor have replicas and caches. */
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

  /** `REGISTRY/REPOSITORY`. */
  get name(): string {
    return this.#repository.name;
  }

  /**
   * The error for a HEAD that was refused. Harbor answers 401 without a challenge for a project that is not there, since no login
   * helps then; the words stand in the body, which a HEAD has not, so a repository that is written to is asked by GET.
   */
  async #refusal(response: HttpResponse, name: ManifestName, signal: AbortSignal): Promise<SealiftError> {
    const isUnchallenged = parseChallenges(response.headers['www-authenticate']).length === 0;
    if (response.status === 401 && isUnchallenged && this.#repository.isTarget) {
      const said = await this.#request('GET', nameText(name), signal);
      if (said.status === 401) return this.#repository.error(said, 'GET', 'read from');
      await discard(said);
    }
    return this.#repository.error(response, 'HEAD', 'read from');
  }

  /** Asks by HEAD, which Docker Hub does not count as a pull, and by GET where the headers of that are incomplete. */
  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    const response = await this.#request('HEAD', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw await this.#refusal(response, name, signal);
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
   * Reads a manifest and computes its digest; resolves to `undefined` when the registry does not have it.
   *
   * @param size the size of the manifest, where it is known.
   */
  async get(name: ManifestName, signal: AbortSignal, size?: number): Promise<FoundManifest | undefined> {
    const response = await this.#request('GET', nameText(name), signal);
    const what = `${this.#repository.name}, manifest ${nameText(name)}`;
    if (response.status === 404) {
      const errors = await readErrors(response);
      // ACR answers so for a manifest that is there, with a type that the Accept header does not name.
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
   * Puts a manifest by digest or by tag. If the answer has a digest, it has to be that of the manifest. When the registry says
   * that a blob or child is missing, its replicas may be late, so the PUT is repeated a few times.
   *
   * @throws UnknownPart when the registry says so to the end.
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
        if (!(refusal instanceof UnknownPart) || attempt === PUT_TRIES) throw refusal;
      }
      await this.#options.sleep(FIRST_PUT_DELAY * 2 ** (attempt - 1), signal);
    }
  }

  /**
   * The address of a PUT. A registry computes the sha256 digest of what is put under a tag, so that the tag of another digest is a
   * query of the address by digest (distribution-spec, pull request 600; olareg, regctl). Where that is not known, the tag stays.
   */
  #putUrl({ digest }: Descriptor, name: ManifestName): URL {
    if ('digest' in name || digestAlgorithm(digest) === 'sha256')
      return this.#repository.url(`manifests/${nameText(name)}`);
    return this.#repository.url(`manifests/${digest}`, { tag: name.tag });
  }

  /** Sends one PUT and returns the answer as it is; see {@link stored}. */
  send(
    { bytes, descriptor }: ManifestContent,
    name: ManifestName,
    { headers = {}, beforeSending }: PutOptions,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.#repository.request({
      method: 'PUT',
      url: this.#putUrl(descriptor, name),
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
    // The specification says 201, and old versions of Quay say 202. A 200 without a digest may be the page of a proxy.
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

  /** The error for a refused PUT. */
  refusal(response: HttpResponse, action: string): Promise<SealiftError> {
    return this.#repository.error(response, 'PUT', action);
  }

  #request(method: 'GET' | 'HEAD', name: string, signal: AbortSignal): Promise<HttpResponse> {
    const url = this.#repository.url(`manifests/${name}`);
    const headers = { accept: MANIFEST_ACCEPT };
    const pull = method === 'GET' ? { pull: true as const } : {};
    return this.#repository.request({ method, url, headers, answer: MANIFEST_LIMIT, signal, ...pull });
  }
}
