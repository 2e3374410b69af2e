import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ACTIONS } from '../../../src/compose/remedies/actions.ts';
import { remedyOf } from '../../../src/compose/remedies/remedy.ts';
import type { Job, Situation } from '../../../src/compose/remedies/situation.ts';
import type { Need } from '../../../src/errors.ts';

/** Where a run may be. */
const WORKSPACE = resolve('/srv/app');
const JOB: Job = { repository: 'acme/app', hasIdentity: false };
const SHELL: Situation = { isStep: false, folder: '/home/me' };
const STEP: Situation = { isStep: true, folder: WORKSPACE, job: JOB };
const SHELL_OF_JOB: Situation = { ...STEP, isStep: false };
const FORK: Situation = { ...STEP, job: { ...JOB, fork: 'mallory/app' } };
const ENTERPRISE: Situation = { ...STEP, job: { ...JOB, isEnterprise: true } };
const IDENTIFIED: Situation = { ...STEP, job: { ...JOB, hasIdentity: true } };
const within = (state: 'empty' | 'unversioned' | 'checked out'): Situation => ({
  ...STEP,
  job: { ...JOB, workspace: { path: WORKSPACE, state } },
});

const login = (repository: string, right: 'pull' | 'push' = 'push', logins: string[] = []): Need => ({
  kind: 'registry-login',
  repository,
  right,
  logins,
});
const right = (repository: string, more: Partial<Extract<Need, { kind: 'registry-right' }>> = {}): Need => ({
  kind: 'registry-right',
  repository,
  right: 'push',
  secret: 'other',
  ended: false,
  ...more,
});
const missing = (repository: string, lacks: 'repository' | 'project' = 'repository'): Need => ({
  kind: 'repository',
  repository,
  lacks,
});
const file = (path: string): Need => ({ kind: 'file', path });
const OIDC: Need = { kind: 'identity-token' };

const HINT = 'The hint of the error.';
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';

type Row = readonly [what: string, needs: Need, where: Situation, says: readonly string[], not?: string];

