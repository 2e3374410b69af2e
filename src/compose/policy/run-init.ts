import { join } from 'node:path';
import { pemText } from '../../encoding/pem.ts';
import { quotable } from '../../encoding/quotable.ts';
import type { ErrorCode, SealiftError } from '../../errors.ts';
import { checkNewTree, type NewTree, writeNewTree } from '../../io/files/write-new-tree.ts';
import { examineTrustPolicy } from '../../notation/policy/examine.ts';
import { newPolicy } from '../../notation/policy/new-policy.ts';
import { checkRoot } from '../../operations/policy/check-root.ts';
import { checkTrust } from '../../operations/policy/check-trust.ts';
import type { PolicyRunResult } from '../../operations/policy/results.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { parseCertificates } from '../../pki/parse-certificates.ts';
import { OCI_POLICY, OLD_POLICY } from '../../trust/notation-folder.ts';
import { isStoreName } from '../../trust/trust-store.ts';
import { pemOf } from '../inline.ts';
import { isContent } from '../is-content.ts';
import type { Run } from '../run.ts';
import type { PolicyInitOptions } from '../run-options.ts';
import { policyRun } from './policy-run.ts';
import { verifyCommand } from './verify-command.ts';

type InitRun = Run<'policy init'>;

/** The folder that README and the actions' examples use. */
const FOLDER = '.sealift';
const STORE = 'truststore';
const ROOTS_LIMIT = 1024 * 1024;

const HINTS: Partial<Record<ErrorCode, string>> = {
  policy_invalid:
    "Write --trusted-identity 'x509.subject: C=US, ST=WA, O=acme', or '*' alone, and --scope REGISTRY/REPOSITORY, or leave it out.",
};

/** The certificates that `--trusted-root` names, each once. What is wrong with them is a problem. */
async function rootsOf({ values, problems, clock }: InitRun): Promise<readonly Certificate[]> {
  const roots = new Map<string, Certificate>();
  for (const value of values.trustedRoot) {
    const what = `trusted root ${isContent(value) ? '(inline)' : quotable(value, 600)}`;
    const context = {
      code: 'trust_store_invalid',
      what,
      hint: 'Give root certificates as PEM or DER, and nothing else.',
    } as const;
    await problems.try(async () => {
      for (const certificate of await parseCertificates(await pemOf(value, ROOTS_LIMIT, context), context)) {
        await problems.try(() => checkRoot(certificate, clock.now(), what));
        roots.set(certificate.thumbprint, certificate);
      }
    });
  }
  return [...roots.values()];
}

/** The policy last, so that it never stands without its trust store. */
function treeOf(folder: string, name: string, policy: string, roots: readonly Certificate[]): NewTree {
  const store = [STORE, 'x509', 'ca', name];
  return {
    folder,
    free: [store, [OCI_POLICY]],
    files: [
      ...roots.map(({ der }, at) => ({
        names: [...store, at === 0 ? 'root.pem' : `root-${at + 1}.pem`],
        text: pemText('CERTIFICATE', der),
      })),
      { names: [OLD_POLICY], text: policy },
    ],
  };
}

/** Writes a trust policy of one strict statement, and its trust store. Never rejects. */
export function runInit(options: Partial<PolicyInitOptions>, signal: AbortSignal): Promise<PolicyRunResult> {
  return policyRun('policy init', options, signal, async (current, outcome) => {
    const { values, problems, plainHttp, clock, reporter } = current;
    const { name, out = FOLDER, trustedIdentity: identities } = values;
    const scopes = values.scope.length === 0 ? ['*'] : values.scope;
    if (!isStoreName(name))
      problems.add(
        'usage',
        `--name ${quotable(name)} is not the name of a trust store`,
        'Use letters, digits, ., _ and - alone.',
      );
    const roots = await rootsOf(current);
    const text = newPolicy({ name, scopes, identities });
    const policy = examineTrustPolicy(text, '(new)', plainHttp);
    const certificates = roots.map((certificate) => ({ file: '--trusted-root', certificate }));
    const stores = [{ type: 'ca', name, certificates, faults: [] }] as const;
    const checked = checkTrust({ policy, stores, now: clock.now() });
    // What is wrong with the roots was said with the file that each came from, and what is missing by the table of options.
    const isNew = ({ code }: SealiftError): boolean => code === 'policy_invalid' && identities.length > 0;
    for (const { code, message, hint } of checked.faults.filter(isNew))
      problems.add(code, message, HINTS[code] ?? hint);
    const tree = treeOf(out, name, text, roots);
    if (isStoreName(name)) await problems.try(() => checkNewTree(tree));
    problems.throwIfAny();
    await writeNewTree(tree, current.signal);
    for (const warning of checked.warnings) reporter.warning(warning);
    outcome.policy = join(out, OLD_POLICY);
    outcome.store = join(out, STORE);
    outcome.statements = checked.statements;
    outcome.stores = checked.stores.map((store) => ({
      ...store,
      certificates: store.certificates.map((one, at) => ({
        ...one,
        file: tree.files[at]?.names.at(-1) ?? one.file,
      })),
    }));
    outcome.written = tree.files.map(({ names }) => join(out, ...names));
    outcome.next = verifyCommand({ policy: outcome.policy, store: outcome.store, scopes });
  });
}
