import { PEERS, type SYSTEM_PEERS, WHEEL_PEERS } from '../interop/peers/programs.ts';

/** Programs of others that take part in a test of the interop suite; `go` is the toolchain, whose crypto/x509 is asked. */
export type Counterpart =
  | keyof typeof PEERS
  | keyof typeof WHEEL_PEERS
  | keyof typeof SYSTEM_PEERS
  | 'softhsm2'
  | 'go';

/** A file of the interop suite, without its ending, and who takes part in it. */
export interface RealTest {
  readonly file: string;
  readonly with: readonly Counterpart[];
}

/** A feature, and what it was tried against. The page docs/support.md is written from these rows, and a test holds them to the tests. */
export interface Feature {
  readonly name: string;
  readonly real: readonly RealTest[];
  /** Our own strict double of a service, or a fake registry with its switches: a folder or file below `__tests__/support`, and the unit test. */
  readonly double?: { readonly what: string; readonly support: string; readonly test: string };
  /** What nobody tried here. */
  readonly not?: string;
}

const REGISTRIES = ['olareg', 'distribution', 'docker-registry'] as const;
const double = (what: string, support: string, test: string) => ({ what, support, test });

export const FEATURES: readonly Feature[] = [
  {
    name: 'Sign and verify, JWS',
    real: [
      { file: 'sign-verify', with: ['notation', ...REGISTRIES] },
      { file: 'differential', with: ['notation'] },
      { file: 'shapes', with: ['go'] },
      { file: 'twins', with: ['notation', 'olareg', 'go'] },
    ],
    double: double('crafted envelopes', 'envelopes.ts', 'notation/verification/verify-envelope.test.ts'),
  },
  {
    name: 'Sign and verify, COSE',
    real: [
      { file: 'cose', with: ['notation', 'olareg'] },
      { file: 'cose-judge', with: ['go'] },
    ],
    double: double('crafted envelopes', 'cose-envelopes.ts', 'operations/cose.test.ts'),
  },
  {
    name: 'Promote, between registries with and without the Referrers API',
    real: [
      { file: 'promote', with: ['notation', 'oras', 'crane', ...REGISTRIES] },
      { file: 'destinations', with: ['notation', ...REGISTRIES] },
      { file: 'lost-parts', with: ['olareg', 'distribution', 'docker-registry'] },
      { file: 'sign-on-the-way', with: ['notation', 'oras', 'crane', ...REGISTRIES] },
    ],
    double: double(
      'fake registry, with a switch for each oddity',
      'fake-registry',
      'operations/budget.test.ts',
    ),
  },
  {
    name: 'Signed records of promotions',
    real: [{ file: 'record', with: ['notation', 'oras', 'crane', ...REGISTRIES] }],
    double: double('fake registry', 'fake-registry', 'operations/record/requests.test.ts'),
  },
  {
    name: 'Signatures in another repository than their image',
    real: [{ file: 'signature-repository', with: ['notation', 'oras', 'crane', ...REGISTRIES] }],
    double: double(
      'fake registry, also one that takes no signature before its image',
      'fake-registry',
      'operations/signature-repository.test.ts',
    ),
  },
  {
    name: 'Mirrors of some platforms, and layers that may not be distributed',
    real: [{ file: 'sparse', with: ['notation', 'oras', 'crane', 'skopeo', ...REGISTRIES] }],
    double: double(
      'fake registry that takes such an index, and that refuses it',
      'fake-registry',
      'operations/promotion/sparse.test.ts',
    ),
    not: 'Quay, which takes such an index when it is set so',
  },
  {
    name: 'Compare repositories, and repair what a copy left behind',
    real: [{ file: 'compare', with: ['notation', 'crane', 'skopeo', ...REGISTRIES] }],
    double: double('fake registry', 'fake-registry', 'compose/compare.test.ts'),
  },
  {
    name: 'Many images of a promotions file, killed, repeated, in shards',
    real: [{ file: 'mirror', with: ['notation', 'olareg', 'distribution'] }],
    double: double('fake registry', 'fake-registry', 'compose/promotions/promote-file.test.ts'),
  },
  {
    name: 'Lists of signatures: Referrers API and referrers tag',
    real: [
      { file: 'discoverable', with: ['notation', 'olareg', 'distribution'] },
      { file: 'taken-tag', with: ['notation', 'crane', ...REGISTRIES] },
      { file: 'refusals', with: REGISTRIES },
    ],
    double: double('fake registry', 'fake-registry', 'operations/discoverable.test.ts'),
  },
  {
    name: 'The hosted registries of [registries.md](registries.md)',
    real: [],
    double: double('fake registry that plays each of them', 'registries.ts', 'operations/registries.test.ts'),
    not: 'accounts at hosted registries',
  },
  {
    name: 'OCI image layouts',
    real: [
      { file: 'layout', with: ['notation', 'oras'] },
      { file: 'layout-peers', with: ['notation', 'oras', 'regctl', 'skopeo'] },
    ],
  },
  {
    name: 'OCI archives',
    real: [{ file: 'archive-peers', with: ['notation', 'oras', 'crane', 'regctl', 'skopeo'] }],
    not: 'docker buildx itself, which needs a daemon',
  },
  {
    name: 'Keys in files',
    real: [{ file: 'signers', with: ['notation', 'olareg'] }],
  },
  {
    name: 'Keys in Vault and OpenBao (transit)',
    real: [{ file: 'openbao', with: ['openbao', 'notation'] }],
    double: double('double of Vault', 'kms/vault', 'signers/hashivault.test.ts'),
    not: 'Vault itself',
  },
  {
    name: 'Keys in AWS KMS',
    real: [{ file: 'signers', with: ['notation'] }],
    double: double('double of AWS KMS, asked by the real SDK', 'kms/aws', 'signers/awskms.test.ts'),
    not: 'an AWS account',
  },
  {
    name: 'Keys in Azure Key Vault and Managed HSM',
    real: [{ file: 'signers', with: ['notation'] }],
    double: double('double of Key Vault and Entra', 'kms/azure', 'signers/azurekms.test.ts'),
    not: 'an Azure subscription',
  },
  {
    name: 'Keys in Google Cloud KMS',
    real: [{ file: 'signers', with: ['notation'] }],
    double: double('double of Cloud KMS and its token services', 'kms/google', 'signers/gcpkms.test.ts'),
    not: 'a Google Cloud project',
  },
  {
    name: 'Notation plugins that sign',
    real: [{ file: 'plugin', with: ['softhsm2', 'notation', 'olareg'] }],
    double: double('plugins of our own', 'plugin', 'signers/notation-plugin.test.ts'),
    not: 'plugins of clouds',
  },
  {
    name: 'Notation plugins that verify',
    real: [
      { file: 'differential', with: ['notation'] },
      { file: 'verification-plugin', with: ['notation', 'olareg'] },
    ],
    double: double('plugins of our own', 'plugin', 'notation/verification/plugin.test.ts'),
    not: 'plugins of clouds',
  },
  {
    name: 'Certificates: request, issue, check',
    real: [
      { file: 'certificate', with: ['openssl', 'notation', 'go'] },
      { file: 'certificates-judge', with: ['openssl', 'go'] },
    ],
  },
  {
    name: 'Trust policies and stores',
    real: [{ file: 'policy', with: ['notation'] }],
  },
  {
    name: 'Timestamps (RFC 3161)',
    real: [
      { file: 'timestamp-server', with: ['timestamp-server', 'notation'] },
      { file: 'timestamp-openssl', with: ['openssl'] },
      { file: 'timestamp-sign', with: ['openssl', 'notation'] },
    ],
    double: double('authority of our own', 'timestamp-authority.ts', 'operations/signing/timestamps.test.ts'),
    not: 'public authorities',
  },
  {
    name: 'Revocation: OCSP and CRL',
    real: [
      { file: 'ocsp-openssl', with: ['openssl'] },
      { file: 'crl-openssl', with: ['openssl'] },
      { file: 'large-crl', with: [] },
    ],
    double: double('responder of our own', 'ocsp', 'compose/revocation.test.ts'),
    not: 'public responders',
  },
  {
    name: 'Logins, TLS and certificates of hosts',
    real: [
      { file: 'auth', with: ['distribution', 'oras'] },
      { file: 'tls', with: ['notation', 'oras', 'olareg', 'openssl'] },
      { file: 'programs', with: ['go'] },
    ],
    double: double('fake registry and proxy', 'connect-proxy.ts', 'io/http/tunnel.test.ts'),
  },
  {
    name: 'The actions',
    real: [
      { file: 'workflow', with: ['act', 'crane', 'olareg'] },
      { file: 'workflow-lint', with: ['actionlint', 'zizmor'] },
      { file: 'summary-page', with: ['chromium'] },
    ],
    not: "GitHub's own runners",
  },
  {
    name: 'Pipelines of other CI ([ci.md](ci.md))',
    real: [{ file: 'ci-page', with: [] }],
    not: 'GitLab, Jenkins and Tekton themselves',
  },
  {
    name: 'The library',
    real: [{ file: 'library', with: [] }],
  },
  {
    name: 'Migration from notation and oras',
    real: [{ file: 'migrate', with: ['notation', 'oras'] }],
  },
  {
    name: 'What cosign attached, carried: tags and bundles',
    real: [{ file: 'cosign', with: ['cosign', 'oras', 'crane'] }],
  },
  {
    name: 'Several signers, distrust, signing authorities',
    real: [{ file: 'differential', with: ['notation'] }],
    double: double('crafted envelopes', 'envelopes.ts', 'notation/verification/signing-authority.test.ts'),
  },
  {
    name: "AWS Signer and ECR's managed signing ([keys/awssigner.md](keys/awssigner.md))",
    real: [],
    double: double(
      'AWS Signer of our own, asked by the SDK of AWS',
      'kms/aws/signer.ts',
      'compose/verify-aws-signer.test.ts',
    ),
    not: 'AWS, and its plugin',
  },
  {
    name: 'The commands of these pages',
    real: [{ file: 'docs', with: ['openbao', 'distribution'] }],
    double: double('fake registries behind TLS', 'docs/scene.ts', 'docs/commands.test.ts'),
  },
];

/** Names that are written otherwise than those of the programs. */
const WRITTEN: Readonly<Record<string, string>> = { openbao: 'OpenBao', openssl: 'OpenSSL' };

/** Name and version as the tests have it. */
export function shownCounterpart(name: Counterpart): string {
  const written = WRITTEN[name] ?? name;
  const pinned: Readonly<Record<string, { readonly version: string }>> = { ...PEERS, ...WHEEL_PEERS };
  if (name in pinned) return `${written} ${pinned[name]!.version.replace(/^v/, '')}`;
  if (name === 'go') return "Go's own libraries";
  return `${name === 'softhsm2' ? 'SoftHSM' : written} (the system's)`;
}
