import { parseStatement } from '../../../src/notation/policy/parse.ts';
import type {
  VerificationPlugin,
  VerificationPlugins,
  VerifierAnswer,
  VerifierCapability,
  VerifierRequest,
} from '../../../src/notation/verification/verification-plugin.ts';
import {
  type VerifyEnvelopeOptions,
  verifyEnvelope,
} from '../../../src/notation/verification/verify-envelope.ts';
import { TEST_TARGET } from '../envelopes.ts';
import { sharedChain, TEST_TIME } from '../pki.ts';
import { nobodyAsked } from '../revocation.ts';
import { never } from '../tools.ts';

export const IDENTITY = 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY';
export const REVOCATION = 'SIGNATURE_VERIFIER.REVOCATION_CHECK';

export interface JudgingPlugin {
  readonly version?: string;
  readonly capabilities?: readonly VerifierCapability[];
  /** What it says; by default that all is well, and that it processed everything. */
  readonly answer?: (request: VerifierRequest) => VerifierAnswer | Promise<VerifierAnswer>;
}

export const agrees = ({ capabilities, unprocessedAttributes }: VerifierRequest): VerifierAnswer => ({
  results: new Map(capabilities.map((one) => [one, { success: true }])),
  processedAttributes: unprocessedAttributes,
});

/** Plugins in memory under the name `acme`, and what was asked of them. */
export function pluginsOf({
  version = '1.2.3',
  capabilities = [IDENTITY, REVOCATION],
  answer = agrees,
}: JudgingPlugin = {}): VerificationPlugins & {
  readonly found: string[];
  readonly requests: VerifierRequest[];
} {
  const found: string[] = [];
  const requests: VerifierRequest[] = [];
  return {
    found,
    requests,
    async find(name): Promise<VerificationPlugin> {
      found.push(name);
      return {
        ...{ name, version, capabilities, isBuiltIn: false },
        async verify(request) {
          requests.push(request);
          return answer(request);
        },
      };
    },
  };
}

export interface Statement {
  readonly level?: string;
  readonly override?: object;
  readonly identities?: readonly string[];
  readonly stores?: readonly string[];
}

/** Judges an envelope over the test target by the shared chain. */
export function judgeBytes(
  bytes: Uint8Array,
  { level = 'strict', override, identities = ['*'], stores = ['ca:acme'] }: Statement = {},
  more: Partial<VerifyEnvelopeOptions> = {},
) {
  const signatureVerification = { level, ...(override && { override }) };
  const statement = parseStatement(
    {
      ...{ name: 'test', registryScopes: ['*'], signatureVerification },
      ...{ trustStores: stores, trustedIdentities: identities },
    },
    { code: 'policy_invalid', what: 'test' },
  );
  return verifyEnvelope(bytes, {
    mediaType: 'application/jose+json',
    target: TEST_TARGET,
    statement,
    trustStore: { certificates: async () => [await sharedChain().root.certificate()] },
    at: TEST_TIME,
    revocation: nobodyAsked(),
    signal: never,
    ...more,
  });
}

/** The checks that did not pass: `check:outcome:code`, with `logged` behind those that are not enforced. */
export function faults({ outcomes }: Awaited<ReturnType<typeof judgeBytes>>): string[] {
  return outcomes
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    .map(
      ({ check, outcome, code, action }) => `${check}:${outcome}:${code}${action === 'log' ? ' logged' : ''}`,
    );
}
