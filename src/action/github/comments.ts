import { memberOf, textIn } from '../../compose/github/event.ts';
import type { ApiAccess } from '../../compose/github/with-api.ts';
import { SealiftError } from '../../errors.ts';
import type { GithubClient } from './client.ts';

/** Pages of a hundred comments, newest first; what is older is not looked for. */
const PAGES = 20;
/** Comments whose texts are asked for at a time: an answer of these is within the limit of one. */
const BODIES = 20;
/** Comments of the token's own account that are looked at. */
const OWN = 200;

/**
 * The newest hundred comments before a cursor, without their texts: those of strangers may be as long as they like. The viewer
 * is whoever the token belongs to; it is the one question that a token of a job and one of an App may both ask.
 */
const PAGE = `query($owner: String!, $name: String!, $number: Int!, $before: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(last: 100, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes { id author { __typename login } }
      }
    }
  }
}`;

/** The id is of 64 bits, and `databaseId` of 32 (GraphQL schema of GitHub, IssueComment). */
const TEXTS = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { fullDatabaseId body } } }';

/** A pull request, and who asks about it. */
export interface Place {
  readonly client: GithubClient;
  readonly addresses: ApiAccess['addresses'];
  readonly owner: string;
  readonly name: string;
  readonly number: number;
}

function odd(what: string): SealiftError {
  return new SealiftError('unexpected_answer', `GitHub's answer about the comments has no ${what}`, {
    hint: 'Check GITHUB_API_URL and GITHUB_GRAPHQL_URL, and what stands between the runner and GitHub.',
  });
}

async function ask(place: Place, query: string, variables: object): Promise<unknown> {
  const { client, addresses } = place;
  const { data } = await client.request({ method: 'POST', url: addresses.graphql, query, variables });
  const errors = memberOf(data, 'errors');
  if (Array.isArray(errors) && errors.length > 0) throw Object.assign(new Error('GraphQL'), { errors });
  return memberOf(data, 'data');
}

/** Whether an author is the viewer. GraphQL gives the login of a bot without the suffix that its viewer has. */
function isBy(viewer: string, author: unknown): boolean {
  const login = textIn(author, 'login');
  if (login === undefined) return false;
  const isBot = textIn(author, '__typename') === 'Bot';
  return viewer === (isBot ? `${login.replace(/\[bot\]$/, '')}[bot]` : login);
}

/** Node ids of the viewer's own comments, oldest first on each page. */
async function ownComments(place: Place): Promise<readonly string[]> {
  const { owner, name, number } = place;
  const found: string[] = [];
  let before: string | null = null;
  for (let page = 0; page < PAGES && found.length < OWN; page += 1) {
    const data = await ask(place, PAGE, { owner, name, number, before });
    const viewer = textIn(data, 'viewer', 'login');
    const comments = memberOf(data, 'repository', 'pullRequest', 'comments');
    const nodes = memberOf(comments, 'nodes');
    if (viewer === undefined) throw odd('viewer');
    if (!Array.isArray(nodes)) throw odd('comments');
    for (const node of nodes as unknown[]) {
      const id = textIn(node, 'id');
      if (id !== undefined && isBy(viewer, memberOf(node, 'author'))) found.push(id);
    }
    const cursor = textIn(comments, 'pageInfo', 'startCursor');
    const isLast = memberOf(comments, 'pageInfo', 'hasPreviousPage') !== true;
    if (isLast || cursor === undefined || cursor === before) break;
    before = cursor;
  }
  return found.slice(0, OWN);
}

/**
 * The id of the comment that the token's own account wrote and that begins with `marker`; `undefined` where there is none.
 * A comment of somebody else is never found, whatever it says, nor one that only quotes the marker.
 */
export async function findComment(place: Place, marker: string): Promise<string | undefined> {
  const ids = await ownComments(place);
  for (let at = 0; at < ids.length; at += BODIES) {
    const nodes = memberOf(await ask(place, TEXTS, { ids: ids.slice(at, at + BODIES) }), 'nodes');
    if (!Array.isArray(nodes)) throw odd('texts');
    for (const node of nodes as unknown[]) {
      const id = String(memberOf(node, 'fullDatabaseId'));
      if (textIn(node, 'body')?.startsWith(`${marker}\n`) && /^\d{1,19}$/.test(id)) return id;
    }
  }
  return undefined;
}
