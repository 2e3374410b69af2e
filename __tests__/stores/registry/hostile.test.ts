import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { HttpRequest } from '../../../src/io/http/types.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { attached, image } from '../../support/images.ts';
import { ALICE } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { type ScriptedAnswer, scriptedStore } from './scripted-http.ts';

const subject = image().manifest.descriptor;
const HTML = { 'content-type': 'text/html' };
const INDEX = { 'content-type': MEDIA_TYPES.ociIndex };
const listOf = (manifests: readonly object[] = []): string => JSON.stringify({ schemaVersion: 2, manifests });

const drain = (store: ReturnType<typeof scriptedStore>['store']) =>
  Array.fromAsync(store.referrers(subject, { sources: 'preferred' }, never));

describe('a hostile list of referrers', () => {
  it('is refused when every page names another one', async () => {
    const { store, http } = scriptedStore((_, number) => ({
      status: 200,
      headers: { ...INDEX, link: `</v2/team/app/referrers/x?page=${number}>; rel="next"` },
      body: listOf(),
    }));
    await expect(drain(store)).rejects.toMatchObject({ code: 'unexpected_answer', exitCode: 1 });
    expect(http.requests).toHaveLength(100);
  });

  it('is refused when it has more entries than the limit', async () => {
    const entries = Array.from({ length: 4_000 }, (_, at) => ({
      ...subject,
      digest: `sha256:${at.toString(16).padStart(64, '0')}`,
    }));
    const { store, http } = scriptedStore((_, number) => ({
      status: 200,
      headers: { ...INDEX, link: `<?page=${number}>` },
      body: listOf(entries),
    }));
    await expect(drain(store)).rejects.toMatchObject({ code: 'content_too_large' });
    expect(http.requests).toHaveLength(3);
  });

  it('is not read when it is over 4 MiB', async () => {
    const { store } = scriptedStore(() => ({
      status: 200,
      headers: INDEX,
      body: ' '.repeat(4 * 1024 * 1024 + 1),
    }));
    await expect(drain(store)).rejects.toMatchObject({ code: 'content_too_large' });
  });

  it.each([
    ['another host', 'https://elsewhere.test/v2/team/app/referrers/x'],
    ['another port', 'https://registry.test:8443/v2/team/app/referrers/x'],
    ['plain HTTP', 'http://registry.test/v2/team/app/referrers/x'],
    ['a metadata service', 'http://169.254.169.254/latest'],
    ['no URL', 'https://['],
  ])('is not followed to %s (GHSA-h7vf-4x9w-h99v)', async (_, target) => {
    const { store, http } = scriptedStore(
      () => ({ status: 200, headers: { ...INDEX, link: `<${target}>; rel="next"` }, body: listOf() }),
      { credential: ALICE },
    );
    await expect(drain(store)).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(http.requests).toHaveLength(1);
  });

  it.each([
    ['relative', '</v2/team/app/referrers/next?n=2>;rel=next'],
    ['a query alone', '<?n=2>'],
    ['absolute', '<https://registry.test/v2/next>; rel="next"'],
    ['behind another relation', '</first>; rel="first", </v2/next>; title="a, b"; rel="prev next"'],
  ])('is followed where the link is %s', async (_, link) => {
    const { store, http } = scriptedStore((_request, number) => ({
      status: 200,
      headers: number === 1 ? { ...INDEX, link } : INDEX,
      body: listOf(),
    }));
    await drain(store);
    expect(http.lines).toHaveLength(2);
    expect(http.lines[1]).not.toContain('/first');
  });

  it('ends where its only link leads back', async () => {
    const { store, http } = scriptedStore(() => ({
      status: 200,
      headers: { ...INDEX, link: '</v2/first>; rel="first"' },
      body: listOf(),
    }));
    await drain(store);
    expect(http.requests).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer]>([
    ['no JSON', { status: 200, headers: INDEX, body: '<html>' }],
    ['two lists', { status: 200, headers: INDEX, body: '{"schemaVersion":2,"manifests":[],"manifests":[]}' }],
    ['an image', { status: 200, headers: INDEX, body: '{"schemaVersion":2,"layers":[],"config":{}}' }],
    ['a bad digest', { status: 200, headers: INDEX, body: listOf([{ ...subject, digest: 'sha256:x' }]) }],
    ['a bad size', { status: 200, headers: INDEX, body: listOf([{ ...subject, size: -1 }]) }],
  ])('is an error, not an empty list: %s', async (_, answer) => {
    const { store } = scriptedStore(() => answer);
    await expect(drain(store)).rejects.toMatchObject({ code: 'manifest_invalid' });
  });

  it('fails when a later page fails', async () => {
    const { store } = scriptedStore((_, number) =>
      number === 1
        ? { status: 200, headers: { ...INDEX, link: '<?page=2>' }, body: listOf([subject]) }
        : { status: 404 },
    );
    await expect(drain(store)).rejects.toMatchObject({ code: 'artifact_not_found' });
  });

  it('does not hide an API that has answered before', async () => {
    const { store, http } = scriptedStore(({ url }, number) => {
      if (url.pathname.includes('/manifests/')) return { status: 404 };
      return number === 2 ? { status: 404 } : { status: 200, headers: INDEX, body: listOf() };
    });
    await drain(store);
    await drain(store);
    await drain(store);
    expect(http.lines.filter((line) => line.includes('/referrers/'))).toHaveLength(3);
    expect(http.lines.filter((line) => line.includes('/manifests/sha256-'))).toHaveLength(1);
  });
});

describe('a hostile upload location (CVE-2026-50151)', () => {
  const [blob] = image().blobs;
  const upload = async (location: string | undefined, credential = ALICE) => {
    const { store, http } = scriptedStore(
      ({ method, headers }) => {
        if (headers?.authorization === undefined && method === 'POST')
          return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
        return method === 'POST' ? { status: 202, headers: { location } } : { status: 201 };
      },
      { credential },
    );
    await store.putBlob(blob!.descriptor, async () => Readable.from([blob!.bytes]), never);
    return http.requests.at(-1)!;
  };

  it.each([
    ['without a location', undefined],
    ['on plain HTTP', 'http://registry.test/upload'],
    ['at a metadata service', 'https://169.254.169.254/upload'],
    ['on loopback', 'https://localhost/upload'],
    ['in a file', 'file:///etc/passwd'],
    ['with a login of its own', 'https://user:password@elsewhere.test/upload'],
    ['at no URL', 'https://['],
  ])('is refused: %s', async (_, location) => {
    await expect(upload(location)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  it.each([
    ['/v2/team/app/blobs/uploads/1', 'https://registry.test/v2/team/app/blobs/uploads/1?digest='],
    ['https://registry.test/u?_state=a%2Bb%3D', 'https://registry.test/u?_state=a%2Bb%3D&digest='],
    ['1?x=y', 'https://registry.test/v2/team/app/blobs/uploads/1?x=y&digest='],
  ])('%s is used as it is, with login and digest', async (location, expected) => {
    const request = await upload(location);
    expect(request.url.href).toBe(`${expected}${encodeURIComponent(blob!.descriptor.digest)}`);
    expect(request.headers).toHaveProperty('authorization');
  });

  it.each(['https://storage.test/u?sig=s', 'https://registry.test:8443/u'])(
    '%s gets the blob, and no login',
    async (location) => {
      const request = await upload(location);
      expect(request.url.href.startsWith(location)).toBe(true);
      expect(request.headers).not.toHaveProperty('authorization');
    },
  );
});

describe('a registry client with false answers', () => {
  const built = image();
  const [blob] = built.blobs;
  const uploads = (answer: (request: HttpRequest) => ScriptedAnswer) =>
    scriptedStore((request) =>
      request.method === 'POST' ? { status: 202, headers: { location: '/u' } } : answer(request),
    ).store;

  it.each<[string, ScriptedAnswer]>([
    ['a page', { status: 200, headers: HTML, body: '<html>log in</html>' }],
    ['a redirect', { status: 307, headers: { location: 'https://elsewhere.test/' } }],
    ['nothing', { status: 204 }],
  ])('a manifest is not stored by %s', async (_, answer) => {
    const { store } = scriptedStore(() => answer);
    await expect(store.putManifest(built.manifest, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
    await expect(store.tag(built.manifest, '1', never)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  it('refuses a manifest that was stored under another digest', async () => {
    const other = `sha256:${'0'.repeat(64)}`;
    const { store } = scriptedStore(() => ({ status: 201, headers: { 'docker-content-digest': other } }));
    await expect(store.putManifest(built.manifest, never)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a page', { status: 200, headers: HTML, body: '<html>' }, 'unexpected_answer'],
    [
      'another digest',
      { status: 201, headers: { 'docker-content-digest': `sha256:${'0'.repeat(64)}` } },
      'digest_mismatch',
    ],
  ])('a blob is not stored by %s', async (_, answer, code) => {
    const open = async () => Readable.from([blob!.bytes]);
    await expect(uploads(() => answer).putBlob(blob!.descriptor, open, never)).rejects.toMatchObject({
      code,
    });
  });

  it('refuses to begin an upload after an HTML page', async () => {
    const { store } = scriptedStore(() => ({ status: 200, headers: HTML, body: '<html>' }));
    const open = async () => Readable.from([blob!.bytes]);
    await expect(store.putBlob(blob!.descriptor, open, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a length of 0', { 'content-length': '0', 'docker-content-digest': subject.digest }],
    ['no length', { 'docker-content-digest': subject.digest }],
    ['no digest', { 'content-length': '9' }],
    ['a bad digest', { 'content-length': '9', 'docker-content-digest': 'sha256:x' }],
  ])('a HEAD with %s is followed by a GET', async (_, headers) => {
    const { store, http } = scriptedStore(({ method }) => ({
      status: 200,
      headers: { 'content-type': subject.mediaType, ...(method === 'HEAD' ? headers : {}) },
      body: method === 'HEAD' ? '' : built.manifest.bytes,
    }));
    expect(await store.resolve({ tag: '1' }, never)).toEqual(subject);
    expect(http.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('ignores a digest by another algorithm than the requested one', async () => {
    const { descriptor, bytes } = attached(subject).manifest;
    const { store, http } = scriptedStore(({ method }) => ({
      status: 200,
      headers: {
        'content-type': descriptor.mediaType,
        ...(method === 'HEAD'
          ? { 'content-length': String(bytes.length), 'docker-content-digest': `sha512:${'0'.repeat(128)}` }
          : {}),
      },
      body: method === 'HEAD' ? '' : bytes,
    }));
    expect(await store.resolve({ digest: descriptor.digest }, never)).toEqual(descriptor);
    expect(http.requests).toHaveLength(2);
  });

  it('refuses to resolve a digest to another one', async () => {
    const { store } = scriptedStore(() => ({
      status: 200,
      headers: {
        'content-type': subject.mediaType,
        'content-length': '9',
        'docker-content-digest': `sha256:${'0'.repeat(64)}`,
      },
    }));
    await expect(store.resolve({ digest: subject.digest }, never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });

  it('refuses a range that begins elsewhere', async () => {
    const { store } = scriptedStore(() => ({
      status: 206,
      headers: { 'content-range': 'bytes 0-9/10' },
      body: '0123456789',
    }));
    await expect(store.blob(blob!.descriptor, { offset: 5 }, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });

  it.each<[string, ScriptedAnswer, boolean]>([
    ['unknown', { status: 404, body: '{"errors":[{"code":"NAME_UNKNOWN"}]}' }, true],
    ['null', { status: 200, body: '{"name":"team/app","tags":null}' }, true],
    ['some other 404', { status: 404, body: '404 page not found' }, false],
    ['forbidden', { status: 403 }, false],
    ['no list', { status: 200, body: '{}' }, false],
    ['over 4 MiB', { status: 200, body: ' '.repeat(4 * 1024 * 1024 + 1) }, false],
  ])('a repository is empty only when that is said: %s', async (_, answer, expected) => {
    expect(await scriptedStore(() => answer).store.isEmpty(never)).toBe(expected);
  });
});

describe('a blob from the middle, of a registry that ignores ranges', () => {
  const [blob] = image().blobs;
  const broken = () => {
    const error = new SealiftError('connection_failed', 'cut');
    return Readable.from(
      (async function* () {
        yield Buffer.from('0123456789');
        throw error;
      })(),
    );
  };

  it('fails with the error of the connection', async () => {
    const { store } = scriptedStore(() => ({ status: 200, body: broken() }));
    const stream = await store.blob(blob!.descriptor, { offset: 5 }, never);
    await expect(stream.toArray()).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('closes the connection when its reader is gone', async () => {
    const body = broken();
    const { store } = scriptedStore(() => ({ status: 200, body }));
    const stream = await store.blob(blob!.descriptor, { offset: 5 }, never);
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(body.destroyed).toBe(true);
  });
});
