import { SealiftError } from '../../../errors.ts';
import { discard } from '../../../io/http/body.ts';
import type { HttpResponse } from '../../../io/http/types.ts';
import type { Descriptor } from '../../../oci/descriptor.ts';
import type { Digest } from '../../../oci/digest.ts';
import { apiHost } from '../api-host.ts';
import { isOtherDigest } from '../other-digest.ts';
import type { Repository } from '../repository.ts';
import type { Session, Sessions } from './sessions.ts';

/** Mounts of blobs from other repositories of the same registry (distribution-spec, "Mounting a blob from another repository"). */
export class Mounts {
  readonly #repository: Repository;
  readonly #sessions: Sessions;
  /** Upload sessions that the registry began instead of a mount, by blob. */
  readonly #begun = new Map<Digest, Session>();
  /** Repositories that the registry has refused to mount from. */
  readonly #refused = new Set<string>();

  constructor(repository: Repository, sessions: Sessions) {
    this.#repository = repository;
    this.#sessions = sessions;
  }

  /**
   * Asks for the mount of a blob.
   *
   * @param from `REGISTRY/REPOSITORY`. Nothing is asked unless this run reads, or where `isWritten` writes, that repository with the
   *   same login.
   * @returns whether the registry has the blob now.
   */
  async mount(
    { digest }: Descriptor,
    from: string,
    { isWritten }: { readonly isWritten: boolean },
    signal: AbortSignal,
  ): Promise<boolean> {
    const source = this.#inThisRegistry(from);
    if (source === undefined || this.#refused.has(source)) return false;
    if (isWritten) await this.#repository.alsoPullFrom(source);
    if (!(await this.#repository.mayMountFrom(source))) return false;
    const response = await this.#ask(digest, source, signal);
    if (response?.status === 201) {
      await discard(response);
      const answered = response.headers['docker-content-digest'];
      if (!isOtherDigest(answered, digest)) return true;
      throw new SealiftError(
        'digest_mismatch',
        `${this.#repository.name} mounted blob ${digest} as ${answered}`,
      );
    }
    if (response?.status === 202) {
      this.#begun.set(digest, await this.#sessions.begun(response));
      return false;
    }
    if (response) await discard(response);
    this.#refused.add(source);
    return false;
  }

  /** Takes out the upload session that the registry began instead of a mount. */
  take(digest: Digest): Session | undefined {
    const session = this.#begun.get(digest);
    this.#begun.delete(digest);
    return session;
  }

  #inThisRegistry(from: string): string | undefined {
    const [registry, repository] = split(from);
    const [own] = split(this.#repository.name);
    const isHere = apiHost(registry) === apiHost(own) && repository !== this.#repository.repository;
    return isHere ? repository : undefined;
  }

  /** Sends the request; resolves to `undefined` when the login does not allow it. */
  async #ask(digest: Digest, from: string, signal: AbortSignal): Promise<HttpResponse | undefined> {
    const url = this.#repository.url('blobs/uploads/', { mount: digest, from });
    try {
      return await this.#repository.request({ method: 'POST', url, signal });
    } catch (error) {
      if (error instanceof SealiftError && error.exitCode === 4) return undefined;
      throw error;
    }
  }
}

function split(name: string): [registry: string, repository: string] {
  const slash = name.indexOf('/');
  return [name.slice(0, slash), name.slice(slash + 1)];
}
