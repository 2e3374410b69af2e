import { printable } from '../../../encoding/printable.ts';
import { type Finding, PASSED, type VerificationContext } from '../context.ts';
import type { JudgedBy } from '../outcome.ts';
import type {
  VerifierAnswer,
  VerifierCapability,
  VerifierRequest,
  VerifierResult,
} from '../verification-plugin.ts';
import type { ChosenPlugin } from './chosen-plugin.ts';
import { pluginFault } from './plugin-fault.ts';
import { verifierRequest } from './verifier-request.ts';

type Other = NonNullable<Finding['others']>[number];

interface Meaning {
  readonly judged: JudgedBy['judged'][number];
  /** The check whose finding the result is. */
  readonly name: Other['name'];
  /** The code of a refusal. */
  readonly code: NonNullable<Finding['code']>;
  readonly refuses: string;
}

/** What each capability judges ("Verification workflow using plugin", 6: the level of the statement applies to its failure). */
const MEANINGS: Readonly<Record<VerifierCapability, Meaning>> = {
  'SIGNATURE_VERIFIER.TRUSTED_IDENTITY': {
    judged: 'identity',
    name: 'authenticity',
    code: 'identity_mismatch',
    refuses: 'does not take the signer for a trusted identity',
  },
  'SIGNATURE_VERIFIER.REVOCATION_CHECK': {
    judged: 'revocation',
    name: 'revocation',
    code: 'plugin_refused',
    refuses: 'does not find the signature unrevoked',
  },
};

function resultFinding(capability: VerifierCapability, result: VerifierResult, who: string): Finding {
  if (result.success) return PASSED;
  const { code, refuses } = MEANINGS[capability];
  const { reason = '' } = result;
  const words = reason.trim() === '' ? 'it gives no reason' : printable(reason, 600);
  return {
    outcome: result.code === 'revocation_unknown' ? 'unknown' : 'failed',
    code: result.code ?? code,
    // A judge that knows why says it in a sentence of its own.
    message: result.code === undefined ? `${who} ${refuses}: ${words}` : words,
  };
}

/** How the answer contradicts the request; `undefined` when it does not (plugin-extensibility.md, "verify-signature"). */
function contradiction(
  { results, processedAttributes }: VerifierAnswer,
  { capabilities, unprocessedAttributes }: VerifierRequest,
): string | undefined {
  const unasked = [...results.keys()].find((one) => !capabilities.includes(one));
  if (unasked !== undefined) return `answers for ${printable(unasked)}, which it was not asked for`;
  const silent = capabilities.find((one) => !results.has(one));
  if (silent !== undefined) return `does not answer for ${silent}`;
  const given = new Set(unprocessedAttributes);
  const foreign = processedAttributes.find((one) => !given.has(one));
  if (foreign === undefined) return undefined;
  return `says that it processed the attribute ${printable(foreign)}, which it was not given`;
}

/** The answer, or the finding that there is none: the signature does not pass then, and others may. */
async function answerOf(
  { signal }: VerificationContext,
  { plugin }: ChosenPlugin,
  request: VerifierRequest,
): Promise<VerifierAnswer | Finding> {
  try {
    return await plugin.verify(request, signal);
  } catch (error) {
    return pluginFault(error, signal);
  }
}

/**
 * Asks the plugin that a signature demands, and takes its results in the place of the checks for trusted identities and revocation.
 * It has to process every attribute that is no standard one, and to answer for all that it was asked and nothing else.
 */
export async function askPlugin(context: VerificationContext, chosen: ChosenPlugin): Promise<Finding> {
  const { plugin, capabilities } = chosen;
  const { name, version, isBuiltIn } = plugin;
  const who = `the verification plugin ${printable(name)}`;
  const request = verifierRequest(context, chosen);
  const answer = await answerOf(context, chosen, request);
  if ('outcome' in answer) return answer;
  const lie = contradiction(answer, request);
  if (lie !== undefined) return { outcome: 'failed', code: 'plugin_incompatible', message: `${who} ${lie}` };
  const processed = new Set(answer.processedAttributes);
  const left = request.unprocessedAttributes.find((one) => !processed.has(one));
  if (left !== undefined) {
    return {
      outcome: 'failed',
      code: 'unknown_critical_attribute',
      message: `${who} did not process the attribute ${printable(left)} of the signature`,
    };
  }
  const others = capabilities.map((one) => ({
    name: MEANINGS[one].name,
    finding: resultFinding(one, answer.results.get(one)!, who),
  }));
  const judged = capabilities.map((one) => MEANINGS[one].judged);
  return { ...PASSED, evidence: { judgedBy: { name, version, builtIn: isBuiltIn, judged } }, others };
}
