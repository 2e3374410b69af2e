import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { FakeGithub } from '../support/kms/github/github.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { testChain } from '../support/pki.ts';
import { runWorkflow, type WorkflowRun } from './support/act.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { withPeers } from './support/suite.ts';

withPeers()('the workflows of examples/, as act runs them', () => {
  const chain = testChain({ kind: 'ec-384' });
  const github = new FakeGithub();
  const vault = new FakeVault();
  const kms = new FakeKms();
  let registry: RunningRegistry;
  let home: NotationHome;

  beforeAll(async () => {
    [registry, home] = await Promise.all([startRegistry('olareg'), NotationHome.create()]);
    await Promise.all([github.server.start(), vault.server.start(), kms.server.start()]);
    await home.trustPem('acme', chain.root.pem);
    await home.policy({ stores: ['ca:acme'] });
    vault.addKey('release', 'ec-384');
    const policy = { 'transit/keys/release': ['read'], 'transit/sign/release/*': ['update'] };
    vault.roles.set('release', { audience: 'https://github.com/acme', policy, lease: 600 });
    kms.addKey('1234', 'ec-384');
    kms.aliases.set('alias/release', '1234');
  });
  afterAll(() =>
    Promise.all([registry?.stop(), github.server.close(), vault.server.close(), kms.server.close()]),
  );

  const run = (file: string, more: Pick<WorkflowRun, 'variables' | 'env'>) =>
    runWorkflow({
      file,
      // The images of two workflows may be the same one, and the second would find it signed.
      variables: { IMAGE: `${registry.host}/app/${file.replace('.yml', '')}`, ...more.variables },
      env: { ...github.env, ...more.env },
      files: { '.sealift/chain.pem': chain.pem },
    });

  it.each<[string, () => Pick<WorkflowRun, 'variables' | 'env'>]>([
    [
      'vault.yml',
      () => ({
        variables: {
          SIGNING_KEY: 'hashivault://release',
          VAULT_ADDR: vault.server.url,
          VAULT_ROLE: 'release',
        },
        env: {},
      }),
    ],
    [
      'aws-kms.yml',
      () => ({
        variables: { SIGNING_KEY: 'awskms:///alias/release', AWS_ROLE: 'role', AWS_REGION: REGION },
        env: {
          AWS_ENDPOINT_URL_KMS: kms.server.url,
          STAND_IN_ID: LOGIN.accessKeyId,
          STAND_IN_SECRET: LOGIN.secretAccessKey,
        },
      }),
    ],
  ])('sign without a stored secret, with a summary: %s', async (file, more) => {
    const done = await run(file, more());
    const log = `${done.stdout}${done.stderr}`;
    expect(done.code, log).toBe(0);
    const reference = /(\S+@sha256:[0-9a-f]{64}) is signed by sha256:[0-9a-f]{64}/.exec(log)?.[1];
    expect(reference, log).toMatch(new RegExp(`^${registry.host}/app`));
    expect(log).toContain('### ✅ Sealift sign: done');
    expect(log).toContain('| ✅&nbsp;signed |');
    // The log shows no masked secret.
    for (const secret of [LOGIN.secretAccessKey, 'hvs.login-1']) expect(log).not.toContain(secret);
    expect(await home.verify(reference!)).toMatchObject({ code: 0 });
  });

  it('fail with the missing permission in the error, where the job may not ask for its identity', async () => {
    const variables = {
      SIGNING_KEY: 'hashivault://release',
      VAULT_ADDR: vault.server.url,
      VAULT_ROLE: 'release',
    };
    const done = await run('vault.yml', {
      variables,
      env: { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
    });
    expect(done.code).not.toBe(0);
    expect(done.stdout).toContain('credentials_missing');
    expect(done.stdout).toContain('id-token: write');
    expect(done.stdout).toContain('### ❌ Sealift sign: failed');
  });
});
