import { KEY_KINDS } from '../../support/pki.ts';
import { ANSWERS } from './answers.ts';

const OF_LEAF = ANSWERS.map((answer) => `leaf, ${answer}` as const);
const OF_INTERMEDIATE = ANSWERS.map((answer) => `intermediate, ${answer}` as const);

/**
 * What a case is made of. The first value of each dimension is one that both programs accept, so that a case with two
 * deviations shows these two alone and no third one hides them.
 */
export const DIMENSIONS = {
  key: ['ec-256', ...KEY_KINDS.filter((kind) => kind !== 'ec-256')],
  format: ['jws', 'cose'],
  scheme: [
    'notary.x509',
    'signing authority',
    'signing authority, of two days ago',
    'signing authority, trusted as a CA',
    'notary.x509, trusted as an authority',
    'signing authority without its time',
    'signing authority, time not critical',
    'signing authority, also with signingTime',
  ],
  expiry: ['none', 'ahead', 'passed'],
  chain: [
    'three certificates',
    'self-signed',
    'two certificates',
    'expired leaf',
    'leaf of tomorrow',
    'expired intermediate',
    'without root',
    'out of order',
    'a certificate too many',
    'any purpose',
    'another purpose',
    'no key usage',
    'a CA as leaf',
    'an intermediate that is no CA',
    'too long for its CA',
    'forged',
    'unknown critical extension',
  ],
  revocation: ['nothing named', 'OCSP unreachable', 'CRL unreachable', 'OCSP and CRL unreachable'],
  answer: ['nothing served', ...OF_LEAF, ...OF_INTERMEDIATE],
  timestamp: [
    'not demanded',
    'there, not demanded',
    'good',
    'good, of two days ago',
    'good, demanded after expiry',
    'missing',
    'missing, demanded after expiry',
    'of another root',
    'of another signature',
    'before all certificates',
    'from the future',
    'as wide as the validity',
    'without accuracy',
    'without certificates',
    'purpose not critical',
    'signer that is expired',
    'critical extension',
    'signer good by OCSP',
    'signer revoked by OCSP',
    'signer unknown by OCSP',
    'signer good by CRL',
    'signer revoked by CRL',
    'signer with an expired CRL',
    'signer with an unreachable CRL',
    'ESSCertID of version 1',
    'imprint by SHA-1',
    'under BTSP without accuracy',
    'no token',
  ],
  level: [
    'strict',
    'permissive',
    'audit',
    'skip',
    'strict, authenticity logged',
    'strict, timestamp logged',
    'strict, expiry logged',
    'strict, revocation logged',
    'strict, revocation skipped',
    'permissive, expiry enforced',
    'permissive, revocation enforced',
    'audit, authenticity enforced',
  ],
  identity: ['*', 'the signer', 'one of two', 'somebody else', 'case differs'],
  scope: ['*', 'the repository', 'another repository', 'the repository skipped', 'host in capitals'],
  store: [
    'root',
    'DER',
    'among others',
    'second store',
    'leaf',
    'intermediate',
    'stranger',
    'missing',
    'malformed',
  ],
  tampering: [
    'none',
    'signature bit',
    'chain bit',
    'payload replaced',
    'another artifact',
    'another size',
    'byte behind the envelope',
    'envelope cut',
    'unknown critical attribute',
    'unknown attribute',
    'other format named',
    'salt of another length',
    'size of the envelope',
    'another content type',
    'signature by another key',
  ],
  plugin: [
    'none',
    'identity and revocation',
    'identity alone',
    'revocation alone',
    'revocation alone, with an attribute',
    'signs alone',
    'not installed',
    'least version met',
    'least version above',
    'least version malformed',
    'least version not critical',
    'prerelease of the least version',
    'version malformed',
    'name not critical',
    'name no text',
    'name blank',
    'attribute processed',
    'attribute not processed',
    'attribute not critical, not processed',
    'attribute processed that is not there',
    'identity refused',
    'revocation refused',
    'both refused',
    'identity not answered',
    'answers what was not asked',
    'fails',
    'no JSON',
    'another name',
    'another contract',
  ],
} as const;

