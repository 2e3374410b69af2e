import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { completeName, namesHost } from './complete-name.ts';
import { type Digest, isDigest, parseDigest } from './digest.ts';
import type { ManifestName } from './ports.ts';
import { HOST_GRAMMAR, type PlainHttp, registryHost, withoutDefaultPort } from './registry-host.ts';
import { splitReference, suffixOf, withoutLogin } from './split-reference.ts';

/** `REGISTRY/REPOSITORY[:TAG][@DIGEST]`. The registry is never left out, and has its port if that is not the default. */
export interface RegistryReference {
  readonly transport: 'docker';
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** `oci:DIR[:TAG][@DIGEST]` or `oci-archive:FILE[:TAG][@DIGEST]`. */
export interface LayoutReference {
  readonly transport: 'oci' | 'oci-archive';
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export type Reference = RegistryReference | LayoutReference;

/** The grammar of distribution's `reference` package: repository (name-component separated by /), tag. */
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';

const NAME = new RegExp(`^(${HOST_GRAMMAR})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG}$`);
/** The most characters of a name, its host included, as distribution's `reference` package has it. */
const NAME_LENGTH = 255;

export function isTag(text: string): boolean {
  return TAG_ONLY.test(text);
}

function invalid(text: string, reason: string, hint?: string): SealiftError {
  const message = `${JSON.stringify(quotable(withoutLogin(text)))} is not a reference: ${reason}`;
  return new SealiftError('reference_invalid', message, hint === undefined ? {} : { hint });
}

/** Refuses a short name, and capitals. The hint shows the full name, with `suffix`, its tag or digest. */
function refuseShortName(name: string, suffix: string): void {
  const [first = '', ...others] = name.split('/');
  const hasHost = others.length > 0 && namesHost(first);
  const full = completeName(name);
  if ((hasHost && NAME.test(name)) || !NAME.test(full)) return;
  // The text may be a key that the user put in the wrong place, so the message does not repeat it.
  const isShown = quotable(name, name.length) === name;
  const hint = isShown
    ? `Write ${hasHost ? '' : 'the registry in full: '}${printable(full + suffix, 400)}`
    : undefined;
  throw invalid(
    hasHost ? name : name + suffix,
    hasHost ? 'a repository is written in lower case' : 'the registry is not written out',
    hint,
  );
}

/** A repository of a registry in its one spelling, so that scopes, logins and stores can compare it as text. */
export interface RepositoryName {
  /** As {@link registryHost} spells it. */
  readonly registry: string;
  readonly repository: string;
}

/**
 * Reads a repository without tag and digest, `REGISTRY/REPOSITORY`, as the scopes of a trust policy have it. The first
 * component is the registry, whatever it looks like.
 *
 * @param plainHttp as in {@link parseReference}.
 * @throws SealiftError `reference_invalid`.
 */
export function parseRepository(text: string, plainHttp?: PlainHttp): RepositoryName {
  const match = NAME.exec(text);
  if (!match) {
    const full = completeName(text);
    const upper = text.includes('/') && NAME.test(full);
    throw invalid(
      text,
      upper ? 'a repository is written in lower case' : 'it does not follow REGISTRY/REPOSITORY',
      upper ? `Write ${printable(full, 400)}` : undefined,
    );
  }
  if (text.length > NAME_LENGTH) throw invalid(text, `the name has over ${NAME_LENGTH} characters`);
  const [, host = '', repository = ''] = match;
  const spelled = registryHost(host) ?? host.toLowerCase();
  const registry = plainHttp ? withoutDefaultPort(spelled, plainHttp) : spelled;
  return { registry, repository };
}

interface Parts {
  readonly place:
    | ({ readonly transport: 'docker' } & RepositoryName)
    | { readonly transport: 'oci' | 'oci-archive'; readonly path: string };
  readonly tag?: string;
  readonly digest?: Digest;
}

function parseParts(text: string, plainHttp: PlainHttp | undefined): Parts {
  const { layout, name, tag, digest } = splitReference(text);
  const suffix = {
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest: parseDigest(digest) }),
  };
  if (layout !== undefined) {
    if (name === '' || name.includes('\0'))
      throw invalid(text, 'the path is missing', `Write ${layout}:PATH:TAG or ${layout}:PATH@DIGEST.`);
    return { place: { transport: layout, path: name }, ...suffix };
  }
  const scheme = /^([a-z][a-z0-9+-]*):\/\//.exec(name)?.[1];
  if (scheme !== undefined)
    throw invalid(
      text,
      `${scheme}:// does not belong here`,
      'Write REGISTRY/REPOSITORY:TAG, without a scheme.',
    );
  if (name.includes('@') || tag?.includes('@')) {
    const hint =
      'Write REGISTRY/REPOSITORY@sha256:HEX; a login comes from `docker login` or --registry-config.';
    throw invalid(text, 'what stands behind the @ is not a digest', hint);
  }
  if (isDigest(text))
    throw invalid(text, 'it is a digest with no repository', 'Write REGISTRY/REPOSITORY@sha256:HEX.');
  refuseShortName(name, suffixOf({ tag, digest }));
  const repository = parseRepository(name, plainHttp);
  const host = name.slice(0, name.indexOf('/'));
  if (registryHost(host) === undefined) throw invalid(text, `${host} is not the name or address of a host`);
  return { place: { transport: 'docker', ...repository }, ...suffix };
}

