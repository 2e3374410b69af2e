import { printable } from '../../encoding/printable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import { KEY_SPEC_HINT } from './key-specs.ts';

const DENIED = { code: 'denied' } as const;
const THROTTLED = { code: 'too_many_requests' } as const;

/** Names of errors, as KMS and STS write them. */
const MEANINGS: Readonly<Record<string, { readonly code: ErrorCode; readonly hint?: string }>> = {
  AccessDeniedException: DENIED,
  UnrecognizedClientException: { code: 'denied', hint: 'AWS does not know these credentials; renew them.' },
  InvalidClientTokenId: { code: 'denied', hint: 'AWS does not know these credentials; renew them.' },
  ExpiredTokenException: { code: 'denied', hint: 'The credentials have ended; renew them.' },
  ExpiredToken: { code: 'denied', hint: 'The credentials have ended; renew them.' },
  InvalidSignatureException: {
    code: 'denied',
    hint: 'Check the secret access key and the clock of this machine.',
  },
  SignatureDoesNotMatch: {
    code: 'denied',
    hint: 'Check the secret access key and the clock of this machine.',
  },
  OptInRequired: DENIED,
  CredentialsProviderError: { code: 'credentials_missing' },
  AlreadyExistsException: { code: 'key_exists' },
  NotFoundException: { code: 'key_not_found', hint: 'Check the key, its region and its account.' },
  InvalidArnException: { code: 'key_not_found', hint: 'Check the key, its region and its account.' },
  DisabledException: { code: 'key_unusable', hint: 'Enable the key: aws kms enable-key.' },
  KMSInvalidStateException: { code: 'key_unusable', hint: 'Look at its state: aws kms describe-key.' },
  InvalidKeyUsageException: { code: 'key_unusable', hint: 'Use a key with the usage SIGN_VERIFY.' },
  // A public key is asked for, and the key is symmetric or for HMAC.
  UnsupportedOperationException: { code: 'key_unsupported', hint: KEY_SPEC_HINT },
  ValidationException: { code: 'key_unusable' },
  ThrottlingException: THROTTLED,
  Throttling: THROTTLED,
  TooManyRequestsException: THROTTLED,
  LimitExceededException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
};

/** Errors of STS for a role that may not be assumed; KMS itself says AccessDeniedException. */
const ROLE_REFUSED = /^(?:AccessDenied|(?:InvalidIdentityToken|IDPRejectedClaim)(?:Exception)?)$/;

/** The call that failed, in the words of its error. */
export interface AwsCall {
  /** `kms:Sign`. */
  readonly right: string;
  /** Names the key. */
  readonly where: string;
  /** Names who asks. */
  readonly who: string;
  /** iss, sub and aud of the token that stands for the role, where there is one. */
  readonly claims?: string | undefined;
  /** Why the credential_process of the profile gave no credentials. */
  readonly program?: string | undefined;
  /** What the key does not do; "does not sign". */
  readonly failed?: string;
  /** The remedy for a missing right. */
  readonly remedy?: string;
}

const MISSING =
  'In a workflow run aws-actions/configure-aws-credentials first, with permissions: id-token: write; else set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.';

/** An error of the SDK as ours. It is not kept as the cause: it holds the request, and that holds credentials. */
export function awsError(
  error: unknown,
  { right, where, who, claims, program, failed = 'does not sign', remedy }: AwsCall,
): SealiftError {
  if (error instanceof SealiftError) return error;
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? printable(error.message, 400) : '';
  const { $metadata = {} } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata.httpStatusCode ?? 0;
  const said = `(${printable(name, 60)}: ${words})`;
  const known = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  if (known?.code === 'credentials_missing') {
    const why = program === undefined ? said : `(${printable(program, 600)})`;
    return new SealiftError('credentials_missing', `there are no AWS credentials for ${where} ${why}`, {
      hint: MISSING,
    });
  }
  if (ROLE_REFUSED.test(name)) {
    const token = claims === undefined ? '' : `; its token has ${claims}`;
    return new SealiftError('denied', `AWS gives no credentials to ${who} ${said}${token}`, {
      hint: "Let the role's trust policy trust the issuer, audience and subject of the token; another branch, tag or environment has another subject.",
    });
  }
  if (known?.code === 'denied') {
    return new SealiftError('denied', `${who} may not use ${right} on ${where} ${said}`, {
      hint:
        known.hint ??
        remedy ??
        `Allow ${right} on the key, in a policy of the identity or in the key policy.`,
    });
  }
  if (known?.code === 'too_many_requests' || status === 429) {
    return new SealiftError('too_many_requests', `AWS KMS limits requests for ${where} ${said}`, {
      hint: 'Wait and run it again, lower --concurrency, or ask for more quota.',
    });
  }
  if (known) {
    const hint = known.hint === undefined ? {} : { hint: known.hint };
    return new SealiftError(known.code, `${where} ${failed} ${said}`, hint);
  }
  if (status === 401 || status === 403) {
    return new SealiftError('denied', `${who} may not use ${right} on ${where} ${said}`);
  }
  if (status >= 500 || status === 408) {
    return new SealiftError('key_service_unavailable', `AWS KMS cannot answer for ${where} ${said}`);
  }
  return new SealiftError(
    'unexpected_answer',
    `${where}: AWS KMS answered with ${status || 'something'} that is not known ${said}`,
    {
      hint: 'Check the address of the service, and what stands between.',
    },
  );
}
