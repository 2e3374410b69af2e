import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GithubClient } from '../../../src/action/github/client.ts';
import { keepComment } from '../../../src/action/github/keep-comment.ts';
import { SealiftError } from '../../../src/errors.ts';

/** Values that look like an answer of GitHub here and there. */
const answer = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, 0, '', 'me', 'me[bot]', '<!-- m -->\nx', '12', '__proto__'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...[
          'data',
          'errors',
          'viewer',
          'login',
          'repository',
          'pullRequest',
          'comments',
          'nodes',
          'id',
          'author',
        ],
        ...[
          'pageInfo',
          'hasPreviousPage',
          'startCursor',
          'fullDatabaseId',
          'body',
          'type',
          'message',
          '__proto__',
        ],
      ),
      tie('any'),
    ),
  ),
})).any;

it('the lookup of a comment ends in an answer or a SealiftError, whatever is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      let asked = 0;
      const request = async (): Promise<unknown> => {
        asked += 1;
        return { data: answers[Math.min(asked, answers.length) - 1] };
      };
      const client = { request, rest: { issues: { createComment: request } } } as unknown as GithubClient;
      const addresses = { rest: 'https://api.github.com', graphql: 'https://api.github.com/graphql' };
      const place = { client, addresses, owner: 'acme', name: 'app', number: 7 };
      const outcome = await keepComment(place, '<!-- m -->', 'body').catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SealiftError);
      expect(asked).toBeLessThan(50);
    }),
  );
});
