import { SealiftError } from '../errors.ts';
import { PROVIDERS } from '../signers/providers.ts';
import type { CommandName } from './commands.ts';
import { suggest } from './suggest.ts';
import { findOption, OPTIONS, optionsOf } from './table.ts';

/** Option names that are reserved for later versions (docs/contract.md). */
export const RESERVED_OPTIONS: readonly string[] = ['referrers-storage', 'report'];

type Rows = readonly (readonly [spellings: string, advice: string])[];

/** Flags of notation, cosign, oras, skopeo and crane, and what to write in place of each. */
const OTHER_TOOLS: Rows = [
  [
    '--plain-http --insecure-registry --insecure --allow-http-registry --from-plain-http --to-plain-http',
    'Write --http-host HOST[:PORT] for a registry without TLS; loopback addresses need nothing.',
  ],
  [
    '--allow-insecure-registry --tls-verify --src-tls-verify --dest-tls-verify',
    'TLS is always checked: name your authority with --ca-file, or write --http-host HOST[:PORT] for plain HTTP.',
  ],
  [
    '--oci-layout --from-oci-layout --to-oci-layout --layout-path',
    'Write oci:DIR:TAG for an OCI image layout, oci-archive:FILE:TAG for its tar.',
  ],
  ['--plugin --id', `Name the key of a plugin with --key ${PROVIDERS['notation-plugin'].example}.`],
  ['-k --key-id --key-name --sk --kms', 'Name the key with --key.'],
  [
    '--cert --certificate --cert-chain --tsa-certificate-chain',
    'Give the whole chain with --certificate-chain FILE, leaf first.',
  ],
  ['--media-type', 'Sealift reads the media type from the registry; leave it out.'],
  [
    '--force-referrers-tag --allow-referrers-api --distribution-spec --registry-referrers-mode',
    'Sealift finds out whether the registry has the Referrers API; leave it out.',
  ],
  [
    '--tlog-upload --rekor-url --use-signing-config --insecure-ignore-tlog --new-bundle-format --upload --fulcio-url',
    'Notary Project signatures use no transparency log; leave it out.',
  ],
  ['-y --yes', 'Sealift never asks; leave it out.'],
  ['-o --format --json', 'Write --output json.'],
  [
    '-u -p --password --identity-token --creds --src-creds --dest-creds --registry-username --registry-password',
    'Write --username NAME --password-stdin and pipe the password in, since others can read a command line; or log in with `docker login` or `podman login`, or name a file with --registry-config.',
  ],
  [
    '--from-password --to-password --from-password-stdin --to-password-stdin',
    'Write --from-username NAME --to-username NAME --password-stdin, and pipe a line for each in, in this order.',
  ],
  ['--authfile --src-authfile --dest-authfile --docker-config', 'Name the file with --registry-config.'],
  ['-a --annotations --annotation', 'Write -m KEY=VALUE (--user-metadata).'],
  [
    '--certificate-identity --certificate-identity-regexp --certificate-oidc-issuer --identity',
    "Write --trusted-identity 'x509.subject: ...'.",
  ],
  [
    '--ca-roots --ca-cert --cacert --root-cert --certificate-authority',
    'Write --trusted-root FILE to judge signatures, --ca-file FILE for TLS.',
  ],
  ['--from-ca-file --to-ca-file', 'Write --ca-file FILE.'],
  ['--trust-policy-scope --policy-scope', 'Write --scope REPOSITORY.'],
  [
    '--all --multi-arch --include-referrers --referrers',
    'An index is promoted whole, with all that is attached, unless --platform says otherwise; leave it out.',
  ],
  [
    '--digest-tags',
    'Tags of cosign (sha256-….sig, .att, .sbom) go along; leave it out, or leave them behind with --include verified.',
  ],
  ['--if-exists --force --overwrite', 'Write --if-signed skip, add or fail.'],
  ['--preserve-digests', 'Sealift copies every byte as it is; leave it out.'],
  ['--remove-signatures', 'Write --exclude-signatures.'],
  ['--timestamp-server-url', 'Write --timestamp-url URL.'],
  ['-j --jobs', 'Write --concurrency N.'],
  ['--subj --dn', "Write --subject 'CN=..., O=..., ST=..., C=US'."],
  ['-v', 'Write --verbose.'],
  ['--valid --validity --duration', 'Write --days N for a certificate, and --expiry 30d for a signature.'],
  ['-q --silent --no-progress', 'Write --quiet.'],
  ['-d', 'Write --debug.'],
];

