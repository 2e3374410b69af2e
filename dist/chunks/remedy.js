import { Q as numbered, nt as quotable } from "./words.js";
const { basename, resolve, sep } = globalThis.process.getBuiltinModule("node:path");

// src/compose/remedies/actions.ts
/** The actions that remedies name, with the major versions of today. */
const ACTIONS = {
	checkout: "actions/checkout@v6",
	login: "docker/login-action@v4",
	aws: "aws-actions/configure-aws-credentials@v6",
	ecr: "aws-actions/amazon-ecr-login@v2",
	azure: "azure/login@v3",
	google: "google-github-actions/auth@v3"
};
/**
* A step that uses an action, in backticks as all that can be pasted, and in one line of YAML. `inputs` is the inside of a map.
*/
function step(action, inputs) {
	return `\`- { uses: ${ACTIONS[action]}${inputs === void 0 ? "" : `, with: { ${inputs} }`} }\``;
}

// src/compose/remedies/of-fork.ts
const ONLY_OWN = "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository";
/** The remedy where no permission helps: GitHub gives nothing to the pull requests of others; `undefined` elsewhere. */
function ofFork(job) {
	if (job?.fork === void 0) return void 0;
	return `This job runs for a pull request from ${job.fork}: GitHub gives it no secrets, no OIDC token and a GITHUB_TOKEN that only reads, whatever its permissions say. Do this after the merge (on: push), and add to this job: \`if: ${ONLY_OWN}\``;
}

// src/compose/remedies/permissions.ts
/**
* The line of YAML that gives a job its rights. It names `contents: read` too, because a right that is not named is none as
* soon as one is ("Workflow syntax for GitHub Actions", permissions).
*/
function permissions(...rights) {
	return `\`permissions: { contents: read, ${rights.join(", ")} }\``;
}
/** "Reuse workflows": rights can only be kept or lowered on the way to a called workflow. */
const CALLER = "Keep its other rights; a job of a reusable workflow needs it in the job that calls it as well.";

// src/compose/remedies/cloud-login.ts
/** How a GitHub job gets credentials of a cloud by its OIDC token, and how a person gets them in a shell. */
const LOGINS = {
	aws: {
		job: `Add before this step: ${step("aws", "role-to-assume: arn:aws:iam::ACCOUNT:role/NAME, aws-region: REGION")}`,
		shell: "Run `aws sso login` or `aws configure`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
	},
	azure: {
		job: `Set AZURE_CLIENT_ID and AZURE_TENANT_ID under env: of this step, or add before it: ${step("azure", "client-id: ID, tenant-id: ID, allow-no-subscriptions: true")}`,
		shell: "Run `az login`, or set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET."
	},
	google: {
		job: `Add before this step: ${step("google", "workload_identity_provider: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER")}`,
		shell: "Run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS."
	},
	vault: {
		job: "Set VAULT_ROLE (for OpenBao BAO_ROLE) under env: of this step to a role of the JWT login",
		shell: "Run `vault login`, and set VAULT_TOKEN to what `vault print token` shows (for OpenBao BAO_TOKEN)."
	}
};
/** The remedy where no credentials of a cloud are found at all. */
function cloudLogin(cloud, { job }) {
	const { job: inJob, shell } = LOGINS[cloud];
	if (!job) return shell;
	const fork = ofFork(job);
	if (fork !== void 0) return fork;
	return job.hasIdentity ? `${inJob}.` : `${inJob}; and to the job: ${permissions("id-token: write")}. ${CALLER}`;
}

// src/compose/remedies/identity-token.ts
/** The remedy for a job that may not ask GitHub for an OIDC token. */
function identityToken({ job }) {
	if (!job) return void 0;
	return ofFork(job) ?? `Add to the job: ${permissions("id-token: write")}. ${"Keep its other rights; a job of a reusable workflow needs it in the job that calls it as well."}`;
}

