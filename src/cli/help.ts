import type { Help } from 'commander';
import type { CommandName } from '../options/commands.ts';

export const OVERVIEW =
  'Sign container images, verify them against a trust policy, and promote image and signatures together, in the Notary Project format.\n\n' +
  'Exit codes: 0 done, 1 refused, 2 usage or configuration, 3 not reachable, 4 denied, 5 some done and some not, 70 a bug, 130 and 143 signals.';

/** Shown under the help of a command. */
export const EXAMPLES: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  sign: [
    'sealift sign registry.example.com/team/app@sha256:... \\',
    '  --key key.pem --certificate-chain chain.pem',
  ],
  verify: [
    'sealift verify registry.example.com/team/app:1.4 \\',
    '  --trust-policy trustpolicy.json --trust-store truststore',
    'sealift verify oci:build:1.4 --trusted-root root.pem \\',
    "  --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'",
  ],
  promote: [
    'sealift promote registry.example.com/dev/app:1.4 \\',
    '  registry.example.com/prod/app:1.4,latest \\',
    '  --trust-policy trustpolicy.json --trust-store truststore',
  ],
  plan: [
    'sealift plan promotions.yaml',
    'sealift plan promotions.yaml --changed-since origin/main --out plan.json',
    'sealift plan --from-registry registry.example.com/team/app > promotions.yaml',
  ],
  list: [
    'sealift list registry.example.com/team/app:1.4',
    'sealift list --images-file images.txt --expiring 30d',
  ],
  'certificate self-signed': [
    'sealift certificate self-signed --new-key key.pem --days 30 --out trial.pem \\',
    "  --subject 'CN=trial, O=acme, ST=WA, C=US'",
    'sealift certificate self-signed --ca --key awskms:///alias/ca \\',
    "  --subject 'CN=acme CA, O=acme, ST=WA, C=US' --days 3650 --out ca.pem",
  ],
  'certificate request': [
    'sealift certificate request --key awskms:///alias/release \\',
    "  --subject 'CN=release, O=acme, ST=WA, C=US' --out release.csr",
  ],
  'certificate issue': [
    'sealift certificate issue --ca-key awskms:///alias/ca \\',
    '  --ca-certificate ca.pem --csr release.csr --days 365 --out release.pem',
  ],
  'certificate check': [
    'sealift certificate check --key awskms:///alias/release \\',
    '  --certificate-chain release.pem',
  ],
  'policy init': [
    'sealift policy init --trusted-root ca.pem \\',
    "  --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'",
  ],
  'policy check': ['sealift policy check --trust-policy trustpolicy.json --trust-store truststore'],
  compare: [
    'sealift compare registry.example.com/team/app:1.4 \\',
    '  --with eu.example.com/app --with us.example.com/app',
    'sealift compare registry.example.com/team/app:1.4 --with eu.example.com/app \\',
    '  --repair --trust-policy trustpolicy.json --trust-store truststore',
  ],
  inspect: ['sealift inspect registry.example.com/team/app:1.4'],
};

/** Columns of the names of options and commands. */
const NAMES = 26;
/** A terminal with fewer columns than these has no room for descriptions beside the names: they stand below. */
const NARROW = 54;
/** Indentation of what stands below a name. */
const BELOW = 6;

/**
 * An option or a command with what it does beside it; a longer name has a line of its own. Commander would give all
 * descriptions the room that the longest name leaves, and not wrap them at all where that is little.
 */
export function helpItem(name: string, _width: number, description: string, helper: Help): string {
  if (description === '') return `  ${name}`;
  const columns = helper.helpWidth ?? 80;
  const isBelow = columns < NARROW || name.length > NAMES;
  const margin = ' '.repeat(columns < NARROW ? BELOW : NAMES + 4);
  const lines = helper.boxWrap(description, Math.max(24, columns - margin.length)).split('\n');
  const text = lines.join(`\n${margin}`);
  return isBelow ? `  ${name}\n${margin}${text}` : `  ${name.padEnd(NAMES)}  ${text}`;
}
