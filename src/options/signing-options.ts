import { PROVIDER_OF, PROVIDERS, schemesWith } from '../signers/providers.ts';
import { CERTIFICATE, SIGNERS } from './command-sets.ts';
import type { Option } from './option.ts';

/** `azurekms:// takes a certificate, and notation-plugin:// the chain`. */
const BROUGHT = [...PROVIDER_OF]
  .filter(([, { certificates }]) => certificates !== undefined)
  .map(([scheme, { certificates }], at) => `${scheme}://${at === 0 ? ' takes' : ''} ${certificates}`)
  .join(', and ');

/** The schemes of services in which a key can be made. */
const NEW = [...PROVIDER_OF]
  .flatMap(([scheme, { create, remote }]) => (create && remote ? `${scheme}://` : []))
  .join(', ');

/** The options of keys and of signing. Those that `promote` has as well are about `--sign` there, and what fits every signature about `--record` too. */
export const SIGNING_OPTIONS = [
  {
    name: 'sign',
    commands: ['promote'],
    type: 'boolean',
    help: 'put a signature of your own beside those that are carried, at every destination and before its tag; with --key and the other options of `sign`',
  },
  {
    name: 'key',
    commands: [...SIGNERS, 'certificate self-signed', 'certificate request', 'certificate check'],
    type: 'string',
    value: 'KEY',
    required: ['sign'],
    inline: true,
    secret: true,
    help: `private key: a PEM file, ${PROVIDERS.env.example} for ${PROVIDERS.env.help}, or a key in a service: ${schemesWith('remote', ', ')}, or of notation: ${PROVIDERS.notation.example} (docs/signers.md); an encrypted PEM needs SEALIFT_KEY_PASSWORD`,
  },
  {
    name: 'new-key',
    commands: ['certificate self-signed', 'certificate request'],
    type: 'string',
    value: 'KEY',
    secret: true,
    action: false,
    help: `instead of --key: make the key (EC P-256) at this path, encrypted where SEALIFT_KEY_PASSWORD is set, or in a service: ${NEW} (forms and rights: docs/signers.md); a key that exists is never touched`,
  },
  {
    name: 'certificate-chain',
    commands: [...SIGNERS, 'certificate check'],
    type: 'string',
    value: 'FILE',
    required: ['certificate check'],
    inline: true,
    help: `certificates of the key as PEM, up to the root, in any order; required, except that ${BROUGHT}`,
    helpOf: { 'certificate check': 'certificates of the key as PEM, up to the root, in any order' },
  },
  {
    name: 'azure-credential',
    commands: [...SIGNERS, ...CERTIFICATE],
    type: 'enum',
    choices: ['managed-identity'],
    help: 'sign with azurekms:// as the managed identity of this machine, instead of the first identity that is configured',
  },
  {
    name: 'plugin-config',
    commands: SIGNERS,
    type: 'pairs',
    value: 'KEY=VALUE',
    help: 'passed to the Notation plugin that holds the key, with each of its commands',
  },
  {
    name: 'signature-format',
    commands: SIGNERS,
    type: 'enum',
    choices: ['jws', 'cose'],
    default: 'jws',
    help: 'envelope format, JSON (jws) or CBOR (cose); notation reads both, and so does verify',
  },
  {
    name: 'expiry',
    commands: SIGNERS,
    type: 'duration',
    value: 'DURATION',
    help: 'the signature stops to be valid after this time, such as 30d or 24h; without it only the certificates end it',
  },
  {
    name: 'timestamp-url',
    commands: SIGNERS,
    type: 'string',
    value: 'URL',
    help: 'timestamp authority (RFC 3161), http or https: its timestamp lets the signature verify after the certificates have ended, under a policy with a tsa store',
  },
  {
    name: 'timestamp-root-cert',
    commands: SIGNERS,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'root certificate of that authority as PEM or DER, one alone; needed with --timestamp-url',
  },
  {
    name: 'require-timestamp',
    commands: SIGNERS,
    type: 'boolean',
    help: 'make no signature without a timestamp: fail where --timestamp-url is left out',
  },
  {
    name: 'if-signed',
    commands: SIGNERS,
    type: 'enum',
    choices: ['skip', 'add', 'fail'],
    default: 'skip',
    help: 'what to do when a signature that would do is there: under the same certificate chain, still good, in the same format, and with all metadata, the timestamp and an expiry where these are asked for',
  },
] as const satisfies readonly Option[];
