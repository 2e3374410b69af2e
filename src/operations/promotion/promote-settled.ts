import type { AttachmentResult } from '../results.ts';
import { judge, type Promoting } from './promoting.ts';
import type { Settled } from './settled.ts';
import { statusUnder } from './status-under.ts';

/** Judges an image to whose destinations nothing is to be written, and says what each of them has. */
export async function promoteSettled(
  promoting: Promoting,
  { attachments, results }: Settled,
  signal: AbortSignal,
): Promise<void> {
  const { request, root, destinations, gates, draft, outcome } = promoting;
  await judge(promoting, signal);
  const judged = gates?.all ?? [];
  const rows = attachments.map(
    (one): AttachmentResult => ({ ...one, judged: statusUnder(judged, one.digest) ?? 'carried' }),
  );
  draft.update({ attachments: rows });
  for (const target of destinations.open) {
    const { status } = results.get(target)!;
    request.reporter.progress({ type: 'end', subject: target.reference, status });
  }
  outcome.end({ results }, { digest: root.digest, attachments: attachments.length });
}
