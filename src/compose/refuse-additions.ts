import type { Problems } from '../options/problems.ts';
import type { Run } from './run.ts';

type Values = Pick<
  Run<'sign'>['values'],
  | 'certificateChain'
  | 'expiry'
  | 'requireTimestamp'
  | 'signatureFormat'
  | 'timestampRootCert'
  | 'timestampUrl'
>;

/** The flags that would change an envelope of a service, each with how to go on. */
const ADDITIONS: readonly {
  readonly flags: string;
  readonly isGiven: (values: Values) => boolean;
  readonly why: string;
  readonly remedy: string;
}[] = [
  {
    flags: '--certificate-chain',
    isGiven: ({ certificateChain }) => certificateChain !== undefined,
    why: 'puts the chain of its signing profile into each envelope',
    remedy: 'Leave it out.',
  },
  {
    flags: '--signature-format cose',
    isGiven: ({ signatureFormat }) => signatureFormat === 'cose',
    why: 'makes JWS envelopes alone',
    remedy: 'Leave it out.',
  },
  {
    flags: '--expiry',
    isGiven: ({ expiry }) => expiry !== undefined,
    why: 'takes the expiry from the signing profile',
    remedy:
      'Leave it out; the profile has it: aws signer put-signing-profile --signature-validity-period value=12,type=MONTHS.',
  },
  {
    flags: '--timestamp-url, --timestamp-root-cert and --require-timestamp',
    isGiven: ({ timestampUrl, timestampRootCert, requireTimestamp }) =>
      timestampUrl !== undefined || timestampRootCert !== undefined || requireTimestamp,
    why: 'vouches for the time of signing itself, and makes whole envelopes, to which nobody else can add a timestamp',
    remedy: 'Leave them out.',
  },
];

/** Notes every flag that asks for something in an envelope which only the service itself can put there. */
export function refuseAdditions(service: string, values: Values, problems: Pick<Problems, 'add'>): void {
  for (const { flags, isGiven, why, remedy } of ADDITIONS)
    if (isGiven(values)) problems.add('usage', `${service} ${why}: ${flags} cannot be used with it`, remedy);
}
