import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FakeGithub } from '../support/kms/github/github.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { testChain } from '../support/pki.ts';
import { policyOf } from '../support/workplace.ts';
import { type GuardedRegistry, HTPASSWD_LOGIN, startGuarded } from './support/guarded-registry.ts';
import { CLI, type Finished, run, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const AUDIENCE = 'https://vault.acme.example';

/** The blocks of the page, by heading. */
async function systems(): Promise<ReadonlyMap<string, string>> {
  const page = (await readFile(join(ROOT, 'docs', 'ci.md'), 'utf8')).replaceAll('\r\n', '\n');
  const blocks = [...page.matchAll(/^## (.*)\n[\s\S]*?^```(?:yaml|groovy)\n([\s\S]*?)^```$/gm)];
  expect(page.match(/^```\w+$/gm)).toHaveLength(blocks.length);
  return new Map(blocks.map(([, title = '', text = '']) => [title, text]));
}

interface GitlabJob {
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables?: Readonly<Record<string, string>>;
}

withPeers()('the pipelines of docs/ci.md', () => {
  const chain = testChain({ kind: 'ec-384' });
  const vault = new FakeVault();
  const issuer = new FakeGithub();
  let blocks: ReadonlyMap<string, string>;
  let base: string;
  let dev: GuardedRegistry;
  let prod: GuardedRegistry;

  beforeAll(async () => {
    blocks = await systems();
    [dev, prod] = await Promise.all([startGuarded(), startGuarded()]);
    await Promise.all([vault.server.start(), issuer.server.start()]);
    vault.addKey('release', 'ec-384');
    const policy = { 'transit/keys/release': ['read'], 'transit/sign/release/*': ['update'] };
    vault.roles.set('release', { audience: AUDIENCE, policy, lease: 600 });
    vault.tokens.set('hvs.of-jenkins', policy);
    // The repository as a job finds it, and the programs that its image has.
    base = await mkdtemp(join(tmpdir(), 'sealift-ci-page-'));
    const files: Record<string, string> = {
      'repository/.sealift/chain.pem': chain.pem,
      'repository/.sealift/trustpolicy.json': policyOf('strict'),
      'repository/.sealift/truststore/x509/ca/acme/root.pem': chain.root.pem,
      'key.pem': chain.key.pem,
      'docker/config.json': JSON.stringify({ auths: { [dev.host]: dev.entry, [prod.host]: prod.entry } }),
      'bin/sealift': `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`,
      // The package is installed by the test; npm would ask the network for it.
      'bin/npm': '#!/bin/sh\n[ "$1" = install ] && echo "$*" | grep -q "sealift$"\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(base, name)), { recursive: true });
      await writeFile(join(base, name), text);
    }
    for (const name of ['sealift', 'npm']) await chmod(join(base, 'bin', name), 0o755);
  });
  afterAll(async () => {
    await Promise.all([dev?.stop(), prod?.stop(), vault.server.close(), issuer.server.close()]);
    await rm(base, { recursive: true, force: true });
  });

  /** Runs the lines of a job in a copy of the repository. */
  async function shell(lines: string, env: Readonly<Record<string, string>>): Promise<Finished> {
    const folder = await mkdtemp(join(base, 'job-'));
    await cp(join(base, 'repository'), folder, { recursive: true });
    const own = {
      PATH: `${join(base, 'bin')}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    };
    return run('bash', ['-c', lines], {
      cwd: folder,
      env: {
        ...own,
        HOME: folder,
        DOCKER_CONFIG: join(folder, 'none'),
        WORKSPACE_TMP: folder,
        CI: 'true',
        ...env,
      },
    });
  }

  const push = (name: string): Promise<string> =>
    pushSmall(
      `${dev.host}/team/${name}:1`,
      '--plain-http',
      '--registry-config',
      join(base, 'docker', 'config.json'),
    );

  async function expectVerified(reference: string): Promise<void> {
    const store = join(base, 'repository', '.sealift');
    const trust = [
      '--trust-policy',
      join(store, 'trustpolicy.json'),
      '--trust-store',
      join(store, 'truststore'),
    ];
    const verified = await sealift(['verify', reference, ...trust], {
      env: { DOCKER_CONFIG: join(base, 'docker') },
    });
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  }

  it('are there for four systems, and their YAML is YAML', () => {
    expect([...blocks.keys()]).toEqual(['GitLab CI', 'Jenkins', 'Tekton', 'Azure Pipelines']);
    for (const [name, text] of blocks) if (name !== 'Jenkins') expect(parse(text)).toBeTypeOf('object');
  });

  it('of GitLab sign with an identity of the job, and promote', async () => {
    const pipeline = parse(blocks.get('GitLab CI')!) as Record<string, GitlabJob>;
    const [image = '', digest = ''] = (await push('gitlab')).split('@');
    const variables = {
      CI_REGISTRY: dev.host,
      CI_REGISTRY_IMAGE: image,
      CI_REGISTRY_USER: HTPASSWD_LOGIN.name,
      CI_REGISTRY_PASSWORD: HTPASSWD_LOGIN.password,
      PROD_REGISTRY: prod.host,
      PROD_USER: HTPASSWD_LOGIN.name,
      PROD_PASSWORD: HTPASSWD_LOGIN.password,
      DESTINATION: `${prod.host}/app`,
      CI_COMMIT_TAG: '1.4',
      DIGEST: digest,
    };
    const job = (name: string, env: Record<string, string> = {}): Promise<Finished> => {
      const { extends: parent = '', script, id_tokens = {} } = pipeline[name]!;
      const tokens = Object.entries(id_tokens).map(([variable, { aud }]) => [variable, issuer.token(aud)]);
      const lines = [...(pipeline[parent]?.before_script ?? []), ...script];
      return shell(`set -eo pipefail\n${lines.join('\n')}`, {
        ...variables,
        ...Object.fromEntries(tokens),
        ...env,
      });
    };
    const refused = await job('sign', {
      VAULT_ADDR: vault.server.url,
      VAULT_ID_TOKEN: issuer.token('another'),
    });
    expect(refused.code).not.toBe(0);
    expect(refused.stdout).not.toContain('signed');
    const signed = await job('sign', { VAULT_ADDR: vault.server.url });
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const promoted = await job('promote');
    expect(promoted, promoted.stderr).toMatchObject({ code: 0 });
    await expectVerified(`${prod.host}/app:1.4`);
  });

  it('of GitLab hand on the digest that buildx tells', async () => {
    const pipeline = parse(blocks.get('GitLab CI')!) as Record<string, GitlabJob>;
    const line = pipeline.build!.script.at(-1)!;
    const digest = `sha256:${'1f'.repeat(32)}`;
    // What `--metadata-file` writes: https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
    const metadata = {
      'buildx.build.ref': 'default/default/x',
      'containerimage.descriptor': {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest,
        size: 506,
      },
      'containerimage.digest': digest,
      'image.name': 'r.test/app:1',
    };
    const text = JSON.stringify(metadata, null, 2);
    const done = await shell(`cat > metadata.json <<'EOF'\n${text}\nEOF\n${line}\ncat build.env`, {});
    expect(done.stdout).toBe(`DIGEST=${digest}\n`);
  });

  it('of Jenkins log in, sign and promote', async () => {
    const [login, sign, promote, ...more] = [
      ...blocks.get('Jenkins')!.matchAll(/sh '''\n([\s\S]*?)^ *'''$/gm),
    ].map(([, lines]) => lines!);
    expect(more).toEqual([]);
    const [image = '', digest = ''] = (await push('jenkins')).split('@');
    const env = {
      IMAGE: image,
      DIGEST: digest,
      DESTINATION: `${prod.host}/jenkins`,
      VERSION: '1.4',
      VAULT_ADDR: vault.server.url,
      LOGINS: join(base, 'docker', 'config.json'),
      DOCKER_CONFIG: join(base, 'jenkins', 'docker'),
    };
    for (const [lines, more] of [
      [login, {}],
      [sign, { VAULT_TOKEN: 'hvs.of-jenkins' }],
      [promote, {}],
    ] as const) {
      // Jenkins starts `sh -xe`.
      const done = await shell(`set -e\n${lines}`, { ...env, ...more });
      expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    }
    await expectVerified(`${prod.host}/jenkins:latest`);
  });

  it('of Tekton and Azure sign', async () => {
    const tekton = parse(blocks.get('Tekton')!) as {
      spec: { steps: [{ script: string; env: { name: string; value: string }[] }] };
    };
    const azure = parse(blocks.get('Azure Pipelines')!) as { steps: { inputs: { inlineScript?: string } }[] };
    const scripts = [tekton.spec.steps[0].script, azure.steps.at(-1)!.inputs.inlineScript!];
    const names = tekton.spec.steps[0].env.map(({ name }) => name);
    expect(names).toEqual(['DOCKER_CONFIG', 'IMAGE', 'DIGEST', 'SIGNING_KEY']);
    for (const [at, script] of scripts.entries()) {
      // What a user sets is no part of the script.
      expect(script).not.toContain('$(params');
      const reference = await push(`system-${at}`);
      const [image = '', digest = ''] = reference.split('@');
      const done = await shell(script, {
        IMAGE: image,
        DIGEST: digest,
        SIGNING_KEY: join(base, 'key.pem'),
        DOCKER_CONFIG: join(base, 'docker'),
      });
      expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
      await expectVerified(reference);
    }
  });
});
