import type { Read } from '../encoding/go-shape.ts';
import type {
  VerifierAnswer,
  VerifierCapability,
  VerifierResult,
} from '../notation/verification/verification-plugin.ts';
import type { VERIFICATION } from './answers.ts';
import { malformed, type Plugin } from './ask.ts';
import { CAPABILITY } from './metadata.ts';
import { pluginWords } from './plugin-words.ts';

const isCapability = (name: string): name is VerifierCapability =>
  name === CAPABILITY.identity || name === CAPABILITY.revocation;

/**
 * What an answer to `verify-signature` says. All members are required but the reason; a plugin in Go that processed nothing writes
 * null for the list.
 *
 * @throws SealiftError `unexpected_answer`.
 */
export function verifierAnswer(
  { verificationResults = {}, processedAttributes = [] }: Read<typeof VERIFICATION>,
  plugin: Plugin,
): VerifierAnswer {
  const results = new Map<VerifierCapability, VerifierResult>();
  for (const [name, result] of Object.entries(verificationResults)) {
    const where = `the answer is malformed at verificationResults, ${pluginWords(plugin, name)}`;
    const fail = (reason: string) => malformed(plugin, 'verify-signature', `${where}: ${reason}`);
    if (!isCapability(name)) throw fail('nobody asks for that');
    const { success, reason } = result ?? {};
    if (success === undefined) throw fail('it has no success');
    results.set(name, {
      success,
      ...(reason === undefined ? {} : { reason: pluginWords(plugin, reason, 600) }),
    });
  }
  // As Go reads it, null in a list of texts is an empty one.
  if (processedAttributes.includes('')) {
    const reason = 'the answer is malformed at processedAttributes: a name is empty';
    throw malformed(plugin, 'verify-signature', reason);
  }
  return { results, processedAttributes };
}
