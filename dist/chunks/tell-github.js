import { Cn as isLoopback, X as perform, _n as mayPassLater, bn as isTransient, cn as readBody, en as parseJson, vr as parseReference, xn as retryAfter, yn as backoff } from "./registry.js";
import { D as silenceText, ct as SealiftError, it as printable, lt as asSealiftError, nt as quotable } from "./words.js";
import { t as doneDestinations } from "./done-destinations.js";
import { i as textIn, n as memberOf, r as pullRequestOf, t as readEvent } from "./event-file.js";
import { n as runAddress, r as runnerVariable } from "./runner-variables.js";
import { t as withoutMentions } from "./without-mentions.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/compose/github/addresses.ts
function address(env, name, fallback) {
	const text = env[name] || fallback;
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const isSafe = url?.protocol === "https:" || url?.protocol === "http:" && isLoopback(url.hostname);
	if (!url || !isSafe || url.username !== "" || url.search !== "" || url.hash !== "") throw new SealiftError("config_invalid", `${name} is not an https URL: ${quotable(text)}`, { hint: "The runner sets it; a step or container must not change it." });
	return url.href.replace(/\/+$/, "");
}
/**
* The addresses of GitHub's API as the runner names them, on github.com, on GHE.com and on a GitHub Enterprise Server.
*
* @throws SealiftError `config_invalid`; by plain HTTP the token goes to loopback alone.
*/
function apiAddresses(env) {
	const rest = address(env, "GITHUB_API_URL", "https://api.github.com");
	return {
		rest,
		graphql: address(env, "GITHUB_GRAPHQL_URL", rest.endsWith("/api/v3") ? rest.replace(/v3$/, "graphql") : `${rest}/graphql`)
	};
}

// src/compose/github/api-fetch.ts
/** Twenty comments of 65,536 characters, each character escaped, and what stands around them. */
const ANSWER_LIMIT = 8388608;
const ERROR_LIMIT = 65536;
const TRIES = 3;
/** The longest wait that GitHub may ask for. What is filed here is worth no longer one. */
const LONGEST_WAIT = 3e4;
const HINT = "Check GITHUB_API_URL, and what stands between the runner and GitHub.";
/** Whether GitHub refuses because of too many requests: 429, or 403 with Retry-After or an empty budget. */
function isLimited({ status, headers }) {
	if (status === 429) return true;
	return status === 403 && (headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0");
}
/** Milliseconds until a limited request may be tried again: Retry-After, else the time of the reset. */
function waitOf({ headers }, now) {
	const asked = retryAfter(headers, now);
	if (asked !== void 0) return asked;
	const reset = headers["x-ratelimit-reset"];
	return typeof reset === "string" && /^\d{1,11}$/.test(reset) ? Math.max(1e3, Number(reset) * 1e3 - now.getTime()) : void 0;
}
function limited(host, wait) {
	const when = wait === void 0 ? "" : `; it may be asked again in ${Math.ceil(wait / 1e3)} s`;
	return new SealiftError("too_many_requests", `${host} limits the requests of this token${when}`, { hint: "Run the job again later." });
}
/** A write that GitHub may have done although it did not say so must not be sent twice. */
function isRepeatable(method, url, { graphql }) {
	return method !== "POST" || url.href === graphql;
}
/** Sends one request, and again where that may help: five hundreds, cut connections, and limits that end soon. */
async function send(request, { http, addresses, clock }) {
	const { method, url, signal } = request;
	const repeats = isRepeatable(method, url, addresses);
	for (let tried = 1;; tried += 1) {
		const outcome = await http.request(request).catch((error) => {
			signal.throwIfAborted();
			if (error instanceof SealiftError && mayPassLater(error) && repeats && tried < TRIES) return error;
			throw error;
		});
		const answer = outcome instanceof SealiftError ? void 0 : outcome;
		const isOver = answer !== void 0 && isLimited(answer);
		if (answer && !isOver && !(isTransient(answer.status) && repeats)) return answer;
		const now = clock.now();
		const asked = answer && (isOver ? waitOf(answer, now) : retryAfter(answer.headers, now));
		const wait = asked ?? backoff(tried, Math.random);
		if (answer && (tried === TRIES || wait > LONGEST_WAIT)) {
			if (!isOver) return answer;
			answer.body.destroy();
			throw limited(url.host, asked);
		}
		answer?.body.destroy();
		await clock.sleep(wait, signal);
	}
}
/** The JSON of an answer, which has to be an object or a list. Of a refusal, whose body may be anything, only JSON is kept. */
async function jsonOf(response, { http }) {
	const { status, url } = response;
	const isRefusal = status >= 400;
	try {
		const bytes = await readBody(response, isRefusal ? ERROR_LIMIT : ANSWER_LIMIT);
		const value = parseJson(bytes, {
			code: "unexpected_answer",
			what: `the answer of ${url.host}`,
			hint: HINT
		});
		if (typeof value !== "object" || value === null) throw new SealiftError("unexpected_answer", `${url.host} answers with JSON that is no object`, { hint: HINT });
		return isRefusal ? http.secrets.hide(JSON.stringify(value), "peer") : Buffer.from(bytes).toString("utf8");
	} catch (error) {
		if (isRefusal) return "{}";
		throw error;
	}
}
/**
* The HTTP client of a run in the shape of `fetch`, for GitHub's API alone: its proxy, authorities and deadlines hold there
* too. A redirect to another origin is not followed, because the token must not go there.
*/
function apiFetch(parts) {
	const origins = Object.values({ ...parts.addresses }).map((text) => new URL(text).origin);
	return async (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input);
		if (!origins.includes(url.origin)) throw new SealiftError("internal", `${url.host} is not the host of GitHub's API`);
		const { body } = init;
		const content = body === void 0 || body === null ? void 0 : Buffer.from(String(body));
		const method = init.method ?? "GET";
		const sent = Object.entries(Object.fromEntries(new Headers(init.headers)));
		const response = await send({
			method,
			url,
			headers: Object.fromEntries(sent.filter(([name]) => name !== "user-agent")),
			redirects: "same-origin",
			retry: false,
			answer: ANSWER_LIMIT,
			signal: parts.signal,
			...content ? { body: {
				length: content.length,
				open: () => Promise.resolve(content)
			} } : {}
		}, parts);
		const { status } = response;
		if (status >= 300 && status < 400) {
			response.body.destroy();
			const message = `${url.host} redirects to another host (${status}), to which the token is not sent`;
			throw new SealiftError("unexpected_answer", message, { hint: HINT });
		}
		const text = status === 204 ? null : await jsonOf(response, parts);
		return new Response(text, {
			status,
			headers: { "content-type": "application/json" }
		});
	};
}

