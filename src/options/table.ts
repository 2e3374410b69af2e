import { PROVIDER_OF, PROVIDERS, schemesWith } from '../signers/providers.ts';
import type { CertificateCommand, CommandName, PolicyCommand } from './commands.ts';
import type { Option } from './option.ts';

const ALL = [
  'sign',
  'verify',
  'promote',
  'list',
  'inspect',
  'certificate self-signed',
  'certificate request',
  'certificate issue',
  'certificate check',
  'policy init',
  'policy check',
  'demo',
] as const satisfies readonly CommandName[];
const WITH_IMAGES = [
  'sign',
  'verify',
  'promote',
  'list',
  'inspect',
] as const satisfies readonly CommandName[];
const JUDGING = ['verify', 'promote'] as const satisfies readonly CommandName[];

const CERTIFICATE = [
  'certificate self-signed',
  'certificate request',
  'certificate issue',
  'certificate check',
] as const satisfies readonly CertificateCommand[];
const POLICY = ['policy init', 'policy check'] as const satisfies readonly PolicyCommand[];
/** Whatever may talk to somebody: a registry, or a key service. */
const ONLINE = [...WITH_IMAGES, ...CERTIFICATE] as const;

/** `azurekms:// takes a certificate, and notation-plugin:// the chain`. */
const BROUGHT = [...PROVIDER_OF]
  .filter(([, { certificates }]) => certificates !== undefined)
  .map(([scheme, { certificates }], at) => `${scheme}://${at === 0 ? ' takes' : ''} ${certificates}`)
  .join(', and ');

