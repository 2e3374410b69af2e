import { BlockList, isIP } from 'node:net';
import { SealiftError } from '../../errors.ts';
import { bareHostname, isLoopback } from './address.ts';

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function either(env: Env, name: string): string {
  return env[name.toLowerCase()] || env[name] || '';
}

function inNetwork(host: string, network: string): boolean {
  const [address = '', prefix = ''] = network.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(prefix)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  try {
    const list = new BlockList();
    list.addSubnet(address, Number(prefix), type);
    return list.check(host, type);
  } catch {
    return false;
  }
}

/** One entry of NO_PROXY: `*`, a name, a suffix (`.example.com`), an address, a network; each with `:port` if it has one. */
function excludes(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return inNetwork(host, entry);
  const withPort = /^(.*?):(\d+)$/.exec(entry.startsWith('[') || entry.split(':').length === 2 ? entry : '');
  if (withPort && withPort[2] !== port) return false;
  const name = bareHostname(withPort ? withPort[1]! : entry).replace(/^\*?\./, '');
  return host === name || host.endsWith(`.${name}`);
}

/**
 * The proxy for `url`, or none: loopback never, then NO_PROXY, then the variable of the scheme. A value without a scheme
 * means http.
 *
 * @throws SealiftError `config_invalid` for a value that is not a proxy.
 */
export function proxyFor(url: URL, env: Env): string | undefined {
  const host = bareHostname(url.hostname);
  const port = url.port || DEFAULT_PORTS[url.protocol] || '';
  if (isLoopback(host)) return undefined;
  const entries = either(env, 'NO_PROXY')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '');
  if (entries.some((entry) => excludes(entry.toLowerCase(), host, port))) return undefined;
  const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = either(env, variable);
  if (value === '') return undefined;
  const proxy = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!isProxy(proxy)) {
    throw new SealiftError('config_invalid', `the proxy in ${variable} is not an http or https URL`, {
      hint: `Write ${variable}=http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special characters as %40.`,
    });
  }
  return proxy;
}

function isProxy(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    // The login is sent decoded, by node.
    for (const part of [username, password]) decodeURIComponent(part);
    return /^https?:$/.test(protocol);
  } catch {
    return false;
  }
}