// src/compose/github/with-api.ts
/** The time that everything at GitHub may take together: what is filed there must not keep a release waiting. */
const DEADLINE = "2m";
/**
* Runs `work` with access to GitHub's API over an HTTP client of its own, which is closed afterwards. Never rejects: what
* ends the work is the result, without secrets.
*/
async function withGithubApi(options, signal, work) {
	const { error, secrets } = await perform("inspect", {
		...options,
		deadline: DEADLINE
	}, signal, async (run) => {
		const addresses = apiAddresses(run.env);
		const http = await run.http();
		run.problems.throwIfAny();
		await work({
			fetch: apiFetch({
				http,
				addresses,
				clock: run.clock,
				signal: run.signal
			}),
			addresses
		});
	});
	if (error === null) return null;
	if (error.code === "deadline_exceeded" && !signal.aborted && error.message.startsWith("the run did not end")) return {
		...error,
		message: "GitHub did not answer within two minutes",
		hint: "Run the job again."
	};
	return {
		...error,
		message: secrets.hide(error.message),
		hint: secrets.hide(error.hint)
	};
}

// src/action/github/client.ts
const silent = () => {};
/**
* Variables that the toolkit reads while it is loaded: the event file, whole and however broken, and addresses of its own
* transport, which is not used.
*/
const READ_AT_LOAD = [
	"GITHUB_EVENT_PATH",
	"GITHUB_API_URL",
	"HTTPS_PROXY",
	"HTTP_PROXY"
].flatMap((name) => [name, name.toLowerCase()]);
async function loadToolkit() {
	const hidden = READ_AT_LOAD.map((name) => [name, process.env[name]]);
	for (const [name] of hidden) delete process.env[name];
	try {
		return await import("./github-toolkit.js").then((n) => n.t);
	} finally {
		for (const [name, value] of hidden) if (value !== void 0) process.env[name] = value;
	}
}
/**
* The client of `@actions/github` over the HTTP client of the run.
*
* @throws SealiftError `credentials_missing` without a token.
*/
async function openGithubClient(token, { fetch, addresses }) {
	if (!/^[\x21-\x7e]+$/.test(token)) throw new SealiftError("credentials_missing", `the input github-token ${token === "" ? "is empty" : "is no token"}`, { hint: "Leave it out, and the token of the job is used. A secret is empty in workflows for pull requests of forks." });
	return (await loadToolkit()).getOctokit(token, {
		baseUrl: addresses.rest,
		request: { fetch },
		log: {
			debug: silent,
			info: silent,
			warn: silent,
			error: silent
		}
	});
}

