import { type Asked, Loopback, type Told } from '../kms/loopback.ts';

export interface Comment {
  readonly id: string;
  readonly author: { readonly __typename: 'Bot' | 'User'; readonly login: string } | null;
  body: string;
}

/** GitHub's words, as its API writes them. */
const NOT_ACCESSIBLE = 'Resource not accessible by integration';

const refusal = (status: number, message: string): Told => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});

/** The schema of GitHub's REST description for a storage record: pattern, and whether it is required. */
const RECORD: Readonly<Record<string, readonly [RegExp, boolean]>> = {
  name: [/^.{1,256}$/, true],
  digest: [/^sha256:[a-f0-9]{64}$/, true],
  version: [/^.{1,100}$/, false],
  artifact_url: [/^https:\/\//, false],
  path: [/^/, false],
  registry_url: [/^https:\/\//, true],
  repository: [/^.+$/, false],
  status: [/^(active|eol|deleted)$/, false],
  github_repository: [/^[A-Za-z0-9.\-_]{1,100}$/, false],
};

/** GitHub's API as far as Sealift asks it, with one repository `acme/app` and one pull request, number 7. */
export class GithubApi {
  readonly token = 'ghs_0123456789abcdefghijABCDEFGHIJ4567';
  readonly host: Loopback;
  viewer = 'github-actions[bot]';
  /** `false` when the token has expired. */
  knowsToken = true;
  /** `false` for a read-only token, as a fork has it. */
  writes = true;
  locked = false;
  /** `false` when the pull request is gone. */
  exists = true;
  ownerType: 'Organization' | 'User' = 'Organization';
  /** Whether the token has artifact-metadata: write. */
  filesRecords = true;
  comments: Comment[] = [];
  readonly records: Readonly<Record<string, string>>[] = [];
  #next = 5_000_000_001n;

  constructor(tls?: { readonly key: string; readonly cert: string }) {
    this.host = new Loopback((asked) => this.#answer(asked), tls);
  }

  get env(): Readonly<Record<string, string>> {
    const { url } = this.host;
    return { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GITHUB_REPOSITORY: 'acme/app' };
  }

  /** Requests as `METHOD path`. */
  get asked(): readonly string[] {
    return this.host.asked.map(({ method, url }) => `${method} ${url.pathname}`);
  }

  add(author: Comment['author'], body: string): Comment {
    const comment = { id: String(this.#next), author, body };
    this.#next += 1n;
    this.comments.push(comment);
    return comment;
  }

  #answer(asked: Asked): Told {
    const { method, url, headers, body } = asked;
    if (!this.knowsToken || headers.authorization !== `token ${this.token}`)
      return refusal(401, 'Bad credentials');
    const content = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>);
    if (method === 'POST' && url.pathname === '/graphql') return this.#graphql(content);
    const comment = /^\/repos\/acme\/app\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1];
    if (method === 'PATCH' && comment !== undefined) return this.#edit(comment, String(content.body));
    if (method === 'POST' && url.pathname === '/repos/acme/app/issues/7/comments')
      return this.#create(String(content.body));
    if (method === 'POST' && url.pathname === '/orgs/acme/artifacts/metadata/storage-record')
      return this.#record(content);
    if (method === 'GET' && url.pathname === '/repos/acme/app')
      return { status: 200, body: { full_name: 'acme/app', owner: { login: 'acme', type: this.ownerType } } };
    return refusal(404, 'Not Found');
  }

  #graphql({ query, variables }: Readonly<Record<string, unknown>>): Told {
    const { ids, number, owner, name, before } = variables as Readonly<Record<string, unknown>>;
    if (Array.isArray(ids)) {
      const nodes = ids.map((id) => {
        const found = this.comments.find((one) => `IC_${one.id}` === id);
        return found ? { fullDatabaseId: found.id, body: found.body } : null;
      });
      return { status: 200, body: { data: { nodes } } };
    }
    if (!String(query).includes('viewer { login }') || owner !== 'acme' || name !== 'app' || number !== 7)
      return { status: 200, body: { errors: [{ message: 'the double does not know this query' }] } };
    if (!this.exists) {
      const message = 'Could not resolve to a PullRequest with the number of 7.';
      const errors = [{ type: 'NOT_FOUND', path: ['repository', 'pullRequest'], message }];
      return {
        status: 200,
        body: { data: { viewer: { login: this.viewer }, repository: { pullRequest: null } }, errors },
      };
    }
    const end = before === null ? this.comments.length : Number(before);
    const start = Math.max(0, end - 100);
    const nodes = this.comments.slice(start, end).map(({ id, author }) => ({ id: `IC_${id}`, author }));
    const pageInfo = { hasPreviousPage: start > 0, startCursor: nodes.length === 0 ? null : String(start) };
    const repository = { pullRequest: { comments: { pageInfo, nodes } } };
    return { status: 200, body: { data: { viewer: { login: this.viewer }, repository } } };
  }

  #mayWrite(body: string): Told | undefined {
    if (!this.writes) return refusal(403, NOT_ACCESSIBLE);
    if (this.locked) return refusal(403, 'Unable to create comment because issue is locked.');
    return body.length > 65_536 ? refusal(422, 'Validation Failed') : undefined;
  }

  #create(body: string): Told {
    const no = this.#mayWrite(body);
    if (no) return no;
    const isBot = this.viewer.endsWith('[bot]');
    const login = this.viewer.replace('[bot]', '');
    const { id } = this.add({ __typename: isBot ? 'Bot' : 'User', login }, body);
    return { status: 201, body: { id: Number(id), body } };
  }

  #edit(id: string, body: string): Told {
    const no = this.#mayWrite(body);
    if (no) return no;
    const found = this.comments.find((one) => one.id === id);
    if (!found) return refusal(404, 'Not Found');
    found.body = body;
    return { status: 200, body: { id: Number(id), body } };
  }

  #record(record: Readonly<Record<string, unknown>>): Told {
    if (this.ownerType === 'User') return refusal(404, 'Not Found');
    if (!this.filesRecords) return refusal(403, NOT_ACCESSIBLE);
    const wrong = Object.entries(RECORD).filter(([name, [pattern, required]]) => {
      const value = record[name];
      return value === undefined ? required : typeof value !== 'string' || !pattern.test(value);
    });
    const unknown = Object.keys(record).filter((name) => !Object.hasOwn(RECORD, name));
    if (wrong.length + unknown.length > 0)
      return refusal(422, `Invalid request: ${[...wrong.map(([name]) => name), ...unknown].join(', ')}`);
    this.records.push(record as Readonly<Record<string, string>>);
    return { status: 200, body: { total_count: 1, storage_records: [{ id: this.records.length }] } };
  }
}
