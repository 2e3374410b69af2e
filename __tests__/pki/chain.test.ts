import { describe, expect, it } from 'vitest';
import { KEY_USAGE_BITS } from '../../src/pki/certificate.ts';
import { checkCodeSigningChain, invalidAt, isSelfSigned, validUntil } from '../../src/pki/chain.ts';
import {
  CA,
  type ChainSpec,
  KEY_KINDS,
  LEAF,
  mint,
  namedKey,
  nameOf,
  PURPOSE,
  sharedChain,
  testChain,
  testKey,
  testSelfSigned,
} from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'chain.pem' } as const;

/** Without extensions, which only version 3 has. */
const BARE = { basicConstraints: null, keyUsage: null, extendedKeyUsage: null } as const;

interface Minted {
  certificates(): ReturnType<ReturnType<typeof testChain>['certificates']>;
}

/** The reason why a chain is refused, or `undefined`. */
async function reasonOf(chain: Minted): Promise<string | undefined> {
  const certificates = await chain.certificates();
  try {
    checkCodeSigningChain(certificates, COMPLAINT);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: COMPLAINT.code });
    return (error as Error).message;
  }
}

function listOf(...list: readonly ReturnType<typeof mint>[]): Minted {
  return { certificates: () => Promise.all(list.map((one) => one.certificate())) };
}

describe('checkCodeSigningChain', () => {
  it.each(KEY_KINDS)('accepts a whole chain and a self-signed certificate of the kind %s', async (kind) => {
    expect(await reasonOf(testChain({ kind }))).toBeUndefined();
    expect(await reasonOf(testSelfSigned(kind))).toBeUndefined();
  });

  const tolerated: [string, ChainSpec][] = [
    ['no extended key usage', { leaf: { extendedKeyUsage: null } }],
    ['an unknown purpose', { leaf: { extendedKeyUsage: { oids: ['1.2.3.4'] } } }],
    ['a leaf that says it is no CA', { leaf: { basicConstraints: { ca: false } } }],
    ['contentCommitment', { leaf: { keyUsage: { bits: ['digitalSignature', 'contentCommitment'] } } }],
    ['CA constraints that are not critical', { root: { basicConstraints: { ca: true, critical: false } } }],
    ['a root that allows just enough CAs', { root: { basicConstraints: { ca: true, pathLength: 1 } } }],
    ['a CA with further usages', { root: { keyUsage: { bits: ['digitalSignature', 'keyCertSign'] } } }],
    ['a CA with a purpose', { intermediate: { extendedKeyUsage: { oids: [PURPOSE.any] } } }],
    ['certificates that have expired', { leaf: { notAfter: new Date('2021-01-01') } }],
    ['SHA-512', { root: { signature: 'sha512' }, intermediate: { signature: 'sha384' } }],
    ['a leaf that bears the name of its issuer', { leaf: { subject: nameOf('intermediate') } }],
  ];
  it.each(tolerated)('accepts %s', async (_, spec) => {
    expect(await reasonOf(testChain(spec))).toBeUndefined();
  });

  it.each(['pss-sha256', 'sha384'] as const)(
    'accepts an RSA authority that signs with %s',
    async (signature) => {
      const root = mint({ ...CA, subject: nameOf('root'), key: testKey('rsa-2048'), signature });
      expect(await reasonOf(listOf(mint({ ...LEAF, issuer: root, signature }), root))).toBeUndefined();
    },
  );

  const broken: [string, ChainSpec, RegExp][] = [
    ['a leaf that is a CA', { leaf: { basicConstraints: { ca: true } } }, /1 .*is a CA/],
    ['a leaf without keyUsage', { leaf: { keyUsage: null } }, /1 .*no keyUsage/],
    [
      'a leaf whose keyUsage is not critical',
      { leaf: { keyUsage: { critical: false, bits: ['digitalSignature'] } } },
      /1 .*not critical/,
    ],
    ['a leaf that may not sign', { leaf: { keyUsage: { bits: ['contentCommitment'] } } }, /digitalSignature/],
    ['a leaf with an empty keyUsage', { leaf: { keyUsage: { bits: [] } } }, /digitalSignature/],
    ['a leaf of version 1', { leaf: { version: 1, ...BARE } }, /1 .*version 3/],
    ['an intermediate of version 2', { intermediate: { version: 2, ...BARE } }, /2 .*version 3/],
    ['an intermediate that is no CA', { intermediate: { basicConstraints: { ca: false } } }, /2 .*not a CA/],
    ['an intermediate without constraints', { intermediate: { basicConstraints: null } }, /2 .*not a CA/],
    ['an intermediate without keyUsage', { intermediate: { keyUsage: null } }, /2 .*no keyUsage/],
    [
      'an intermediate whose keyUsage is not critical',
      { intermediate: { keyUsage: { critical: false, bits: ['keyCertSign'] } } },
      /2 .*not critical/,
    ],
    [
      'a root that may not sign certificates',
      { root: { keyUsage: { bits: ['cRLSign'] } } },
      /3 .*keyCertSign/,
    ],
    [
      'a root that allows no CA below it',
      { root: { basicConstraints: { ca: true, pathLength: 0 } } },
      /3 .*allows 0 CAs below it, there are 1/,
    ],
    ['SHA-1 on the leaf', { leaf: { signature: 'sha1' } }, /1 .*not allowed/],
    ['SHA-1 on the root', { root: { signature: 'sha1' } }, /3 .*not allowed/],
    ['a forged signature on the leaf', { leaf: { forged: true } }, /1 .*signature/],
    ['a forged signature on the intermediate', { intermediate: { forged: true } }, /2 .*signature/],
    ['a root that did not sign itself', { root: { forged: true } }, /3 .*not complete/],
    ['an issuer of another name', { leaf: { issuerName: nameOf('somebody') } }, /1 .*not issued by/],
    ['a root with the issuer of another name', { root: { issuerName: nameOf('above') } }, /3 .*not complete/],
  ];
  it.each(broken)('refuses %s', async (_, spec, reason) => {
    expect(await reasonOf(testChain(spec))).toMatch(reason);
  });

  it.each(KEY_USAGE_BITS.filter((bit) => !['digitalSignature', 'contentCommitment'].includes(bit)))(
    'refuses %s on the leaf',
    async (bit) => {
      const leaf = { keyUsage: { bits: ['digitalSignature', bit] } as const };
      expect(await reasonOf(testChain({ leaf }))).toContain(`has ${bit} in its keyUsage`);
    },
  );

  it.each(Object.entries(PURPOSE).filter(([name]) => name !== 'codeSigning'))(
    'refuses the purpose %s on the leaf, also beside codeSigning',
    async (name, oid) => {
      const leaf = { extendedKeyUsage: { oids: [PURPOSE.codeSigning, oid] } };
      const reason = await reasonOf(testChain({ leaf }));
      expect(reason?.toLowerCase()).toContain(name === 'any' ? 'anyextendedkeyusage' : name.toLowerCase());
    },
  );

  it('refuses RSASSA-PSS over SHA-1', async () => {
    const root = mint({ ...CA, subject: nameOf('root'), key: testKey('rsa-2048') });
    const leaf = mint({ ...LEAF, issuer: root, signature: 'pss-sha1' });
    expect(await reasonOf(listOf(leaf, root))).toMatch(/1 .*not allowed/);
  });

  it('refuses RSASSA-PSS whose mask is made with SHA-1', async () => {
    const root = mint({ ...CA, subject: nameOf('root'), key: testKey('rsa-2048') });
    const leaf = mint({ ...LEAF, issuer: root, signature: 'pss-sha256-mask-sha1' });
    expect(await reasonOf(listOf(leaf, root))).toMatch(/1 .*not allowed/);
  });

  it.each([
    ['only the leaf of a chain', [0], /1 .*not complete/],
    ['a chain without its root', [0, 1], /2 .*not complete/],
    ['a chain without its middle', [0, 2], /1 .*not issued by/],
    ['root first', [2, 1, 0], /1 .*is a CA/],
    ['the root twice', [0, 1, 2, 2], /3 .*self-signed but not the last/],
    ['the leaf twice', [0, 0, 1, 2], /1 .*not issued by/],
    ['nothing', [], /no certificate/],
  ])('refuses %s', async (_, order, reason) => {
    const { minted } = sharedChain();
    expect(await reasonOf(listOf(...order.map((at) => minted[at]!)))).toMatch(reason);
  });

  it('refuses a self-signed leaf with a certificate above it', async () => {
    const alone = mint({ ...LEAF, subject: nameOf('root'), key: namedKey('root') });
    expect(await reasonOf(listOf(alone, sharedChain().root))).toMatch(/1 .*self-signed/);
  });

  it('accepts a cross-signed authority as another certificate of the same name and key', async () => {
    const { intermediate, leaf, root } = sharedChain();
    const other = mint({ ...CA, subject: nameOf('other root'), key: namedKey('other root') });
    const crossed = mint({
      ...CA,
      subject: intermediate.subject,
      key: intermediate.key,
      issuer: other,
    });
    expect(await reasonOf(listOf(leaf, crossed, other))).toBeUndefined();
    expect(await reasonOf(listOf(leaf, crossed, root))).toMatch(/2 .*not issued by/);
  });

  it('makes names safe to print in its errors', async () => {
    const leaf = { subject: nameOf('x\n::error::\u202e'), keyUsage: null };
    expect(await reasonOf(testChain({ leaf }))).toMatch(/CN=x\\u\{a\}::error::\\u\{202e\}/);
  });
});

