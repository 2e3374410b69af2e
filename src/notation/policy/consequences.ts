import type { CheckAction, CheckName, Statement } from './document.ts';
import { actionsOf } from './level.ts';

/** What verifying does: refuse the image, pass it with a warning, or not look. */
export type Consequence = 'refused' | 'reported' | 'not-checked';

/** Images that people ask about, and the check that meets each. */
const MET_BY = {
  'untrusted-signer': 'authenticity',
  'expired-signature': 'expiry',
  'expired-certificate': 'authenticTimestamp',
  'revoked-certificate': 'revocation',
  'unknown-revocation': 'revocation',
} as const satisfies Record<string, CheckName>;

export type ImageCase = 'unsigned' | keyof typeof MET_BY;

const OF_ACTION: Readonly<Record<CheckAction, Consequence>> = {
  enforce: 'refused',
  log: 'reported',
  skip: 'not-checked',
};

/** What a statement means for each kind of image, as {@link actionsOf} has it. An unsigned image passes the level skip alone. */
export function consequencesOf(
  statement: Statement,
): { readonly image: ImageCase; readonly verify: Consequence }[] {
  const actions = actionsOf(statement);
  const skips = statement.signatureVerification.level === 'skip';
  return [
    { image: 'unsigned', verify: skips ? 'not-checked' : 'refused' },
    ...(Object.keys(MET_BY) as (keyof typeof MET_BY)[]).map((image) => ({
      image,
      verify: OF_ACTION[actions[MET_BY[image]]],
    })),
  ];
}
