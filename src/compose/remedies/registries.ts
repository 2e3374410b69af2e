import { ACTIONS, step } from './actions.ts';
import { CALLER, permissions } from './permissions.ts';

/** What a remedy for a registry is made of. */
export interface RegistryPlace {
  /** `registry.example.com` */
  readonly host: string;
  /** `team/app` */
  readonly name: string;
  readonly writes: boolean;
}

/** How one registry is logged in to, and how it gives rights. Texts without a full stop at their end. */
export interface RegistryWays {
  readonly host: RegExp;
  /** The step of a workflow that logs in. */
  readonly step: (place: RegistryPlace) => string;
  /** The command that logs in. */
  readonly command: (place: RegistryPlace) => string;
  /** How a login gets the right. */
  readonly right?: (place: RegistryPlace) => string;
  /** The command that makes a repository. Absent where a push makes it, or nobody knows. */
  readonly create?: (place: RegistryPlace) => string;
}

const byPassword = (registry: string): string =>
  step(
    'login',
    `${registry}username: '\${{ vars.REGISTRY_USER }}', password: '\${{ secrets.REGISTRY_PASSWORD }}'`,
  );

const ECR_PUSH =
  'ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer';
const ECR_PULL = 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer';

const acrName = (host: string): string => host.split('.')[0]!;

/** `europe-docker.pkg.dev` and `acme/images/app` as gcloud names them. A project of a domain is `DOMAIN/PROJECT` there. */
function artifactRegistry({ host, name }: RegistryPlace): string {
  const [first = 'PROJECT', ...rest] = name.split('/');
  const [project, repository = 'REPOSITORY'] = first.includes('.')
    ? [`${first}:${rest[0] ?? 'PROJECT'}`, rest[1]]
    : [first, rest[0]];
  return `${repository} --project ${project} --location ${host.replace(/-docker\.pkg\.dev$/, '')}`;
}

const createArtifactRegistry = (place: RegistryPlace): string =>
  `gcloud artifacts repositories create ${artifactRegistry(place)} --repository-format docker`;

const ecrRegion = (host: string): string => /\.ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(host)![1]!;

const KNOWN: readonly RegistryWays[] = [
  {
    host: /^ghcr\.io$/,
    step: ({ writes }) =>
      `${step('login', `registry: ghcr.io, username: '\${{ github.actor }}', password: '\${{ secrets.GITHUB_TOKEN }}'`)}; and to the job: ${permissions(writes ? 'packages: write' : 'packages: read')}. ${CALLER.slice(0, -1)}`,
    command: ({ writes }) =>
      `\`docker login ghcr.io\`, with a classic token that has the scope ${writes ? 'write' : 'read'}:packages as password`,
  },
  {
    host: /^docker\.io$/,
    step: () => `${byPassword('')}; Docker Hub is its registry where none is named`,
    command: () => '`docker login`, without a name: that is Docker Hub',
    right: ({ name, writes }) =>
      `Give the access token the permission ${writes ? 'Read & Write' : 'Read'}, and its user the right to ${writes ? 'push to' : 'pull from'} ${name}`,
  },
  {
    host: /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
    step: ({ host }) =>
      `${step('ecr', `registries: '${host.slice(0, 12)}'`)}, after ${ACTIONS.aws}; what it logs in with holds for 12 hours`,
    command: ({ host }) =>
      `\`aws ecr get-login-password --region ${ecrRegion(host)} | docker login --username AWS --password-stdin ${host}\`; it holds for 12 hours`,
    right: ({ writes }) =>
      `Allow the identity ${writes ? ECR_PUSH : ECR_PULL}, in its policy or in that of the repository`,
    create: ({ host, name }) =>
      `aws ecr create-repository --registry-id ${host.slice(0, 12)} --region ${ecrRegion(host)} --repository-name ${name}`,
  },
  {
    host: /^public\.ecr\.aws$/,
    step: () => `${step('ecr', 'registry-type: public')}, after ${ACTIONS.aws} for us-east-1`,
    command: () =>
      '`aws ecr-public get-login-password --region us-east-1 | docker login --username AWS --password-stdin public.ecr.aws`; it holds for 12 hours',
    // The first part of the name is the alias of the registry.
    create: ({ name }) =>
      `aws ecr-public create-repository --region us-east-1 --repository-name ${name.slice(name.indexOf('/') + 1)}`,
  },
  {
    host: /^[a-z0-9-]+\.azurecr\.(?:io|cn|us)$/,
    step: ({ host, writes }) =>
      `\`- { run: az acr login --name ${acrName(host)} }\`, after ${ACTIONS.azure}${writes ? '' : '; only a registry with anonymous pull is read without a login'}`,
    command: ({ host, writes }) =>
      `\`az acr login --name ${acrName(host)}\`${writes ? '' : '; only a registry with anonymous pull is read without a login'}`,
    right: ({ host, writes }) =>
      `Add the role: \`az role assignment create --role ${writes ? 'AcrPush' : 'AcrPull'} --assignee IDENTITY --scope $(az acr show --name ${acrName(host)} --query id -o tsv)\`; or log in again: \`az acr login\` holds for 3 hours${writes ? '. Azure makes the repository itself on the first push' : ''}`,
  },
  {
    host: /^[a-z0-9-]+-docker\.pkg\.dev$/,
    step: ({ host }) =>
      `${step('login', `registry: ${host}, username: oauth2accesstoken, password: '\${{ steps.auth.outputs.access_token }}'`)}, after ${ACTIONS.google} with \`id: auth\` and \`token_format: access_token\``,
    command: ({ host }) => `\`gcloud auth configure-docker ${host}\``,
    right: (place) =>
      `Add the role: \`gcloud artifacts repositories add-iam-policy-binding ${artifactRegistry(place)} --member MEMBER --role roles/artifactregistry.${place.writes ? 'writer' : 'reader'}\`; or log in again: an access token holds for one hour${place.writes ? `. If it is not there at all: \`${createArtifactRegistry(place)}\`` : ''}`,
    create: createArtifactRegistry,
  },
];

const ANY: RegistryWays = {
  host: /^/,
  step: ({ host }) => byPassword(`registry: '${host}', `),
  command: ({ host }) => `\`docker login ${host}\``,
};

/**
 * The ways of the registry of a repository, and the place that they are for.
 *
 * @param isEnterprise whether the token of the job is none of github.com, and ghcr.io a registry like any other.
 */
export function waysOf(
  repository: string,
  right: 'pull' | 'push',
  isEnterprise = false,
): { readonly ways: RegistryWays; readonly place: RegistryPlace } {
  const [host = '', ...path] = repository.split('/');
  const place = { host, name: path.join('/'), writes: right === 'push' };
  const known = KNOWN.find((one) => one.host.test(host) && !(isEnterprise && host === 'ghcr.io'));
  return { ways: known ?? ANY, place };
}
