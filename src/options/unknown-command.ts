import { SealiftError } from '../errors.ts';
import type { CommandName } from './commands.ts';
import { suggest } from './suggest.ts';

/** Command names that are reserved for later versions (docs/contract.md). */
export const RESERVED_COMMANDS: readonly string[] = ['completion', 'doctor'];

/** Commands of notation, cosign, oras, crane, skopeo, regctl and docker that one of ours does. */
const SAME: Readonly<Record<string, CommandName>> = {
  copy: 'promote',
  cp: 'promote',
  sync: 'promote',
  mirror: 'promote',
  diff: 'compare',
  discover: 'list',
  ls: 'list',
  tree: 'list',
  referrers: 'list',
  triangulate: 'list',
  validate: 'verify',
  'policy show': 'policy check',
  'policy validate': 'policy check',
  'policy create': 'policy init',
  'certificate generate-test': 'certificate self-signed',
  'certificate create': 'certificate self-signed',
  'certificate csr': 'certificate request',
  'certificate sign': 'certificate issue',
  'certificate show': 'certificate check',
};

/** Commands that no command of ours is, and what to do in place of each. */
const OTHER_TOOLS: readonly (readonly [spellings: string, advice: string])[] = [
  ['version', 'Write `sealift --version`.'],
  [
    'login logout auth',
    'Log in with `docker login` or `podman login`, or with the login action of the workflow; Sealift finds what they leave.',
  ],
  [
    'attach',
    'Attach files with `oras attach`; `sealift promote` carries them along with the signatures, and `sealift list` shows them.',
  ],
  [
    'key keys generate-key-pair import-key-pair public-key piv-tool',
    'A key stays where it is, and --key names it; `sealift certificate` makes and checks the certificates of keys.',
  ],
  [
    'initialize trusted-root',
    'Sealift knows no trust of cosign: it trusts what --trust-policy and --trust-store say, and `sealift policy init` writes both.',
  ],
  [
    'cert certs certificates',
    'Write `sealift certificate`; a root certificate gets into a trust store by `sealift policy init`.',
  ],
  [
    'certificate/add certificate/list certificate/ls certificate/delete',
    'A trust store is a folder: `sealift policy init` writes one, and `sealift policy check` shows what is in it.',
  ],
  [
    'trust trust-policy trustpolicy',
    'Write `sealift policy init` for a new trust policy, and `sealift policy check` to see what one means.',
  ],
  [
    'policy/import policy/export',
    'Nothing is imported: name the file with --trust-policy; `sealift policy check` says what it means.',
  ],
  [
    'blob sign-blob verify-blob attest-blob verify-blob-attestation',
    'Sealift signs what is in a registry or image layout: put the file there with `oras push`, and sign that.',
  ],
  [
    'attest attestation verify-attestation',
    'Attestations are not judged; `sealift promote` carries those that are attached, and `sealift list` shows them.',
  ],
  ['tag retag', 'Write `sealift promote NAME@DIGEST NAME:TAG`: it verifies the image before the tag moves.'],
  [
    'pull save download export backup',
    'Write `sealift promote NAME:TAG oci-archive:FILE:TAG` (or oci:DIR:TAG, a folder): image and signatures go there.',
  ],
  [
    'push import load upload restore',
    'Write `sealift promote oci-archive:FILE:TAG NAME:TAG` (or oci:DIR:TAG, a folder): image and signatures go to a registry.',
  ],
  ['digest resolve', 'Write `sealift inspect NAME:TAG`: it shows the digest, and who signed.'],
  [
    'manifest index delete rm remove clean catalog repo mutate append flatten rebase',
    'Sealift only signs, verifies, promotes and lists; oras, crane and regctl do this.',
  ],
  [
    'plugin',
    'Write --key notation-plugin://NAME/KEY-ID; plugins are installed by `notation plugin install`.',
  ],
];

const ADVICE = new Map(
  OTHER_TOOLS.flatMap(([spellings, advice]) =>
    spellings.split(' ').map((one) => [one.replace('/', ' '), advice] as const),
  ),
);

/** The error for a word that is not a command: reserved, of another tool, or mistyped. */
export function unknownCommand(word: string, commands: readonly string[]): SealiftError {
  if (RESERVED_COMMANDS.includes(word)) {
    const hint = `This version has: ${commands.join(', ')}.`;
    return new SealiftError(
      'feature_unsupported',
      `the command ${word} is reserved, and not in this version`,
      { hint },
    );
  }
  const same = Object.hasOwn(SAME, word) ? SAME[word] : undefined;
  const near = suggest(word, commands);
  const known = same === undefined ? ADVICE.get(word) : `Write \`sealift ${same}\`.`;
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  return new SealiftError('usage', `${JSON.stringify(word)} is not a command`, {
    hint: known ?? `${guess}See \`sealift --help\`.`,
  });
}
