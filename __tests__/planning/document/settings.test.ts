import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPromotions } from '../../../src/compose/promotions/load-promotions.ts';
import { findOption } from '../../../src/options/table.ts';
import { RECORD_MEMBERS, SETTINGS, SIGN_MEMBERS } from '../../../src/planning/document/settings.ts';
import { currentRun, folderWith, load } from '../../support/promotions/folder.ts';

const ROOT = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n';

function file(document: readonly string[], own: readonly string[] = []): string {
  const entry = ['from: dev.example.com/app', 'tags: [v1]', 'to: eu.example.com/app', ...own];
  return [
    'version: 1',
    ...document,
    'promotions:',
    ...entry.map((line, i) => `${i === 0 ? '- ' : '  '}${line}`),
    '',
  ].join('\n');
}

const settings = async (document: readonly string[], own: readonly string[] = []) =>
  (await load(file(document, own))).entries[0]?.settings;

describe('the settings of a promotions file', () => {
  it('are options of promote, by the same names', () => {
    const names = [
      ...Object.keys(SETTINGS).map((name) => (name === 'platforms' ? 'platform' : name)),
      ...Object.keys(SIGN_MEMBERS),
      ...Object.keys(RECORD_MEMBERS).map((name) => `record-${name}`),
    ];
    expect(names.filter((name) => !findOption(name)?.commands.some((one) => one === 'promote'))).toEqual([]);
  });

  it('of an entry stand over those of the document', async () => {
    expect(await settings(['deep: true', 'include: all'], ['deep: false'])).toEqual({
      deep: false,
      include: 'all',
    });
  });

  it('have an exact tag before patterns, and a narrow pattern before a wide one, in any order', async () => {
    const rules = "existing-tag: { latest: move, 'v1.*': keep, '*': fail, 'v1.4-*': move }";
    expect(await settings([], [rules])).toEqual({
      existingTag: ['*=fail', 'v1.*=keep', 'v1.4-*=move', 'latest=move'],
    });
    expect(await settings(['existing-tag: fail'])).toEqual({ existingTag: ['fail'] });
  });

  it('have the members of sign as options, and an entry may replace or take back all of them', async () => {
    const document = ["sign: { key: 'awskms:///alias/a', plugin-config: { a: b }, expiry: 30d }"];
    expect(await settings(document)).toEqual({
      ...{ sign: true, key: 'awskms:///alias/a', pluginConfig: { a: 'b' }, expiry: '30d' },
    });
    expect(await settings(document, ["sign: { key: 'env://KEY', user-metadata: { team: x } }"])).toEqual({
      ...{ sign: true, key: 'env://KEY', userMetadata: { team: 'x' } },
    });
    expect(await settings(document, ['sign: false'])).toEqual({ sign: false });
  });

  it('have absolute paths, and roots of an entry take the place of the policy of the document', async () => {
    const folder = folderWith({
      'promotions.yaml': file(
        ['trust-policy: trust/policy.json', 'trust-store: trust/./store/'],
        ['trusted-root: root.pem', "trusted-identity: ['*']"],
      ),
      'trust/policy.json': '{}',
      'trust/store/x509/ca/acme/root.pem': ROOT,
      'root.pem': ROOT,
    });
    const { entries, digests } = await loadPromotions(join(folder, 'promotions.yaml'), currentRun());
    expect(entries[0]?.settings).toEqual({ trustedRoot: join(folder, 'root.pem'), trustedIdentity: ['*'] });
    expect(digests.policies).toHaveLength(1);
    expect(digests.trustStores).toEqual([]);
  });
});

describe('the digests of what a promotions file names', () => {
  const text = file(['trust-policy: policy.json', 'trust-store: store']);
  const digests = async (files: Readonly<Record<string, string>>) =>
    (await load(text, { files: { 'policy.json': '{}', 'store/x509/ca/acme/root.pem': ROOT, ...files } }))
      .digests;

  it('are the same for the same files, wherever they are', async () => {
    expect(await digests({})).toEqual(await digests({}));
  });

  it.each([
    ['the policy', { 'policy.json': '{} ' }, 'policies'],
    ['a certificate', { 'store/x509/ca/acme/root.pem': `${ROOT}\n` }, 'trustStores'],
    ['the name of a certificate', { 'store/x509/ca/acme/second.pem': ROOT }, 'trustStores'],
    ['the store that a certificate is in', { 'store/x509/tsa/acme/root.pem': ROOT }, 'trustStores'],
  ] as const)('change with %s alone', async (_, files, changed) => {
    const [before, after] = [await digests({}), await digests(files)];
    expect(after[changed]).not.toEqual(before[changed]);
    expect({ ...after, [changed]: [] }).toEqual({ ...before, [changed]: [] });
  });

  it('do not change with files that are no certificates of a store', async () => {
    expect(await digests({ 'store/readme.md': 'hello', 'store/x509/readme.md': 'hello' })).toEqual(
      await digests({}),
    );
  });
});
