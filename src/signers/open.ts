import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';
import type { MakeKey, SignerOptions } from './provider.ts';
import { PROVIDER_OF, PROVIDERS, type Provider } from './providers.ts';

/**
 * Base64 of a PEM, or of a DER SEQUENCE over some length, in one line or several, with a scheme before it or without: a key
 * in a secret that lost its borders.
 */
const BARE_KEY = /^\s*(?:[a-z][a-z0-9-]*:\/*)?(?:LS0tLS1CRUdJTi|M[C-I])[A-Za-z0-9+/=_\s-]{60,}$/;

const SCHEME = /^([a-z][a-z0-9-]+):(\/\/)?/;

function schemeOf(uri: string): string {
  for (const [scheme, { alias }] of PROVIDER_OF) if (alias?.test(uri)) return scheme;
  const [, scheme = '', slashes] = SCHEME.exec(uri) ?? [];
  // The address of a service that lost its slashes is left to its provider, which says how it is written.
  return slashes || PROVIDER_OF.get(scheme)?.remote === 'service' ? scheme : 'file';
}

/** The provider of the key that `uri` names; `undefined` for an unknown scheme. */
export function providerOf(uri: string): Provider | undefined {
  return PROVIDER_OF.get(schemeOf(uri));
}

/** The provider of a key, for whoever opens or makes it. @throws SealiftError `usage`. */
function knownProvider(uri: string): Provider {
  // The text is not shown, nor taken for a path, of which an error shows a part: the log of an action masks whole secrets only.
  if (uri.includes('-----BEGIN') || BARE_KEY.test(uri)) {
    throw new SealiftError('usage', 'the key is given as text where its place is expected', {
      hint: `Put the PEM into an environment variable and write ${PROVIDERS.env.example}.`,
    });
  }
  if (uri === '') throw new SealiftError('usage', 'the key has no name');
  const provider = providerOf(uri);
  if (provider) return provider;
  throw new SealiftError('usage', `${printable(schemeOf(uri))}:// is not a key scheme`, {
    hint: `Write a path, or one of ${[...PROVIDER_OF.keys()].join('://, ')}://.`,
  });
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
  return (await knownProvider(uri).load())(uri, options);
}

/**
 * Reads the address of a key that is to be made, and returns what makes it. Nobody is contacted before that is called.
 *
 * @throws SealiftError `usage` for an address where no key can be made, `file_exists`, or the provider's.
 */
export async function prepareNewKey(uri: string, options: SignerOptions): Promise<MakeKey> {
  const { create } = knownProvider(uri);
  if (create) return (await create())(uri, options);
  const examples = [...PROVIDER_OF.values()].flatMap(({ newExample }) => newExample ?? []);
  throw new SealiftError('usage', `--new-key makes no key at ${printable(schemeOf(uri))}://`, {
    hint: `Write one of ${examples.join(', ')}; or make the key where it lives, and name it with --key.`,
  });
}
