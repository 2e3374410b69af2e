import type { OpenKey, PrepareKey } from './provider.ts';

/** One kind of key, and all that is said of it outside its own file. */
export interface Provider {
  /** Loads its file and what that needs, when it is first used. */
  readonly load: () => Promise<OpenKey>;
  /** Loads what makes such a key. Absent where Sealift makes none. */
  readonly create?: () => Promise<PrepareKey>;
  /** How the address of a key that is to be made is written. */
  readonly newExample?: string;
  /** Where the key stays: in a service that is asked over the network, or behind a plugin. Absent: it is read from a PEM. */
  readonly remote?: 'service' | 'plugin';
  /** The service that makes whole envelopes, to which nothing can be added: neither a chain, nor a timestamp, nor an expiry. */
  readonly makesEnvelopes?: string;
  /** Which certificates come with the key, so that none need to be given. */
  readonly certificates?: string;
  /** What the key is, for docs/signers.md. */
  readonly help: string;
  /** How its addresses are written, in docs/signers.md, and in the remedy of its own file (`providers.test.ts` compares). */
  readonly example: string;
  /** What its service itself calls such a key, without our scheme. */
  readonly alias?: RegExp;
}

/**
 * Key providers by URI scheme. The help of options, remedies and docs/signers.md are written from these rows. `--help` reads them:
 * nothing but types is imported here, and what a provider needs comes with `load`.
 */
export const PROVIDERS = {
  file: {
    load: async () => (await import('./file.ts')).fileSigner,
    create: async () => (await import('./file-new.ts')).newFileKey,
    newExample: 'key.pem',
    help: 'PEM in a file; `SEALIFT_KEY_PASSWORD` opens an encrypted one',
    example: 'a path, or file:///path/key.pem',
  },
  env: {
    load: async () => (await import('./env.ts')).envSigner,
    help: 'the same PEM in an environment variable',
    example: 'env://NAME',
  },
  azurekms: {
    load: async () => (await import('./azurekms.ts')).azurekmsSigner,
    create: async () => (await import('./azure/new-key.ts')).newAzureKey,
    newExample: 'azurekms://NAME.vault.azure.net/KEY',
    remote: 'service',
    certificates: 'a self-signed certificate from the vault',
    help: 'Azure Key Vault, Managed HSM',
    example: 'azurekms://NAME.vault.azure.net/KEY[/VERSION], or the key identifier that the portal shows',
    alias: /^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//,
  },
  awskms: {
    load: async () => (await import('./awskms.ts')).awskmsSigner,
    create: async () => (await import('./aws/new-key.ts')).newAwsKey,
    newExample: 'awskms:///alias/NAME',
    remote: 'service',
    help: 'AWS KMS',
    example: 'awskms:///KEY-ID, awskms:///alias/NAME, or the ARN',
    alias: /^arn:aws[a-z-]*:(?!signer:)/,
  },
  awssigner: {
    load: async () => (await import('./awssigner.ts')).awssignerSigner,
    remote: 'service',
    certificates: 'the chain of the signing profile',
    makesEnvelopes: 'AWS Signer',
    help: 'a signing profile of AWS Signer',
    example: 'awssigner:///PROFILE-ARN, or the ARN alone',
    alias: /^arn:aws[a-z-]*:signer:/,
  },
  gcpkms: {
    load: async () => (await import('./gcpkms.ts')).gcpkmsSigner,
    create: async () => (await import('./google/new-key.ts')).newGoogleKey,
    newExample: 'gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K',
    remote: 'service',
    help: 'Google Cloud KMS',
    example: 'gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V',
  },
  hashivault: {
    load: async () => (await import('./hashivault.ts')).hashivaultSigner,
    create: async () => (await import('./vault/new-key.ts')).newVaultKey,
    newExample: 'hashivault://KEY[?mount=PATH]',
    remote: 'service',
    help: 'Vault or OpenBao (transit)',
    example: 'hashivault://KEY[?version=N&mount=PATH]',
  },
  'notation-plugin': {
    load: async () => (await import('./notation-plugin.ts')).notationPluginSigner,
    remote: 'plugin',
    certificates: 'the chain that the plugin tells',
    help: 'every installed Notation plugin that signs: PKCS#11 and others',
    example: 'notation-plugin://NAME/KEY-ID',
  },
  notation: {
    load: async () => (await import('./notation.ts')).notationSigner,
    certificates: 'the chain of its entry',
    help: "a key of notation's `signingkeys.json`, file or plugin",
    example: 'notation://KEY-NAME',
  },
} satisfies Readonly<Record<string, Provider>>;

/** The same rows by any scheme. */
export const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(Object.entries<Provider>(PROVIDERS));

/** `azurekms://, awskms://`: the schemes whose row says `what`. */
export function schemesWith(what: 'remote' | 'certificates', between: string): string {
  const schemes = [...PROVIDER_OF].filter(([, row]) => row[what] !== undefined);
  return schemes.map(([scheme]) => `${scheme}://`).join(between);
}
