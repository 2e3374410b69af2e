import type { CheckAction, CheckName, Statement } from './document.ts';
import { actionsOf } from './level.ts';

/** What verifying does: refuse the image, pass it with a warning, pass it after looking, or not look. */
export type Consequence = 'refused' | 'reported' | 'passes' | 'not-checked';

/** Images that people ask about, and the check that meets each. */
const MET_BY = {
  'untrusted-signer': 'authenticity',
  'expired-signature': 'expiry',
  'expired-certificate': 'authenticTimestamp',
  'revoked-certificate': 'revocation',
  'unknown-revocation': 'revocation',
} as const satisfies Record<string, CheckName>;

/** Images that are told of where a statement names a `tsa` store. */
type TimestampCase = 'no-timestamp' | 'expired-certificate-timestamped';

export type ImageCase = 'unsigned' | keyof typeof MET_BY | TimestampCase;

const OF_ACTION: Readonly<Record<CheckAction, Consequence>> = {
  enforce: 'refused',
  log: 'reported',
  skip: 'not-checked',
};

/** A timestamp that passes stands for the time of signing, so an expired certificate counts as it was then. */
function timestampCases(
  { signatureVerification: { verifyTimestamp = 'always' }, trustStores }: Statement,
  unstamped: Consequence,
): { readonly image: TimestampCase; readonly verify: Consequence }[] {
  if (!trustStores.some((store) => store.startsWith('tsa:'))) return [];
  return [
    { image: 'no-timestamp', verify: verifyTimestamp === 'always' ? unstamped : 'passes' },
    { image: 'expired-certificate-timestamped', verify: 'passes' },
  ];
}

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
    ...timestampCases(statement, OF_ACTION[actions.authenticTimestamp]),
  ];
}