// src/action/github/comment-body.ts
/** GitHub takes 65,536 characters. */
const LIMIT = 6e4;
/** Bytes of the summary that are tried, until its text without mentions fits: the least of them does in any case. */
const SIZES = [
	52e3,
	26e3,
	6e3
];
/** The hidden first line of a comment, which tells it from those of other workflows and jobs. A hash, since names are free. */
function commentMarker(command, env) {
	const file = (env.GITHUB_WORKFLOW_REF ?? "").replace(/@.*$/s, "");
	const key = JSON.stringify([
		file,
		env.GITHUB_WORKFLOW ?? "",
		env.GITHUB_JOB ?? ""
	]);
	return `<!-- sealift ${command} ${createHash("sha256").update(key).digest("hex").slice(0, 32)} -->`;
}
/** Says of which commit and run the comment is, since a comment stays when others follow. */
function footer(commit, env) {
	const run = runAddress(env);
	const attempt = /^[1-9]\d{0,5}$/.exec(env.GITHUB_RUN_ATTEMPT ?? "")?.[0];
	const parts = [...commit === void 0 ? [] : [`Commit <code>${commit}</code>`], ...run === void 0 ? [] : [`[workflow run](${run}${attempt === void 0 ? "" : `/attempts/${attempt}`})`]];
	return parts.length === 0 ? "" : `\n<sub>${parts.join(", ")}</sub>\n`;
}
/**
* The text of a comment: the marker, the summary and where it comes from; within the limit.
*
* @param summary makes the Markdown in at most so many bytes.
*/
function commentBody(marker, summary, commit, env) {
	const end = footer(commit, env);
	const bodies = SIZES.map((size) => () => `${marker}\n${withoutMentions(summary(size))}${end}`);
	for (const body of bodies) {
		const text = body();
		if (text.length <= LIMIT) return text;
	}
	return `${marker}\nThis is too long for a comment; the job summary has it.\n${end}`;
}

// src/action/github/api-error.ts
/** Types of errors of GraphQL, as statuses of REST. */
const GRAPHQL = {
	FORBIDDEN: 403,
	INSUFFICIENT_SCOPES: 403,
	NOT_FOUND: 404,
	RATE_LIMITED: 429,
	UNPROCESSABLE: 422
};
function graphqlRefusal(thrown) {
	const errors = memberOf(thrown, "errors");
	const first = Array.isArray(errors) ? errors[0] : void 0;
	if (first === void 0) return void 0;
	const type = textIn(first, "type") ?? "";
	return {
		status: Object.hasOwn(GRAPHQL, type) ? GRAPHQL[type] : 400,
		words: printable(textIn(first, "message") ?? "", 300)
	};
}
/**
* Reads what the client of `@actions/github` threw.
*
* @throws SealiftError what the HTTP client threw, and `unexpected_answer` for anything else.
*/
function refusalOf(thrown) {
	if (thrown instanceof SealiftError) throw thrown;
	const cause = thrown instanceof Error ? thrown.cause : void 0;
	if (cause instanceof SealiftError) throw cause;
	const status = memberOf(thrown, "status");
	if (typeof status === "number" && memberOf(thrown, "response") !== void 0) return {
		status,
		words: printable(textIn(thrown, "response", "data", "message") ?? "", 300)
	};
	const refusal = graphqlRefusal(thrown);
	if (refusal) return refusal;
	throw new SealiftError("unexpected_answer", "what answers for GitHub answers as GitHub does not", {
		hint: "Check GITHUB_API_URL, and what stands between the runner and GitHub.",
		cause: thrown
	});
}

