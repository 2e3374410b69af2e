import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';
import type { OpenKey, SignerOptions } from './provider.ts';

/** Key providers by URI scheme, each loaded when it is first used. */
const PROVIDERS: Readonly<Record<string, () => Promise<OpenKey>>> = {
  file: async () => (await import('./file.ts')).fileSigner,
  env: async () => (await import('./env.ts')).envSigner,
  awskms: async () => (await import('./awskms.ts')).awskmsSigner,
  gcpkms: async () => (await import('./gcpkms.ts')).gcpkmsSigner,
  azurekms: async () => (await import('./azurekms.ts')).azurekmsSigner,
  hashivault: async () => (await import('./hashivault.ts')).hashivaultSigner,
  'notation-plugin': async () => (await import('./notation-plugin.ts')).notationPluginSigner,
};

/**
 * Base64 of a PEM, or of a DER SEQUENCE over some length, in one line or several, with a scheme before it or without: a key
 * in a secret that lost its borders.
 */
const BARE_KEY = /^\s*(?:[a-z][a-z0-9-]*:\/*)?(?:LS0tLS1CRUdJTi|M[C-I])[A-Za-z0-9+/=_\s-]{60,}$/;

const SCHEME = /^([a-z][a-z0-9-]+):\/\//;

/** A scheme of ours that lost slashes: no path begins so, and the provider says how it is written. */
const NEARLY = /^(awskms|gcpkms|azurekms|hashivault):/;

/** Schemes whose service may know the certificates of a key. */
const WITH_CERTIFICATES = new Set(['azurekms', 'notation-plugin']);

function schemeOf(uri: string): string {
  if (/^arn:aws[a-z-]*:/.test(uri)) return 'awskms';
  if (/^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//.test(uri)) return 'azurekms';
  return (SCHEME.exec(uri) ?? NEARLY.exec(uri))?.[1] ?? 'file';
}

/** Whether the place of this key may know its certificates, so that none need to be given. */
export function mayGiveCertificates(uri: string): boolean {
  return WITH_CERTIFICATES.has(schemeOf(uri));
}

/**
 * Opens the key that `uri` names; whatever has no scheme is a path. Without `plugin` in the options, keys of plugins are
 * refused, and what is opened is a plain {@link Signer}.
 *
 * @throws SealiftError `usage` for an unknown scheme, or the provider's.
 */
export function openSigner(
  uri: string,
  options: SignerOptions & { readonly plugin?: undefined },
): Promise<Signer>;
export function openSigner(uri: string, options: SignerOptions): Promise<AnySigner>;
export async function openSigner(uri: string, options: SignerOptions): Promise<AnySigner> {
  // Not quoted, and not taken for a path that an error would show: half of a secret is not masked in the log of an action.
  if (uri.includes('-----BEGIN') || BARE_KEY.test(uri)) {
    throw new SealiftError('usage', 'the key is given as text where its place is expected', {
      hint: 'Put the PEM into an environment variable and write env://NAME.',
    });
  }
  if (uri === '') throw new SealiftError('usage', 'the key has no name');
  const scheme = schemeOf(uri);
  const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : undefined;
  if (provider) return (await provider())(uri, options);
  throw new SealiftError('usage', `${printable(scheme)}:// is not a key scheme`, {
    hint: `Write a path, or one of ${Object.keys(PROVIDERS).join('://, ')}://.`,
  });
}