// src/compose/remedies/missing-file.ts
/** The file that google-github-actions/auth writes into the workspace, where a later checkout removes it. */
const GOOGLE_FILE = /^gha-creds-[0-9a-f]+\.json$/;
const CHECKOUT = step("checkout");
function isInside(path, { path: workspace }) {
	return path === workspace || path.startsWith(workspace.endsWith(sep) ? workspace : `${workspace}${sep}`);
}
/** The remedy for a file that is not there, where the workspace of a job tells more than the error. */
function missingFile(given, hint, { folder, job }) {
	const workspace = job?.workspace;
	const path = resolve(folder, given);
	if (workspace === void 0 || !isInside(path, workspace)) return void 0;
	if (GOOGLE_FILE.test(basename(path))) return `Put ${CHECKOUT} before google-github-actions/auth: a checkout after it removes the file.`;
	if (workspace.state === "empty") return `Add before this step: ${CHECKOUT}. The workspace is empty: no step has brought the files of the repository.`;
	const where = `The path begins at the workspace of the job, ${quotable(workspace.path)}`;
	return workspace.state === "unversioned" ? `${hint} ${where}, in which nothing is checked out; if the file is in the repository, add before this step: ${CHECKOUT}.` : `${hint} ${where}; a checkout with \`path:\` puts the files into a folder of that name, and one with \`sparse-checkout:\` leaves files out.`;
}