describe('isSelfSigned', () => {
  it('demands that both name and signature are its own', async () => {
    const { leaf, root } = testChain({ leaf: { subject: nameOf('intermediate') } });
    expect(isSelfSigned(await leaf.certificate())).toBe(false);
    expect(isSelfSigned(await root.certificate())).toBe(true);
    expect(isSelfSigned(await mint({ ...LEAF, forged: true }).certificate())).toBe(false);
  });
});

describe('invalidAt and validUntil', () => {
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const notAfter = new Date('2026-02-01T00:00:00Z');

  it.each([
    ['2025-12-31T23:59:59.999Z', 'not yet valid'],
    ['2026-01-01T00:00:00Z', undefined],
    ['2026-02-01T00:00:00Z', undefined],
    ['2026-02-01T00:00:01Z', 'expired'],
  ])('say that at %s a certificate of January is %s', async (at, state) => {
    const chain = await testChain({ intermediate: { notBefore, notAfter } }).certificates();
    const invalid = invalidAt(chain, new Date(at));
    expect(invalid?.state).toBe(state);
    if (state !== undefined) expect(invalid?.certificate).toBe(chain[1]);
  });

  it('say that a chain ends with the certificate that ends first', async () => {
    expect(validUntil(await testChain({ root: { notAfter } }).certificates())).toEqual(notAfter);
  });
});
