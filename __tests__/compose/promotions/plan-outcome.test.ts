import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, promote, sign } from '../../../src/index.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import type { PlanRunResult } from '../../../src/operations/plan-result.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

const BUILT = {
  one: image({ seed: 'one' }),
  two: image({ seed: 'two' }),
  many: index([image({ seed: 'amd' }), image({ seed: 'arm' })]),
  unsigned: image({ seed: 'unsigned' }),
};
type Name = keyof typeof BUILT;
const NAMES = Object.keys(BUILT) as Name[];

/** What stands at source and destination, and what the file asks for. */
interface Case {
  readonly source: Readonly<Record<string, Name>>;
  /** By tag; what is attached may be missing. */
  readonly there: Readonly<Record<string, Name>>;
  readonly attachedThere: boolean;
  readonly hasApi: boolean;
  readonly to: readonly string[];
  readonly tags: string;
  readonly settings: readonly string[];
}

const aboutTags = (names: readonly string[]): fc.Arbitrary<Readonly<Record<string, Name>>> =>
  fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...NAMES), { maxKeys: 4 });

const cases: fc.Arbitrary<Case> = fc.record({
  source: aboutTags(['1', '2', '3', 'latest']),
  there: aboutTags(['1', '2', '3', '1-previous', '2-x', 'latest']),
  attachedThere: fc.boolean(),
  hasApi: fc.boolean(),
  to: fc.subarray(['mirror/{name}', 'mirror/{name}:{tag}-x,{tag}-y', 'other/{repository}'], { minLength: 1 }),
  tags: fc.constantFrom('{ allow: "." }', '{ latest: 2 }', '{ semver: ">=2" }', '{ deny: "^1$" }'),
  settings: fc
    .tuple(
      fc.constantFrom(
        '',
        'existing-tag: { "1*": keep, "*": move }',
        'existing-tag: { latest: fail, "2*": keep }',
      ),
      fc.constantFrom('', 'backup-tag: "{tag}-previous"'),
      fc.constantFrom('', 'include: signatures', 'include: verified', 'exclude-signatures: true'),
      fc.constantFrom('', 'deep: true'),
      fc.constantFrom('', 'platforms: [linux/amd64]'),
    )
    .map((lines) => lines.filter((line) => line !== '')),
});

let at: Workplace;
let from: FakeRegistry;
const digests = new Map<Name, Digest>();

beforeAll(async () => {
  [at, from] = await Promise.all([workplace(), FakeRegistry.start()]);
  const store = registryStore(from.host);
  for (const name of NAMES) {
    const root = await push(store, BUILT[name], name);
    await attach(store, root, attached(root));
    digests.set(name, root.digest);
  }
  const images = NAMES.slice(0, -1).map((name) => `${from.host}/team/app@${digests.get(name)}`);
  await sign({ images, key: at.key, certificateChain: at.chain, env: {} });
});
afterAll(() => Promise.all([at.remove(), from.stop()]));

/** Puts everything where the case has it, and writes its promotions file. */
async function given({ source, there, attachedThere, hasApi, to, tags, settings }: Case) {
  const { tags: known } = from.repository('team/app');
  known.clear();
  for (const [tag, name] of Object.entries(source)) known.set(tag, digests.get(name)!);
  const target = await FakeRegistry.start({ referrers: hasApi || '404', absentChildren: 'taken' });
  const store = registryStore(target.host, 'mirror/app', { singleWriter: true });
  for (const [tag, name] of Object.entries(there)) {
    const root = await push(store, BUILT[name], tag);
    if (attachedThere) await attach(store, root, attached(root));
  }
  const file = at.path('promotions.yaml');
  const lines = [
    ...['version: 1', 'trust-policy: trustpolicy.json', 'trust-store: truststore', 'single-writer: true'],
    ...settings,
    ...['promotions:', `  - from: '${from.host}/team/app'`, '    allow-empty: true', `    tags: ${tags}`],
    `    to: [${to.map((one) => `'${target.host}/${one}'`).join(', ')}]`,
  ];
  await writeFile(file, lines.join('\n'));
  return { file, target };
}

/** What a plan says of each tag, and whether it is refused. */
const rows = ({ plan: made }: PlanRunResult) =>
  made!.promotions.map(({ destination, digest, tags, action }) => ({
    place: `${destination}@${digest}:${tags.map(({ tag }) => tag).join(',')}`,
    actions: tags.map((one) => one.action),
    action,
  }));

describe('the plan of what a plan has come to', () => {
  it.each(['its plan', 'its file'])(
    'is empty, but for what is refused, where %s was promoted',
    async (by) => {
      await fc.assert(
        fc.asyncProperty(cases, async (one) => {
          const { file, target } = await given(one);
          try {
            const out = at.path(`${by}.json`);
            const first = await plan({ file, out, env: {} });
            const before = rows(first);
            expect(target.writes.filter((line) => line.includes('other/'))).toEqual([]);
            target.log.length = 0;
            await promote({ file, env: {}, ...(by === 'its plan' ? { plan: out } : {}) });
            expect(target.writes.length > 0).toBe(first.changes);
            const second = await plan({ file, env: {} });
            expect(second.changes).toBe(false);
            expect(rows(second)).toEqual(
              before.map((row) => {
                if (row.action === 'refused') return row;
                const done = row.actions.map((action) => (action === 'keep' ? action : 'unchanged'));
                return { ...row, actions: done, action: done.includes('keep') ? 'keep' : 'unchanged' };
              }),
            );
          } finally {
            await target.stop();
          }
        }),
        { numRuns: Number(process.env.RUNS ?? 6) },
      );
    },
  );
});