// src/compose/remedies/registries.ts
const byPassword = (registry) => step("login", `${registry}username: '\${{ vars.REGISTRY_USER }}', password: '\${{ secrets.REGISTRY_PASSWORD }}'`);
const ECR_PUSH = "ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer";
const ECR_PULL = "ecr:BatchGetImage and ecr:GetDownloadUrlForLayer";
const acrName = (host) => host.split(".")[0];
/** `europe-docker.pkg.dev` and `acme/images/app` as gcloud names them. A project of a domain is `DOMAIN/PROJECT` there. */
function artifactRegistry({ host, name }) {
	const [first = "PROJECT", ...rest] = name.split("/");
	const [project, repository = "REPOSITORY"] = first.includes(".") ? [`${first}:${rest[0] ?? "PROJECT"}`, rest[1]] : [first, rest[0]];
	return `${repository} --project ${project} --location ${host.replace(/-docker\.pkg\.dev$/, "")}`;
}
const createArtifactRegistry = (place) => `gcloud artifacts repositories create ${artifactRegistry(place)} --repository-format docker`;
const ecrRegion = (host) => /\.ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(host)[1];
const KNOWN = [
	{
		host: /^ghcr\.io$/,
		step: ({ writes }) => `${step("login", `registry: ghcr.io, username: '\${{ github.actor }}', password: '\${{ secrets.GITHUB_TOKEN }}'`)}; and to the job: ${permissions(writes ? "packages: write" : "packages: read")}. ${CALLER.slice(0, -1)}`,
		command: ({ writes }) => `\`docker login ghcr.io\`, with a classic token that has the scope ${writes ? "write" : "read"}:packages as password`
	},
	{
		host: /^docker\.io$/,
		step: () => `${byPassword("")}; Docker Hub is its registry where none is named`,
		command: () => "`docker login`, without a name: that is Docker Hub",
		right: ({ name, writes }) => `Give the access token the permission ${writes ? "Read & Write" : "Read"}, and its user the right to ${writes ? "push to" : "pull from"} ${name}`
	},
	{
		host: /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
		step: ({ host }) => `${step("ecr", `registries: '${host.slice(0, 12)}'`)}, after ${ACTIONS.aws}; what it logs in with holds for 12 hours`,
		command: ({ host }) => `\`aws ecr get-login-password --region ${ecrRegion(host)} | docker login --username AWS --password-stdin ${host}\`; it holds for 12 hours`,
		right: ({ writes }) => `Allow the identity ${writes ? ECR_PUSH : ECR_PULL}, in its policy or in that of the repository`,
		create: ({ host, name }) => `aws ecr create-repository --registry-id ${host.slice(0, 12)} --region ${ecrRegion(host)} --repository-name ${name}`
	},
	{
		host: /^public\.ecr\.aws$/,
		step: () => `${step("ecr", "registry-type: public")}, after ${ACTIONS.aws} for us-east-1`,
		command: () => "`aws ecr-public get-login-password --region us-east-1 | docker login --username AWS --password-stdin public.ecr.aws`; it holds for 12 hours",
		create: ({ name }) => `aws ecr-public create-repository --region us-east-1 --repository-name ${name.slice(name.indexOf("/") + 1)}`
	},
	{
		host: /^[a-z0-9-]+\.azurecr\.(?:io|cn|us)$/,
		step: ({ host, writes }) => `\`- { run: az acr login --name ${acrName(host)} }\`, after ${ACTIONS.azure}${writes ? "" : "; only a registry with anonymous pull is read without a login"}`,
		command: ({ host, writes }) => `\`az acr login --name ${acrName(host)}\`${writes ? "" : "; only a registry with anonymous pull is read without a login"}`,
		right: ({ host, writes }) => `Add the role: \`az role assignment create --role ${writes ? "AcrPush" : "AcrPull"} --assignee IDENTITY --scope $(az acr show --name ${acrName(host)} --query id -o tsv)\`; or log in again: \`az acr login\` holds for 3 hours${writes ? ". Azure makes the repository itself on the first push" : ""}`
	},
	{
		host: /^[a-z0-9-]+-docker\.pkg\.dev$/,
		step: ({ host }) => `${step("login", `registry: ${host}, username: oauth2accesstoken, password: '\${{ steps.auth.outputs.access_token }}'`)}, after ${ACTIONS.google} with \`id: auth\` and \`token_format: access_token\``,
		command: ({ host }) => `\`gcloud auth configure-docker ${host}\``,
		right: (place) => `Add the role: \`gcloud artifacts repositories add-iam-policy-binding ${artifactRegistry(place)} --member MEMBER --role roles/artifactregistry.${place.writes ? "writer" : "reader"}\`; or log in again: an access token holds for one hour${place.writes ? `. If it is not there at all: \`${createArtifactRegistry(place)}\`` : ""}`,
		create: createArtifactRegistry
	}
];
const ANY = {
	host: /^/,
	step: ({ host }) => byPassword(`registry: '${host}', `),
	command: ({ host }) => `\`docker login ${host}\``
};
/**
* The ways of the registry of a repository, and the place that they are for.
*
* @param isEnterprise whether the token of the job is none of github.com, and ghcr.io a registry like any other.
*/
function waysOf(repository, right, isEnterprise = false) {
	const [host = "", ...path] = repository.split("/");
	const place = {
		host,
		name: path.join("/"),
		writes: right === "push"
	};
	return {
		ways: KNOWN.find((one) => one.host.test(host) && !(isEnterprise && host === "ghcr.io")) ?? ANY,
		place
	};
}

// src/compose/remedies/missing-repository.ts
/** Harbor alone says that a project is not there; its projects are made by its API. */
function harborProject(host, project) {
	return `curl -u USER https://${host}/api/v2.0/projects -H 'Content-Type: application/json' -d '{"project_name":"${project}"}'`;
}
/** The remedy where a registry makes no repository on a push, with the command that does. */
function missingRepository({ repository, lacks }) {
	const { ways, place } = waysOf(repository, "push");
	const [project = ""] = place.name.split("/", 1);
	const command = lacks === "project" ? harborProject(place.host, project) : ways.create?.(place);
	const what = lacks === "project" ? `the project ${project}` : "the repository";
	if (command === void 0) return `Check the name; if it is right, create ${what}, or what it is in, at ${place.host}: this registry makes none on a push.`;
	return `Check the name; if it is right, create ${what}, with the settings of its neighbours, and run this again: \`${command}\`.`;
}

