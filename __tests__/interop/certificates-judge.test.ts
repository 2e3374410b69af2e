import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { checkCodeSigningChain } from '../../src/pki/chain.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { extension } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { copyTree, type DerNode, derTree, writeDerTree } from '../support/der-tree.ts';
import { CA, LEAF, mint, namedKey, nameOf, testKey } from '../support/pki.ts';
import { AUTHORITY_FORMS, opensslChain } from './support/authority-forms.ts';
import { mutate, mutationPool, pick, type Random, seededRandom } from './support/certificate-mutations.ts';
import { certificateSeeds, edKey, realRoots } from './support/certificate-seeds.ts';
import { randomSigned } from './support/certificate-signatures.ts';
import { randomDomain, randomMailbox, randomUri } from './support/certificate-texts.ts';
import { buildGoJudge, type GoJudge } from './support/go-judge.ts';
import { withPeers } from './support/suite.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'certificate' } as const;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const isOk = (verdict: string): boolean => verdict === 'ok' || verdict.startsWith('ok: ');

/** `ok`, or why Sealift refuses it. */
const sealiftOn = (bytes: Uint8Array): Promise<string> =>
  parseCertificate(bytes, COMPLAINT).then(
    () => 'ok',
    (error: Error) => error.message,
  );

const sealiftOnChain = (chain: readonly Uint8Array[]): Promise<string> =>
  Promise.all(chain.map((bytes) => parseCertificate(bytes, COMPLAINT))).then(
    (certificates) => {
      try {
        checkCodeSigningChain(certificates, COMPLAINT);
        return 'ok';
      } catch (error) {
        return (error as Error).message;
      }
    },
    (error: Error) => error.message,
  );

