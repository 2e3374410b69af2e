import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { PLAIN, type Switches } from '../support/fake-registry/switches.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { EVERYWHERE, type Fact, REGISTRIES } from '../support/registries.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { promote, sign, signerOf, TAG, verify } from './support.ts';

const FACTS: readonly Fact[] = [
  ...EVERYWHERE,
  ...REGISTRIES.flatMap(({ listing, login, needs, limits }) => [...listing, ...login, ...needs, ...limits]),
];

describe('docs/registries.md', () => {
  const tests = join(import.meta.dirname, '..');
  const texts = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith(join('operations', 'registries.test.ts')))
    .map((file) => readFileSync(join(tests, file), 'utf8'));
  const isNamed = (name: string) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text));

  it('claims nothing of a switch that is not there, or that no test names', () => {
    const claimed = FACTS.flatMap(({ evidence }) =>
      typeof evidence === 'object' && 'switches' in evidence ? evidence.switches : [],
    );
    expect(claimed.length).toBeGreaterThan(50);
    expect(claimed.filter((name) => !(name in PLAIN) || !isNamed(name))).toEqual([]);
  });

  it('has a test for every switch that there is', () => {
    expect(Object.keys(PLAIN).filter((name) => !isNamed(name))).toEqual([]);
  });

  it('claims to be tested on real programs only what the interop suite starts', () => {
    const [suite] = texts.filter((text) => text.includes('`sign and verify on $'));
    const kinds = {
      'olareg 0.2.2': 'olareg',
      'distribution 3.1.1': 'distribution',
      'docker-registry 2.8.2': 'docker-registry',
    };
    const claimed = FACTS.flatMap(({ evidence }) =>
      typeof evidence === 'object' && 'real' in evidence ? evidence.real : [],
    );
    expect(new Set(claimed).size).toBe(3);
    for (const peer of claimed) expect(suite).toContain(`'${kinds[peer]}'`);
  });
});

describe('a registry like', () => {
  const source = new MemoryStore('registry.example.com/team/app');
  let signer: Awaited<ReturnType<typeof signerOf>>;
  beforeAll(async () => {
    signer = await signerOf();
    await push(source, image({ layers: 1 }), '1');
    await sign(source, { signer });
  });

  const plays = REGISTRIES.flatMap(({ name, plays: all }) =>
    all.map((switches, at) => [`${name}, ${at + 1}`, switches] as const),
  );

  it.each(plays)('%s: promote, verify, promote again, sign', async (_, switches: Partial<Switches>) => {
    const registry = await FakeRegistry.start(switches);
    onTestFinished(() => registry.stop());
    // Some have to have their repositories made first.
    registry.repository('prod/app');
    const open = (access: 'pull' | 'push') => registryStore(registry.host, 'prod/app', { access });

    expect(await promote(source, open('push'))).toMatchObject({ status: 'promoted', error: null });
    // A moment later, where a registry shows tags late.
    for (let look = 0; look < 3; look += 1) await open('pull').resolve(TAG, never);
    expect(await verify(open('pull'))).toMatchObject({ status: 'verified' });

    registry.log.length = 0;
    expect(await promote(source, open('push'))).toMatchObject({ status: 'unchanged' });
    expect(registry.writes).toEqual([]);

    const second = { signer, ifSigned: 'add', metadata: { second: 'yes' } } as const;
    expect(await sign(open('push'), second)).toMatchObject({ status: 'signed' });
    const both = await verify(open('pull'), { metadata: { second: 'yes' } });
    expect(both).toMatchObject({ status: 'verified' });
  });
});
