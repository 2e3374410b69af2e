import {
  EVERYWHERE,
  type Evidence,
  type Fact,
  REGISTRIES,
  type Registry,
} from '../__tests__/support/registries.ts';

function source(evidence: Evidence): string {
  if (evidence === 'reported') return '*reported*';
  if ('real' in evidence) return `**tested** on ${evidence.real.join(' and ')}`;
  if ('tried' in evidence) return `*tried by hand* on ${evidence.tried.join(' and ')}`;
  return `*rebuilt*: ${evidence.switches.map((name) => `\`${name}\``).join(', ')}`;
}

const item = ({ text, evidence }: Fact): string => `- ${text} (${source(evidence)})`;

const PARTS: readonly (readonly [string, keyof Registry & ('listing' | 'login' | 'needs' | 'limits')])[] = [
  ['Signatures', 'listing'],
  ['Login', 'login'],
  ['Settings and rights', 'needs'],
  ['Limits', 'limits'],
];

function section(registry: Registry): string[] {
  const parts = PARTS.filter(([, part]) => registry[part].length > 0);
  return [
    `## ${registry.name}`,
    '',
    `Host: ${registry.hosts}`,
    '',
    ...parts.flatMap(([title, part]) => [`**${title}**`, '', ...registry[part].map(item), '']),
  ];
}

/** The anchor that GitHub makes of a heading. */
const anchor = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** Messages that block a release: the text, the cause and the remedy. */
const BLOCKED: readonly (readonly [string, string, string])[] = [
  [
    '`tag_immutable` and a tag `sha256-…`',
    'The registry has no Referrers API, and its immutability rule covers the list of signatures.',
    'Exclude `sha256-*` from the rule. The image tag itself may stay immutable.',
  ],
  [
    '`tag_immutable` and your own tag',
    'The tag is there and points elsewhere.',
    'Use a new tag. The old one stands: promotion moves tags last.',
  ],
  [
    '`referrers_tag_taken`',
    'The registry has no Referrers API, so `sha256-<digest>` has to hold the list of signatures, and somebody tagged an image so.',
    'Tag images in another form, or promote them by digest. Sealift overwrites nothing there: `sealift promote IMAGE@DIGEST OTHER/REPOSITORY` takes the image to where it can be signed.',
  ],
  [
    '`registry_refused`, 405, `Invalid JSON syntax`',
    'Amazon ECR does not take this manifest.',
    'See [Amazon ECR](#amazon-ecr). If it is an SBOM or the like and not the signature: `--include signatures`.',
  ],
  [
    '`registry_refused`, 400, `MANIFEST_INVALID`',
    'The registry has a list of types that it takes.',
    'See [Quay](#quay) and [Artifactory](#jfrog-artifactory).',
  ],
  [
    '`registry_refused` and a quota',
    'Storage, number of images, or number of referrers is used up.',
    'Raise it. Sign with `--if-signed skip` (the default), which adds nothing twice.',
  ],
  [
    '`artifact_not_found` on a push',
    'The repository, or its project, does not exist, and this registry does not make it.',
    'Create it, then run the command again.',
  ],
  [
    '`signature_lost`',
    'The registry does not show what it took, or answers the list with the image itself.',
    'Run it again once. If it stays: see [GitLab](#gitlab-container-registry). The tag was not moved.',
  ],
  [
    '`referrers_index_contended`',
    'Other jobs write the same list of signatures.',
    'Run it again; put the jobs into one `concurrency:` group.',
  ],
  [
    '`upload_unconfirmed`',
    'The registry does not see yet, or no longer, something that it took.',
    'A part that is gone was put again already, so that what is left is a cache or a replica that is late, or a storage that contradicts itself: wait some minutes, then ask whoever runs it. A layer that is gone behind a tag that stands is found by `promote --deep`.',
  ],
  [
    '`says that it stored …, and does not have it`',
    'The registry answered 201, twice, and does not show what it took. No tag was set.',
    'Whoever runs the registry has to look at its storage, or at a proxy that answers in its place.',
  ],
  [
    '`digest_mismatch` and a tag',
    'The image is named by sha512, and the registry points tags at sha256 digests alone. Signatures are found under the digest that was signed.',
    'Use `REPOSITORY@sha512:…` there, or build the image with sha256 digests.',
  ],
  [
    '`registry_refused` and layers that stay elsewhere',
    'The image has non-distributable layers (Windows), and the registry takes no URLs, or wants their bytes.',
    'Allow the URLs there (distribution: `validation.manifests.urls.allow`), or build the image without them.',
  ],
  [
    '`unexpected_answer` and `without TLS`, or `from https to http`',
    'The registry stands behind a front that ends TLS, and names itself in plain http.',
    'Let the front send `X-Forwarded-Proto: https` with the Host as it was asked, or set the address in the registry (`http.host` of distribution).',
  ],
  [
    '`unexpected_answer` and `Content-Encoding`',
    'A proxy or CDN compresses what nobody asked to be compressed. Blobs and manifests whose digest is known are read all the same.',
    'Switch compression off for `/v2/`.',
  ],
  [
    '`content_too_large`, 413 or 400',
    'A limit of the registry or of a proxy before it (nginx: `client_max_body_size`).',
    'Raise it there.',
  ],
  [
    '`too_many_requests`',
    'The registry limits requests, and asks for a longer wait than five minutes or five tries.',
    'Log in also for reading; lower `--concurrency`; run it again: what is done is kept.',
  ],
  [
    '`denied`, `credentials_missing`',
    'The message names the right and the file that the login came from.',
    'Look at *Settings and rights* below.',
  ],
  [
    '`artifact_unsigned`, but it was signed',
    'The signature was deleted (clean-up, retention), or the image was copied by a tool that leaves signatures behind.',
    '`sealift list` at both places; promote again from where it is; mend the clean-up rule.',
  ],
];

