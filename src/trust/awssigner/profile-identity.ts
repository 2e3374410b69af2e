const PROFILES = '/signing-profiles/';

/** Case makes no difference to AWS's plugin. Only letters of ASCII are folded, as no ARN has others. */
const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The parts of the resource of a signing profile's ARN: `['', 'signing-profiles', NAME]`, and the version where there is one. What
 * is no such ARN is `undefined`.
 */
function resourceParts(identity: string): readonly string[] | undefined {
  const [arn, , service, , account, ...rest] = identity.split(':');
  if (arn !== 'arn' || service !== 'signer' || account === undefined || rest.length === 0) return undefined;
  const resource = rest.join(':');
  return resource.startsWith(PROFILES) ? resource.split('/') : undefined;
}

/**
 * The trusted identity that names the profile of a signature, or the very version of it that signed, by the rules of AWS's plugin
 * (aws-signer-notation-plugin, internal/verifier). Identities of other kinds match nothing.
 *
 * @param version the ARN of the profile with its version, as the signature names it.
 */
export function matchingProfile(identities: readonly string[], version: string): string | undefined {
  const end = version.lastIndexOf('/');
  const profile = end === -1 ? undefined : folded(version.slice(0, end));
  return identities.find((identity) => {
    const parts = resourceParts(identity)?.length;
    if (parts === 3) return folded(identity) === profile;
    return parts === 4 && folded(identity) === folded(version);
  });
}
