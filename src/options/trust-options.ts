import { JUDGING } from './command-sets.ts';
import type { Option } from './option.ts';

/** The options that say whose signatures count. */
export const TRUST_OPTIONS = [
  {
    name: 'trust-policy',
    commands: [...JUDGING, 'policy check'],
    type: 'string',
    value: 'FILE',
    inline: true,
    help: "notation's trustpolicy.json; without it notation's own folder is used, except in CI and actions",
  },
  {
    name: 'trust-store',
    commands: [...JUDGING, 'policy check'],
    type: 'string',
    value: 'DIR',
    help: 'folder that holds x509/ca/NAME with the root certificates',
  },
  {
    name: 'trusted-root',
    commands: [...JUDGING, 'policy init'],
    type: 'string',
    listOf: ['policy init'],
    required: ['policy init'],
    value: 'FILE',
    inline: true,
    help: 'root certificates as PEM; with --trusted-identity one strict statement for this run, instead of a policy',
    helpOf: { 'policy init': 'root certificates as PEM or DER, which go into the trust store' },
  },
  {
    name: 'trusted-identity',
    commands: [...JUDGING, 'policy init'],
    type: 'list',
    required: ['policy init'],
    value: 'IDENTITY',
    help: "who may have signed, as in a policy: 'x509.subject: C=US, ST=WA, O=acme', or '*' for anybody under the root",
  },
  {
    name: 'trusted-tsa-root',
    commands: JUDGING,
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'root certificates of timestamp authorities; with them a signature needs a timestamp of one, and may outlive its certificates',
  },
  {
    name: 'scope',
    commands: [...JUDGING, 'policy init'],
    type: 'string',
    listOf: ['policy init'],
    value: 'REPOSITORY',
    help: "judge under the policy's statement for this repository (needed for oci: sources without a global statement)",
    helpOf: { 'policy init': 'repository that the new statement is for; without it every one' },
  },
  {
    name: 'crl',
    commands: [...JUDGING, 'sign', 'certificate check'],
    type: 'list',
    value: 'FILE',
    inline: true,
    help: 'certificate revocation list as DER or PEM: whoever its issuer issued a certificate to is looked up there, and OCSP and CRLs of the network are asked about the others alone',
  },
] as const satisfies readonly Option[];
