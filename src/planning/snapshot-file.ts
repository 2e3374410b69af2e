import type { Digest } from '../oci/digest.ts';
import { compareTexts } from './plan-order.ts';

/** What a repository has: its digests, each with the tags that point at it. */
export interface Snapshot {
  /** `REGISTRY/REPOSITORY`. */
  readonly from: string;
  readonly digests: ReadonlyMap<Digest, readonly string[]>;
}

/** A text of YAML that nobody reads as a number, a date or a truth value. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Tags in one line, since lines are compared in reviews. */
function digestLine([digest, tags]: readonly [string, readonly string[]]): string {
  return `      ${digest}: [${tags.toSorted(compareTexts).map(quoted).join(', ')}]`;
}

function entryLines({ from, digests }: Snapshot): string[] {
  const sorted = [...digests].toSorted(([, one], [, other]) =>
    compareTexts(one.toSorted(compareTexts)[0] ?? '', other.toSorted(compareTexts)[0] ?? ''),
  );
  return [
    `  - from: ${quoted(from)}`,
    ...(sorted.length === 0
      ? ['    tags: { allow: [.] }', '    allow-empty: true # nothing has a tag there']
      : ['    digests:', ...sorted.map(digestLine)]),
    "    to: 'mirror.example.com/{repository}' # write your own here",
  ];
}

/** A promotions file of what repositories have. Whoever takes it over says where to, and whose signatures count. */
export function snapshotFile(snapshots: readonly Snapshot[]): string {
  return [
    '# yaml-language-server: $schema=./node_modules/sealift/dist/promotions.schema.json',
    'version: 1',
    '# trust-policy: .sealift/trustpolicy.json',
    '# trust-store: .sealift/truststore',
    'promotions:',
    ...snapshots.flatMap(entryLines),
    '',
  ].join('\n');
}
