import { beforeEach, describe, expect, it } from 'vitest';
import { readRequirements } from '../../../src/notation/requirement/read-requirement.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { namedKey, nameOf, sharedChain, type TestChain, testChain } from '../../support/pki.ts';
import { attachSignature } from '../crafted.ts';
import { promote, trustIn, verify } from '../support.ts';

/** Two signers under two roots, both of which are trusted. */
const acme = sharedChain();
const wabbit = testChain({
  root: { subject: nameOf('wabbit root'), key: namedKey('wabbit root') },
  leaf: { subject: nameOf('release', 'wabbit'), key: namedKey('wabbit') },
});
const named = (organization: string): string => `x509.subject: C=US, ST=WA, O=${organization}`;
const BOTH = [named('acme-rockets.io'), named('wabbit')];

const trust = {
  ...trustIn(),
  certificates: () => Promise.all([acme.root.certificate(), wabbit.root.certificate()]),
};
const requirements = (identities: readonly string[], count?: number) =>
  readRequirements({ identities, count });

describe('an image that several have to sign', () => {
  let store: MemoryStore;
  let subject: Descriptor;
  const sign = (chain: TestChain, more: object = {}) => attachSignature(store, subject, { chain, ...more });
  const judge = (identities: readonly string[], count?: number, more: object = {}) =>
    verify(store, { trust, requirements: requirements(identities, count), ...more });

  beforeEach(async () => {
    store = new MemoryStore('dev.test/team/app');
    subject = await push(store, image(), '1');
  });

  it('is verified when all of them have, and the result says by which signature', async () => {
    const [one, two] = [await sign(acme), await sign(wabbit)];
    const result = await judge(BOTH, 2);
    expect(result).toMatchObject({ status: 'verified', error: null });
    expect(result.signatures.map(({ status }) => status)).toEqual(['passed', 'passed']);
    expect(result.identities).toMatchObject([
      { required: BOTH[0], signatures: [one.digest], reason: null },
      { required: BOTH[1], signatures: [two.digest], reason: null },
    ]);
  });

  it('is refused with whoever is missing, and why', async () => {
    await sign(acme);
    const result = await judge(BOTH);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'requirement_not_met', message: expect.stringContaining(`${BOTH[1]} has not signed`) },
    });
    expect(result.identities).toMatchObject([
      { required: BOTH[0], reason: null },
      { required: BOTH[1], subject: null, signatures: [], reason: 'has not signed' },
    ]);
  });

  it('is refused when one of them signed what does not pass, with the reason of that', async () => {
    await sign(acme);
    const bad = await sign(wabbit, { expiry: '2026-06-01T10:00:01Z' });
    const { error } = await judge(BOTH);
    expect(error?.message).toContain(`${bad.digest} does not pass: the signature expired`);
  });

  it('is refused when one signer signed twice and two are asked for', async () => {
    await sign(acme);
    await sign(acme, { signingTime: '2026-06-01T10:00:05Z' });
    expect((await judge([], 2)).error).toMatchObject({
      code: 'requirement_not_met',
      message: expect.stringContaining('2 different signers have to pass, and 1 does'),
    });
    await sign(wabbit);
    expect(await judge([], 2)).toMatchObject({
      status: 'verified',
      identities: [{ required: null }, { required: null }],
    });
  });

  it('is refused when too few signers pass, with the reason of one who does not', async () => {
    await sign(acme);
    const bad = await sign(wabbit, { expiry: '2026-06-01T10:00:01Z' });
    expect((await judge([], 2)).error?.message).toContain(
      `and 1 does; the signature ${bad.digest} does not pass: the signature expired`,
    );
  });

  it('is unsigned and not short of signers when it has no signature', async () => {
    expect(await judge(BOTH)).toMatchObject({ error: { code: 'artifact_unsigned' } });
  });

  it('counts nobody whose root is not trusted', async () => {
    await sign(acme);
    await sign(wabbit);
    const other = { ...trust, certificates: () => acme.root.certificate().then((root) => [root]) };
    expect((await judge(BOTH, undefined, { trust: other })).error).toMatchObject({
      code: 'requirement_not_met',
    });
  });

  it('is judged by the signatures up to the limit, and refused when they are not enough', async () => {
    await sign(acme);
    await sign(wabbit);
    await sign(wabbit, { signingTime: '2026-06-01T10:00:05Z' });
    expect(await judge(BOTH, undefined, { maxSignatures: 2 })).toMatchObject({ status: 'verified' });
    expect(await judge(BOTH, undefined, { maxSignatures: 1 })).toMatchObject({
      error: {
        code: 'signature_count_exceeded',
        message: expect.stringContaining(`and there are more: ${BOTH[1]} has not signed`),
      },
    });
  });

  it('is asked for at each platform for itself', async () => {
    const child = image({ seed: 'child' });
    const root = await push(store, index([child]), '2');
    await push(store, child);
    for (const chain of [acme, wabbit]) await attachSignature(store, root, { chain });
    await attachSignature(store, child.manifest.descriptor, { chain: acme });
    const result = await judge(BOTH, undefined, { name: { tag: '2' }, recursive: true });
    expect(result).toMatchObject({
      error: { code: 'requirement_not_met' },
      platforms: [{ status: 'failed', error: { code: 'requirement_not_met' } }],
    });
  });

  it('is promoted only then, and the destination stays as it is', async () => {
    await sign(acme);
    const target = new MemoryStore('prod.test/app');
    const given = { trust, requirements: requirements(BOTH) };
    const refused = await promote(store, target, given);
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'requirement_not_met' } });
    expect(refused.identities).toHaveLength(2);
    expect(target.tags.size).toBe(0);
    await sign(wabbit);
    expect(await promote(store, target, given)).toMatchObject({ status: 'promoted' });
  });
});
