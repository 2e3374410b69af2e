import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { ROLE, SESSION } from '../support/kms/aws/sts.ts';
import { testChain, testSelfSigned } from '../support/pki.ts';
import { exampleWorkflows } from '../support/shown-workflows.ts';
import { policyOf } from '../support/workplace.ts';
import { runWorkflow, type WorkflowDone, type WorkflowRun } from './support/act.ts';
import { Clouds } from './support/clouds.ts';
import { type GuardedRegistry, HTPASSWD_LOGIN, startGuarded } from './support/guarded-registry.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const PROD = { PROD_USER: HTPASSWD_LOGIN.name, PROD_PASSWORD: HTPASSWD_LOGIN.password };

type Given = Omit<WorkflowRun, 'file'>;

withPeers()('the workflows of examples/, as act runs them', () => {
  const KIND = 'ec-384';
  const chain = testChain({ kind: KIND });
  const selfSigned = testSelfSigned(KIND);
  const clouds = new Clouds(KIND, 'EC_SIGN_P384_SHA384', selfSigned.minted[0].der);
  let registry: RunningRegistry;
  let prod: GuardedRegistry;
  let home: NotationHome;
  let folder: string;
  let login: Record<string, string>;

  /** What stands in the repository. */
  const files = {
    '.sealift/chain.pem': chain.pem,
    '.sealift/trustpolicy.json': policyOf('strict'),
    '.sealift/truststore/x509/ca/acme/root.pem': chain.root.pem,
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-workflow-test-'));
    [registry, prod, home] = await Promise.all([
      startRegistry('olareg'),
      startGuarded(),
      NotationHome.create(),
      clouds.start(),
    ]);
    await home.trustPem('acme', chain.root.pem);
    await home.trustPem('vault', selfSigned.pem);
    await home.policy({ stores: ['ca:acme', 'ca:vault'] });
    await writeFile(join(folder, 'key.pem'), chain.key.pem);
    await writeFile(join(folder, 'chain.pem'), chain.pem);
    await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: { [prod.host]: prod.entry } }));
    login = { DOCKER_CONFIG: folder };
  });
  afterAll(async () => {
    await Promise.all([registry?.stop(), prod?.stop(), clouds.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs an example in a repository of its own, so that no two sign the same image. */
  const run = (file: string, { variables, ...more }: Given): Promise<WorkflowDone> =>
    runWorkflow({
      file,
      files,
      ...more,
      variables: {
        IMAGE: imageOf(file),
        SOURCE: imageOf(file),
        PROD_REGISTRY: prod.host,
        DESTINATION: destinationOf(file),
        ...variables,
      },
      env: { ...clouds.env, ...more.env },
    });
  const imageOf = (file: string): string => `${registry.host}/app/${file.replace('.yml', '')}`;
  const destinationOf = (file: string): string => `${prod.host}/prod/${file.replace('.yml', '')}`;
  const logOf = (done: WorkflowDone): string => `${done.stdout}${done.stderr}`;

  /** An image in the registry of development under a tag, signed unless told otherwise; its digest. */
  async function released(file: string, tag: string, isSigned = true): Promise<string> {
    const reference = await pushSmall(`${imageOf(file)}:${tag}`, '--plain-http');
    if (isSigned) {
      const flags = ['--key', join(folder, 'key.pem'), '--certificate-chain', join(folder, 'chain.pem')];
      const signed = await sealift(['sign', reference, ...flags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
    }
    return reference.split('@')[1]!;
  }

  /** The reference that the log of a green run says is signed, which notation verifies. */
  async function expectSigned(done: WorkflowDone, file: string): Promise<void> {
    const log = logOf(done);
    expect(done.code, log).toBe(0);
    const reference = /(\S+@sha256:[0-9a-f]{64}) is signed/.exec(log)?.[1];
    expect(reference, log).toMatch(new RegExp(`^${imageOf(file)}@`));
    expect(log).toContain('### ✅ Sealift sign: done');
    // The log shows no masked secret.
    for (const secret of [LOGIN.secretAccessKey, SESSION, 'hvs.login-1']) expect(log).not.toContain(secret);
    const verified = await home.verify(reference!);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  }

  const signs = (service: keyof Clouds['variables']) => async (file: string) =>
    expectSigned(await run(file, { variables: clouds.variables[service] }), file);

  /** What an executed example shows; a function for each one that says `tested: executed`. */
  const EXECUTED: Readonly<Record<string, (file: string) => Promise<void>>> = {
    'aws-kms.yml': signs('aws'),
    'azure-key-vault.yml': signs('azure'),
    'google-kms.yml': signs('google'),
    'vault.yml': signs('vault'),

    async 'bake.yml'(file) {
      const target = (name: string) => ({ tags: [`\${IMAGE}/${name}:1.4`, `\${IMAGE}/${name}:latest`] });
      const bake = {
        variable: { IMAGE: { default: '' } },
        group: { default: { targets: ['app', 'worker'] } },
        target: { app: target('app'), worker: target('worker') },
      };
      const done = await run(file, {
        variables: clouds.variables.vault,
        files: { ...files, 'docker-bake.json': JSON.stringify(bake) },
      });
      const log = logOf(done);
      expect(done.code, log).toBe(0);
      const signed = [...log.matchAll(/(\S+):(1\.4|latest)\S* signed (sha256:[0-9a-f]{64})/g)];
      expect(
        signed.map(([, name, tag]) => `${name}:${tag}`),
        log,
      ).toEqual(
        ['app:1.4', 'app:latest', 'worker:1.4', 'worker:latest'].map((name) => `${imageOf(file)}/${name}`),
      );
      const digests = [...new Set(signed.map(([, name, , digest]) => `${name}@${digest}`))];
      expect(digests).toHaveLength(2);
      for (const reference of digests) {
        const verified = await home.verify(reference);
        expect(verified, verified.stderr).toMatchObject({ code: 0 });
      }
    },

    async 'release.yml'(file) {
      const done = await run(file, { variables: clouds.variables.azure, secrets: PROD });
      expect(done.code, logOf(done)).toBe(0);
      expect(logOf(done)).toContain('### ✅ Sealift promote: done');
      expect(logOf(done)).not.toContain(PROD.PROD_PASSWORD);
      const verified = await sealift(
        ['verify', `${destinationOf(file)}:latest`, ...home.trustFlags, '--output', 'json'],
        { env: login },
      );
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    },

    async 'promote.yml'(file) {
      const first = await released(file, '1.3');
      const second = await released(file, '1.4');
      const start = (version: string, digest: string) =>
        run(file, {
          event: 'workflow_dispatch',
          inputs: { digest, version },
          secrets: PROD,
          variables: {},
        });
      const before = await start('1.3', first);
      expect(before.code, logOf(before)).toBe(0);
      expect(logOf(before)).toContain('there was no image before this one');
      const done = await start('1.4', second);
      const log = logOf(done);
      expect(done.code, log).toBe(0);
      // The plan comes first, and says that it is one.
      expect(log).toMatch(/planned[\s\S]*### ✅ Sealift promote: done/);
      expect(await latest(file)).toBe(second);
      const command = /to go back: sealift (promote \S+@sha256:[0-9a-f]{64} \S+:latest)/.exec(log)?.[1];
      expect(command, log).toBeDefined();
      const back = await sealift([...command!.split(' '), ...home.trustFlags], { env: login });
      expect(back, back.stderr).toMatchObject({ code: 0 });
      expect(await latest(file)).toBe(first);
    },

    async 'mirror-and-sign.yml'(file) {
      await released(file, '1.37', false);
      const start = () =>
        run(file, {
          event: 'workflow_dispatch',
          secrets: PROD,
          variables: { ...clouds.variables.aws, TAG: '1.37' },
        });
      const done = await start();
      expect(done.code, logOf(done)).toBe(0);
      expect(logOf(done)).toContain('own signature made by this run');
      const signature = /(\S+@sha256:[0-9a-f]{64}) is signed by (sha256:[0-9a-f]{64})/.exec(logOf(done));
      expect(signature?.[1], logOf(done)).toMatch(new RegExp(`^${destinationOf(file)}@`));
      const trust = [...home.trustFlags, '--output', 'json'];
      const verified = await sealift(['verify', `${destinationOf(file)}:1.37`, ...trust], { env: login });
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(verified.stdout).images[0].signatures[0].digest).toBe(signature?.[2]);
      const again = await start();
      expect(again.code, logOf(again)).toBe(0);
      expect(logOf(again)).toContain('own signature there before');
      expect(logOf(again)).toContain(`is signed by ${signature?.[2]}`);
    },

    async 'mirror.yml'(file) {
      const digest = await released(file, '1.4.0');
      const promotions = [
        'version: 1',
        'trust-policy: .sealift/trustpolicy.json',
        'trust-store: .sealift/truststore',
        'promotions:',
        `  - { from: '${imageOf(file)}', tags: { semver: '>=1.4' }, to: '${destinationOf(file)}' }`,
      ].join('\n');
      const start = (more: Partial<WorkflowRun> = {}) =>
        run(file, {
          files: { ...files, 'promotions.yaml': promotions },
          secrets: PROD,
          variables: { SOURCE: `${imageOf(file)}:1.4.0` },
          ...more,
        });
      const weekly = () => start({ event: 'schedule', payload: { schedule: '41 4 * * 0' } });
      const short = await weekly();
      expect(short.code).not.toBe(0);
      expect(logOf(short)).toContain('parity_missing');
      expect(logOf(short)).not.toContain('Sealift plan');

      const done = await start();
      expect(done.code, logOf(done)).toBe(0);
      // The plan that is approved, the same once more, and what it came to.
      expect(logOf(done)).toMatch(
        /### 📝 Sealift plan: 1 new[\s\S]*### 📝 Sealift plan: 1 new[\s\S]*### ✅ Sealift promote: done/,
      );
      const [approved, ...again] = [...logOf(done).matchAll(/Plan digest: <code>(sha256:[0-9a-f]{64})/g)];
      expect(again.map(([, one]) => one)).toEqual([approved![1]]);
      const there = await sealift(
        ['verify', `${destinationOf(file)}:1.4.0`, ...home.trustFlags, '--output', 'json'],
        { env: login },
      );
      expect(there, there.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(there.stdout).images[0].digest).toBe(digest);

      const repeated = await start({ event: 'schedule', payload: { schedule: '17 3 * * *' } });
      expect(repeated.code, logOf(repeated)).toBe(0);
      expect(logOf(repeated)).toContain('Sealift plan: nothing to do, 1 unchanged');
      expect(logOf(repeated)).not.toContain('Sealift promote');
      const whole = await weekly();
      expect(whole.code, logOf(whole)).toBe(0);
      expect(logOf(whole)).toContain('### ✅ Sealift compare: done');

      const next = await released(file, '1.4.1');
      await released(file, '1.4.2', false);
      const some = await start();
      expect(some.code, logOf(some)).not.toBe(0);
      expect(logOf(some)).toContain('artifact_unsigned');
      const promoted = await sealift(
        ['verify', `${destinationOf(file)}:1.4.1`, ...home.trustFlags, '--output', 'json'],
        { env: login },
      );
      expect(promoted, logOf(some)).toMatchObject({ code: 0 });
      expect(JSON.parse(promoted.stdout).images[0].digest).toBe(next);
    },

    async 'deploy.yml'(file) {
      const digest = await released(file, '1.4');
      await released(file, 'unsigned', false);
      const start = (version: string) =>
        run(file, {
          event: 'workflow_dispatch',
          inputs: { version },
          variables: { CLUSTER: 'acme', AWS_ROLE: ROLE, AWS_REGION: REGION },
        });
      const done = await start('1.4');
      expect(done.code, logOf(done)).toBe(0);
      const as = `as ${LOGIN.accessKeyId}`;
      expect(done.calls).toEqual([
        `aws eks update-kubeconfig --name acme ${as}`,
        `kubectl set image deployment/app app=${imageOf(file)}@${digest} ${as}`,
        `kubectl rollout status deployment/app --timeout=5m ${as}`,
      ]);
      const refused = await start('unsigned');
      expect(refused.code).not.toBe(0);
      expect(logOf(refused)).toContain('artifact_unsigned');
      expect(refused.calls).toEqual([]);
    },

    async 'call-sign-image.yml'(file) {
      await expectSigned(await callWorkflow(file), file);
    },

    // It runs as the part of its caller, whose identity does not count where the role is bound to the workflow.
    async 'sign-image.yml'() {
      const refused = await callWorkflow('call-sign-image.yml', 'acme/fork/.github/workflows/sign-image.yml');
      expect(refused.code).not.toBe(0);
      expect(logOf(refused)).toMatch(/does not let role release in by auth\/jwt/);
    },
  };

  const latest = async (file: string): Promise<string> =>
    (await peer('crane', ['digest', `${destinationOf(file)}:latest`, '--insecure'], { env: login })).trim();

  /** Runs the caller with a role that trusts one workflow, as docs/reusable-workflow.md sets it up. */
  async function callWorkflow(
    file: string,
    called = 'acme/workflows/.github/workflows/sign-image.yml',
  ): Promise<WorkflowDone> {
    const trusted = 'acme/workflows/.github/workflows/sign-image.yml@refs/heads/main';
    clouds.vault.bound.set('release', { job_workflow_ref: trusted });
    clouds.github.claims = { job_workflow_ref: `${called}@refs/heads/main` };
    try {
      return await run(file, {
        // What a caller sets decides nothing.
        variables: {
          CERTIFICATE_CHAIN: chain.pem,
          VAULT_ADDR: 'http://127.0.0.1:1',
          SIGNING_KEY: 'hashivault://other',
        },
        addresses: { 'https://vault.acme.example': clouds.vault.server.url },
      });
    } finally {
      clouds.github.claims = {};
      clouds.vault.bound.delete('release');
    }
  }

  it('say how they are tested, and are tested so', () => {
    const marked = exampleWorkflows().map(({ where, text }) => [
      where.replace('examples/', ''),
      [...text.matchAll(/^# tested: (.*)$/gm)].map(([, how]) => how),
    ]);
    const executed = marked.filter(([, how]) => how![0] === 'executed').map(([file]) => file);
    expect(executed).toEqual(Object.keys(EXECUTED).toSorted());
    expect(marked.filter(([, how]) => how!.length !== 1)).toEqual([]);
    for (const [file, how] of marked) {
      expect(how![0], String(file)).toMatch(/^(?:executed|linted, because \S.*)$/);
    }
  });

  it.each(Object.keys(EXECUTED))('do what they say: %s', (file) => EXECUTED[file]!(file));

  it('fail with the missing permission in the error, where the job may not ask for its identity', async () => {
    const done = await run('vault.yml', {
      variables: clouds.variables.vault,
      env: { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
    });
    expect(done.code).not.toBe(0);
    expect(done.stdout).toContain('credentials_missing');
    expect(done.stdout).toContain('id-token: write');
    expect(done.stdout).toContain('### ❌ Sealift sign: failed');
  });

  it.each([
    ['vault.yml', 'vault', /does not let role release in/],
    ['aws-kms.yml', 'aws', /Not authorized to perform sts:AssumeRoleWithWebIdentity/],
    ['azure-key-vault.yml', 'azure', /AADSTS700213/],
    ['google-kms.yml', 'google', /rejected by the attribute condition/],
  ] as const)(
    'sign nothing for a job that the key service does not trust: %s',
    async (file, service, why) => {
      clouds.github.claims = { sub: 'repo:acme/fork:pull_request' };
      try {
        const done = await run(file, { variables: clouds.variables[service] });
        expect(done.code).not.toBe(0);
        expect(logOf(done)).toMatch(why);
        expect(logOf(done)).not.toContain('is signed by');
      } finally {
        clouds.github.claims = {};
      }
    },
  );
});
