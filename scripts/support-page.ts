import {
  EVERYWHERE,
  type Evidence,
  type Fact,
  REGISTRIES,
  type Registry,
} from '../__tests__/support/registries.ts';
import { FEATURES, type Feature, shownCounterpart } from '../__tests__/support/support-table.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function featureRow({ name, real, double, not }: Feature): string {
  const partners = [...new Set(real.flatMap((test) => test.with))].map(shownCounterpart).join(', ');
  const files = [...new Set(real.map(({ file }) => file))].map((file) => `\`${file}\``).join(', ');
  return row([name, partners || '–', files || '–', double?.what ?? '–', not ?? '']);
}

const kindOf = (evidence: Evidence): 'real' | 'tried' | 'switches' | 'reported' => {
  if (evidence === 'reported') return 'reported';
  if ('real' in evidence) return 'real';
  return 'tried' in evidence ? 'tried' : 'switches';
};

function registryRow(name: string, facts: readonly Fact[]): string {
  const count = (kind: ReturnType<typeof kindOf>): string =>
    String(facts.filter(({ evidence }) => kindOf(evidence) === kind).length);
  const real = new Set(
    facts.flatMap(({ evidence }) => (evidence !== 'reported' && 'real' in evidence ? evidence.real : [])),
  );
  const switches = new Set(
    facts.flatMap(({ evidence }) =>
      evidence !== 'reported' && 'switches' in evidence ? evidence.switches : [],
    ),
  );
  return row([
    name,
    [...real].join(', ') || '–',
    [...switches].map((one) => `\`${one}\``).join(', ') || '–',
    count('reported'),
  ]);
}

const factsOf = ({ listing, login, needs, limits }: Registry): Fact[] => [
  ...listing,
  ...login,
  ...needs,
  ...limits,
];

/** docs/support.md */
export function supportPage(note: string): string {
  return [
    note,
    '# What is supported, and how it is tested',
    '',
    'Each row of the first table names the real programs that took part, in their versions, the files of `__tests__/interop` in which they did, and',
    'the double that plays what cannot be had here. What nobody tried stands in the last column.',
    '',
    row(['feature', 'real programs', 'in', 'double', 'not tried']),
    '|---|---|---|---|---|',
    ...FEATURES.map(featureRow),
    '',
    "Programs of the system are those of the machine that runs the suite; `scripts/ci-tools.sh` installs Debian's.",
    '',
    '## Registries',
    '',
    'What Sealift relies on at each registry: tried with a real one, rebuilt by switches of the fake registry (each is held by a test), or only told by',
    'documentation and users. The facts stand in [registries.md](registries.md).',
    '',
    row(['registry', 'tested on', 'switches', 'facts only reported']),
    '|---|---|---|---|',
    registryRow('all of them', EVERYWHERE),
    ...REGISTRIES.map((registry) => registryRow(registry.name, factsOf(registry))),
    '',
    '## Systems',
    '',
    'Unit tests run on Linux, macOS and Windows, with Node 22 and 24; everything else runs on Linux.',
    '',
    '## What it does not do yet',
    '',
    'The program says so, by name and with exit code 2 or a failed check, never by passing:',
    '',
    '- Diagnosis (`doctor`), completion in a shell, and pages for people (`--report`): the names are reserved',
    '  ([contract.md](contract.md#not-in-this-version)).',
    '- What else is attached (SBOMs, attestations, signatures of cosign) is carried and shown by `list`, and not judged.',
    '',
  ].join('\n');
}
