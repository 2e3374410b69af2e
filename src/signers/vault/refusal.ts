import { SealiftError } from '../../errors.ts';
import type { JsonAnswer } from '../ask-json.ts';
import { wordsOf } from './session.ts';

/**
 * The error for an answer that is no success, in the words of the server.
 *
 * @param right the capability and the path, as a policy has them: `read transit/keys/release`.
 */
export function refusal(
  answer: JsonAnswer,
  right: string,
  where: string,
  who: string,
  failed = 'does not sign',
): SealiftError {
  const words = wordsOf(answer);
  if (answer.status === 401 || answer.status === 403) {
    return new SealiftError('denied', `${who} may not ${right} (${words})`, {
      hint: `Add to a policy of it: path "${right.split(' ').at(-1)}" { capabilities = ["${right.split(' ')[0]}"] }; or the token has ended.`,
    });
  }
  if (answer.status === 404 || /not found/.test(words)) {
    return new SealiftError('key_not_found', `${where} is not there (${words})`, {
      hint: 'Check the name of the key, the mount of the transit engine and the namespace.',
    });
  }
  return new SealiftError('key_unusable', `${where} ${failed} (${words})`);
}
