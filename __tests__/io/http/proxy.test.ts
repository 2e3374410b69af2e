import { describe, expect, it } from 'vitest';
import { isInnerAddress } from '../../../src/io/http/address.ts';
import { proxyFor } from '../../../src/io/http/proxy.ts';
import { redactUrl } from '../../../src/io/http/redact.ts';
import { redirected } from '../../../src/io/http/redirect.ts';

const PROXY = 'http://proxy.example.com:3128';

describe('proxyFor', () => {
  const of = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env);

  it.each<[string, Record<string, string>, string | undefined]>([
    ['https://ghcr.io', { HTTPS_PROXY: PROXY }, PROXY],
    ['https://ghcr.io', { https_proxy: PROXY }, PROXY],
    ['https://ghcr.io', { HTTP_PROXY: PROXY }, undefined],
    ['http://ghcr.io', { HTTP_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
    ['https://localhost:5000', { HTTPS_PROXY: PROXY }, undefined],
    ['https://127.0.0.2', { HTTPS_PROXY: PROXY }, undefined],
    ['https://[::1]', { HTTPS_PROXY: PROXY }, undefined],
    ['https://localhost.:5000', { HTTPS_PROXY: PROXY }, undefined],
    ['https://ghcr.io.', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io' }, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io' }, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, undefined],
    ['https://a.ghcr.io', { HTTPS_PROXY: PROXY, no_proxy: 'x, ghcr.io' }, undefined],
    ['https://a.ghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: '.ghcr.io' }, undefined],
    ['https://evilghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io' }, PROXY],
    ['https://ghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io:5000' }, PROXY],
    ['https://ghcr.io:5000', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io:5000' }, undefined],
    ['https://10.1.2.3', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' }, undefined],
    ['https://11.1.2.3', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' }, PROXY],
    ['https://[fd00::1]', { HTTPS_PROXY: PROXY, NO_PROXY: 'fd00::/8' }, undefined],
  ])('gives for %s with %o: %s', (url, env, expected) => {
    expect(of(url, env)).toBe(expected);
  });

  it.each(['socks5://x', 'http://', 'http://user:p%zz@proxy:3128', 'a b'])(
    'refuses a value that is no proxy: %s',
    (value) => {
      const refused = () => of('https://ghcr.io', { HTTPS_PROXY: value });
      expect(refused).toThrow(expect.objectContaining({ code: 'config_invalid' }));
      expect(refused).not.toThrow(/p%zz/);
    },
  );
});

describe('isInnerAddress', () => {
  it.each([
    ['169.254.169.254', true],
    ['10.0.0.1', true],
    ['192.168.1.1', true],
    ['0.0.0.0', true],
    ['[::]', true],
    ['[fe80::1]', true],
    ['[fd12::1]', true],
    ['[::ffff:10.0.0.1]', true],
    ['localhost', true],
    ['localhost.', true],
    ['a.localhost.', true],
    ['8.8.8.8', false],
    ['[2606:4700::1]', false],
    ['ghcr.io', false],
  ])('answers for %s: %s', (host, expected) => {
    expect(isInnerAddress(new URL(`http://${host}/`).hostname)).toBe(expected);
  });

  it('keeps redirects from outside away from internal addresses', () => {
    const request = {
      method: 'GET',
      url: new URL('https://ghcr.io/x'),
      signal: new AbortController().signal,
    } as const;
    const answer = (location: string) => ({
      status: 307,
      headers: { location },
      url: request.url,
      body: null as never,
    });
    expect(() => redirected(request, answer('https://169.254.169.254/latest'))).toThrow(/inside/);
    expect(() => redirected(request, answer('http://cdn.example.com/'))).toThrow(/https to http/);
    expect(redirected(request, answer('https://cdn.example.com/'))?.url.host).toBe('cdn.example.com');
  });
});

describe('redactUrl', () => {
  it('shows the parameters of a registry client and no possible credential', () => {
    const url = new URL(
      'https://user:pw@cdn.example.com/blob?X-Amz-Signature=s&digest=sha256%3Aa&_state=t#f',
    );
    expect(redactUrl(url)).toBe('https://cdn.example.com/blob?X-Amz-Signature=…&digest=sha256:a&_state=…');
  });
});
