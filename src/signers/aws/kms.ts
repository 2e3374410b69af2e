import type { KMSClient } from '@aws-sdk/client-kms';
import { KEY_SPEC_HINT } from './key-specs.ts';
import type { AwsService } from './session.ts';

/** AWS KMS, its client and its own errors. */
export const AWS_KMS: AwsService<KMSClient> = {
  name: 'AWS KMS',
  open: async (config) => new (await import('@aws-sdk/client-kms')).KMSClient(config),
  allow: (right) => `Allow ${right} on the key, in a policy of the identity or in the key policy.`,
  meanings: {
    AlreadyExistsException: { code: 'key_exists' },
    NotFoundException: { code: 'key_not_found', hint: 'Check the key, its region and its account.' },
    InvalidArnException: { code: 'key_not_found', hint: 'Check the key, its region and its account.' },
    DisabledException: { code: 'key_unusable', hint: 'Enable the key: aws kms enable-key.' },
    KMSInvalidStateException: { code: 'key_unusable', hint: 'Look at its state: aws kms describe-key.' },
    InvalidKeyUsageException: { code: 'key_unusable', hint: 'Use a key with the usage SIGN_VERIFY.' },
    // A public key is asked for, and the key is symmetric or for HMAC.
    UnsupportedOperationException: { code: 'key_unsupported', hint: KEY_SPEC_HINT },
    ValidationException: { code: 'key_unusable' },
  },
};
