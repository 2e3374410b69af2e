import type { TrustMaterial } from '../notation/ports.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import { digestOf } from '../oci/digest.ts';
import type { Recording } from '../operations/record/recording.ts';
import { helpFor } from '../options/option.ts';
import { findOption } from '../options/table.ts';
import { ciRun } from './ci-run.ts';
import type { PromotionPlace } from './destinations.ts';
import { givenFlags } from './given-flags.ts';
import { repositoryOf } from './open-stores.ts';
import type { Run } from './run.ts';
import type { PromoteOptions } from './run-options.ts';
import { type Signing, signingOf } from './signing.ts';
import { VERSION } from './version.ts';

const OF_RECORDS = ['record-key', 'record-certificate-chain', 'record-max-age'] as const;

/** What stands against a record, whatever its key is. */
function refuseUnrecordable(
  { values, problems }: Pick<Run<'promote'>, 'values' | 'problems'>,
  destinations: readonly PromotionPlace[],
): void {
  const conflicts = [
    [values.skipVerification, '--skip-verification', 'the record would say that the image passed'],
    [values.allowUnsigned, '--allow-unsigned', 'a record says whose signature let the image pass'],
  ] as const;
  for (const [isGiven, flag, why] of conflicts)
    if (isGiven)
      problems.add('usage', `--record and ${flag} exclude each other: ${why}`, 'Leave one of them out.');
  const layout = destinations.find(({ place }) => repositoryOf(place) === undefined);
  if (layout)
    problems.add(
      'usage',
      `--record: a record names registry and repository, and ${layout.text} has neither`,
      'Promote to it without --record; put the record where the image goes on to a registry.',
    );
}

/**
 * Opens key and chain of `promote --record`, by `open`, and notes every problem; resolves to `undefined` where no record is asked for.
 */
export async function recordSigningOf(
  run: Run<'promote'>,
  given: Partial<PromoteOptions>,
  destinations: readonly PromotionPlace[],
  revocation: RevocationChecker,
  open: (
    run: Run<'promote'>,
    revocation: RevocationChecker,
    use: 'record',
  ) => Promise<Signing | undefined> = signingOf,
): Promise<Signing | undefined> {
  const { values, problems } = run;
  if (!values.record) {
    const idle = givenFlags(OF_RECORDS, given);
    if (idle.length > 0)
      problems.add(
        'usage',
        `${idle.join(', ')}: without --record promote puts no record`,
        `Add --record, or leave ${idle.length === 1 ? 'it' : 'them'} out.`,
      );
    return undefined;
  }
  refuseUnrecordable(run, destinations);
  const { recordKey: key, recordCertificateChain: certificateChain } = values;
  if (key === undefined) {
    const hint = helpFor(findOption('record-key')!, 'promote');
    problems.add('usage', 'promote --record needs --record-key', `--record-key: ${hint}.`);
    return undefined;
  }
  // The other options of signing hold for the record as well, but for an expiry: --record-max-age is for whoever verifies.
  const own = { ...run, values: { ...values, key, certificateChain, expiry: undefined } };
  return open(own, revocation, 'record');
}

/** What the options and the CI run say of the records, with the maker of their signatures. */
export async function recordingOf(
  { values, env }: Pick<Run<'promote'>, 'values' | 'env'>,
  trust: TrustMaterial,
  signer: Recording['signer'],
): Promise<Recording> {
  const { recordMaxAge: maxAge } = values;
  return {
    signer,
    policy: digestOf(await trust.source()),
    verifierVersion: VERSION,
    ...ciRun(env),
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}
