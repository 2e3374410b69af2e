import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list } from '../../src/index.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { testChain } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const DAY = 86_400_000;
const chain = testChain({ leaf: { notAfter: new Date(Date.now() + 20 * DAY) } });

let at: Workplace;
let thumbprint: string;
beforeAll(async () => {
  at = await workplace();
  thumbprint = (await chain.leaf.certificate()).thumbprint;
  const store = await openLayoutStore({ path: at.path('images'), create: false });
  for (const tag of ['one', 'multi']) {
    const root = (await store.resolve({ tag }, never))!;
    await attachSignature(store, root, { chain });
  }
  await store.close();
  const lines = ['# what runs', `${at.images}:one`, `${at.images}:two # unsigned`, `${at.images}:multi`];
  await writeFile(at.path('images.txt'), `${lines.join('\n')}\n`);
  await writeFile(at.path('broken.txt'), `${lines.join('\n')}\n${at.images}:gone\n`);
});
afterAll(() => at.remove());

const file = (name = 'images.txt') => ['--images-file', at.path(name)];

describe('list over the images of a file', () => {
  it('shows what has a signature by a certificate, however it is written, and how many were looked at', async () => {
    const colons = thumbprint.toUpperCase().replace(/..(?=.)/g, '$&:');
    for (const written of [thumbprint, `sha256:${thumbprint}`, colons]) {
      const { code, stdout, stderr } = await type(['list', ...file(), '--signed-by', written]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`${at.images}:one\n  ${at.digests.one}\n  signature  CN=release,`);
      expect(stdout).toMatch(/by +certificate 1 of 3 of its chain, CN=release,/);
      expect(stdout).not.toContain(`${at.images}:two`);
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        `2 of 3 images have a signature by the certificate ${thumbprint}`,
      );
    }
  });

  it('says that nobody has a signature by a certificate, and ends with 0', async () => {
    const { code, stdout } = await type(['list', `${at.images}:one`, '--signed-by', '0'.repeat(64)]);
    expect(code).toBe(0);
    expect(stdout).toBe(`0 of 1 image has a signature by the certificate ${'0'.repeat(64)}\n`);
  });

  it('ends with 1 where signatures end, names them, and says what to do', async () => {
    const { code, stdout, stderr } = await type(['list', ...file(), '--expiring', '30d']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/ends +\d{4}-.* UTC, by the end of the certificate CN=release,/);
    expect(stdout).toMatch(/2 of 3 images have a signature that stops verifying by \d{4}-/);
    expect(stderr).toMatch(/2 signatures of 2 images stop verifying .* \[signature_expiring\]/s);
    expect(stderr).toContain('docs/rotate-and-revoke.md');
    expect((await type(['list', ...file(), '--expiring', '10d'])).code).toBe(0);
  });

  it('loses no image to one that is not there, and ends with 5', async () => {
    for (const [flags, found] of [
      [['--signed-by', thumbprint], 2],
      [['--expiring', '30d'], 2],
      [['--expiring', '10d'], 0],
    ] as const) {
      const { code, stdout, stderr } = await type(['list', ...file('broken.txt'), ...flags]);
      expect(code).toBe(5);
      expect(stdout).toContain(`${found} of 3 images have a signature`);
      expect(stdout).toContain('; 1 image could not be read');
      expect(stderr).toContain('[artifact_not_found]');
    }
    expect((await type(['list', ...file('broken.txt')])).code).toBe(5);
  });

  it('gives every image in JSON, with the signatures that were asked for and the filter', async () => {
    const asked = ['list', ...file(), '--output', 'json'];
    const typed = await type([...asked, '--signed-by', thumbprint, '--expiring', '30d']);
    const result = typed.json();
    expectValid(result);
    expect(typed.code).toBe(1);
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'signature_expiring' },
      filter: { signedBy: thumbprint, endsBy: expect.stringMatching(/Z$/) },
    });
    expect(result.images.map(({ status, signatures }) => [status, signatures.length])).toEqual([
      ['listed', 1],
      ['listed', 0],
      ['listed', 1],
    ]);
    const whole = (await type(asked)).json();
    expectValid(whole);
    expect('filter' in whole).toBe(false);
  });

  it('lists and inspects several images as one', async () => {
    const listed = await type(['list', `${at.images}:two`, ...file()]);
    expect(listed.code).toBe(0);
    expect(listed.stdout.match(/^oci:/gm)).toHaveLength(3);
    const inspected = await type(['inspect', `${at.images}:one`, `${at.images}:multi`, '--output', 'json']);
    expectValid(inspected.json());
    expect(inspected.json().images.map(({ signatures }) => signatures.length)).toEqual([1, 1]);
  });

  it('takes images of a library as one, several or a file', async () => {
    const image = `${at.images}:one`;
    const images = [`${at.images}:two`];
    const result = await list({ image, images, imagesFile: at.path('images.txt'), signedBy: thumbprint });
    expect(result.images.map(({ signatures }) => signatures.length)).toEqual([1, 0, 1]);
    await expect(list({})).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('list refuses', () => {
  it.each([
    ['--signed-by', 'release', /--signed-by release is no thumbprint.*Write the SHA-256/s],
    ['--signed-by', '0'.repeat(63), /is no thumbprint/],
    ['--signed-by', `${'0'.repeat(64)}=2026-11-01`, /is no thumbprint/],
    ['--signed-by', `sha512:${'0'.repeat(64)}`, /is no thumbprint/],
    ['--signed-by', '', /must not be empty/],
    ['--expiring', '30', /must be a duration such as 30d/],
    ['--expiring', '0d', /must be a duration/],
    ['--expiring', '200000000d', /must be a duration/],
  ])('%s %s with exit code 2, and contacts nobody', async (flag, value, said) => {
    const registry = await FakeRegistry.start();
    const typed = await type(['list', `${registry.host}/team/app:1`, flag, value]);
    await registry.stop();
    expect(typed).toMatchObject({ code: 2, stdout: '' });
    expect(typed.stderr).toMatch(said);
    expect(registry.requests).toEqual([]);
  });

  it.each(['list', 'inspect'])('%s without any image', async (command) => {
    const { code, stderr } = await type([command]);
    expect(code).toBe(2);
    expect(stderr).toContain('no image is given');
  });
});
