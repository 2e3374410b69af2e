import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';

/** The kinds of keys that the Notary Project allows, by their names in KMS. */
export const KEY_SPECS: readonly string[] = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
];

/** The hint for keys of other kinds: ECC_SECG_P256K1, SM2, symmetric, HMAC. */
export const KEY_SPEC_HINT = `Make a key with the usage SIGN_VERIFY and one of the specs that the Notary Project allows: ${KEY_SPECS.join(', ')}.`;

export function unsupportedSpec(spec: string, where: string): SealiftError {
  return new SealiftError('key_unsupported', `${where} has the key spec ${printable(spec)}`, {
    hint: KEY_SPEC_HINT,
  });
}
