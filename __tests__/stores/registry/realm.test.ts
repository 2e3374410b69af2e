import { describe, expect, it } from 'vitest';
import { checkRealm } from '../../../src/stores/registry/auth/realm.ts';

const allowed = (realm: string | undefined, registry: string) => checkRealm(realm, new URL(registry)).href;

describe('the realm of a token (CVE-2026-48978)', () => {
  it.each([
    ['https://auth.docker.io/token', 'https://registry-1.docker.io'],
    ['https://registry.test/v2/auth?account=x', 'https://registry.test'],
    ['https://registry.test:8443/token', 'https://registry.test'],
    ['https://10.0.0.1:5001/token', 'https://10.0.0.1:5000'],
    ['http://127.0.0.1:5001/token', 'http://127.0.0.1:5000'],
    ['http://registry.test/token', 'http://registry.test:5000'],
    ['https://registry.test/token', 'http://registry.test:5000'],
    ['https://8.8.8.8/token', 'https://registry.test'],
  ])('%s is asked for %s', (realm, registry) => {
    expect(allowed(realm, registry)).toBe(realm);
  });

  it.each([
    [undefined, 'https://registry.test'],
    ['', 'https://registry.test'],
    ['token', 'https://registry.test'],
    ['/token', 'https://registry.test'],
    ['file:///etc/passwd', 'https://registry.test'],
    ['ftp://registry.test/token', 'https://registry.test'],
    ['http://registry.test/token', 'https://registry.test'],
    ['http://auth.test/token', 'https://registry.test'],
    ['https://user@auth.test/token', 'https://registry.test'],
    ['https://169.254.169.254/latest', 'https://registry.test'],
    ['https://127.0.0.1/token', 'https://registry.test'],
    ['https://2130706433/token', 'https://registry.test'],
    ['https://0x7f.1/token', 'https://registry.test'],
    ['https://0.0.0.0/token', 'https://registry.test'],
    ['https://10.1.2.3/token', 'https://registry.test'],
    ['https://[::1]/token', 'https://registry.test'],
    ['https://[::]/token', 'https://registry.test'],
    ['https://[fe80::1]/token', 'https://registry.test'],
    ['https://[fd00::1]/token', 'https://registry.test'],
    ['https://[::ffff:169.254.169.254]/token', 'https://registry.test'],
    ['https://localhost/token', 'https://registry.test'],
    ['https://10.0.0.2/token', 'https://10.0.0.1'],
  ])('%s is not asked for %s', (realm, registry) => {
    expect(() => allowed(realm, registry)).toThrow(expect.objectContaining({ code: 'unexpected_answer' }));
  });

  it('names the setting, and makes the realm safe to print', () => {
    const error = (() => {
      try {
        allowed('http://auth.test/\u001b[31m', 'https://registry.test');
      } catch (thrown) {
        return thrown as Error & { hint: string };
      }
      return undefined;
    })();
    expect(error?.message).toContain('registry.test');
    expect(error?.message).not.toContain('\u001b');
    expect(error?.hint).toContain('realm');
  });
});
