import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { type Digest, parseDigest } from './digest.ts';
import type { ManifestName } from './ports.ts';

/** `REGISTRY/REPOSITORY[:TAG][@DIGEST]`; the registry is written out, with its port if it has one. */
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

/** The grammar of distribution's `reference` package: host, repository (name-component separated by /), tag. */
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';

const NAME = new RegExp(`^(${HOST})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG}$`);
/** distribution: the name, host included, has at most 255 characters. */
const NAME_LENGTH = 255;

export function isTag(text: string): boolean {
  return TAG_ONLY.test(text);
}

/** Whether the first component of a name is meant as a host: it has a dot or a port, or is `localhost`, as docker decides. */
function namesHost(component: string): boolean {
  return /[.:[\]A-Z]/.test(component) || component === 'localhost';
}

/** What marks a login in front of a host, as a URL would have it, also where it is encoded. */
const LOGIN_END = /@|%40/gi;

/**
 * A reference as an error shows it. All before the last `@` may be a login, since a password holds any character; a digest
 * has been cut off before. A layout is a path.
 */
function shownReference(text: string): string {
  const { rest } = cutDigest(text);
  const end = LAYOUT.test(rest) ? undefined : [...rest.matchAll(LOGIN_END)].at(-1);
  return end === undefined ? quotable(text) : quotable(`…@${text.slice(end.index + end[0].length)}`);
}

function invalid(text: string, reason: string, hint?: string): SealiftError {
  const message = `${JSON.stringify(shownReference(text))} is not a reference: ${reason}`;
  return new SealiftError('reference_invalid', message, hint === undefined ? {} : { hint });
}

/** A folder may have an @ and a tag in its name; only what is meant as a digest is one. */
const DIGEST_LIKE = /^(?:sha\d+:|[a-z0-9+._-]+:[0-9a-f]{32,}$)/i;

/** Cuts off what is meant as `@DIGEST`. */
function cutDigest(text: string): { rest: string; digest?: string } {
  const at = text.lastIndexOf('@');
  if (at < 0 || !DIGEST_LIKE.test(text.slice(at + 1))) return { rest: text };
  return { rest: text.slice(0, at), digest: text.slice(at + 1) };
}

function splitDigest(text: string): { rest: string; digest?: Digest } {
  const { rest, digest } = cutDigest(text);
  return { rest, ...(digest === undefined ? {} : { digest: parseDigest(digest) }) };
}

/** Cuts the tags off: what stands behind the last colon, when no path separator follows it. */
function splitTag(text: string): { rest: string; tag?: string } {
  const colon = text.lastIndexOf(':');
  if (colon < 0 || /[/\\]/.test(text.slice(colon))) return { rest: text };
  return { rest: text.slice(0, colon), tag: text.slice(colon + 1) };
}

/** Whether a URL of this host leads to this host: ports end at 65535, and `0x7f.1` is another name of 127.0.0.1. */
function isReachable(registry: string): boolean {
  const [, host = '', port] = /^(.*?)(?::([0-9]+))?$/.exec(registry)!;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  if (!URL.canParse(`https://${host}`)) return false;
  return host.startsWith('[') || new URL(`https://${host}`).hostname === host.toLowerCase();
}

/** Refuses an implied host, with the full form in the hint: `suffix` is the tag or digest that belongs to it. */
function refuseImpliedHost(name: string, suffix: string): void {
  const [first = '', ...others] = name.split('/');
  if (!/^[a-z0-9._/-]+$/.test(name) || (others.length > 0 && namesHost(first))) return;
  const full = others.length > 0 ? `docker.io/${name}` : `docker.io/library/${name}`;
  const hint = `Write the registry in full: ${printable(full + suffix, 400)}`;
  throw invalid(name + suffix, 'the registry is not written out', hint);
}

/**
 * A repository without tag and digest: `REGISTRY/REPOSITORY`, as scopes of a trust policy have it. Any first component
 * may be the registry.
 *
 * @throws SealiftError `reference_invalid`.
 */
export function parseRepository(text: string): { readonly registry: string; readonly repository: string } {
  const match = NAME.exec(text);
  if (!match) {
    const upper = NAME.test(text.toLowerCase());
    throw invalid(
      text,
      upper ? 'a repository is written in lower case' : 'it does not follow REGISTRY/REPOSITORY',
    );
  }
  if (text.length > NAME_LENGTH) throw invalid(text, `the name has over ${NAME_LENGTH} characters`);
  return { registry: match[1]!, repository: match[2]! };
}

const LAYOUT = /^(oci|oci-archive):(?!\/\/)(.*)$/s;