/**
 * Reads a reference as a user writes it. `docker://` may precede one of a registry; `oci:` and `oci-archive:` mark a layout.
 * A reference may have both a tag and a digest; {@link manifestName} then uses the digest.
 *
 * @param plainHttp says which registries use plain HTTP, which decides the default port (443 or 80). Without it no port is
 *   left out.
 * @throws SealiftError `reference_invalid`.
 */
export function parseReference(text: string, plainHttp?: PlainHttp): Reference {
  const { place, tag, digest } = parseParts(text, plainHttp);
  if (tag !== undefined && !isTag(tag)) throw invalid(text, `${JSON.stringify(printable(tag))} is not a tag`);
  return { ...place, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The reference without tag and digest: `REGISTRY/REPOSITORY`, `oci:DIR`. */
export function formatPlace(
  place: Omit<RegistryReference, 'tag' | 'digest'> | Omit<LayoutReference, 'tag' | 'digest'>,
): string {
  return place.transport === 'docker'
    ? `${place.registry}/${place.repository}`
    : `${place.transport}:${place.path}`;
}

export function formatReference(reference: Reference): string {
  return `${formatPlace(reference)}${suffixOf(reference)}`;
}

/** Where the tags and digests are that the user can choose from. */
const WHERE_NAMES_ARE: Readonly<Record<Reference['transport'], (reference: Reference) => string>> = {
  docker: () => '',
  oci: () => '; `index.json` in the folder has the tags and digests that are there',
  'oci-archive': (reference) =>
    'path' in reference
      ? `; \`tar -xOf ${printable(reference.path, 400)} index.json\` shows the tags and digests that are there`
      : '',
};

/**
 * The tag or digest of a reference. When it has both, the digest is used, as docker does.
 *
 * @throws SealiftError `reference_needs_tag`, with the corrected forms.
 */
export function manifestName(reference: Reference): ManifestName {
  if (reference.digest !== undefined) return { digest: reference.digest };
  if (reference.tag !== undefined) return { tag: reference.tag };
  const place = printable(formatPlace(reference), 400);
  throw new SealiftError('reference_needs_tag', `${place} has neither tag nor digest`, {
    hint: `Write ${place}:TAG or, better, ${place}@sha256:…${WHERE_NAMES_ARE[reference.transport](reference)}`,
  });
}

/**
 * The destination of a promotion. It has several tags (`registry/app:1.4,1,latest`), one, or none: then the source's tag. With
 * a digest and no tag, the image is promoted by digest; a digest beside tags is what the image has to have.
 */
export type Destination = { readonly tags: readonly string[]; readonly digest?: Digest } & (
  | Omit<RegistryReference, 'tag' | 'digest'>
  | Omit<LayoutReference, 'tag' | 'digest'>
);

/**
 * Reads the destination of a promotion as a user writes it.
 *
 * @param plainHttp as in {@link parseReference}.
 * @throws SealiftError `destination_invalid` or `reference_invalid`.
 */
export function parseDestination(text: string, plainHttp?: PlainHttp): Destination {
  const { place, tag, digest } = parseParts(text, plainHttp);
  const tags = tag === undefined ? [] : [...new Set(tag.split(','))];
  const wrong = tags.find((one) => !isTag(one));
  if (wrong !== undefined) {
    throw new SealiftError(
      'destination_invalid',
      `${JSON.stringify(printable(wrong))} is not a tag, in ${quotable(withoutLogin(text))}`,
    );
  }
  return { ...place, tags, ...(digest === undefined ? {} : { digest }) };
}

export function formatDestination(destination: Destination): string {
  const { tags, digest } = destination;
  return `${formatPlace(destination)}${suffixOf({ tag: tags.length === 0 ? undefined : tags.join(','), digest })}`;
}