// src/compose/remedies/missing-variable.ts
/** The remedy for a secret that is in no environment variable. */
function missingVariable(name, { isStep, job }) {
	const fork = ofFork(job);
	if (fork !== void 0) return fork;
	if (!isStep) return void 0;
	return `Add to this step: \`env: { ${name}: '\${{ secrets.${name} }}' }\`. If it is there, the repository, or the environment of the job, has no secret of that name; a reusable workflow has those that the calling job passes on (secrets: inherit).`;
}

// src/compose/remedies/registry-login.ts
/** Hosts of web sites, which people take for the registry: `docker login hub.docker.com` keeps a login that nothing uses. */
const WEB_SITES = {
	"docker.io": [
		"hub.docker.com",
		"www.docker.com",
		"docker.com"
	],
	"ghcr.io": ["github.com", "docker.pkg.github.com"]
};
/** The remedy where there is no login for a registry. */
function registryLogin({ repository, right, logins }, situation) {
	const { job } = situation;
	const { place } = waysOf(repository, right);
	const fork = place.host !== "ghcr.io" || place.writes ? ofFork(job) : void 0;
	if (fork !== void 0) return fork;
	const site = logins.find((one) => WEB_SITES[place.host]?.includes(one));
	return (site === void 0 ? "" : `${site} is a web site; the registry is ${place.host}. `) + loginText(repository, right, situation);
}
/** How to log in, as a step of a workflow or as a command. */
function loginText(repository, right, { isStep, job }) {
	const { ways, place } = waysOf(repository, right, job?.isEnterprise);
	return isStep ? `Add before this step: ${ways.step(place)}.` : `Log in: ${ways.command(place)}.`;
}

// src/compose/remedies/registry-right.ts
/** GitHub's container registry gives rights by the token, and by the settings of the package. */
function onGithub({ repository, right, secret }, { job }) {
	const isPush = right === "push";
	if (!(job !== void 0 && !job.isEnterprise && secret !== "personal token")) return `Give the token the scope ${isPush ? "write" : "read"}:packages, which classic tokens alone have, and authorize it for the single sign-on of the organization where there is one.`;
	const fork = isPush ? ofFork(job) : void 0;
	if (fork !== void 0) return fork;
	const line = permissions(isPush ? "packages: write" : "packages: read");
	const who = job.repository ?? "this repository";
	return `Add to the job: ${line}. ${CALLER} If that is there, the package does not know ${who}: on the page of ${repository}, Package settings, Manage Actions access, add it with the role ${isPush ? "Write" : "Read"}.`;
}
/** The remedy for a login that lacks a right in a registry; `undefined` where nothing more is known than the error says. */
function registryRight(need, situation) {
	const { repository, right, ended } = need;
	const { ways, place } = waysOf(repository, right);
	if (place.host === "ghcr.io") return onGithub(need, situation);
	if (ended) return `The login has ended. ${loginText(repository, right, situation)}`;
	const given = ways.right?.(place);
	return given && `${given}.`;
}

// src/compose/remedies/remedy.ts
/** The remedy of each kind of need; `undefined` where the hint of the error itself is the best that can be said. */
const REMEDIES = {
	file: ({ path }, hint, situation) => missingFile(path, hint, situation),
	variable: ({ name }, _, situation) => missingVariable(name, situation),
	"identity-token": (_, __, situation) => identityToken(situation),
	"cloud-login": ({ cloud }, _, situation) => cloudLogin(cloud, situation),
	"registry-login": (need, _, situation) => registryLogin(need, situation),
	"registry-right": (need, _, situation) => registryRight(need, situation),
	repository: (need) => missingRepository(need),
	several({ parts }, hint, situation) {
		if (parts.every(({ needs }) => needs === void 0)) return hint;
		return numbered(parts.map((part) => remedyOf(part, situation)));
	}
};
/** The remedy of an error, in the words of the place where the run is: YAML in a workflow, commands in a shell. */
function remedyOf({ hint, needs }, situation) {
	if (needs === void 0) return hint;
	const remedy = REMEDIES[needs.kind];
	return remedy(needs, hint, situation) ?? hint;
}

export { remedyOf };