const ROWS: readonly Row[] = [
  [
    'a job that may not ask for an OIDC token',
    OIDC,
    STEP,
    ['Add to the job: `permissions: { contents: read, id-token: write }`.', 'reusable workflow', 'calls it'],
  ],
  [
    'the same in a shell of the job',
    OIDC,
    SHELL_OF_JOB,
    ['permissions: { contents: read, id-token: write }'],
  ],
  ['the same outside of GitHub', OIDC, SHELL, [HINT]],
  [
    "the same for a fork's pull request",
    OIDC,
    FORK,
    [
      'pull request from mallory/app',
      'no secrets, no OIDC token',
      'only reads',
      "if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository",
    ],
    'id-token: write',
  ],
  ...(['aws', 'azure', 'google'] as const).map(
    (cloud): Row => [
      `no credentials of ${cloud} in a step without an OIDC token`,
      { kind: 'cloud-login', cloud },
      STEP,
      [`before`, `uses: ${ACTIONS[cloud]}`, 'permissions: { contents: read, id-token: write }', 'calls it'],
    ],
  ),
  ...(['aws', 'azure', 'google', 'vault'] as const).map(
    (cloud): Row => [
      `no credentials of ${cloud} in a step with an OIDC token`,
      { kind: 'cloud-login', cloud },
      IDENTIFIED,
      [cloud === 'vault' ? 'VAULT_ROLE' : `uses: ${ACTIONS[cloud]}`],
      'permissions',
    ],
  ),
  ...(
    [
      ['aws', 'aws sso login'],
      ['azure', 'az login'],
      ['google', 'gcloud auth application-default login'],
      ['vault', 'vault login'],
    ] as const
  ).map(
    ([cloud, command]): Row => [
      `no credentials of ${cloud} in a shell`,
      { kind: 'cloud-login', cloud },
      SHELL,
      [command],
      'uses:',
    ],
  ),
  [
    'no credentials of a cloud for a fork',
    { kind: 'cloud-login', cloud: 'aws' },
    FORK,
    ['mallory/app'],
    'uses:',
  ],
  [
    'no login for a registry, in a step',
    login('prod.example.com/app'),
    STEP,
    [
      `Add before this step: \`- { uses: ${ACTIONS.login}, with: { registry: 'prod.example.com',`,
      `password: '\${{ secrets.`,
    ],
    'docker login ',
  ],
  [
    'no login for a registry, in a shell',
    login('prod.example.com:5000/app'),
    SHELL,
    ['Log in: `docker login prod.example.com:5000`.'],
    'uses:',
  ],
  ['no login for a fork', login('prod.example.com/app', 'pull'), FORK, ['mallory/app'], 'uses:'],
  [
    'no login for GHCR, to push',
    login('ghcr.io/acme/app'),
    STEP,
    [
      'registry: ghcr.io',
      `username: '\${{ github.actor }}'`,
      `password: '\${{ secrets.GITHUB_TOKEN }}'`,
      'permissions: { contents: read, packages: write }',
    ],
  ],
  ['no login for GHCR, to pull', login('ghcr.io/acme/app', 'pull'), STEP, ['packages: read'], 'write'],
  ['the same for a fork, whose token reads', login('ghcr.io/acme/app', 'pull'), FORK, ['packages: read']],
  [
    'no login for GHCR on an Enterprise Server, whose token it does not know',
    login('ghcr.io/acme/app'),
    ENTERPRISE,
    ['registry: ', 'ghcr.io', 'secrets.REGISTRY_PASSWORD'],
    'GITHUB_TOKEN',
  ],
  [
    'a login that may not push to GHCR from an Enterprise Server',
    right('ghcr.io/acme/app', { secret: 'other' }),
    ENTERPRISE,
    ['write:packages', 'classic'],
    'permissions',
  ],
  ['no login for GHCR, in a shell', login('ghcr.io/acme/app'), SHELL, ['write:packages'], 'permissions'],
  [
    'no login for Docker Hub, in a step',
    login('docker.io/acme/app'),
    STEP,
    [`- { uses: ${ACTIONS.login}, with: { username:`, 'Docker Hub'],
    'registry:',
  ],
  [
    'no login for Docker Hub, in a shell',
    login('docker.io/acme/app'),
    SHELL,
    ['`docker login`, without a name'],
  ],
  [
    'a login for the web site of Docker Hub',
    login('docker.io/acme/app', 'push', ['hub.docker.com']),
    SHELL,
    ['hub.docker.com is a web site; the registry is docker.io.'],
  ],
  [
    'no login for ECR, in a step',
    login(ECR),
    STEP,
    [`- { uses: ${ACTIONS.ecr}, with: { registries: '123456789012' }`, ACTIONS.aws, '12 hours'],
  ],
  [
    'no login for ECR, in a shell',
    login(ECR),
    SHELL,
    [
      'aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    ],
  ],
  ['no login for public ECR', login('public.ecr.aws/acme/app'), STEP, ['registry-type: public', 'us-east-1']],
  [
    'no login for ACR, in a step',
    login('acme.azurecr.io/app'),
    STEP,
    ['- { run: az acr login --name acme }', ACTIONS.azure],
  ],
  [
    'no login for ACR, to pull',
    login('acme.azurecr.io/app', 'pull'),
    SHELL,
    ['az acr login --name acme', 'anonymous pull'],
  ],
  [
    'no login for Artifact Registry, in a step',
    login('europe-docker.pkg.dev/acme/images/app'),
    STEP,
    ['username: oauth2accesstoken', ACTIONS.google, 'token_format: access_token'],
  ],
  [
    'no login for Artifact Registry, in a shell',
    login('europe-docker.pkg.dev/acme/images/app'),
    SHELL,
    ['gcloud auth configure-docker europe-docker.pkg.dev'],
  ],
  [
    'a GITHUB_TOKEN that may not push',
    right('ghcr.io/acme/app', { secret: 'job token' }),
    STEP,
    [
      'Add to the job: `permissions: { contents: read, packages: write }`.',
      'Manage Actions access',
      'acme/app',
      'role Write',
      'calls it',
    ],
  ],
  [
    'a GITHUB_TOKEN that may not pull',
    right('ghcr.io/acme/app', { secret: 'job token', right: 'pull' }),
    SHELL_OF_JOB,
    ['permissions: { contents: read, packages: read }', 'role Read'],
  ],
  ['a GITHUB_TOKEN of a fork', right('ghcr.io/acme/app', { secret: 'job token' }), FORK, ['mallory/app']],
  [
    'a personal token that may not push',
    right('ghcr.io/acme/app', { secret: 'personal token' }),
    STEP,
    ['write:packages', 'classic', 'single sign-on'],
    'permissions',
  ],
  ['a token in a shell', right('ghcr.io/acme/app', { right: 'pull' }), SHELL, ['read:packages']],
  ['an ECR login that has ended, in a step', right(ECR, { ended: true }), STEP, ['has ended', ACTIONS.ecr]],
  ['an ECR login that has ended, in a shell', right(ECR, { ended: true }), SHELL, ['get-login-password']],
  [
    'an ECR identity without the right to push',
    right(ECR),
    STEP,
    ['ecr:PutImage', 'ecr:InitiateLayerUpload'],
  ],
  [
    'an ECR identity without the right to pull',
    right(ECR, { right: 'pull' }),
    STEP,
    ['ecr:BatchGetImage'],
    'Put',
  ],
  [
    'an ACR identity without the right',
    right('acme.azurecr.io/app'),
    STEP,
    ['--role AcrPush', '3 hours', 'Azure makes the repository itself'],
  ],
  [
    'a GAR identity without the right, or without the repository',
    right('europe-docker.pkg.dev/acme/images/app'),
    SHELL,
    [
      'roles/artifactregistry.writer',
      '`gcloud artifacts repositories create images --project acme --location europe --repository-format docker`',
    ],
  ],
  [
    'a repository that is not there, at Amazon ECR',
    missing(ECR.replace('/app', '/team/app')),
    STEP,
    [
      'Check the name',
      '`aws ecr create-repository --registry-id 123456789012 --region eu-west-1 --repository-name team/app`',
    ],
  ],
  [
    'the same at its public one',
    missing('public.ecr.aws/a1b2c3/team/app'),
    SHELL,
    ['`aws ecr-public create-repository --region us-east-1 --repository-name team/app`'],
  ],
  [
    'the same at Google',
    missing('europe-west1-docker.pkg.dev/example.com/acme/images/app'),
    SHELL,
    [
      '`gcloud artifacts repositories create images --project example.com:acme --location europe-west1 --repository-format docker`',
    ],
  ],
  [
    'a project that is not there, at Harbor',
    missing('harbor.example.com/team/sub/app', 'project'),
    SHELL,
    [
      'the project team',
      `\`curl -u USER https://harbor.example.com/api/v2.0/projects -H 'Content-Type: application/json' -d '{"project_name":"team"}'\``,
    ],
  ],
  [
    'a repository that is not there, at a registry of which nothing is known',
    missing('registry.example.com/team/app'),
    SHELL,
    ['Check the name', 'at registry.example.com', 'makes none on a push'],
    '`',
  ],
  [
    'an Artifact Registry identity without the right',
    right('europe-docker.pkg.dev/acme/images/app', { right: 'pull' }),
    STEP,
    ['images --project acme --location europe', 'roles/artifactregistry.reader'],
  ],
  ['a Docker Hub token that only reads', right('docker.io/acme/app'), STEP, ['Read & Write', 'acme/app']],
  ['another registry', right('prod.example.com/app'), STEP, [HINT]],
  [
    'another registry whose login has ended',
    right('prod.example.com/app', { ended: true }),
    SHELL,
    ['docker login'],
  ],
  [
    'a file that is missing from an empty workspace',
    file('.sealift/chain.pem'),
    within('empty'),
    [`Add before this step: \`- { uses: ${ACTIONS.checkout} }\`.`, 'workspace is empty'],
    HINT,
  ],
  [
    'a file that is missing where nothing is checked out',
    file('chain.pem'),
    within('unversioned'),
    [HINT, `${WORKSPACE}, in which nothing is checked out`, ACTIONS.checkout],
  ],
  [
    'a file that is missing from a checkout',
    file('chain.pem'),
    within('checked out'),
    [HINT, `begins at the workspace of the job, ${WORKSPACE}`, 'path:', 'sparse-checkout:'],
    'Add before',
  ],
  ['a file that is missing elsewhere', file('/etc/chain.pem'), within('empty'), [HINT], 'checkout'],
  ['a file whose path leaves the workspace', file('../chain.pem'), within('empty'), [HINT], 'checkout'],
  ['a file beside the workspace', file('/srv/application/x'), within('empty'), [HINT], 'checkout'],
  ['a file that is missing in a shell', file('chain.pem'), SHELL, [HINT], 'checkout'],
  [
    "Google's credentials, removed by a later checkout",
    file(resolve('/srv/app/gha-creds-0123456789abcdef.json')),
    within('checked out'),
    [`Put \`- { uses: ${ACTIONS.checkout} }\` before google-github-actions/auth`],
  ],
  [
    'a secret that is in no variable, in a step',
    { kind: 'variable', name: 'SIGNING_KEY' },
    STEP,
    [`Add to this step: \`env: { SIGNING_KEY: '\${{ secrets.SIGNING_KEY }}' }\``, 'secrets: inherit'],
  ],
  ['a secret that is in no variable, in a shell', { kind: 'variable', name: 'SIGNING_KEY' }, SHELL, [HINT]],
  ['a secret of a fork', { kind: 'variable', name: 'SIGNING_KEY' }, FORK, ['no secrets'], 'env:'],
];

/** The lines of YAML in a remedy, each from its name or dash to the brace that ends it. */
function yamlIn(remedy: string): string[] {
  return [...remedy.matchAll(/(?:- |permissions: |env: )\{/g)].map(({ index }) => {
    let depth = 0;
    for (let end = index; end < remedy.length; end += 1) {
      if (remedy[end] === '{') depth += 1;
      if (remedy[end] === '}' && --depth === 0) return remedy.slice(index, end + 1);
    }
    throw new Error(`a brace is open: ${remedy.slice(index)}`);
  });
}

describe('the remedy', () => {
  const cases = ROWS.map(([what, needs, where, says, not]) => ({ what, needs, where, says, not }));
  it.each(cases)('for $what says what to add or to run', ({ needs, where, says, not }) => {
    const remedy = remedyOf({ hint: HINT, needs }, where);
    for (const text of says) expect(remedy).toContain(text);
    if (not !== undefined) expect(remedy).not.toContain(not);
    // Annotations and summaries cut a remedy that is longer.
    expect(remedy.length).toBeLessThanOrEqual(600);
    expect(remedy).not.toMatch(/\n|undefined|\.\.$/);
  });

  it('has lines of YAML that can be pasted', () => {
    const lines = cases.flatMap(({ needs, where }) => yamlIn(remedyOf({ hint: HINT, needs }, where)));
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const read: unknown = parse(line);
      if (Array.isArray(read)) expect(Object.keys(read[0]).join()).toMatch(/^(?:uses|uses,with|run)$/);
      else
        expect(
          Object.values(Object.values(read as object)[0] as object).every((one) => typeof one === 'string'),
        ).toBe(true);
    }
  });

  it('is the hint of an error without a need', () => {
    expect(remedyOf({ hint: HINT }, STEP)).toBe(HINT);
  });

  it('of several problems is one where all have the same, else each has its own, under the number of its problem', () => {
    const parts = [
      { hint: 'a', needs: file('chain.pem') },
      { hint: 'b', needs: file('policy.json') },
    ];
    const several = (more: readonly { hint: string; needs?: Need }[]): Need => ({
      kind: 'several',
      parts: more,
    });
    expect(remedyOf({ hint: '(1) a (2) b', needs: several(parts) }, within('empty'))).toBe(
      remedyOf(parts[0]!, within('empty')),
    );
    const mixed = several([...parts, { hint: 'c' }]);
    expect(remedyOf({ hint: '(1) a (2) b (3) c', needs: mixed }, within('empty'))).toMatch(
      /^\(1, 2\) .*checkout.* \(3\) c$/,
    );
    const plain = several([{ hint: 'a' }, { hint: 'b' }]);
    expect(remedyOf({ hint: '(1) a (2) b', needs: plain }, STEP)).toBe('(1) a (2) b');
  });
});
