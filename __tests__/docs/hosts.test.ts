import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROVIDER_OF } from '../../src/signers/providers.ts';
import { pageText, ROOT } from '../support/docs/pages.ts';
import { REGISTRIES } from '../support/registries.ts';

const page = pageText('docs/hosts.md');

/** Hosts in the code that nobody is sent to. */
const NOT_CONTACTED: Readonly<Record<string, string>> = {
  'github.com': 'the address of the documentation, which is printed',
  'docker.io': 'the name of Docker Hub in references; its API is elsewhere',
  'index.docker.io': 'another name of Docker Hub, and the key of its login',
  'registry.hub.docker.com': 'another name of Docker Hub',
  'www.googleapis.com': 'the name of a right',
  'googleapis.com': 'what hosts of Google end with',
  'registry.acme-rockets.io': 'a scope in the demo, which has no network',
  'registry.wabbit-networks.io': 'a scope in the demo',
  'docker.pkg.github.com': 'an old name of a registry, in a remedy',
  'hub.docker.com': 'a page for people, in a remedy',
  'www.docker.com': 'a page for people, in a remedy',
  'in-toto.io': 'the name of a format, in records',
  'slsa.dev': 'the name of a format, in records',
  'metadata.azure.com': 'refused',
  'metadata.platformequinix.com': 'refused',
  'metadata.tencentyun.com': 'refused',
};

function hostsInCode(): string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const hosts = files
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      // Without comments, which cite documents.
      const code = readFileSync(join(ROOT, 'src', name), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
      return [
        ...code.matchAll(
          /(?:https?:\/\/|['"`])(\.?(?:[a-z0-9-]+\.)+(?:com|net|io|org|cn|us|dev|aws))\b(?=[/'"`:])/g,
        ),
      ];
    })
    .map(([, host]) => host!);
  return [...new Set(hosts)].filter((host) => !/(^|\.)example\.(com|org|net)$/.test(host)).toSorted();
}

/** The first cells of the rows under a heading. */
const rowsUnder = (heading: string): string[] =>
  [
    ...page
      .split(`\n## ${heading}\n`)[1]!
      .split('\n## ')[0]!
      .matchAll(/^\| (.+?) \|/gm),
  ]
    .map(([, cell]) => cell!)
    .slice(1);

describe('docs/hosts.md', () => {
  it('names each host that the code names and contacts', () => {
    const hosts = hostsInCode();
    expect(hosts).toContain('registry-1.docker.io');
    expect(hosts).toContain('sts.googleapis.com');
    const missing = hosts.filter((host) => !(host in NOT_CONTACTED) && !page.includes(host));
    expect(missing).toEqual([]);
  });

  it('has a row for each registry of docs/registries.md', () => {
    expect(rowsUnder('Registries')).toEqual(REGISTRIES.map(({ name }) => name));
  });

  it('has a row for each kind of key', () => {
    const rows = rowsUnder('Key services').join(' ');
    for (const [scheme, { remote }] of PROVIDER_OF) {
      expect(rows).toContain(remote ? `\`${scheme}://\`` : scheme === 'file' ? 'a file' : `\`${scheme}://\``);
    }
  });
});