// src/action/github/comments.ts
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
const TEXTS = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { fullDatabaseId body } } }";
function odd(what) {
	return new SealiftError("unexpected_answer", `GitHub's answer about the comments has no ${what}`, { hint: "Check GITHUB_API_URL and GITHUB_GRAPHQL_URL, and what stands between the runner and GitHub." });
}
async function ask(place, query, variables) {
	const { client, addresses } = place;
	const { data } = await client.request({
		method: "POST",
		url: addresses.graphql,
		query,
		variables
	});
	const errors = memberOf(data, "errors");
	if (Array.isArray(errors) && errors.length > 0) throw Object.assign(/* @__PURE__ */ new Error("GraphQL"), { errors });
	return memberOf(data, "data");
}
/** Whether an author is the viewer. GraphQL gives the login of a bot without the suffix that its viewer has. */
function isBy(viewer, author) {
	const login = textIn(author, "login");
	if (login === void 0) return false;
	return viewer === (textIn(author, "__typename") === "Bot" ? `${login.replace(/\[bot\]$/, "")}[bot]` : login);
}
/** Node ids of the viewer's own comments, oldest first on each page. */
async function ownComments(place) {
	const { owner, name, number } = place;
	const found = [];
	let before = null;
	for (let page = 0; page < PAGES && found.length < OWN; page += 1) {
		const data = await ask(place, PAGE, {
			owner,
			name,
			number,
			before
		});
		const viewer = textIn(data, "viewer", "login");
		const comments = memberOf(data, "repository", "pullRequest", "comments");
		const nodes = memberOf(comments, "nodes");
		if (viewer === void 0) throw odd("viewer");
		if (!Array.isArray(nodes)) throw odd("comments");
		for (const node of nodes) {
			const id = textIn(node, "id");
			if (id !== void 0 && isBy(viewer, memberOf(node, "author"))) found.push(id);
		}
		const cursor = textIn(comments, "pageInfo", "startCursor");
		if (memberOf(comments, "pageInfo", "hasPreviousPage") !== true || cursor === void 0 || cursor === before) break;
		before = cursor;
	}
	return found.slice(0, OWN);
}
/**
* The id of the comment that the token's own account wrote and that begins with `marker`; `undefined` where there is none.
* A comment of somebody else is never found, whatever it says, nor one that only quotes the marker.
*/
async function findComment(place, marker) {
	const ids = await ownComments(place);
	for (let at = 0; at < ids.length; at += BODIES) {
		const nodes = memberOf(await ask(place, TEXTS, { ids: ids.slice(at, at + BODIES) }), "nodes");
		if (!Array.isArray(nodes)) throw odd("texts");
		for (const node of nodes) {
			const id = String(memberOf(node, "fullDatabaseId"));
			if (textIn(node, "body")?.startsWith(`${marker}\n`) && /^\d{1,19}$/.test(id)) return id;
		}
	}
}

// src/action/github/keep-comment.ts
/** Runs a request; resolves to its refusal, or to `undefined` where it was done. */
async function tried(request) {
	try {
		await request();
		return;
	} catch (thrown) {
		return refusalOf(thrown);
	}
}
function create({ client, owner, name, number }, body) {
	return client.rest.issues.createComment({
		owner,
		repo: name,
		issue_number: number,
		body
	});
}
function edit({ client, owner, name }, id, body) {
	return client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		owner,
		repo: name,
		comment_id: id,
		body
	});
}
/**
* Edits the comment that begins with `marker`, or creates it. One that was deleted in between is created once; where GitHub
* did not say whether it created one, it is looked for before another try.
*
* @returns why GitHub refused, or `undefined`.
* @throws SealiftError of the connection, or for answers that cannot be read.
*/
async function keepComment(place, marker, body) {
	for (let isAgain = false;; isAgain = true) {
		let id;
		const lookup = await tried(async () => {
			id = await findComment(place, marker);
		});
		if (lookup) return lookup;
		const found = id;
		const edited = found === void 0 ? void 0 : await tried(() => edit(place, found, body));
		if (found !== void 0 && edited?.status !== 404 && edited?.status !== 410) return edited;
		const created = await tried(() => create(place, body));
		if (!created || created.status < 500 || isAgain) return created;
	}
}

