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

const MISSING = [
  '## A repository that is not there',
  '',
  'Most registries make a repository on the first push. Where one does not, a promotion ends with `repository_missing` before anything is written to that',
  'destination, and the remedy is the command that creates it, filled in. Give the new repository the settings of its neighbours first.',
  '',
  '| registry | command |',
  '|---|---|',
  '| Amazon ECR | `aws ecr create-repository --registry-id ACCOUNT --region REGION --repository-name NAME` |',
  '| Amazon ECR Public | `aws ecr-public create-repository --region us-east-1 --repository-name NAME`, without the alias of the registry |',
  '| Google Artifact Registry | `gcloud artifacts repositories create REPOSITORY --project PROJECT --location LOCATION --repository-format docker`; Google may also answer `denied … (or it may not exist)`, and the remedy of that has the command too |',
  '| Harbor | the project: `curl -u USER https://HOST/api/v2.0/projects -H \'Content-Type: application/json\' -d \'{"project_name":"PROJECT"}\'` |',
  '| Azure Container Registry | makes it itself; who may not push gets `denied` |',
  '| others | create the repository, project, organization or namespace that the name begins with |',
  '',
];

/** docs/registries.md */
export function registriesPage(note: string): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    note,
    '# Registries',
    '',
    'What each registry needs, what it does differently, and what Sealift does about it. When one says no: [blocked.md](blocked.md#the-registry-says-no).',
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
    ...MISSING,
    ...REGISTRIES.flatMap(section),
  ].join('\n');
}
