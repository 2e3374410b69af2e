import type { SignerClient } from '@aws-sdk/client-signer';
import type { AwsService } from './session.ts';

/** AWS Signer, its client and its own errors (AWS Signer API, SignPayload, "Errors"). */
export const AWS_SIGNER: AwsService<SignerClient> = {
  name: 'AWS Signer',
  open: async (config) => new (await import('@aws-sdk/client-signer')).SignerClient(config),
  allow: (right) =>
    `Allow ${right} on the ARN of the profile, in a policy of the identity; where another account owns the profile, its owner has to allow it too: aws signer add-profile-permission --action ${right}.`,
  meanings: {
    ResourceNotFoundException: {
      code: 'key_not_found',
      hint: 'Check name, region and account in the ARN: aws signer list-signing-profiles.',
    },
    NotFoundException: {
      code: 'key_not_found',
      hint: 'Check name, region and account in the ARN: aws signer list-signing-profiles.',
    },
    ValidationException: {
      code: 'key_unusable',
      hint: 'Look at the profile: aws signer get-signing-profile. Its platform has to be Notation-OCI-SHA384-ECDSA, and a canceled or revoked profile signs nothing more.',
    },
    BadRequestException: {
      code: 'key_unusable',
      hint: 'Look at the profile: aws signer get-signing-profile.',
    },
    // The number of signing jobs, which has a quota of its own.
    ServiceLimitExceededException: { code: 'too_many_requests' },
  },
};
