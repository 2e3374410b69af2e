import type { CommandName } from './commands.ts';
import type { Option } from './option.ts';

const ALL = [
  'sign',
  'verify',
  'promote',
  'list',
  'inspect',
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

/** Every option there is. Nothing elsewhere names a flag, an input or a default again. */
export const OPTIONS = [
  {
    name: 'key',
    commands: ['sign'],
    type: 'string',
    value: 'KEY',
    required: true,
    inline: true,
    secret: true,
    help: 'private key: a PEM file, env://NAME for the same PEM in an environment variable (an encrypted one needs SEALIFT_KEY_PASSWORD), or the URI of a key in a service or a Notation plugin, see docs/signers.md',
  },
  {
    name: 'certificate-chain',
    commands: ['sign'],
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'certificates of the key as PEM, leaf first; a Notation plugin tells them itself',
  },
  {
    name: 'plugin-config',
    commands: ['sign'],
    type: 'pairs',
    value: 'KEY=VALUE',
    help: 'passed to the Notation plugin that holds the key, with each of its commands',
  },
  {
    name: 'trust-policy',
    commands: JUDGING,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: "notation's trustpolicy.json; without it notation's own folder is used, except in CI and actions",
  },
  {
    name: 'trust-store',
    commands: JUDGING,
    type: 'string',
    value: 'DIR',
    help: 'folder that holds x509/ca/NAME with the root certificates',
  },
  {
    name: 'trusted-root',
    commands: JUDGING,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'root certificates as PEM; with --trusted-identity one strict statement for this run, instead of a policy',
  },
  {
    name: 'trusted-identity',
    commands: JUDGING,
    type: 'list',
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
    commands: JUDGING,
    type: 'string',
    value: 'REPOSITORY',
    help: "judge under the policy's statement for this repository (needed for oci: sources without a global statement)",
  },
  {
    name: 'signature-format',
    commands: ['sign'],
    type: 'enum',
    choices: ['jws', 'cose'],
    default: 'jws',
    help: 'envelope format; cose is not in this version',
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
    help: 'what to do when a signature by the same certificate is already there and still good',
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
    help: 'whether a tag that exists at the destination may move; if-unchanged refuses when somebody moved it during the run',
  },
  {
    name: 'dry-run',
    commands: ['promote'],
    type: 'boolean',
    help: 'judge and compare, say what would be written, write nothing',
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
    help: 'more images, one per line, # comments',
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
    commands: WITH_IMAGES,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'trust these authorities for TLS, in addition to the well-known ones',
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
    commands: WITH_IMAGES,
    type: 'integer',
    value: 'N',
    default: '16',
    help: 'requests in flight to one host',
  },
  {
    name: 'timeout',
    commands: WITH_IMAGES,
    type: 'duration',
    value: 'DURATION',
    help: 'give up a request that makes no progress for this long; without it 10s to connect, 30s for headers and for an idle body',
  },
  {
    name: 'deadline',
    commands: WITH_IMAGES,
    type: 'duration',
    value: 'DURATION',
    help: 'give up the whole run after this time',
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

/** Those of every command: they may also stand before the command's name. */
export const isGlobal = (option: Option): boolean =>
  WITH_IMAGES.every((name) => option.commands.includes(name));

export function optionsOf(command: CommandName): readonly Option[] {
  return (OPTIONS as readonly Option[]).filter((option) => option.commands.includes(command));
}

export function findOption(name: string): Option | undefined {
  return (OPTIONS as readonly Option[]).find((option) => option.name === name);
}
