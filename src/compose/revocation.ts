import { quotable } from '../encoding/quotable.ts';
import { RevocationChecker } from '../notation/revocation/checker.ts';
import type { GivenCrl } from '../notation/revocation/given-crls.ts';
import { pemOf } from './inline.ts';
import { isContent } from './is-content.ts';
import { revocationAdapters } from './revocation-adapters.ts';
import type { AnyRun } from './run.ts';

/** Bytes of a file: one list has at most 64 MiB, which PEM makes a third longer. */
const FILE_LIMIT = 96 * 1024 * 1024;

/** The lists that `--crl` names. What is wrong with one is a problem. */
async function givenCrls({ values, problems }: Pick<AnyRun, 'values' | 'problems'>): Promise<GivenCrl[]> {
  const lists: GivenCrl[] = [];
  const given = values.crl ?? [];
  if (given.length === 0) return lists;
  const { readGivenCrls } = await import('../notation/revocation/given-crls.ts');
  for (const value of given) {
    const name = isContent(value) ? '(inline)' : quotable(value, 600);
    const context = { code: 'crl_invalid', what: `CRL ${name}` } as const;
    await problems.try(async () =>
      lists.push(...readGivenCrls(await pemOf(value, FILE_LIMIT, context), name)),
    );
  }
  return lists;
}

/**
 * The one checker of a run, so that each certificate is asked about once. Lists that the user gave are read here, before anybody
 * is asked, and problems with them are noted.
 */
export async function revocationOf(run: Omit<AnyRun, 'http'>): Promise<RevocationChecker> {
  const crls = await givenCrls(run);
  return new RevocationChecker({
    ...revocationAdapters(run),
    now: () => run.clock.now(),
    crls,
  });
}
