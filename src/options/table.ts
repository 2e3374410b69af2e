import { ALL, JUDGING, WITH_IMAGES } from './command-sets.ts';
import type { CommandName } from './commands.ts';
import { FILE_OPTIONS } from './file-options.ts';
import { LIST_OPTIONS } from './list-options.ts';
import type { Option } from './option.ts';
import { PLAN_OPTIONS } from './plan-options.ts';
import { RECORD_OPTIONS } from './record-options.ts';
import { SHARD_OPTIONS } from './shard-options.ts';
import { SIGNATURE_PLACE_OPTIONS } from './signature-place-options.ts';
import { SIGNING_OPTIONS } from './signing-options.ts';
import { TAG_OPTIONS } from './tag-options.ts';
import { TRANSPORT_OPTIONS } from './transport-options.ts';
import { TRUST_OPTIONS } from './trust-options.ts';

/** Every option there is. Nothing elsewhere names a flag, an input or a default again. */
export const OPTIONS = [
  ...SIGNING_OPTIONS,
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
    help: 'for how many days the certificate is valid from now on, such as 365',
  },
  {
    name: 'out',
    commands: ['certificate self-signed', 'certificate request', 'certificate issue', 'policy init', 'plan'],
    type: 'string',
    value: 'FILE',
    help: 'where the PEM goes; an existing file is never overwritten; without it stdout',
    helpOf: {
      plan: 'where the plan goes, which `promote --plan` takes; an older plan there is replaced, and no other file',
      'policy init': 'folder of the policy and its trust store, without it .sealift; nothing is overwritten',
    },
  },
  ...TRUST_OPTIONS,
  ...SIGNATURE_PLACE_OPTIONS,
  ...RECORD_OPTIONS,
  {
    name: 'with',
    commands: ['compare'],
    type: 'list',
    value: 'REPOSITORY',
    required: true,
    help: 'what the source is compared with: REGISTRY/REPOSITORY, oci:DIR or oci-archive:FILE, without tag and digest; given several times, each of them',
  },
  {
    name: 'repair',
    commands: ['compare'],
    type: 'boolean',
    help: 'promote what a repository lacks to it, where the image passes the trust policy, and compare again; without it nothing is judged and nothing is written',
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
    name: 'user-metadata',
    short: 'm',
    commands: ['sign', 'verify', 'promote'],
    type: 'pairs',
    value: 'KEY=VALUE',
    help: 'signed along with the image',
    helpOf: {
      verify: 'must be present in the signature',
      promote: 'signed along with the image, by --sign',
    },
  },
  {
    name: 'recursive',
    short: 'r',
    commands: ['sign', 'verify', 'promote'],
    type: 'boolean',
    help: 'sign an index and every image in it, each for itself',
    helpOf: {
      verify: 'judge an index and every image in it; each must pass for itself',
      promote:
        'judge every image of an index that is copied as well; each must pass for itself, and with --sign gets a signature of its own',
    },
  },
  {
    name: 'platform',
    commands: JUDGING,
    type: 'list',
    value: 'OS/ARCH[/VARIANT]',
    help: 'copy of an index the images of these platforms alone, such as linux/amd64; the index stays as it is, with its signatures',
    helpOf: {
      verify:
        'with --recursive, judge the images of these platforms alone, such as linux/amd64, as a mirror of some platforms needs it',
      compare: 'of an index expect the images of these platforms alone, such as linux/amd64',
    },
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
    help: 'what to carry of what is attached: everything, signatures only (those of cosign too), or only signatures that passed',
  },
  {
    name: 'artifact-type',
    commands: ['promote'],
    type: 'list',
    value: 'TYPE',
    help: 'of what is attached and is no signature, carry only this type; repeatable; not with --include signatures or verified',
  },
  {
    name: 'exclude-signatures',
    commands: ['promote'],
    type: 'boolean',
    help: 'leave all signatures behind, those of cosign too; the image is judged by them all the same, and those of the destination stay',
  },
  {
    name: 'foreign-layers',
    commands: ['promote'],
    type: 'boolean',
    help: 'copy non-distributable layers too, where the source holds them and their licence allows it; without it they stay and are named',
  },
  {
    name: 'destinations-file',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    help: 'more destinations, one per line, each with its tags; # begins a comment, also behind a destination and a space; in place of a path, the lines themselves, if there are several',
  },
  ...FILE_OPTIONS,
  ...TAG_OPTIONS,
  {
    name: 'deep',
    commands: ['promote', 'compare'],
    type: 'boolean',
    help: 'ask the destination for every manifest and blob of the image and of what is attached, and put what is gone; without it, what it lists counts as there',
    helpOf: {
      compare:
        'ask the repositories for every manifest and blob of the image and of what is attached; without it, what they list counts as there',
    },
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
    commands: ['sign', 'verify', 'list', 'inspect', 'compare'],
    type: 'string',
    value: 'FILE',
    action: false,
    help: 'more images, one per line; # begins a comment, also behind an image and a space',
  },
  ...LIST_OPTIONS,
  ...PLAN_OPTIONS,
  ...SHARD_OPTIONS,
  ...TRANSPORT_OPTIONS,
  {
    name: 'output',
    commands: ALL,
    type: 'enum',
    choices: ['text', 'json'],
    choicesOf: { plan: ['markdown'] },
    default: 'text',
    action: false,
    help: 'text for people, or one JSON object on stdout, also on failure',
    helpOf: {
      plan: 'text for people, one JSON object on stdout, also on failure, or Markdown for a comment of at most 60,000 characters',
    },
  },
  {
    name: 'quiet',
    commands: ALL,
    type: 'boolean',
    action: false,
    help: 'show no progress and no notices; results, warnings and errors stay',
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

/** The options of a command, an `enum` with all values that it has there. */
export function optionsOf(command: CommandName): readonly Option[] {
  const own = ROWS.filter((option) => option.commands.includes(command));
  return own.map((option) => {
    const more = option.choicesOf?.[command];
    return more ? { ...option, choices: [...(option.choices ?? []), ...more] } : option;
  });
}

export function findOption(name: string): Option | undefined {
  return ROWS.find((option) => option.name === name);
}
