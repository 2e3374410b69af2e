import type { CommandName } from '../options/commands.ts';

export const OVERVIEW =
  'Sign container images, verify them against a trust policy, and promote image and signatures together, in the Notary Project format.\n\n' +
  'Exit codes: 0 done, 1 refused, 2 usage or configuration, 3 not reachable, 4 denied, 5 some done and some not, 70 a bug, 130 and 143 signals.';

/** Shown under the help of a command. */
export const EXAMPLES: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  sign: ['sealift sign registry.example.com/team/app@sha256:... --key key.pem --certificate-chain chain.pem'],
  verify: [
    'sealift verify registry.example.com/team/app:1.4 --trust-policy trustpolicy.json --trust-store truststore',
    "sealift verify oci:build:1.4 --trusted-root root.pem --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'",
  ],
  promote: [
    'sealift promote registry.example.com/dev/app:1.4 registry.example.com/prod/app:1.4,latest \\',
    '  --trust-policy trustpolicy.json --trust-store truststore',
  ],
  list: ['sealift list registry.example.com/team/app:1.4'],
  inspect: ['sealift inspect registry.example.com/team/app:1.4'],
};