interface Case {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** The certificates that Sealift accepts and Go refuses, and by reason the number of those that only Sealift refuses. */
function compare(cases: readonly Case[], ours: readonly string[], go: readonly string[]) {
  const laxer: string[] = [];
  const stricter = new Map<string, number>();
  let both = 0;
  for (const [index, { what, bytes }] of cases.entries()) {
    const [here, there] = [ours[index]!, go[index]!];
    if (isOk(here) && isOk(there)) both += 1;
    if (isOk(here) && !isOk(there)) laxer.push(`${what}: ${there}\n${base64(bytes)}`);
    if (isOk(here) || !isOk(there)) continue;
    // Names and numbers are replaced, so that equal reasons are counted together.
    const reason = here.replace(/ \(.*\) (?=is |has |was |does )/, ' ').replace(/[\d./]*\d+/g, 'N');
    stricter.set(reason, (stricter.get(reason) ?? 0) + 1);
  }
  return { laxer, stricter, both };
}

/** The number of reasons that are printed, the most frequent ones first. */
const REPORTED = 30;

/** Prints how many certificates only Sealift refuses, by reason. */
function report(title: string, cases: number, { both, stricter }: ReturnType<typeof compare>): void {
  const rows = [...stricter].sort(([, a], [, b]) => b - a);
  const sum = rows.reduce((total, [, count]) => total + count, 0);
  const lines = rows.slice(0, REPORTED).map(([reason, count]) => `${String(count).padStart(6)}  ${reason}`);
  const head = `${title}: ${cases}; both take ${both}; Sealift alone refuses ${sum}, for ${rows.length} reasons`;
  console.info([head, ...lines].join('\n'));
}

withPeers('openssl')('certificates', () => {
  let judge: GoJudge;
  beforeAll(async () => {
    judge = await buildGoJudge('certificates');
  });

  const parsed = async (cases: readonly Case[]) => {
    const go = await judge.ask(cases.map(({ bytes }) => `certificate ${base64(bytes)}`));
    const ours: string[] = [];
    for (const { bytes } of cases) ours.push(await sealiftOn(bytes));
    return compare(cases, ours, go);
  };

  it('of every authority that Node trusts are read, as Go reads them', async () => {
    const cases = realRoots().map((bytes) => ({ what: new X509Certificate(bytes).subject, bytes }));
    const { laxer, stricter, both } = await parsed(cases);
    expect({ laxer, stricter: [...stricter.keys()], both }).toEqual({
      laxer: [],
      stricter: [],
      both: cases.length,
    });
  });

  it.each(Object.entries(AUTHORITY_FORMS))('in the form of %s make a chain, as for Go', async (_, form) => {
    const chain = await opensslChain(form);
    expect(await judge.ask([`signed ${chain.join(' ')}`])).toEqual(['ok: CN=leaf,O=acme,ST=WA,C=US']);
    expect(await sealiftOnChain(chain.map((one) => Buffer.from(one, 'base64')))).toBe('ok');
  });

  it('that were changed are never read where Go refuses them', async () => {
    const seeds = [
      ...certificateSeeds().map((one) => one.der),
      ...realRoots().filter((_, index) => index % 10 === 0),
    ];
    expect(await Promise.all(seeds.map(sealiftOn))).toEqual(seeds.map(() => 'ok'));
    const random = seededRandom(20_260_601);
    const pool = mutationPool(seeds);
    const trees = seeds.map(derTree);
    const cases = Array.from({ length: 30_000 }, (_, index) =>
      mutate(random, trees[index % trees.length]!, pool),
    );
    const result = await parsed(cases);
    report('changed certificates', cases.length, result);
    expect(result.laxer).toEqual([]);
    // With fewer certificates that both accept, nothing would be compared.
    expect(result.both).toBeGreaterThan(cases.length / 5);
  });

  it('with names and constraints of any text are never read where Go refuses them', async () => {
    const random = seededRandom(20_260_602);
    const names = (...list: readonly Uint8Array[]) => extension('2.5.29.17', false, der.sequence(...list));
    const constraint = (base: Uint8Array) =>
      extension('2.5.29.30', false, der.sequence(der.explicit(0, der.sequence(base))));
    const kinds: readonly ((random: Random) => Uint8Array)[] = [
      (any) => names(der.implicit(6, Buffer.from(randomUri(any), 'latin1'))),
      (any) => constraint(der.implicit(6, Buffer.from(randomDomain(any), 'latin1'))),
      (any) => constraint(der.implicit(2, Buffer.from(randomDomain(any), 'latin1'))),
      (any) => constraint(der.implicit(1, Buffer.from(randomMailbox(any), 'latin1'))),
    ];
    const tree = derTree(mint({ ...LEAF, key: namedKey('texts') }).der);
    const extensions = tree.children![0]!.children!.at(-1)!.children![0]!;
    const cases = Array.from({ length: 12_000 }, (_, index) => {
      const added = kinds[index % 2 === 0 ? 0 : 1 + (index % 3)]!(random);
      const whole = { ...extensions, children: [...extensions.children!, derTree(added)] };
      return { what: Buffer.from(added).toString('latin1'), bytes: withExtensions(tree, whole) };
    });
    const result = await parsed(cases);
    report('texts', cases.length, result);
    expect(result.laxer).toEqual([]);
    expect(result.both).toBeGreaterThan(cases.length / 5);
  });

  it('that were changed and signed again are no chain where Go refuses a link', async () => {
    const random = seededRandom(20_260_603);
    const pool = mutationPool(certificateSeeds().map((one) => one.der));
    const issuers = [testKey('rsa-2048'), namedKey('issuer'), edKey()].map((key) => ({
      key: key.privateKey,
      root: mint({ ...CA, subject: nameOf('root'), key }),
    }));
    const leaves = await Promise.all(
      issuers.map(async ({ root }) => {
        const all = certificateSeeds(root);
        const verdicts = await Promise.all(all.map((leaf) => sealiftOnChain([leaf.der, root.der])));
        return all
          .filter((_, index) => isOk(verdicts[index]!))
          .map((leaf) => derTree(leaf.der).children![0]!);
      }),
    );
    const cases = Array.from({ length: 6000 }, (_, index) => {
      const { key, root } = issuers[index % issuers.length]!;
      const signed = randomSigned(random, key);
      const tbs = copyTree(pick(random, leaves[index % issuers.length]!));
      const algorithm = derTree(signed.algorithm);
      tbs.children![tbs.children![0]!.tag === 0xa0 ? 2 : 1] = algorithm;
      const changed =
        index % 2 === 0 ? { what: 'nothing', bytes: writeDerTree(tbs) } : mutate(random, tbs, pool);
      const value = der.bitString(signed.sign(changed.bytes));
      const bytes = der.sequence(changed.bytes, signed.algorithm, value);
      return { what: `${signed.what}, ${changed.what}`, bytes, root: root.der };
    });
    const go = await judge.ask(cases.map(({ bytes, root }) => `signed ${base64(bytes)} ${base64(root)}`));
    const ours: string[] = [];
    for (const { bytes, root } of cases) ours.push(await sealiftOnChain([bytes, root]));
    const result = compare(cases, ours, go);
    report('signed again', cases.length, result);
    expect(result.laxer).toEqual([]);
    expect(result.both).toBeGreaterThan(cases.length / 10);
  });
});

function withExtensions(tree: DerNode, extensions: DerNode): Uint8Array {
  const [tbs, ...outer] = tree.children!;
  const explicit = tbs!.children!.at(-1)!;
  const parts = [...tbs!.children!.slice(0, -1), { ...explicit, children: [extensions] }];
  return writeDerTree({ ...tree, children: [{ ...tbs!, children: parts }, ...outer] });
}
