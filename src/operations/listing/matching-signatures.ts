import { mapGroup } from '../../async/map-group.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Attachment } from '../../oci/graph/artifact-graph.ts';
import { nameText } from '../../pki/name.ts';
import type { OpenedSignature } from '../judging/open-signature.ts';
import type { ListRequest } from '../list.ts';
import type { SignatureResult } from '../results.ts';
import { isAttachedSignature, openAttached } from './attached-signatures.ts';
import type { ListFilter } from './list-filter.ts';
import { LongestLives } from './longest-lives.ts';
import type { MatchResult } from './match-result.ts';
import { type SignatureLife, signatureLife } from './signature-life.ts';

/** The most signatures of one image that are shown; all of them are opened and counted. */
const SHOWN = 100;

/** What belongs to an image. */
interface Found {
  readonly store: CachedStore;
  readonly root: Descriptor;
  /** The signatures of the prototype that the artifact itself is, with their details. */
  readonly itself: readonly SignatureResult[];
  readonly attachments: readonly Attachment[];
}

/** A signature that meets the filter, unless another one of the same signer outlives it. */
interface Candidate {
  readonly result: SignatureResult;
  readonly life: SignatureLife | undefined;
}

type Named = { readonly subject: string; readonly thumbprint: string };

const namesOf = ({ result, envelope }: OpenedSignature): readonly Named[] =>
  envelope?.chain.map(({ subject, thumbprint }) => ({ subject: nameText(subject), thumbprint })) ??
  result.details?.certificates ??
  [];

function certificateOf(opened: OpenedSignature, thumbprint: string): MatchResult['certificate'] {
  const chain = namesOf(opened);
  const at = chain.findIndex((one) => one.thumbprint === thumbprint);
  const found = chain[at];
  if (!found) return null;
  return { subject: found.subject, thumbprint, position: at + 1, of: chain.length };
}

function endOf({ end }: SignatureLife, { timestampToken }: OpenedEnvelope, now: Date): MatchResult['end'] {
  if (!end) return null;
  return {
    at: end.at.toISOString(),
    by: end.certificate ? 'certificate' : 'expiry',
    subject: end.certificate ? nameText(end.certificate.subject) : null,
    over: end.at < now,
    timestamped: timestampToken !== undefined,
  };
}

/** Whether the signed descriptor is that of what the signature is attached to: one that is not verifies nowhere there. */
function isFor({ target }: OpenedEnvelope, subject: Descriptor): boolean {
  const { mediaType, digest, size } = subject;
  return target.mediaType === mediaType && target.digest === digest && target.size === size;
}

/** Why a signature cannot match, whatever was asked for. */
function unusable({ result, envelope }: OpenedSignature, subject: Descriptor): string | undefined {
  if (result.status === 'failed') return 'broken, and who made it is not known';
  if (envelope && !isFor(envelope, subject)) return 'attached to another image than it was made for';
  return undefined;
}

/**
 * The signatures among what is attached that meet the filter, each with what was found in it. All of them are opened, since one that
 * is not looked at could be the one that was asked for. Of one signer and one subject those count as ending that last longest.
 */
export async function matchingSignatures(
  request: ListRequest,
  filter: ListFilter,
  { store, root, itself, attachments }: Found,
  signal: AbortSignal,
): Promise<SignatureResult[]> {
  const { reference, reporter, concurrency, clock, envelopeBudget } = request;
  const { signedBy, endsBy } = filter;
  const now = clock.now();
  const lives = new LongestLives();
  const uncounted = new Map<string, number>();
  const look = (opened: OpenedSignature, subject: Descriptor): Candidate | undefined => {
    const { envelope } = opened;
    const why = unusable(opened, subject);
    if (why !== undefined) return void uncounted.set(why, (uncounted.get(why) ?? 0) + 1);
    const life = envelope && endsBy ? signatureLife(envelope, subject.digest, now) : undefined;
    if (life) lives.add(life);
    const certificate = signedBy === undefined ? null : certificateOf(opened, signedBy);
    if (signedBy !== undefined && certificate === null) return undefined;
    // No verifier of today judges a signature of the prototype, so that none of them is about to stop verifying.
    if (endsBy && !(life?.end && life.end.at <= endsBy)) return undefined;
    const end = envelope && life ? endOf(life, envelope, now) : null;
    const { details: _, ...result } = opened.result;
    return { result: { ...result, matched: { certificate, end } }, life };
  };
  const signatures = attachments.filter(isAttachedSignature);
  const candidates = await mapGroup(signal, signatures, concurrency, async (attachment, joined) =>
    look(await openAttached({ store, envelopeBudget }, attachment, joined), attachment.subject),
  );
  for (const [why, number] of uncounted)
    reporter.warning(`${reference}: not counted: ${number} signature${number === 1 ? '' : 's'}, ${why}`);
  const all = [...itself.map((result) => look({ result }, root)), ...candidates];
  const matching = all.filter((one) => one !== undefined);
  const standing = matching.filter(({ life }) => !life || !lives.outlives(life));
  if (standing.length > SHOWN)
    reporter.warning(`${reference} has ${standing.length} such signatures; the first ${SHOWN} are shown`);
  return standing.slice(0, SHOWN).map(({ result }) => result);
}