// src/action/github/refused.ts
/** The error for a refusal of GitHub, with its status and words behind our reason. */
function refused(code, reason, refusal, hint) {
	const { status, words } = refusal;
	const said = words === "" ? `(${status})` : `(${status}: ${words})`;
	if (status === 401) return new SealiftError("denied", `GitHub does not know the token ${said}`, { hint: "Leave the input github-token out, or renew it." });
	return new SealiftError(code, `${reason} ${said}`, { hint });
}

// src/action/github/post-verdict.ts
/** The pull request that the workflow runs for; `undefined` for an event of another kind. */
async function currentPullRequest(env) {
	const event = env.GITHUB_EVENT_NAME;
	if (!event?.startsWith("pull_request")) return void 0;
	const found = pullRequestOf(await readEvent(env));
	if (found) return {
		...found,
		isFork: found.isFork && event !== "pull_request_target"
	};
	throw new SealiftError("config_invalid", "the event file names no pull request", { hint: "The runner writes GITHUB_EVENT_PATH; a step or container must not change it." });
}
const PERMISSION$1 = "Give the job `permissions: pull-requests: write` (and what else it needs, such as contents: read).";
const FORK = "A pull request of a fork gets a token that cannot write, whatever the permissions say: read the job summary instead.";
function errorOf$1(refusal, { number, isFork }) {
	const { status, words } = refusal;
	const denied = (reason, hint) => refused("denied", reason, refusal, hint);
	if (status === 403 && /locked/i.test(words)) return denied(`pull request ${number} is locked`, "Unlock the conversation, or leave the input comment out.");
	if (status === 403) return denied(isFork ? "the token of a fork must not write" : "the token must not write comments", isFork ? FORK : `${PERMISSION$1} ${FORK}`);
	if (status === 404 || status === 410) return denied(`pull request ${number} is gone, or the token must not see it`, PERMISSION$1);
	return refused(status === 429 ? "too_many_requests" : "unexpected_answer", "GitHub refuses it", refusal, "The job summary has it; run the job again for the comment.");
}
/**
* Keeps the one comment of this workflow and job up to date.
*
* @throws SealiftError that says why it was not written.
*/
async function postVerdict(api, token, pullRequest, { command, summary }, env) {
	const [owner = "", name = ""] = (runnerVariable(env, "GITHUB_REPOSITORY") ?? "").split("/");
	if (owner === "") throw new SealiftError("config_invalid", "GITHUB_REPOSITORY is not set as GitHub Actions sets it");
	const place = {
		client: await openGithubClient(token, api),
		addresses: api.addresses,
		owner,
		name,
		number: pullRequest.number
	};
	const marker = commentMarker(command, env);
	const refusal = await keepComment(place, marker, commentBody(marker, summary, pullRequest.commit, env));
	if (refusal) throw errorOf$1(refusal, pullRequest);
}

