import { type Refusal, refusalOf } from './api-error.ts';
import { findComment, type Place } from './comments.ts';

/** Runs a request; resolves to its refusal, or to `undefined` where it was done. */
async function tried(request: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await request();
    return undefined;
  } catch (thrown) {
    return refusalOf(thrown);
  }
}

function create({ client, owner, name, number }: Place, body: string): Promise<unknown> {
  return client.rest.issues.createComment({ owner, repo: name, issue_number: number, body });
}

function edit({ client, owner, name }: Place, id: string, body: string): Promise<unknown> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  // The id is a text, since it may have more bits than a number of JavaScript.
  return client.request(route, { owner, repo: name, comment_id: id as unknown as number, body });
}

/**
 * Edits the comment that begins with `marker`, or creates it. One that was deleted in between is created once; where GitHub
 * did not say whether it created one, it is looked for before another try.
 *
 * @returns why GitHub refused, or `undefined`.
 * @throws SealiftError of the connection, or for answers that cannot be read.
 */
export async function keepComment(place: Place, marker: string, body: string): Promise<Refusal | undefined> {
  for (let isAgain = false; ; isAgain = true) {
    let id: string | undefined;
    const lookup = await tried(async () => {
      id = await findComment(place, marker);
    });
    if (lookup) return lookup;
    const found = id;
    const edited = found === undefined ? undefined : await tried(() => edit(place, found, body));
    if (found !== undefined && edited?.status !== 404 && edited?.status !== 410) return edited;
    const created = await tried(() => create(place, body));
    if (!created || created.status < 500 || isAgain) return created;
  }
}
