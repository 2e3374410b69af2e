import { prefetch } from '../async/prefetch.ts';
import { checkMetadata } from '../notation/envelope/payload.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import type { EnvelopeMaker } from '../operations/signing/envelope-maker.ts';
import { helpFor } from '../options/option.ts';
import { SIGNING_OPTIONS } from '../options/signing-options.ts';
import { findOption } from '../options/table.ts';
import { givenFlags } from './given-flags.ts';
import type { Run } from './run.ts';
import type { PromoteOptions } from './run-options.ts';
import { type Signing, type StartSigner, signingOf } from './signing.ts';

/** The options of promote that are about its own signature. */
const OF_SIGNING: readonly string[] = [
  ...SIGNING_OPTIONS.filter(({ commands }) => commands.some((one) => one === 'promote')),
  findOption('user-metadata')!,
].flatMap(({ name }) => (name === 'sign' ? [] : [name]));

/** Those of them that say how every signature is made, so that they are about a record as well. */
const OF_RECORDS_TOO: readonly string[] = [
  'azure-credential',
  'plugin-config',
  'signature-format',
  'timestamp-url',
  'timestamp-root-cert',
  'require-timestamp',
];

/**
 * Runs `work` while the key is asked what it is. A key that cannot be used is an error of whoever waits for it: what the policy
 * refuses is told as that. Nothing of the key outlives the work.
 */
export async function withSigner<T>(
  start: StartSigner,
  work: (signer: Promise<EnvelopeMaker>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const stop = new AbortController();
  const signer = prefetch(start(AbortSignal.any([signal, stop.signal])));
  try {
    return await work(signer);
  } finally {
    stop.abort();
    await signer.catch(() => {});
  }
}

/**
 * Opens key and chain of `promote --sign`, by `open`, and notes every problem, those of the other options of `sign` without `--sign` as well;
 * resolves to `undefined` where no signature is asked for.
 */
export async function ownSigningOf(
  run: Run<'promote'>,
  given: Partial<PromoteOptions>,
  revocation: RevocationChecker,
  open: (
    run: Run<'promote'>,
    revocation: RevocationChecker,
    command: 'promote',
  ) => Promise<Signing | undefined> = signingOf,
): Promise<Signing | undefined> {
  const { values, problems } = run;
  if (!values.sign) {
    const ours = OF_SIGNING.filter((name) => !values.record || !OF_RECORDS_TOO.includes(name));
    const idle = givenFlags(ours, given);
    if (idle.length > 0)
      problems.add(
        'usage',
        `${idle.join(', ')}: without --sign promote makes no signature`,
        `Add --sign, or leave ${idle.length === 1 ? 'it' : 'them'} out.`,
      );
    return undefined;
  }
  if (values.skipVerification) {
    problems.add(
      'usage',
      '--sign and --skip-verification exclude each other: the signature would vouch for what nobody judged',
      'Leave one of them out. An image that nobody has signed yet is judged with --allow-unsigned, and may then be signed.',
    );
  }
  if (values.key === undefined) {
    const hint = helpFor(findOption('key')!, 'promote');
    problems.add('usage', 'promote --sign needs --key', `--key: ${hint}.`);
    return undefined;
  }
  await problems.try(() => checkMetadata(values.userMetadata));
  return open(run, revocation, 'promote');
}
