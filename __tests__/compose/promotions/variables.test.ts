import { describe, expect, it } from 'vitest';
import { load, refusal } from '../../support/promotions/folder.ts';

function file(lines: Readonly<Record<string, string>> = {}): string {
  const members = {
    from: '$(SEALIFT_VAR_DEV)/team/app',
    tags: '[latest]',
    to: "'eu.$(SEALIFT_VAR_DOMAIN)/{repository}'",
    ...lines,
  };
  return `version: 1\npromotions:\n- ${Object.entries(members)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n  ')}\n`;
}

const ENV = {
  SEALIFT_VAR_DEV: 'dev.example.com:8443',
  SEALIFT_VAR_DOMAIN: 'example.com',
  SEALIFT_VAR_KEY: 'alias/mirror',
};

describe('values of the environment in a promotions file', () => {
  it('stand in hosts and in addresses of keys', async () => {
    const text = `registries: { $(SEALIFT_VAR_DEV): { concurrency: 2 } }\n${file({ sign: "{ key: 'awskms:///$(SEALIFT_VAR_KEY)' }" })}`;
    const { entries, registries } = await load(text, { env: ENV });
    expect(entries[0]).toMatchObject({
      from: 'dev.example.com:8443/team/app',
      to: ['eu.example.com/team/app'],
      settings: { sign: true, key: 'awskms:///alias/mirror' },
    });
    expect([...registries.keys()]).toEqual(['dev.example.com:8443']);
  });

  it.each([
    ['behind a host', { from: 'dev.example.com/$(SEALIFT_VAR_DOMAIN)' }, 'behind the host'],
    ['in a tag', { tags: "['$(SEALIFT_VAR_DOMAIN)']" }, 'where none may be'],
    ['in a path', { 'trust-policy': '$(SEALIFT_VAR_DOMAIN)' }, 'where none may be'],
    [
      'in the path of a key',
      { sign: '{ key: $(SEALIFT_VAR_DOMAIN) }' },
      'is no address of a key in a service',
    ],
    [
      'as a file of a key',
      { sign: '{ key: file:///$(SEALIFT_VAR_DOMAIN) }' },
      'is no address of a key in a service',
    ],
    ['of another name', { from: '$(HOME)/team/app' }, '$(HOME) names no variable that may be used'],
    ['of a lower case name', { from: '$(SEALIFT_VAR_dev)/team/app' }, 'names no variable that may be used'],
    ['that stays open', { from: '$(SEALIFT_VAR_DEV/team/app' }, 'is not a reference'],
  ] as const)('%s are refused', async (_, lines, message) => {
    const error = await refusal(file(lines), { env: { ...ENV, HOME: 'dev.example.com' } });
    expect(error.message).toContain(message);
  });

  it.each([
    ['that is not set', { SEALIFT_VAR_DEV: undefined }, 'SEALIFT_VAR_DEV is not set'],
    ['that is empty', { SEALIFT_VAR_DEV: '' }, 'SEALIFT_VAR_DEV is not set'],
    [
      'with a path behind the host',
      { SEALIFT_VAR_DEV: 'dev.example.com/other' },
      'the value of SEALIFT_VAR_DEV is no part of a host',
    ],
    [
      'with a login',
      { SEALIFT_VAR_DEV: 'me:hunter2@dev.example.com' },
      'the value of SEALIFT_VAR_DEV is no part of a host',
    ],
    [
      'of several lines',
      { SEALIFT_VAR_DEV: 'dev.example.com\nx' },
      'the value of SEALIFT_VAR_DEV is no part of a host',
    ],
    [
      'that is a secret',
      { SEALIFT_VAR_DEV: 's3cr3t.example.com' },
      'the value of SEALIFT_VAR_DEV is a secret of this run',
    ],
  ] as const)('%s are refused, and are not shown', async (_, env, message) => {
    const error = await refusal(file(), { env: { ...ENV, ...env }, secrets: ['s3cr3t'] });
    expect(error.message).toContain(message);
    expect(`${error.message} ${error.hint}`).not.toMatch(/hunter2|s3cr3t|other/);
  });
});
