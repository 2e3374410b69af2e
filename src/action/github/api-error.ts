import { memberOf, textIn } from '../../compose/github/event.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';

/** Why GitHub did not do what it was asked for. */
export interface Refusal {
  /** The status of the answer; of GraphQL, which answers 200, the one that fits its error. */
  readonly status: number;
  /** GitHub's own words. */
  readonly words: string;
}

/** Types of errors of GraphQL, as statuses of REST. */
const GRAPHQL: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  UNPROCESSABLE: 422,
};

function graphqlRefusal(thrown: unknown): Refusal | undefined {
  const errors = memberOf(thrown, 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (first === undefined) return undefined;
  const type = textIn(first, 'type') ?? '';
  const status = Object.hasOwn(GRAPHQL, type) ? GRAPHQL[type]! : 400;
  return { status, words: printable(textIn(first, 'message') ?? '', 300) };
}

/**
 * Reads what the client of `@actions/github` threw.
 *
 * @throws SealiftError what the HTTP client threw, and `unexpected_answer` for anything else.
 */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof SealiftError) throw thrown;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (cause instanceof SealiftError) throw cause;
  const status = memberOf(thrown, 'status');
  if (typeof status === 'number' && memberOf(thrown, 'response') !== undefined) {
    return { status, words: printable(textIn(thrown, 'response', 'data', 'message') ?? '', 300) };
  }
  const refusal = graphqlRefusal(thrown);
  if (refusal) return refusal;
  throw new SealiftError('unexpected_answer', 'what answers for GitHub answers as GitHub does not', {
    hint: 'Check GITHUB_API_URL, and what stands between the runner and GitHub.',
    cause: thrown,
  });
}
