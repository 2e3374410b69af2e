import type { Settings } from '../promotions.ts';

const SIGNING = [
  ...['sign', 'key', 'certificateChain', 'azureCredential', 'pluginConfig', 'signatureFormat', 'expiry'],
  ...['userMetadata', 'timestampUrl', 'timestampRootCert', 'requireTimestamp', 'ifSigned'],
];
const RECORDING = ['record', 'recordKey', 'recordCertificateChain', 'recordMaxAge'];
const POLICY = ['trustPolicy', 'trustStore'];
const ROOTS = ['trustedRoot', 'trustedIdentity', 'trustedTsaRoot'];

/** What an entry gives, and what of the document it replaces as a whole: a key and a chain belong together, and so on. */
const REPLACED: readonly (readonly [given: readonly string[], gone: readonly string[]])[] = [
  [['sign'], SIGNING],
  [['record'], RECORDING],
  [POLICY, ROOTS],
  [ROOTS, POLICY],
];

/** The settings of the document, with those of an entry over them. */
export function mergeSettings(document: Settings, own: Settings): Settings {
  const gone = REPLACED.flatMap(([given, names]) =>
    given.some((name) => Object.hasOwn(own, name)) ? names : [],
  );
  const left = Object.entries(document).filter(([name]) => !gone.includes(name));
  return { ...Object.fromEntries(left), ...own };
}
