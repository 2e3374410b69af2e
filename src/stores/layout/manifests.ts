import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, digestHex } from '../../oci/digest.ts';
import { parseManifest } from '../../oci/manifest.ts';
import { manifestKind } from '../../oci/media-types.ts';
import { referrerDescriptor } from '../../oci/referrers-index.ts';
import { MANIFEST } from '../../oci/shapes.ts';
import type { Blobs } from './blobs.ts';

/** The descriptors that one manifest of the layout names, and its own. */
export interface ManifestLinks {
  /** Of the manifest itself, as a referrers list has it. */
  readonly descriptor: Descriptor;
  readonly subject: Descriptor | undefined;
  readonly children: readonly Descriptor[];
  /** Bytes of the manifest. */
  readonly length: number;
}

/** A manifest that does not parse under its listed media type, and every digest in its text. */
interface Malformed {
  readonly error: SealiftError;
  /** Why Go programs cannot read it or may read it differently; `undefined` when they read it as it is. */
  readonly unreadable: SealiftError | undefined;
  readonly mentions: ReadonlySet<string>;
  readonly length: number;
}

/** The most manifests of a layout. An index.json within its size limit names about as many. */
const SCAN_LIMIT = 20_000;

function whyUnreadable(digest: Digest, bytes: Uint8Array): SealiftError | undefined {
  try {
    readAs(MANIFEST, bytes, { code: 'manifest_invalid', what: `manifest ${digest}` });
    return undefined;
  } catch (error) {
    if (error instanceof SealiftError) return error;
    throw error;
  }
}

function readLinks(claimed: Descriptor, bytes: Uint8Array): ManifestLinks | Malformed {
  const { mediaType, digest } = claimed;
  const { length } = bytes;
  const content = { descriptor: { mediaType, digest, size: length }, bytes };
  try {
    const { subject, manifests } = parseManifest(content);
    return { descriptor: referrerDescriptor(content), subject, children: manifests, length };
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    const hex = new TextDecoder('latin1').decode(bytes).match(/[0-9a-f]{64,128}/g);
    return { error, unreadable: whyUnreadable(digest, bytes), mentions: new Set(hex), length };
  }
}

/** Walks the manifests that index.json leads to. What was read once is remembered by its digest. */
export class Manifests {
  readonly #blobs: Blobs;
  readonly #name: string;
  readonly #known = new Map<string, ManifestLinks | Malformed>();

  /** @param name of the layout in errors: `oci:DIR`. */
  constructor(blobs: Blobs, name: string) {
    this.#blobs = blobs;
    this.#name = name;
  }

  /** `undefined` when it is not there. */
  async #links(claimed: Descriptor): Promise<ManifestLinks | Malformed | undefined> {
    const key = `${claimed.mediaType} ${claimed.digest}`;
    const known = this.#known.get(key);
    if (known) return known;
    const bytes = await this.#blobs.read(claimed.digest);
    if (bytes === undefined) return undefined;
    const links = readLinks(claimed, bytes);
    this.#known.set(key, links);
    return links;
  }

  /**
   * Every manifest below `roots`, each once. A missing child is skipped, since an index may name platforms that were never
   * copied. A malformed manifest is skipped too, unless its text mentions `subject`.
   *
   * @throws SealiftError `digest_mismatch` for content that was changed; `layout_invalid` for a manifest that Go programs
   *   cannot read, because oras and notation read every manifest when they open a layout, and then fail.
   */
  async *manifests(
    roots: readonly Descriptor[],
    subject: Digest | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ManifestLinks> {
    const queue = [...roots];
    const seen = new Set<string>();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      signal.throwIfAborted();
      const key = `${next.mediaType} ${next.digest}`;
      if (seen.has(key) || manifestKind(next.mediaType) === undefined) continue;
      seen.add(key);
      if (seen.size > SCAN_LIMIT) {
        throw new SealiftError('content_too_large', `the layout has over ${SCAN_LIMIT} manifests`);
      }
      const links = await this.#links(next);
      if (links === undefined) continue;
      this.#checkSize(next, links);
      if ('error' in links) {
        if (subject !== undefined && links.mentions.has(digestHex(subject))) throw links.error;
        if (links.unreadable) throw this.#unopenable(links.unreadable);
        continue;
      }
      yield links;
      queue.push(...links.children);
    }
  }

  #unopenable(reason: SealiftError): SealiftError {
    return new SealiftError('layout_invalid', `${this.#name}: ${reason.message}`, {
      cause: reason,
      hint: 'Other programs cannot open this layout. Use another folder; to mend this one, keep a copy of index.json and take out the entry that leads to this manifest.',
    });
  }

  /** oras and notation read as many bytes as the entry says, and open nothing when there are others. */
  #checkSize({ digest, size }: Descriptor, { length }: { readonly length: number }): void {
    if (length === size) return;
    throw this.#unopenable(
      new SealiftError('layout_invalid', `manifest ${digest} is listed with ${size} bytes and has ${length}`),
    );
  }

  /** The links of one manifest; `undefined` when it is not there or not a manifest. */
  async one(claimed: Descriptor): Promise<ManifestLinks | undefined> {
    const links = await this.#links(claimed);
    if (links) this.#checkSize(claimed, links);
    return links === undefined || 'error' in links ? undefined : links;
  }
}