export type Dimension = keyof typeof DIMENSIONS;
export type Case = { readonly [D in Dimension]: (typeof DIMENSIONS)[D][number] };

export const NAMES = Object.keys(DIMENSIONS) as Dimension[];

const GOOD = Object.fromEntries(NAMES.map((name) => [name, DIMENSIONS[name][0]])) as unknown as Case;

/** The values of a case that are not the first of their dimension, as one reads them. */
export const deviationsOf = (one: Case): string =>
  NAMES.filter((name) => one[name] !== GOOD[name])
    .map((name) => `${name}: ${one[name]}`)
    .join('; ') || 'nothing deviates';

type Crossed = Readonly<Partial<Record<Dimension, readonly string[]>>>;

/** What the answers of revocation are crossed with: what reads them or may keep them from being asked for. */
const WITH_ANSWERS: Crossed = {
  format: ['cose'],
  chain: ['two certificates', 'expired leaf', 'without root'],
  timestamp: ['good', 'missing'],
  level: [
    'strict',
    'permissive',
    'audit',
    'strict, revocation logged',
    'strict, revocation skipped',
    'permissive, revocation enforced',
  ],
  store: ['leaf', 'intermediate', 'stranger'],
};

/** What plugins are crossed with: what they are told of, what they judge, and what decides about their results. */
const WITH_PLUGINS: Crossed = {
  format: ['cose'],
  scheme: ['signing authority', 'notary.x509, trusted as an authority'],
  expiry: ['ahead', 'passed'],
  chain: ['expired leaf'],
  revocation: ['OCSP unreachable'],
  level: [
    'permissive',
    'audit',
    'skip',
    'strict, authenticity logged',
    'strict, revocation logged',
    'strict, revocation skipped',
    'permissive, revocation enforced',
    'audit, authenticity enforced',
  ],
  identity: ['the signer', 'somebody else'],
  store: ['stranger'],
  tampering: ['unknown critical attribute', 'unknown attribute', 'another artifact'],
};

const CROSSED: Readonly<Partial<Record<Dimension, Crossed>>> = {
  answer: WITH_ANSWERS,
  plugin: WITH_PLUGINS,
};

const OF_THE_INTERMEDIATE: readonly string[] = ['strict', 'permissive, revocation enforced'];

/** A key of another kind has no salt. */
const SALTED = 'salt of another length';

/** Whether two values meet in a case. All do, but for answers and plugins, which are many. */
export function meet(a: Dimension, x: string, b: Dimension, y: string): boolean {
  if (CROSSED[b] && !CROSSED[a]) return meet(b, y, a, x);
  if (a === 'key' && y === SALTED) return x.startsWith('rsa');
  if (!CROSSED[a] || x === DIMENSIONS[a][0] || y === DIMENSIONS[b][0]) return true;
  if (x.startsWith('intermediate')) return b === 'level' && OF_THE_INTERMEDIATE.includes(y);
  return CROSSED[a]?.[b]?.includes(y) ?? false;
}

/**
 * Every pair of values of two dimensions that meet once, with the first value everywhere else: each pair occurs, and nothing
 * but the pair decides.
 */
export function allPairs(): Case[] {
  const cases = new Map<string, Case>();
  for (const [at, a] of NAMES.entries())
    for (const b of NAMES.slice(at + 1))
      for (const x of DIMENSIONS[a])
        for (const y of DIMENSIONS[b]) {
          if (!meet(a, x, b, y)) continue;
          const key = x === SALTED || y === SALTED ? 'rsa-2048' : GOOD.key;
          const one = { ...GOOD, key, [a]: x, [b]: y } as Case;
          cases.set(deviationsOf(one), one);
        }
  return [...cases.values()];
}
