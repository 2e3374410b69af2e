import type { SignerDataClient } from '@aws-sdk/client-signer-data';
import type { AwsService } from '../../signers/aws/session.ts';

/** The part of AWS Signer that knows what is revoked (AWS Signer API, GetRevocationStatus, "Errors"). */
export const SIGNER_DATA: AwsService<SignerDataClient> = {
  name: 'AWS Signer',
  open: async (config) => new (await import('@aws-sdk/client-signer-data')).SignerDataClient(config),
  allow: (right) => `Allow ${right} on the resource *, in a policy of the identity.`,
  failed: 'is of no known status',
  meanings: {
    ValidationException: {
      code: 'unexpected_answer',
      hint: 'AWS answers within one partition alone: signatures of aws, aws-cn and aws-us-gov are judged with credentials of the same.',
    },
  },
};