const API_AND_TAG = [
  '## Where signatures are listed: API and tag',
  '',
  'A signature is a manifest of its own that names the image (`subject`). How it is found from the image depends on the registry:',
  '',
  '- **Referrers API** (`/v2/NAME/referrers/DIGEST`): the registry keeps the list.',
  '- **Referrers tag** (`sha256-<digest>`): where there is no API, the client keeps the list, an image index under this tag.',
  '  These tags are not litter: whoever deletes one deletes the list, whoever forbids to change it forbids the next signature.',
  '',
  'You need not configure which. Sealift asks; it takes a 200 with an OCI index from the registry’s own host for the API, and a',
  '404, 400, 405, 406 or 501, a page of HTML, or a redirect to another host for its absence. 401, 403, 429, 5xx and timeouts are',
  'errors, never "no signatures". A header that announces an API is not believed, only a list that shows the signature.',
  '',
  '`verify` reads the API and then, where nothing passed, the tag. `promote`, `list` and `inspect` read both and merge them. An',
  'entry counts only when its manifest was fetched and names the image; what else stands in a list is no signature.',
  '',
  '**Several writers of the tag.** The standard has no lock for it. Sealift reads, adds, writes within a second, waits a second,',
  'and reads back; it repeats until its entry is there. So jobs that use Sealift do not lose each other’s entries, where the',
  'registry shows within that second what was written. Other tools that write the same tag at the same moment do not wait, and',
  'can undo an entry after it was read back: let one job at a time sign an image, or put such jobs into one `concurrency:` group.',
  'The waits of one run overlap, so fifty images cost one second, not fifty.',
  '',
  '**`--single-writer`** says that nobody else writes these lists now, and skips the waits. Use it where one job alone signs or',
  'promotes to a repository. If it is not true, a signature may be lost without an error.',
  '',
  '**A repeat of a promotion** believes the destination’s list for what it lists: it compares digests and spends no request on',
  'each signature. `sealift verify` at the destination fetches and judges them.',
  '',
  '**Several tags** are set one after the other, last, in the order in which they were given.',
  '',
];

/** docs/registries.md */
export function registriesPage(note: string): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    note,
    '# Registries',
    '',
    'What each registry needs, what it does differently, and what Sealift does about it.',
    '',
    '## My release is blocked',
    '',
    'Find the code and the words of the message. Every code is in [errors.md](errors.md); `--debug` shows each request.',
    '',
    row(['the message says', 'why', 'what to do']),
    '|---|---|---|',
    ...BLOCKED.map(row),
    '',
    '## Overview',
    '',
    row(['registry', 'host', 'signatures are listed by']),
    '|---|---|---|',
    ...REGISTRIES.map(({ name, hosts, listed }) => row([`[${name}](#${anchor(name)})`, hosts, listed])),
    '',
    'How each fact is known: **tested** against the real program in the interop suite, or *tried by hand* on it; *rebuilt*: reported by others, and built into',
    'the fake registry of the unit tests as the switches that are named, so that a test holds what Sealift does then; *reported*:',
    'from documentation or from users, not tried by us. No hosted registry is part of the tests.',
    '',
    'For all of them:',
    '',
    ...EVERYWHERE.map(item),
    '',
    ...API_AND_TAG,
    ...REGISTRIES.flatMap(section),
  ].join('\n');
}
