import type { Statement, TrustPolicyDocument } from '../notation/policy/document.ts';
import { statementFor } from '../notation/policy/scope.ts';

/** The statement for a repository; `undefined` where there is none, which is a verdict about an image, given where it is judged. */
export function statementOf(policy: TrustPolicyDocument, repository: string): Statement | undefined {
  try {
    return statementFor(policy, repository);
  } catch {
    return undefined;
  }
}