/** Every option there is. Nothing elsewhere names a flag, an input or a default again. */
export const OPTIONS = [
  {
    name: 'key',
    commands: ['sign', 'certificate self-signed', 'certificate request', 'certificate check'],
    type: 'string',
    value: 'KEY',
    required: ['sign', 'certificate self-signed', 'certificate request'],
    inline: true,
    secret: true,
    help: `private key: a PEM file, ${PROVIDERS.env.example} for ${PROVIDERS.env.help}, or a key in a service: ${schemesWith('remote', ', ')} (docs/signers.md); an encrypted PEM needs SEALIFT_KEY_PASSWORD`,
  },
  {
    name: 'certificate-chain',
    commands: ['sign', 'certificate check'],
    type: 'string',
    value: 'FILE',
    required: ['certificate check'],
    inline: true,
    help: `certificates of the key as PEM, up to the root, in any order; required, except that ${BROUGHT}`,
  },
  {
    name: 'azure-credential',
    commands: ['sign', ...CERTIFICATE],
    type: 'enum',
    choices: ['managed-identity'],
    help: 'sign with azurekms:// as the managed identity of this machine, instead of the first identity that is configured',
  },
  {
    name: 'plugin-config',
    commands: ['sign'],
    type: 'pairs',
    value: 'KEY=VALUE',
    help: 'passed to the Notation plugin that holds the key, with each of its commands',
  },
  {
    name: 'subject',
    commands: ['certificate self-signed', 'certificate request'],
    type: 'string',
    value: 'DN',
    required: true,
    action: false,
    help: "name of the signer as trust policies write it, such as 'CN=release, O=acme, ST=WA, C=US'; policies ask for C, ST and O",
  },
  {
    name: 'ca',
    commands: ['certificate self-signed'],
    type: 'boolean',
    action: false,
    help: 'make the root certificate of your own CA, which issues signing certificates and signs no artifacts',
  },
  {
    name: 'ca-key',
    commands: ['certificate issue'],
    type: 'string',
    value: 'KEY',
    required: true,
    inline: true,
    secret: true,
    action: false,
    help: 'private key of the CA, written as --key is',
  },
  {
    name: 'ca-certificate',
    commands: ['certificate issue'],
    type: 'string',
    value: 'FILE',
    required: true,
    inline: true,
    action: false,
    help: 'certificate of the CA as PEM; behind it, where it is no root, the certificates up to its root',
  },
  {
    name: 'csr',
    commands: ['certificate issue'],
    type: 'string',
    value: 'FILE',
    required: true,
    inline: true,
    action: false,
    help: 'request for the certificate (PKCS#10), from `certificate request` or any other tool',
  },
  {
    name: 'days',
    commands: ['certificate self-signed', 'certificate issue'],
    type: 'integer',
    value: 'N',
    required: true,
    action: false,
    help: 'how long the certificate is valid from now on',
  },
  {
    name: 'out',
    commands: ['certificate self-signed', 'certificate request', 'certificate issue', 'policy init'],
    type: 'string',
    value: 'FILE',
    action: false,
    help: 'where the PEM goes, without it stdout; of `policy init` the folder, without it .sealift; an existing file is never overwritten',
  },
  {
    name: 'trust-policy',
    commands: [...JUDGING, 'policy check'],
    type: 'string',
    value: 'FILE',
    inline: true,
    help: "notation's trustpolicy.json; without it notation's own folder is used, except in CI and actions",
  },
  {
    name: 'trust-store',
    commands: [...JUDGING, 'policy check'],
    type: 'string',
    value: 'DIR',
    help: 'folder that holds x509/ca/NAME with the root certificates',
  },
  {
    name: 'trusted-root',
    commands: [...JUDGING, 'policy init'],
    type: 'string',
    listOf: ['policy init'],
    required: ['policy init'],
    value: 'FILE',
    inline: true,
    help: 'root certificates as PEM; with --trusted-identity one strict statement, for this run instead of a policy, or in the policy that `policy init` writes',
  },
  {
    name: 'trusted-identity',
    commands: [...JUDGING, 'policy init'],
    type: 'list',
    required: ['policy init'],
    value: 'IDENTITY',
    help: "who may have signed, as in a policy: 'x509.subject: C=US, ST=WA, O=acme', or '*' for anybody under the root",
  },
  {
    name: 'trusted-tsa-root',
    commands: JUDGING,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'root certificates of a timestamp authority; this version cannot check timestamps and fails where one is needed',
  },
  {
    name: 'scope',
    commands: [...JUDGING, 'policy init'],
    type: 'string',
    listOf: ['policy init'],
    value: 'REPOSITORY',
    help: "judge under the policy's statement for this repository (needed for oci: sources without a global statement); of `policy init` the repositories of the new statement, without it all",
  },
  {
    name: 'name',
    commands: ['policy init'],
    type: 'string',
    value: 'NAME',
    default: 'trusted',
    action: false,
    help: 'name of the new statement, and of its trust store',
  },
  {
    name: 'signature-format',
    commands: ['sign'],
    type: 'enum',
    choices: ['jws', 'cose'],
    default: 'jws',
    help: 'envelope format, JSON (jws) or CBOR (cose); notation reads both, and so does verify',
  },
  {
    name: 'expiry',
    commands: ['sign'],
    type: 'duration',
    value: 'DURATION',
    help: 'the signature stops to be valid after this time, such as 30d or 24h; without it only the certificates end it',
  },
  {
    name: 'user-metadata',
    short: 'm',
    commands: ['sign', 'verify'],
    type: 'pairs',
    value: 'KEY=VALUE',
    help: 'sign: signed along with the image; verify: must be present in the signature',
  },
  {
    name: 'recursive',
    short: 'r',
    commands: ['sign', 'verify'],
    type: 'boolean',
    help: 'an index and every image in it; when verifying, each must pass for itself',
  },
  {
    name: 'if-signed',
    commands: ['sign'],
    type: 'enum',
    choices: ['skip', 'add', 'fail'],
    default: 'skip',
    help: 'what to do when a signature under the same certificate chain is already there and still good',
  },
  {
    name: 'max-signatures',
    commands: ['verify'],
    type: 'integer',
    value: 'N',
    default: '100',
    help: 'give up after this many signatures of one image',
  },
  {
    name: 'include',
    commands: ['promote'],
    type: 'enum',
    choices: ['all', 'signatures', 'verified'],
    default: 'all',
    help: 'what to carry of what is attached: everything, signatures only, or only signatures that passed',
  },
  {
    name: 'allow-unsigned',
    commands: ['promote'],
    type: 'boolean',
    help: 'accept an image without any signature; if there are signatures, one must pass',
  },
  {
    name: 'skip-verification',
    commands: ['promote'],
    type: 'boolean',
    help: 'copy without judging; every output says unverified',
  },
  {
    name: 'move-tag',
    commands: ['promote'],
    type: 'enum',
    choices: ['if-unchanged', 'always', 'never'],
    default: 'if-unchanged',
    help: 'whether a tag that exists at the destination may move; if-unchanged refuses when somebody moved it during the run; not where no destination has a tag',
  },
  {
    name: 'deep',
    commands: ['promote'],
    type: 'boolean',
    help: 'ask the destination for every manifest and blob of the image and of what is attached, and put what is gone; without it, what it lists counts as there',
  },
  {
    name: 'dry-run',
    commands: ['promote'],
    type: 'boolean',
    help: 'judge and compare, say which attachments are missing there and where the tag points, write nothing',
  },
  {
    name: 'single-writer',
    commands: ['sign', 'promote'],
    type: 'boolean',
    help: 'nobody else writes signatures to this repository now: skip the waits that protect the referrers tag',
  },
  {
    name: 'images-file',
    commands: ['sign', 'verify'],
    type: 'string',
    value: 'FILE',
    action: false,
    help: 'more images, one per line; # begins a comment, also behind an image and a space',
  },
  {
    name: 'registry-config',
    commands: WITH_IMAGES,
    type: 'string',
    value: 'FILE',
    inline: true,
    secret: true,
    help: "credentials in the format of docker's config.json; without it those of docker login and podman login",
  },
  {
    name: 'from-registry-config',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    inline: true,
    secret: true,
    help: 'credentials for the source alone',
  },
  {
    name: 'to-registry-config',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    inline: true,
    secret: true,
    help: 'credentials for the destination alone',
  },
  {
    name: 'ca-file',
    commands: ONLINE,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'trust these authorities for TLS, in addition to those of the machine',
  },
  {
    name: 'http-host',
    commands: WITH_IMAGES,
    type: 'list',
    value: 'HOST[:PORT]',
    help: 'use plain HTTP for this registry; loopback addresses use it anyway',
  },
  {
    name: 'https-host',
    commands: WITH_IMAGES,
    type: 'list',
    value: 'HOST[:PORT]',
    help: 'use HTTPS for this registry although it is a loopback address',
  },
  {
    name: 'concurrency',
    commands: ONLINE,
    type: 'integer',
    value: 'N',
    default: '16',
    help: 'requests in flight to one host',
  },
  {
    name: 'timeout',
    commands: ONLINE,
    type: 'duration',
    value: 'DURATION',
    // Timers of Node end at 24.8 days, and a longer one ends at once.
    most: '24d',
    help: 'give up a request that makes no progress for this long, or a small answer that is not whole after twice as long, and try it again; without it 30s, and 10s to connect. The answer to a write has twice as long in any case, and a second more for every 16 MiB of it. A blob also has to move 10 KiB in any minute. A command of a Notation plugin has this long in all, 5m without it',
  },
  {
    name: 'deadline',
    commands: [...ONLINE, ...POLICY],
    type: 'duration',
    value: 'DURATION',
    help: 'give up the whole run after this time, with the programs that it started',
  },
  {
    name: 'output',
    commands: ALL,
    type: 'enum',
    choices: ['text', 'json'],
    default: 'text',
    action: false,
    help: 'text for people, or one JSON object on stdout, also on failure',
  },
  {
    name: 'verbose',
    commands: ALL,
    type: 'boolean',
    action: false,
    help: 'show every check of every signature, and each step',
  },
  {
    name: 'debug',
    commands: ALL,
    type: 'boolean',
    action: false,
    help: 'show each request on stderr, without secrets',
  },
] as const satisfies readonly Option[];

const ROWS: readonly Option[] = OPTIONS;

/** Those of every command: they may also stand before the command's name. */
export const isGlobal = (option: Option): boolean =>
  WITH_IMAGES.every((name) => option.commands.includes(name));

export function optionsOf(command: CommandName): readonly Option[] {
  return ROWS.filter((option) => option.commands.includes(command));
}

export function findOption(name: string): Option | undefined {
  return ROWS.find((option) => option.name === name);
}
