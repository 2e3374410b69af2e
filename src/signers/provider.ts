import type { HttpClient } from '../io/http/types.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';

/** The means by which a key in a service is reached. */
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
  /** Takes all secrets of the run, and all values of `config`, out of the words of the plugin. */
  readonly hide: (words: string) => string;
  /** Is told each value that `config` of an entry of notation adds, before the plugin is given it. */
  readonly onSecret?: (value: string) => void;
  /** Milliseconds for one command of the plugin; five minutes when absent. */
  readonly timeout?: number;
  readonly platform: string;
  readonly home: string;
  readonly sleep: Remote['sleep'];
  readonly random: Remote['random'];
  /** Aborts the question what the plugin can do, which is asked when the key is opened. */
  readonly signal: AbortSignal;
}

export interface SignerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The password of an encrypted key. */
  readonly password?: string;
  /** Describe the key with the certificates that its service has; only asked for where no chain is given. */
  readonly withCertificates?: boolean;
  /** Azure: the managed identity of this machine, and no other. */
  readonly azureCredential?: 'managed-identity';
  /** Called when a provider needs the network, which a key in a file does not. */
  readonly remote?: () => Promise<Remote>;
  /** How a Notation plugin is run; without it, keys of plugins are refused. */
  readonly plugin?: PluginRun;
}

/** A key that a run made. */
export interface MadeKey {
  readonly signer: Signer;
  /** Its address with its version, as `--key` takes it. */
  readonly uri: string;
  /** Writes a key that is only in memory so far; resolves to what removes it again. A service keeps its keys itself. */
  readonly keep?: () => Promise<() => Promise<void>>;
}

/**
 * Makes the key, once. An existing one is not touched.
 *
 * @param onMade is told the address of a key as soon as a service has it, whatever happens later.
 * @throws SealiftError `key_exists`, `denied`, or others of the service.
 */
export type MakeKey = (signal: AbortSignal, onMade: (uri: string) => void) => Promise<MadeKey>;

/** Reads the address of a key that is to be made, and contacts nobody. @throws SealiftError `usage`, `file_exists` and the like. */
export type PrepareKey = (uri: string, options: SignerOptions) => Promise<MakeKey>;

/** Opens the key that `uri` names. @throws SealiftError of the provider. */
export type OpenKey = (uri: string, options: SignerOptions) => Promise<AnySigner>;
