import { printable } from '../../encoding/printable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import type { TokenClaims } from '../token-claims.ts';

/** What an error of AWS means, by its name. */
export interface AwsMeaning {
  readonly code: ErrorCode;
  readonly hint?: string;
}

const DENIED = { code: 'denied' } as const;
const THROTTLED = { code: 'too_many_requests' } as const;

/** Names of errors that every service and STS write; a service adds its own. */
const MEANINGS: Readonly<Record<string, AwsMeaning>> = {
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
  ThrottlingException: THROTTLED,
  Throttling: THROTTLED,
  TooManyRequestsException: THROTTLED,
  LimitExceededException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
};

/** Errors of STS for a role that may not be assumed; KMS itself says AccessDeniedException. */
const ROLE_REFUSED = /^(?:AccessDenied|(?:InvalidIdentityToken|IDPRejectedClaim)(?:Exception)?)$/;

/** A service in the words of its errors. */
export interface AwsWords {
  /** `AWS KMS`. */
  readonly name: string;
  /** Its own names of errors. They count before the common ones. */
  readonly meanings: Readonly<Record<string, AwsMeaning>>;
  /** What a key or profile does not do; "does not sign" where absent. */
  readonly failed?: string;
  /** The remedy for a missing right, which is put in. */
  readonly allow: (right: string) => string;
}

/** The call that failed, in the words of its error. */
export interface AwsCall {
  readonly service: AwsWords;
  /** `kms:Sign`. */
  readonly right: string;
  /** Names the key. */
  readonly where: string;
  /** Names who asks. */
  readonly who: string;
  /** The token that stands for the role, where there is one. */
  readonly claims?: TokenClaims | undefined;
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
  {
    service,
    right,
    where,
    who,
    claims,
    program,
    failed = service.failed ?? 'does not sign',
    remedy,
  }: AwsCall,
): SealiftError {
  if (error instanceof SealiftError) return error;
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? printable(error.message, 400) : '';
  const { $metadata = {} } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata.httpStatusCode ?? 0;
  const said = `(${printable(name, 60)}: ${words})`;
  const known = [service.meanings, MEANINGS].find((one) => Object.hasOwn(one, name))?.[name];
  if (known?.code === 'credentials_missing') {
    const why = program === undefined ? said : `(${printable(program, 600)})`;
    return new SealiftError('credentials_missing', `there are no AWS credentials for ${where} ${why}`, {
      hint: MISSING,
      ...(program === undefined ? { needs: { kind: 'cloud-login', cloud: 'aws' } } : {}),
    });
  }
  if (ROLE_REFUSED.test(name)) {
    const token = claims === undefined ? '' : `; its token has ${claims.text}`;
    return new SealiftError('denied', `AWS gives no credentials to ${who} ${said}${token}`, {
      hint: `In the trust policy of the role, the conditions HOST:sub and HOST:aud (HOST is iss without https://) have to fit sub and aud of the token, and IAM needs an identity provider for iss. Another branch, tag or environment has another sub.${claims?.advice ?? ''}`,
    });
  }
  if (known?.code === 'denied') {
    return new SealiftError('denied', `${who} may not use ${right} on ${where} ${said}`, {
      hint: known.hint ?? remedy ?? service.allow(right),
    });
  }
  if (known?.code === 'too_many_requests' || status === 429) {
    return new SealiftError('too_many_requests', `${service.name} limits requests for ${where} ${said}`, {
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
    return new SealiftError('key_service_unavailable', `${service.name} cannot answer for ${where} ${said}`);
  }
  return new SealiftError(
    'unexpected_answer',
    `${where}: ${service.name} answered with ${status || 'something'} that is not known ${said}`,
    {
      hint: 'Check the address of the service, and what stands between.',
    },
  );
}
