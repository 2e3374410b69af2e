import { SealiftError } from '../errors.ts';
import { ALGORITHMS, type SignatureAlgorithm } from '../notation/algorithms.ts';
import { KEY } from './answers.ts';
import { ask, CONTRACT_VERSION, malformed, type Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

/**
 * `describe-key`: the kind of the key, and so its one algorithm.
 *
 * @throws SealiftError `key_unsupported`, or those of {@link ask}.
 */
export async function describeKey(
  plugin: Plugin,
  keyId: string,
  signal: AbortSignal,
): Promise<SignatureAlgorithm> {
  const request = { contractVersion: CONTRACT_VERSION, keyId };
  const answer = await ask(
    plugin,
    'describe-key',
    request,
    { shape: KEY, needed: ['keyId', 'keySpec'] },
    signal,
  );
  if (answer.keyId !== keyId) throw malformed(plugin, 'describe-key', 'the answer is about another key');
  const algorithm = ALGORITHMS.find(({ keySpec }) => keySpec === answer.keySpec);
  if (algorithm) return algorithm;
  throw new SealiftError(
    'key_unsupported',
    `the plugin ${plugin.name} says that its key is of the kind ${pluginWords(plugin, answer.keySpec)}`,
  );
}