// src/action/github/storage-record.ts
const ROUTE = "POST /orgs/{org}/artifacts/metadata/storage-record";
/** The record of a destination; `undefined` for one that is no registry, or a digest that the API does not take. */
function recordOf({ pinned, tag: version }) {
	const place = pinned === null ? void 0 : parseReference(pinned);
	if (place?.transport !== "docker" || !place.digest?.startsWith("sha256:")) return void 0;
	const { registry, repository, digest } = place;
	const url = `https://${registry}`;
	const api = registry === "docker.io" ? "https://registry-1.docker.io" : url;
	return {
		name: `${registry}/${repository}`,
		digest,
		...version === void 0 || version.length > 100 ? {} : { version },
		registry_url: url,
		artifact_url: `${api}/v2/${repository}/manifests/${digest}`,
		repository,
		status: "active"
	};
}
const PERMISSION = "Give the job `permissions: artifact-metadata: write` (and what else it needs).";
/** Whether a person owns the repository, for whom there is no such API. Not known is `false`. */
async function isOwnedByUser(client, owner, repo) {
	try {
		const { data } = await client.rest.repos.get({
			owner,
			repo
		});
		return textIn(data, "owner", "type") === "User";
	} catch {
		return false;
	}
}
async function errorOf(refusal, client, owner, repo) {
	const { status } = refusal;
	if ((status === 404 || status === 403) && await isOwnedByUser(client, owner, repo)) return new SealiftError("denied", `${owner} is a user, and GitHub keeps storage records for organizations alone`, { hint: "Leave the input storage-record out." });
	if (status === 403) return refused("denied", `the token must not file storage records of ${owner}`, refusal, PERMISSION);
	if (status === 404) {
		const reason = `the token must not file storage records of ${owner}, or this GitHub keeps none`;
		return refused("denied", reason, refusal, `${PERMISSION} An Enterprise Server may not have this API.`);
	}
	return refused(status === 429 ? "too_many_requests" : "unexpected_answer", "GitHub refuses the storage record", refusal, "Run the job again: a repeat copies nothing and files the record.");
}
/**
* Files the records one after the other. The first one that is refused ends it, because the others would be refused likewise.
*
* @throws SealiftError that says why.
*/
async function fileRecords(api, token, records, env) {
	const [org = "", repository = ""] = (runnerVariable(env, "GITHUB_REPOSITORY") ?? "").split("/");
	if (org === "") throw new SealiftError("config_invalid", "GITHUB_REPOSITORY is not set as GitHub Actions sets it");
	const client = await openGithubClient(token, api);
	for (const record of records) {
		let answer;
		try {
			answer = (await client.request(ROUTE, {
				org,
				...record,
				github_repository: repository
			})).data;
		} catch (thrown) {
			throw await errorOf(refusalOf(thrown), client, org, repository);
		}
		const made = memberOf(answer, "storage_records");
		if (!Array.isArray(made) || made.length === 0) throw new SealiftError("unexpected_answer", `GitHub made no storage record of ${record.name}`, { hint: "Look at the linked artifacts of the organization." });
	}
}

// src/action/github/tell-github.ts
/** The options of the run that hold for GitHub too. */
const TRANSPORT = ["caFile", "timeout"];
/** Nothing that fails here changes the result of the run, so it is a warning. */
function warn(host, what, { message, hint }) {
	host.warning(`${what}: ${printable(message, 1e3)}. ${printable(hint, 600)}`);
}
async function withApi({ host, env, options, onSecret, signal }, what, work) {
	const reporter = {
		progress(event) {
			if (event.type === "silence") host.info(silenceText(event));
		},
		warning: (message) => host.warning(printable(message, 2e3))
	};
	const onRequest = (line) => host.debug(line);
	const own = Object.fromEntries(TRANSPORT.map((name) => [name, options[name]]));
	const error = await withGithubApi({
		...own,
		env,
		reporter,
		onRequest,
		onSecret
	}, signal, work);
	if (error) warn(host, what, error);
}
async function comment(told) {
	const { asked, result, summary, host, env } = told;
	const what = "the comment on the pull request was not written";
	try {
		const pullRequest = await currentPullRequest(env);
		if (!pullRequest) {
			host.info(`comment: ${printable(env.GITHUB_EVENT_NAME ?? "no event", 60)} is not about a pull request, so there is no comment`);
			return;
		}
		const said = {
			command: result.command,
			summary
		};
		await withApi(told, what, (api) => postVerdict(api, asked.githubToken, pullRequest, said, env));
	} catch (thrown) {
		warn(host, what, asSealiftError(thrown));
	}
}
async function fileStorageRecords(told) {
	const { asked, result, host, env } = told;
	const done = result.images.flatMap(doneDestinations);
	const records = done.flatMap((destination) => recordOf(destination) ?? []);
	if (records.length < done.length) host.info(`storage-record: ${done.length - records.length} of ${done.length} destinations have none, since GitHub keeps records of sha256 digests in registries alone`);
	if (records.length === 0) return;
	await withApi(told, "the storage record was not filed", (api) => fileRecords(api, asked.githubToken, records, env));
}
/** Tells GitHub about a run that has ended, as far as its inputs ask for it. Never rejects. */
async function tellGithub(told) {
	if (told.signal.aborted) return;
	if (told.asked.comment) await comment(told);
	if (told.asked.storageRecord) await fileStorageRecords(told);
}

export { tellGithub };