import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { type } from '../support/command-line.ts';
import { FakeHost } from '../support/fake-host.ts';
import { image, push } from '../support/images.ts';
import { sharedChain, testChain } from '../support/pki.ts';
import { type Demanding, demandingCose, demandingJws } from '../support/plugin/demanding.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';
import { IDENTITY, REVOCATION } from '../support/plugin/judge.ts';
import { never } from '../support/tools.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

const ATTRIBUTES = { 'com.acme.job': 'j-1' };
const DEMAND: Demanding = { plugin: 'acme', minVersion: '1.2.0', attributes: ATTRIBUTES };
const OTHERS = testChain({ root: { subject: [['CN', 'other']] } });

const answer = (identity: object = { success: true }) => ({
  verificationResults: { [IDENTITY]: identity, [REVOCATION]: { success: true } },
  processedAttributes: Object.keys(ATTRIBUTES),
});

describe.skipIf(process.platform === 'win32')('a signature that demands a plugin', () => {
  let at: Workplace;
  let fake: FakePlugin;
  let env: Record<string, string>;
  let trust: string[];

  const signed = async (tag: string, make: (target: Descriptor) => Uint8Array, envelopeType?: string) => {
    const store = await openLayoutStore({ path: at.path('images'), create: false });
    const built = image({ seed: tag });
    await push(store, built, tag);
    const bytes = make(built.manifest.descriptor);
    const more = envelopeType === undefined ? {} : { envelopeType };
    await attachSignature(store, built.manifest.descriptor, { bytes, ...more });
    await store.close();
  };

  beforeAll(async () => {
    at = await workplace();
    const folder = at.path('plugin-trust/x509/ca/acme');
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/root.pem`, sharedChain().root.pem);
    await writeFile(at.path('plugin-policy.json'), policyOf('strict', ['com.acme.profile: p-1']));
    trust = ['--trust-policy', at.path('plugin-policy.json'), '--trust-store', at.path('plugin-trust')];
    await signed('jws', (target) => demandingJws(DEMAND, { target }));
    await signed('cose', (target) => demandingCose(DEMAND, { target }), 'application/cose');
    await signed('stranger', (target) => demandingJws(DEMAND, { target, chain: OTHERS }));
  });
  afterAll(() => at.remove());
  beforeEach(async () => {
    fake = await FakePlugin.install();
    await fake.reply('get-plugin-metadata', {
      stdout: { ...METADATA, capabilities: [IDENTITY, REVOCATION] },
    });
    await fake.reply('verify-signature', { stdout: answer() });
    env = { NOTATION_LIBEXEC: fake.libexec, PATH: process.env.PATH! };
    return () => fake.remove();
  });

  it.each(['jws', 'cose'])('is verified by it in %s, and the result names it', async (tag) => {
    const passed = await type(['verify', `${at.images}:${tag}`, ...trust], env);
    expect(passed, passed.stderr).toMatchObject({ code: 0 });
    expect(passed.stdout).toMatch(/judged by +acme 1\.2\.3 \(identity and revocation\)/);
    const told = await type(['verify', `${at.images}:${tag}`, ...trust, '--output', 'json'], env);
    expect(told.json().images[0]?.signatures[0]).toMatchObject({
      status: 'passed',
      judgedBy: { name: 'acme', version: '1.2.3', builtIn: false, judged: ['identity', 'revocation'] },
    });
  });

  it.each([
    ['acme-rockets.io', 0],
    ['wabbit-networks', 1],
  ])(
    'counts as one by %s where that is required, whatever the plugin says: exit code %i',
    async (name, code) => {
      const required = ['--require-identity', `x509.subject: C=US, ST=WA, O=${name}`];
      const judged = await type(['verify', `${at.images}:jws`, ...trust, ...required], env);
      expect(judged, judged.stderr).toMatchObject({ code });
      if (code === 1) expect(judged.stderr).toContain('[requirement_not_met]');
    },
  );

  it('is promoted by what it says', async () => {
    const words = ['promote', `${at.images}:jws`, `oci:${at.path('promoted')}:jws`, ...trust];
    const done = await type(words, env);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    await rm(at.path('promoted'), { recursive: true });
    await fake.reply('verify-signature', { stdout: answer({ success: false, reason: 'not yours' }) });
    const refused = await type(words, env);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('not yours') });
  });

  it('is verified in a job too, and the summary names the plugin', async () => {
    const host = new FakeHost();
    const inputs = {
      images: `${at.images}:jws`,
      'trust-policy': at.path('plugin-policy.json'),
      'trust-store': at.path('plugin-trust'),
    };
    const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    const code = await runAction('verify', host, { ...Object.fromEntries(given), ...env }, never);
    expect([code, host.outputs.verified]).toEqual([0, 'true']);
    expect(host.markdown).toContain('identity and revocation judged by the plugin acme 1.2.3');
  });

  it('does not pass without it, and the remedy says what to do', async () => {
    await fake.remove();
    const refused = await type(['verify', `${at.images}:jws`, ...trust], env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/demands the verification plugin acme: the plugin acme is not installed/);
    expect(refused.stderr).toContain('notation plugin install');
  });

  it('of a stranger starts no program', async () => {
    const refused = await type(['verify', `${at.images}:stranger`, ...trust], env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('its verification plugin acme was not asked');
    expect(await fake.requests('get-plugin-metadata')).toEqual([]);
  });

  it('does not wait for it longer than --timeout', async () => {
    await fake.reply('verify-signature', { hangs: true });
    const late = await type(['verify', `${at.images}:jws`, ...trust, '--timeout', '300ms'], env);
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('did not answer within 0.3 s') });
  });

  it('is shown by inspect, which starts nothing', async () => {
    const shown = await type(['inspect', `${at.images}:jws`], env);
    expect(shown.stdout).toMatch(/demands +the verification plugin acme, 1\.2\.0 or later/);
    expect(await fake.requests('get-plugin-metadata')).toEqual([]);
  });
});