/** What commands without `-r` do with an index. */
const WHOLE: Readonly<Partial<Record<CommandName, string>>> = {
  list: 'list always shows the platforms of an index, with what is attached to them',
  inspect:
    'inspect always says which platforms of an index are signed, and shows one whole by its NAME@DIGEST',
  compare:
    'compare always compares all images of an index, with what is attached to them, or those of --platform',
};

/** The logins of a command that has two sides. */
const TWO_LOGINS: Rows = [
  ['--username', 'Write --from-username NAME for the source, --to-username NAME for the destination.'],
  [
    '-u -p --password --creds --src-creds --dest-creds',
    'Write --from-username NAME --to-username NAME --password-stdin, and pipe a line for each in, in this order; or log in with `docker login` or `podman login`.',
  ],
];

const ONE_PLATFORM: Rows = [
  [
    '--platform',
    'Name the digest of the platform, which `sealift list` shows. verify -r and promote have --platform.',
  ],
];

/** What a spelling means in one command, where that is another thing than elsewhere. */
const IN_COMMAND: Readonly<Partial<Record<CommandName, Rows>>> = {
  promote: [
    ...TWO_LOGINS,
    ['--platforms --override-os --override-arch', 'Write --platform OS/ARCH, once for each.'],
    [
      '--if-exists --force --overwrite --no-clobber',
      'Write --existing-tag move, keep or fail, and --move-tag always for a tag that somebody moved during the run.',
    ],
  ],
  compare: [
    ...TWO_LOGINS,
    ['--platforms --override-os --override-arch', 'Write --platform OS/ARCH, once for each.'],
    ['--to --against --destination --target --dest', 'Write --with REPOSITORY, once for each.'],
    ['--fix --mend --heal --sync', 'Write --repair, with --trust-policy and --trust-store.'],
  ],
  sign: ONE_PLATFORM,
  list: ONE_PLATFORM,
  inspect: ONE_PLATFORM,
  verify: [
    [
      '-k --key --certificate --cert --certificate-chain',
      "Signers are trusted by --trust-policy and --trust-store, or by --trusted-root FILE --trusted-identity 'x509.subject: ...'.",
    ],
    ['--policy', 'Write --trust-policy FILE.'],
  ],
};

const adviceOf = (rows: Rows): ReadonlyMap<string, string> =>
  new Map(rows.flatMap(([spellings, advice]) => spellings.split(' ').map((one) => [one, advice] as const)));

const ADVICE = adviceOf(OTHER_TOOLS);

/** The error for a flag that `command` does not have: reserved, of another command, spelled as elsewhere, or mistyped. */
export function unknownFlag(flag: string, command: CommandName | undefined): SealiftError {
  // The value is cut off and never shown: other tools take a password with `-p`.
  const bare = flag.replace(/=.*$/s, '').replace(/^(-[pu])[^-].*$/s, '$1');
  const name = bare.replace(/^-+/, '');
  const where = command === undefined ? '' : ` of ${command}`;
  if (bare.startsWith('--') && RESERVED_OPTIONS.includes(name)) {
    return new SealiftError('feature_unsupported', `--${name} is reserved, and not in this version`, {
      hint: 'Leave it out, or use a later version.',
    });
  }
  const whole = name === 'r' || name === 'recursive' ? command && WHOLE[command] : undefined;
  if (whole !== undefined)
    return new SealiftError('usage', `${bare} is not an option${where}`, { hint: `${whole}; leave it out.` });
  const own = command && IN_COMMAND[command];
  const advice = (own && adviceOf(own).get(bare)) ?? ADVICE.get(bare);
  if (advice !== undefined)
    return new SealiftError('usage', `${bare} is not an option${where}`, { hint: advice });
  const owners = findOption(name)?.commands;
  if (owners && command !== undefined && owners.includes(command)) {
    return new SealiftError('usage', `${bare} takes no value`, {
      hint: `Write ${bare} alone, or leave it out; \`--help\` shows it.`,
    });
  }
  if (owners && bare.startsWith('--')) {
    const hint = `It belongs to ${owners.join(' and ')}.`;
    return new SealiftError('usage', `${bare} is not an option${where}`, { hint });
  }
  const known = command === undefined ? OPTIONS : optionsOf(command);
  const near = suggest(
    name,
    known.map((option) => option.name),
  );
  const see = `See \`sealift${command === undefined ? '' : ` ${command}`} --help\`.`;
  return new SealiftError('usage', `${bare} is not an option${where}`, {
    hint: near === undefined ? see : `Did you mean --${near}? ${see}`,
  });
}
