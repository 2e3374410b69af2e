import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { HttpClient } from '../io/http/types.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';

/** What a key in a service is reached with. */
export interface Remote {
  readonly http: HttpClient;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  /** Is told each token before its first use, so that a log can mask it. */
  readonly onSecret?: (secret: string) => void;
  /** Is told once who signs, in words for a person. */
  readonly onIdentity?: (who: string) => void;
}

/** How an installed plugin is run. */
export interface PluginRun {
  /** `--plugin-config`. */
  readonly config: Readonly<Record<string, string>>;
  /** Milliseconds for one command of the plugin; five minutes when absent. */
  readonly timeout?: number;
  readonly platform: string;
  readonly home: string;
  readonly sleep: Remote['sleep'];
  readonly random: Remote['random'];
  /** Ends the question what the plugin can do, which is asked when the key is opened. */
  readonly signal: AbortSignal;
}

export interface SignerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of an encrypted key. */
  readonly password?: string;
  /** Describe the key with the certificates that its service has; only asked for where no chain is given. */
  readonly withCertificates?: boolean;
  /** Azure: the managed identity of this machine, and no other. */
  readonly azureCredential?: 'managed-identity';
  /** Asked for when a provider needs it; a key in a file opens nothing. */
  readonly remote?: () => Promise<Remote>;
  /** For keys of Notation plugins. */
  readonly plugin?: PluginRun;
}

type Open = (uri: string, options: SignerOptions) => Promise<AnySigner>;

/** Key providers by URI scheme, each loaded when it is first used. */
const PROVIDERS: Readonly<Record<string, () => Promise<Open>>> = {
  file: async () => (await import('./file.ts')).fileSigner,
  env: async () => (await import('./env.ts')).envSigner,
  awskms: async () => (await import('./awskms.ts')).awskmsSigner,
  gcpkms: async () => (await import('./gcpkms.ts')).gcpkmsSigner,
  azurekms: async () => (await import('./azurekms.ts')).azurekmsSigner,
  hashivault: async () => (await import('./hashivault.ts')).hashivaultSigner,
  'notation-plugin': async () => (await import('./notation-plugin.ts')).notationPluginSigner,
};

const SCHEME = /^([a-z][a-z0-9-]+):\/\//;

/** Schemes whose service may know the certificates of a key. */
const WITH_CERTIFICATES = new Set(['azurekms', 'notation-plugin']);

function schemeOf(uri: string): string {
  if (/^arn:aws[a-z-]*:/.test(uri)) return 'awskms';
  if (/^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//.test(uri)) return 'azurekms';
  return SCHEME.exec(uri)?.[1] ?? 'file';
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
  // Not quoted, and not taken for a path that an error would show.
  if (uri.includes('-----BEGIN')) {
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
