import { JWS_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import { parseTrustPolicy } from '../../src/notation/policy/parse.ts';
import type { Signer, TrustMaterial } from '../../src/notation/ports.ts';
import type { SourceStore, TargetStore } from '../../src/oci/ports.ts';
import type { VerifyRequest } from '../../src/operations/judging/verify.ts';
import { verifyImage } from '../../src/operations/judging/verify.ts';
import { promoteImage } from '../../src/operations/promotion/promote.ts';
import type { PromoteRequest } from '../../src/operations/promotion/promote-request.ts';
import { type MakerOptions, prepareMaker } from '../../src/operations/signing/prepare-maker.ts';
import { signImage } from '../../src/operations/signing/sign.ts';
import type { SignRequest } from '../../src/operations/signing/sign-request.ts';
import { pemSigner } from '../../src/signers/pem-key.ts';
import { sharedChain, type TestChain, testChain } from '../support/pki.ts';
import { nobodyAsked } from '../support/revocation.ts';
import { NOW, never, tools } from '../support/tools.ts';

/** Another signer that nobody trusts. */
export const strangerChain = (): TestChain => testChain({ root: { subject: [['CN', 'stranger']] } });

export const MAKER: MakerOptions = {
  now: NOW,
  agent: 'sealift/test',
  isRemote: false,
  mediaType: JWS_MEDIA_TYPE,
  chain: undefined,
};

/** @param change what of the key a test wants otherwise. */
export async function signerOf(
  chain: TestChain = sharedChain(),
  change: (signer: Signer) => Partial<Signer> = () => ({}),
) {
  const signer = pemSigner(chain.key.pem, undefined, 'test key');
  const options = { ...MAKER, chain: await chain.certificates() };
  return prepareMaker({ ...signer, ...change(signer) }, options, never);
}

export interface StatementSpec {
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly level?: string;
  readonly override?: object;
  readonly identities?: readonly string[];
  readonly stores?: readonly string[];
}

/** Trust in the shared chain's root under these statements; one strict statement for everything by default. */
export function trustIn(
  statements: readonly StatementSpec[] = [{}],
  chain: TestChain = sharedChain(),
): TrustMaterial {
  const document = {
    version: '1.0',
    trustPolicies: statements.map(({ name, scopes, level, override, identities, stores }, at) => ({
      name: name ?? `statement ${at + 1}`,
      registryScopes: scopes ?? ['*'],
      signatureVerification: { level: level ?? 'strict', ...(override ? { override } : {}) },
      ...(level === 'skip'
        ? {}
        : { trustStores: stores ?? ['ca:acme'], trustedIdentities: identities ?? ['*'] }),
    })),
  };
  const policy = parseTrustPolicy(JSON.stringify(document), 'test');
  return {
    policy: () => Promise.resolve(policy),
    source: () => Promise.resolve(new TextEncoder().encode(JSON.stringify(document))),
    certificates: () => chain.root.certificate().then((certificate) => [certificate]),
  };
}

export const TAG = { tag: '1' } as const;

export async function sign(store: TargetStore, change: Partial<SignRequest> = {}, signal = never) {
  const request: SignRequest = {
    ...tools(),
    reference: `${store.name}:1`,
    name: TAG,
    store,
    signer: change.signer ?? (await signerOf()),
    metadata: {},
    recursive: false,
    ifSigned: 'skip',
    ...change,
  };
  return signImage(request, signal);
}

export function verify(store: SourceStore, change: Partial<VerifyRequest> = {}, signal = never) {
  const request: VerifyRequest = {
    ...tools(),
    reference: `${store.name}:1`,
    name: TAG,
    store,
    trust: trustIn(),
    revocation: nobodyAsked(),
    distrust: new Map(),
    metadata: {},
    recursive: false,
    maxSignatures: 100,
    ...change,
  };
  return verifyImage(request, signal);
}

export interface PromoteChange extends Partial<Omit<PromoteRequest, 'trust'>> {
  /** `null`: without verification. */
  readonly trust?: TrustMaterial | null;
  readonly tags?: readonly string[];
}

export function promote(
  source: SourceStore,
  target: TargetStore,
  change: PromoteChange = {},
  signal = never,
) {
  const { trust = trustIn(), tags = ['1'], ...rest } = change;
  const request: PromoteRequest = {
    ...tools(),
    reference: `${source.name}:1`,
    name: TAG,
    source,
    destinations: [{ reference: `${target.name}:${tags.join(',')}`, store: target, tags }],
    ...(trust ? { trust } : {}),
    revocation: nobodyAsked(),
    distrust: new Map(),
    include: 'all',
    excludeSignatures: false,
    artifactTypes: [],
    allowUnsigned: false,
    moveTag: 'if-unchanged',
    existingTag: [],
    dryRun: false,
    deep: false,
    maxSignatures: 100,
    ...rest,
  };
  return promoteImage(request, signal);
}
