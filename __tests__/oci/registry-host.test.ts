import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDestination, parseReference, parseRepository } from '../../src/oci/reference.ts';
import { type PlainHttp, registryHost, withoutDefaultPort } from '../../src/oci/registry-host.ts';

const https: PlainHttp = () => false;
const http: PlainHttp = () => true;
const registryOf = (text: string, plainHttp: PlainHttp = https) => {
  const reference = parseReference(`${text}/app:1`, plainHttp);
  return reference.transport === 'docker' ? reference.registry : undefined;
};

describe('the one spelling of a registry', () => {
  it.each([
    ['Registry.EXAMPLE.com', 'registry.example.com'],
    ['LOCALHOST:5000', 'localhost:5000'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['example.com:443', 'example.com'],
    ['example.com:0443', 'example.com'],
    ['example.com:05000', 'example.com:5000'],
    ['example.com:80', 'example.com:80'],
    ['[::1]:5000', '[::1]:5000'],
    ['[2001:DB8::1]', '[2001:db8::1]'],
    ['[2001:0db8:0:0:0:0:0:0001]:443', '[2001:db8::1]'],
    ['[0:0:0:0:0:0:0:1]', '[::1]'],
    ['index.docker.io', 'docker.io'],
    ['Registry-1.Docker.io', 'docker.io'],
    ['registry.hub.docker.com:443', 'docker.io'],
    ['docker.io:443', 'docker.io'],
    ['registry-1.docker.io:8443', 'registry-1.docker.io:8443'],
    ['my-docker.io', 'my-docker.io'],
  ])('is, of %s, %s', (text, spelled) => {
    expect(registryOf(text)).toBe(spelled);
    expect(parseDestination(`${text}/app:1,2`, https)).toMatchObject({ registry: spelled });
    expect(parseRepository(`${text}/app`, https)).toEqual({ registry: spelled, repository: 'app' });
  });

  it('leaves out port 80 for plain HTTP, and keeps port 443', () => {
    expect(registryOf('example.com:80', http)).toBe('example.com');
    expect(registryOf('example.com:443', http)).toBe('example.com:443');
  });

  it('keeps a port when the host without it uses the other scheme', () => {
    expect(registryOf('localhost:443', (registry) => registry !== 'localhost:443')).toBe('localhost:443');
    expect(registryOf('example.com:80', (registry) => registry === 'example.com:80')).toBe('example.com:80');
  });

  it('keeps every port when it is unknown which registries use plain HTTP', () => {
    expect(parseReference('localhost:443/app:1')).toMatchObject({ registry: 'localhost:443' });
  });

  it.each([
    'example.com.',
    'localhost.:5000',
    'bücher.example',
    'a_b.example',
    '[::1%eth0]',
    '[::ffff:127.0.0.1]',
  ])('does not exist of %s, which is refused', (host) => {
    expect(() => parseReference(`${host}/app:1`)).toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(registryHost(host)).toBeUndefined();
  });

  it.each(['[::ffff:7f00:1]', '[0:0:0:0:0:FFFF:7F00:0001]:5000'])(
    'does not exist of %s, an IPv4 address that has a name of its own',
    (host) => {
      expect(() => parseReference(`${host}/app:1`)).toThrow(
        expect.objectContaining({ code: 'reference_invalid' }),
      );
    },
  );

  const mixed = (text: string) =>
    fc
      .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
      .map((upper) => [...text].map((one, at) => (upper[at] ? one.toUpperCase() : one)).join(''));
  const name = fc
    .array(fc.stringMatching(/^[a-z]([a-z0-9-]{0,6}[a-z0-9])?$/), { minLength: 1, maxLength: 3 })
    .map((labels) => [...labels, 'example'].join('.'))
    .filter((host) => URL.canParse(`https://${host}`));
  const address = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
    .map((groups) => `[${groups.map((group) => group.toString(16)).join(':')}]`)
    .filter((host) => !new URL(`https://${host}`).hostname.startsWith('[::ffff:'));
  const port = fc.oneof(fc.constant(''), fc.constantFrom(':443', ':0443', ':80', ':5000', ':05000'));
  const spelling = fc
    .tuple(fc.oneof(name, address, fc.constant('a.example')), port)
    .chain(([host, suffix]) => mixed(host).map((text) => `${text}${suffix}`));

  it('is equal for two texts when, and only when, they lead to one endpoint', () => {
    fc.assert(
      fc.property(spelling, spelling, fc.boolean(), (one, other, plain) => {
        const scheme = plain ? 'http' : 'https';
        const spelled = [one, other].map((text) => registryOf(text, () => plain));
        const origins = [one, other].map((text) => new URL(`${scheme}://${text}`).origin);
        expect(spelled[0] === spelled[1]).toBe(origins[0] === origins[1]);
        // It leads to where the text itself does, and is its own spelling.
        expect(new URL(`${scheme}://${spelled[0]}`).origin).toBe(origins[0]);
        expect(registryOf(spelled[0]!, () => plain)).toBe(spelled[0]);
      }),
      { numRuns: 500 },
    );
  });

  it('is stable for any text that has one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aA0fF.:-[]1x_%é') }), (text) => {
        const spelled = registryHost(text);
        if (spelled === undefined) return;
        expect(registryHost(spelled)).toBe(spelled);
        expect(spelled).toBe(spelled.toLowerCase());
        expect(withoutDefaultPort(spelled, https)).not.toMatch(/:443$/);
      }),
      { numRuns: 1000 },
    );
  });
});