interface Parts {
  readonly place:
    | { readonly transport: 'docker'; readonly registry: string; readonly repository: string }
    | { readonly transport: 'oci' | 'oci-archive'; readonly path: string };
  readonly tag?: string;
  readonly digest?: Digest;
}

function parseParts(text: string): Parts {
  const { rest, digest } = splitDigest(text);
  const layout = LAYOUT.exec(rest);
  if (!layout && rest.search(LOGIN_END) >= 0) {
    throw invalid(
      text,
      'what stands before the last @ is not shown, since it may be a login',
      'Write REGISTRY/REPOSITORY:TAG or …@sha256:HEX, and log in with `docker login`.',
    );
  }
  const { rest: name, tag } = splitTag(layout ? layout[2]! : rest.replace(/^docker:\/\//, ''));
  const suffix = { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
  if (!layout) {
    const scheme = /^([a-z][a-z0-9+-]*):\/\//.exec(name)?.[1];
    if (scheme !== undefined)
      throw invalid(
        text,
        `${scheme}:// does not belong here`,
        'Write REGISTRY/REPOSITORY:TAG, without a scheme.',
      );
    refuseImpliedHost(
      name,
      `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`,
    );
    const { registry, repository } = parseRepository(name);
    if (!isReachable(registry)) throw invalid(text, `${registry} is not the name or address of a host`);
    return { place: { transport: 'docker', registry, repository }, ...suffix };
  }
  if (name === '' || name.includes('\0'))
    throw invalid(text, 'the path is missing', 'Write oci:DIR:TAG or oci:DIR@DIGEST.');
  return { place: { transport: layout[1] as 'oci' | 'oci-archive', path: name }, ...suffix };
}

/**
 * Reads a reference as a user writes it: `docker://` may stand before a registry's, `oci:` and `oci-archive:` mark a
 * layout. With both tag and digest, both are kept; {@link manifestName} lets the digest count.
 *
 * @throws SealiftError `reference_invalid`.
 */
export function parseReference(text: string): Reference {
  const { place, tag, digest } = parseParts(text);
  if (tag !== undefined && !isTag(tag)) throw invalid(text, `${JSON.stringify(printable(tag))} is not a tag`);
  return { ...place, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The name without tag and digest: `REGISTRY/REPOSITORY`, `oci:DIR`. */
export function formatPlace(
  place: Omit<RegistryReference, 'tag' | 'digest'> | Omit<LayoutReference, 'tag' | 'digest'>,
): string {
  return place.transport === 'docker'
    ? `${place.registry}/${place.repository}`
    : `${place.transport}:${place.path}`;
}

export function formatReference(reference: Reference): string {
  const { tag, digest } = reference;
  return `${formatPlace(reference)}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/**
 * What the reference names inside its repository; the digest counts when there are both, as in docker.
 *
 * @throws SealiftError `reference_needs_tag`, with the corrected forms.
 */
export function manifestName(reference: Reference): ManifestName {
  if (reference.digest !== undefined) return { digest: reference.digest };
  if (reference.tag !== undefined) return { tag: reference.tag };
  const place = printable(formatPlace(reference), 400);
  throw new SealiftError('reference_needs_tag', `${place} has neither tag nor digest`, {
    hint: `Write ${place}:TAG or, better, ${place}@sha256:…`,
  });
}

/** Where to promote to; it may carry several tags (`registry/app:1.4,1,latest`) or none (the source's is used). */
export type Destination = { readonly tags: readonly string[] } & (
  | Omit<RegistryReference, 'tag' | 'digest'>
  | Omit<LayoutReference, 'tag' | 'digest'>
);

/** @throws SealiftError `destination_invalid` or `reference_invalid`. */
export function parseDestination(text: string): Destination {
  const { place, tag, digest } = parseParts(text);
  if (digest !== undefined) {
    throw new SealiftError(
      'destination_invalid',
      `${printable(formatPlace(place), 400)} is a destination and cannot have a digest`,
    );
  }
  const tags = tag === undefined ? [] : [...new Set(tag.split(','))];
  const wrong = tags.find((one) => !isTag(one));
  if (wrong !== undefined) {
    throw new SealiftError(
      'destination_invalid',
      `${JSON.stringify(printable(wrong))} is not a tag, in ${shownReference(text)}`,
    );
  }
  return { ...place, tags };
}

export function formatDestination(destination: Destination): string {
  const { tags } = destination;
  return `${formatPlace(destination)}${tags.length === 0 ? '' : `:${tags.join(',')}`}`;
}
