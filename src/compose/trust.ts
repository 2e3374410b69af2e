import { basename } from 'node:path';
import { quotable } from '../encoding/quotable.ts';
import { homeFolder } from '../io/home.ts';
import type { Statement } from '../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../notation/policy/level.ts';
import { exactStatement } from '../notation/policy/scope.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { judgingStores } from '../notation/signing-schemes.ts';
import { completeName } from '../oci/complete-name.ts';
import { parseRepository } from '../oci/reference.ts';
import { withoutLogin } from '../oci/split-reference.ts';
import type { Values } from '../options/read-options.ts';
import { notationTrust, OLD_POLICY } from '../trust/notation-folder.ts';
import { otherPolicy } from '../trust/other-policy.ts';
import { openTrustFiles } from '../trust/trust-files.ts';
import { trustFromRoots } from '../trust/trusted-roots.ts';
import { requirementFlags } from './demands.ts';
import { pemOf } from './inline.ts';
import type { Run } from './run.ts';
import { statementOf } from './statement-of.ts';

const ROOTS_LIMIT = 1024 * 1024;

type TrustValues = Pick<
  Values<'verify'>,
  'trustPolicy' | 'trustStore' | 'trustedRoot' | 'trustedIdentity' | 'trustedTsaRoot'
>;

/** The ways to give trust exclude one another: of a mixture nobody could say which one judges. */
export function mixture(
  values: Partial<TrustValues>,
): readonly ['usage' | 'trust_missing', message: string, hint: string] | undefined {
  const { trustPolicy, trustStore, trustedRoot, trustedIdentity = [], trustedTsaRoot } = values;
  const files = trustPolicy !== undefined || trustStore !== undefined;
  const roots = trustedRoot !== undefined || trustedIdentity.length > 0 || trustedTsaRoot !== undefined;
  if (files && roots) {
    const message =
      'trust is given twice, by --trust-policy or --trust-store and by --trusted-root or --trusted-identity';
    return ['usage', message, 'Use one of the two.'];
  }
  if (files && trustPolicy === undefined)
    return ['trust_missing', '--trust-store is given without --trust-policy', 'Add --trust-policy FILE.'];
  if (files && trustStore === undefined)
    return ['trust_missing', '--trust-policy is given without --trust-store', 'Add --trust-store DIR.'];
  if (roots && trustedRoot === undefined) {
    return [
      'trust_missing',
      '--trusted-identity or --trusted-tsa-root is given without --trusted-root',
      'Add --trusted-root FILE.',
    ];
  }
  return undefined;
}

/** Given for this run, and no file of a trust store: those mean to notation what they mean here, so they are not mended. */
function rootsOf(value: string, what: string): Promise<Uint8Array> {
  return pemOf(value, ROOTS_LIMIT, { code: 'trust_store_invalid', what });
}

/** Warns of the two names of a trust policy in one folder. */
export function twoPolicies(policy: string, other: string): string {
  const older = basename(policy) === OLD_POLICY;
  return older
    ? `two trust policies that differ: ${policy}, which notation 1.3.2 reads, and ${other}, which counts in notation's own folder otherwise; remove one of them, or make them the same`
    : `two trust policies that differ: ${policy}, which counts here, and ${other}, which notation 1.3.2 reads; remove one of them, or make them the same`;
}

async function openTrust(
  values: TrustValues,
  { env, plainHttp, reporter }: Pick<Run<'verify'>, 'env' | 'plainHttp' | 'reporter'>,
): Promise<TrustMaterial> {
  const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
  if (trustedRoot !== undefined) {
    const roots = await rootsOf(trustedRoot, 'trusted root');
    const tsaRoots =
      trustedTsaRoot === undefined ? undefined : await rootsOf(trustedTsaRoot, 'trusted TSA root');
    return trustFromRoots({ roots, identities: trustedIdentity, tsaRoots });
  }
  if (trustPolicy !== undefined && trustStore !== undefined) {
    return openTrustFiles({ policy: trustPolicy, store: trustStore }, plainHttp);
  }
  const files = await notationTrust({ env, platform: process.platform, home: homeFolder() });
  const other = await otherPolicy(files.policy);
  if (other !== undefined) reporter.warning(twoPolicies(files.policy, other));
  return openTrustFiles(files, plainHttp);
}

function isRepository(text: string): boolean {
  try {
    return parseRepository(text).repository !== '';
  } catch {
    return false;
  }
}

/** The repository that --scope names, in the spelling of scopes; `*` is the statement for everything. */
export function scopeOf({
  values: { scope },
  problems,
  plainHttp,
}: Pick<Run<'verify'> | Run<'promote'> | Run<'compare'>, 'values' | 'problems' | 'plainHttp'>):
  | string
  | undefined {
  if (scope === undefined || scope === '*') return scope;
  try {
    const { registry, repository } = parseRepository(scope, plainHttp);
    return `${registry}/${repository}`;
  } catch {
    problems.add(
      'usage',
      `--scope ${quotable(withoutLogin(scope))} is not a repository`,
      /[A-Z]/.test(scope) && isRepository(completeName(scope))
        ? `Write ${quotable(completeName(scope))}`
        : 'Write REGISTRY/REPOSITORY, without tag and digest.',
    );
    return undefined;
  }
}

/** The stores of a statement; a missing or empty one is a problem before anything is contacted. */
async function checkStores(
  trust: TrustMaterial,
  { trustStores }: Statement,
  { problems }: Pick<Run<'verify'>, 'problems'>,
): Promise<void> {
  for (const { type, name } of judgingStores(trustStores))
    await problems.try(() => trust.certificates(type, name));
}

/**
 * Whose signatures count in this run. The policy and the trust stores that it will need are read here.
 *
 * @param repositories under which images will be judged.
 * @param scope under which they are judged instead, as {@link scopeOf} reads it.
 * @param destinations repositories whose statement counts as well where one names them exactly.
 */
export async function trustOf(
  run: Run<'verify'> | Run<'promote'> | Run<'compare'>,
  repositories: readonly (string | undefined)[],
  scope: string | undefined,
  destinations: readonly (string | undefined)[] = [],
): Promise<TrustMaterial | undefined> {
  const { values, problems } = run;
  const mixed = mixture(values);
  if (mixed) {
    problems.add(...mixed);
    return undefined;
  }
  const trust = await problems.try(() => openTrust(values, run));
  const document = trust && (await problems.try(() => trust.policy()));
  if (!trust || !document) return undefined;
  const asked = scope === undefined ? repositories : [scope];
  // A layout has no repository; it is judged under the statement for everything.
  const own = asked.map((one) => statementOf(document, one ?? '*'));
  const theirs = destinations.map((one) => (one === undefined ? undefined : exactStatement(document, one)));
  const [flag] = requirementFlags(run);
  for (const statement of new Set(own)) {
    if (flag === undefined || !statement || enforcesSigner(statement)) continue;
    problems.add(
      'usage',
      `${flag} asks who has signed, and the statement "${statement.name}" (${levelName(statement)}) does not enforce it`,
      'Use a statement of level strict or permissive.',
    );
  }
  for (const { name, signatureVerification } of new Set(own.filter((one) => one !== undefined))) {
    if (values.distrust.length === 0 || signatureVerification.level !== 'skip') continue;
    problems.add(
      'usage',
      `--distrust refuses signatures, and the statement "${name}" (skip) looks at none`,
      'Use a statement of level strict or permissive.',
    );
  }
  for (const statement of new Set([...own, ...theirs]))
    if (statement) await checkStores(trust, statement, run);
  return trust;
}
