import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { SIGNING_PROFILE_VERSION } from '../../notation/aws-signer-attributes.ts';
import type { ExtendedAttribute } from '../../notation/envelope/extended-attribute.ts';

/** A signing profile of AWS Signer, as its ARN names it. */
export interface SigningProfile {
  /** The ARN without a version. */
  readonly arn: string;
  readonly region: string;
  /** The account that owns the profile, which may be another one than that of whoever signs. */
  readonly owner: string;
  readonly name: string;
  /** The one version that may sign; any where absent. */
  readonly version: string | undefined;
}

/** AWS Signer API, PutSigningProfile: the names and versions of profiles. */
const ARN =
  /^(arn:aws[a-z-]*:signer:([a-z0-9-]+):(\d{12}):\/signing-profiles\/(\w{2,64}))(?:\/([A-Za-z0-9]{10}))?$/;

const FORM =
  'Write awssigner:///PROFILE-ARN, or the ARN alone, such as arn:aws:signer:eu-central-1:111122223333:/signing-profiles/release. `aws signer list-signing-profiles` shows it.';

const WRONG = 'what follows awssigner:// is not the ARN of a signing profile';

/** The address that was probably meant: slashes that are missing, and `signing-profile`, as some pages have it. */
function mended(uri: string): string | undefined {
  const arn = uri.replace(/^awssigner:\/*/, '').replace(/:\/?signing-profiles?\//, ':/signing-profiles/');
  const meant = `awssigner:///${arn}`;
  return ARN.test(arn) && quotable(meant, meant.length) === meant ? meant : undefined;
}

/** @throws SealiftError `usage`. */
export function signingProfile(uri: string): SigningProfile {
  const match = ARN.exec(uri.replace(/^awssigner:\/\/\//, ''));
  if (!match) {
    const meant = mended(uri);
    throw new SealiftError('usage', WRONG, {
      hint: meant === undefined ? FORM : `Write ${meant} (three slashes, then the ARN).`,
    });
  }
  const [, arn = '', region = '', owner = '', name = '', version] = match;
  return { arn, region, owner, name, version };
}

/**
 * Whether an envelope names this profile, and the version where one was asked for. The upper and lower case of ARNs makes no
 * difference to AWS's own verifier.
 */
export function isOfProfile(
  attributes: readonly ExtendedAttribute[],
  { arn, version }: Pick<SigningProfile, 'arn' | 'version'>,
): boolean {
  const named = attributes.find(({ key }) => key === SIGNING_PROFILE_VERSION)?.value;
  if (typeof named !== 'string') return false;
  const [, profile, theirs] = /^(.*)\/([^/]*)$/s.exec(named) ?? [];
  return profile?.toLowerCase() === arn.toLowerCase() && (version === undefined || theirs === version);
}
