import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import type { TimestampClient } from '../notation/ports.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import type { Timestamper } from '../operations/signing/timestamper.ts';
import { timestampClient } from '../trust/timestamp-client.ts';
import { readTimestampRoot, TIMESTAMP_ROOT } from '../trust/timestamp-root.ts';
import { pemOf } from './inline.ts';
import type { Run } from './run.ts';
import { guarded } from './secrets/guarded.ts';

const ROOT_LIMIT = 1024 * 1024;

/** The URL, if it is one of http or https. */
function addressOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hash === '' ? url : undefined;
}

/**
 * Prepares what gets timestamps, as far as the options ask for it, and notes every problem. Nobody is contacted before the first
 * signature.
 */
export async function timestampingOf(
  run: Run<'sign'> | Run<'promote'>,
  revocation: RevocationChecker,
): Promise<Timestamper | undefined> {
  const { values, problems, clock, secrets } = run;
  const { timestampUrl: given, timestampRootCert: file, requireTimestamp } = values;
  if (given === undefined && file === undefined) {
    if (requireTimestamp) {
      problems.add(
        'usage',
        '--require-timestamp is given without --timestamp-url',
        'Add --timestamp-url URL and --timestamp-root-cert FILE, the timestamp authority and its root certificate.',
      );
    }
    return undefined;
  }
  if (file === undefined) {
    problems.add(
      'usage',
      '--timestamp-url is given without --timestamp-root-cert',
      'Add --timestamp-root-cert FILE, the root certificate of the timestamp authority.',
    );
  }
  if (given === undefined) {
    problems.add(
      'usage',
      '--timestamp-root-cert is given without --timestamp-url',
      'Add --timestamp-url URL, the address of the timestamp authority.',
    );
  }
  const url = given === undefined ? undefined : addressOf(given);
  if (given !== undefined && !url) {
    problems.add(
      'usage',
      `--timestamp-url must be an address of http or https, not ${quotable(given)}`,
      'Write http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH, as the timestamp authority names it.',
    );
  }
  const root =
    file === undefined
      ? undefined
      : await problems.try(async () => readTimestampRoot(await pemOf(file, ROOT_LIMIT, TIMESTAMP_ROOT)));
  if (!url || !root) return undefined;
  const client: TimestampClient = {
    post: async (...request) => timestampClient(await run.http()).post(...request),
  };
  const { Timestamper } = await import('../operations/signing/timestamper.ts');
  const timestamper = new Timestamper({
    client,
    url: url.href,
    authority: `the timestamp authority ${printable(url.host)}`,
    root,
    revocation,
    clock,
  });
  // Errors quote what the authority wrote.
  return guarded(timestamper, secrets, 'peer');
}
