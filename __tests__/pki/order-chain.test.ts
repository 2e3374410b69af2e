import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCodeSigningChain } from '../../src/pki/chain.ts';
import { orderChain } from '../../src/pki/order-chain.ts';
import {
  CA,
  LEAF,
  type Minted,
  mint,
  namedKey,
  nameOf,
  testChain,
  testKey,
  testSelfSigned,
} from '../support/pki.ts';

const context = { code: 'certificate_chain_invalid', what: 'certificate chain' } as const;
const certificates = (minted: readonly Minted[]) => Promise.all(minted.map((one) => one.certificate()));
const order = async (minted: readonly Minted[]) => orderChain(await certificates(minted), context);

describe('orderChain', () => {
  /** Root, three CAs below each other, a leaf; leaf first. */
  const long: Minted[] = [mint({ ...CA, subject: nameOf('ca 0'), key: namedKey('ca 0') })];
  for (let depth = 1; depth < 4; depth += 1) {
    const [issuer] = long;
    long.unshift(
      mint({ ...CA, subject: nameOf(`ca ${depth}`), key: namedKey(`ca ${depth}`), issuer: issuer! }),
    );
  }
  long.unshift(mint({ ...LEAF, issuer: long[0]! }));

  it('puts certificates in any order, some of them twice, into the one order of the chain', async () => {
    const wanted = await certificates(long);
    checkCodeSigningChain(wanted, context);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(long, { minLength: long.length }),
        fc.subarray(long),
        async (shuffled, twice) => {
          expect(await order([...shuffled, ...twice])).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves a chain without its root in its order', async () => {
    expect(await order(long.slice(0, 3).toReversed())).toEqual((await certificates(long)).slice(0, 3));
  });

  it('leaves a single certificate alone', async () => {
    const { minted } = testSelfSigned();
    expect(await order(minted)).toEqual(await certificates(minted));
    expect(orderChain([], context)).toEqual([]);
  });

  const { leaf, intermediate, root } = testChain();
  const stranger = testChain({ root: { subject: nameOf('stranger'), key: namedKey('stranger') } });
  const again = mint({
    ...CA,
    subject: nameOf('root'),
    key: namedKey('root'),
    notAfter: new Date('2040-01-01'),
  });
  const cross = mint({
    ...CA,
    subject: nameOf('root'),
    key: namedKey('root'),
    issuer: mint({ ...CA, subject: nameOf('old root'), key: namedKey('old root') }),
  });
  const renewed = mint({ ...LEAF, key: testKey('ec-384'), issuer: intermediate });

  it.each<[string, readonly Minted[], RegExp]>([
    [
      'the root of somebody else',
      [stranger.root, leaf, root, intermediate],
      /do not belong to the chain of .*CN=release.*: .*CN=stranger/,
    ],
    [
      'two leaves',
      [renewed, root, intermediate, leaf],
      /may begin with any of these certificates: .*CN=release.*; .*CN=release/,
    ],
    [
      'two roots of one name and key',
      [again, root, intermediate, leaf],
      /2 certificates that may have issued .*CN=intermediate.*SHA-256/,
    ],
    [
      'a root before its cross certificate',
      [leaf, intermediate, root, cross],
      /2 certificates that may have issued .*CN=intermediate.*SHA-256/,
    ],
    ['no intermediate', [root, leaf], /CN=release.* was issued by .*CN=intermediate.*, which is not there/],
    ['two chains without leaves', [root, stranger.root], /may begin with any.*CN=root.*CN=stranger/],
  ])('refuses %s, by name', async (_, minted, message) => {
    await expect(order(minted)).rejects.toMatchObject({
      code: 'certificate_chain_invalid',
      message: expect.stringMatching(message),
    });
  });

  it('refuses certificates that issued each other', async () => {
    const [one, two] = [nameOf('one'), nameOf('two')];
    const a = mint({
      ...CA,
      subject: one,
      key: namedKey('a'),
      issuer: mint({ ...CA, subject: two, key: namedKey('b') }),
    });
    const b = mint({ ...CA, subject: two, key: namedKey('b'), issuer: a });
    const c = mint({ ...CA, subject: nameOf('three'), key: namedKey('c') });
    await expect(order([a, c, b])).rejects.toMatchObject({ code: 'certificate_chain_invalid' });
  });

  it('refuses a whole bundle without comparing its certificates', async () => {
    const [one] = await certificates(long);
    const bundle = Array.from({ length: 65 }, (_, at) => ({ ...one!, thumbprint: String(at) }));
    expect(() => orderChain(bundle, context)).toThrow(/holds 65 certificates, not those of one chain/);
  });

  it('names only three of many certificates in its error', async () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      mint({ ...CA, subject: nameOf(`root ${at}`), key: namedKey(`r${at}`) }),
    );
    await expect(order(many)).rejects.toMatchObject({
      message: expect.stringMatching(/root 2.* and 6 more$/),
    });
  });
});
