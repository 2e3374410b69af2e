import { extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import {
  type CertificateSpec,
  LEAF,
  type Minted,
  mint,
  PURPOSE,
  type TestChain,
  type TestKey,
  testChain,
  testKey,
  testSelfSigned,
} from '../../support/pki.ts';
import { type AnswerName, type Asked, namingOf, prepare } from './answers.ts';
import type { Case } from './dimensions.ts';

/** A chain as it goes into the envelope, its key, and the certificate that a store holds for trust in it. */
export interface Signing {
  readonly minted: readonly Minted[];
  readonly key: TestKey;
  readonly root: Minted;
}

const fromNow = (days: number): Date => new Date((Math.floor(Date.now() / 1000) + days * 86_400) * 1000);

/** Nobody listens on this port: a connection is refused at once. */
const NOBODY = 'http://127.0.0.1:1';

const REVOCATION: Readonly<Record<Case['revocation'], CertificateSpec>> = {
  'nothing named': {},
  'OCSP unreachable': { ocspUrls: [`${NOBODY}/ocsp`] },
  'CRL unreachable': { crlUrls: [`${NOBODY}/list.crl`] },
  'OCSP and CRL unreachable': { ocspUrls: [`${NOBODY}/ocsp`], crlUrls: [`${NOBODY}/list.crl`] },
};

/** What the leaf and the intermediate name beside what their shape has. */
interface Named {
  readonly leaf: CertificateSpec;
  readonly intermediate: CertificateSpec;
}

type Shape = (one: Case, named: Named) => Signing;

const three =
  (
    leaf: CertificateSpec = {},
    others: { intermediate?: CertificateSpec; root?: CertificateSpec } = {},
  ): Shape =>
  ({ key }, named) =>
    testChain({
      kind: key,
      ...others,
      leaf: { ...named.leaf, ...leaf },
      intermediate: { ...named.intermediate, ...others.intermediate },
    });

const arranged =
  (arrange: (chain: TestChain) => readonly Minted[]): Shape =>
  ({ key }, named) => {
    const chain = testChain({ kind: key, ...named });
    return { minted: arrange(chain), key: chain.key, root: chain.root };
  };

const UNKNOWN = extension('1.3.6.1.4.1.99999.7', true, der.octetString(Uint8Array.of(1)));

const SHAPES: Readonly<Record<Case['chain'], Shape>> = {
  'three certificates': three(),
  'self-signed': ({ key }, { leaf }) => {
    const { minted, key: own } = testSelfSigned(key, leaf);
    return { minted, key: own, root: minted[0]! };
  },
  'two certificates': ({ key }, { leaf }) => {
    const { root } = testChain();
    return {
      minted: [mint({ ...LEAF, key: testKey(key), issuer: root, ...leaf }), root],
      key: testKey(key),
      root,
    };
  },
  'expired leaf': three({ notAfter: fromNow(-1) }),
  'leaf of tomorrow': three({ notBefore: fromNow(1) }),
  'expired intermediate': three({}, { intermediate: { notAfter: fromNow(-1) } }),
  'without root': arranged(({ leaf, intermediate }) => [leaf, intermediate]),
  'out of order': arranged(({ leaf, intermediate, root }) => [leaf, root, intermediate]),
  'a certificate too many': arranged(({ minted }) => [...minted, testSelfSigned().minted[0]!]),
  'any purpose': three({ extendedKeyUsage: { oids: [PURPOSE.any] } }),
  'another purpose': three({ extendedKeyUsage: { oids: [PURPOSE.serverAuth] } }),
  'no key usage': three({ keyUsage: null }),
  'a CA as leaf': three({ basicConstraints: { ca: true } }),
  'an intermediate that is no CA': three({}, { intermediate: { basicConstraints: { ca: false } } }),
  'too long for its CA': three({}, { root: { basicConstraints: { ca: true, pathLength: 0 } } }),
  forged: three({ forged: true }),
  'unknown critical extension': three({ extensions: [UNKNOWN] }),
};

function answered({ answer }: Case): { readonly of: keyof Named; readonly name: AnswerName } | undefined {
  const [, of, name] = /^(leaf|intermediate), (.*)$/.exec(answer) ?? [];
  return of ? { of: of as keyof Named, name: name as AnswerName } : undefined;
}

export async function signingOf(one: Case): Promise<Signing> {
  const named: Named = { leaf: REVOCATION[one.revocation], intermediate: {} };
  const answer = answered(one);
  if (!answer) return SHAPES[one.chain](one, named);
  const asked: Asked = {};
  const spec = namingOf(answer.name)(asked);
  const signing = SHAPES[one.chain](one, { ...named, [answer.of]: spec });
  const at = answer.of === 'leaf' ? 0 : 1;
  asked.subject = signing.minted[at]!;
  asked.issuer = signing.minted[at + 1] ?? signing.root;
  await prepare(asked);
  return signing;
}
