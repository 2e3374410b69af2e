import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secrets } from '../../../src/encoding/secrets/secrets.ts';
import { readErrors, responseError } from '../../../src/stores/registry/response-error.ts';

const answer = (status: number, body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  status,
  headers,
  url: new URL('https://registry.test/v2/team/app/manifests/1?digest=sha256:x&token=secret'),
  body: Readable.from([Buffer.from(body)]),
});
const error = (...given: Parameters<typeof answer>) =>
  responseError(answer(...given), {
    method: 'PUT',
    action: 'push a manifest to registry.test/team/app',
    secrets: new Secrets(),
  });
const coded = (code: string, message = '') => JSON.stringify({ errors: [{ code, message }] });

describe('the error of an answer', () => {
  it.each<[number, string, string]>([
    [400, coded('MANIFEST_INVALID', 'http: request body too large'), 'content_too_large'],
    [400, coded('SIZE_INVALID'), 'content_too_large'],
    [413, '', 'content_too_large'],
    [400, coded('TAG_INVALID', 'The image tag exists and cannot be overwritten'), 'tag_immutable'],
    [403, coded('DENIED', 'tag 1 is immutable'), 'tag_immutable'],
    [409, coded('CONFLICT', 'immutable'), 'tag_immutable'],
    [412, coded('PRECONDITION', "Failed to process due to 'v1' configured as immutable."), 'tag_immutable'],
    [400, coded('DIGEST_INVALID'), 'digest_mismatch'],
    [400, '{"errors":[{"code":"DIGEST_INVALID","detail":{"at":9223372036854775807}}]}', 'digest_mismatch'],
    [400, coded('MANIFEST_INVALID'), 'registry_refused'],
    [405, coded('UNSUPPORTED', 'Invalid JSON syntax'), 'registry_refused'],
    [404, coded('BLOB_UPLOAD_UNKNOWN'), 'upload_unconfirmed'],
    [404, coded('NAME_UNKNOWN'), 'repository_missing'],
    [404, coded('MANIFEST_BLOB_UNKNOWN'), 'upload_unconfirmed'],
    [400, coded('MANIFEST_UNKNOWN'), 'upload_unconfirmed'],
    [404, coded('UNKNOWN', 'unknown: artifact not found'), 'upload_unconfirmed'],
    [400, coded('MANIFEST_INVALID', 'manifest references layers that do not exist'), 'upload_unconfirmed'],
    [400, coded('MANIFEST_INVALID', 'config is missing'), 'registry_refused'],
    [404, coded('UNKNOWN', 'repository team/app not found'), 'artifact_not_found'],
    [403, coded('DENIED', 'tag immutability is on'), 'tag_immutable'],
    [403, coded('DENIED', 'quota used up'), 'registry_refused'],
    [401, coded('DENIED', 'quota used up'), 'denied'],
    [400, coded('', 'Repository does not allow updating assets: docker'), 'tag_immutable'],
    [404, '404 page not found', 'artifact_not_found'],
    [401, coded('UNAUTHORIZED'), 'denied'],
    [403, coded('DENIED', 'requested access is too large'), 'denied'],
    [400, coded('TOOMANYREQUESTS'), 'too_many_requests'],
    [429, coded('DENIED'), 'too_many_requests'],
    [408, '', 'registry_unavailable'],
    [500, coded('TAG_INVALID'), 'registry_unavailable'],
    [500, coded('UNKNOWN', 'invalid URL on layer'), 'registry_refused'],
    [400, coded('MANIFEST_INVALID', 'missing URL on layer'), 'registry_refused'],
    [500, coded('UNKNOWN', 'foreign layers are not allowed'), 'registry_refused'],
    [503, coded('UNAVAILABLE', 'invalid URL on layer'), 'registry_unavailable'],
    [503, '<html>', 'registry_unavailable'],
    [200, '<html>', 'unexpected_answer'],
    [307, '', 'unexpected_answer'],
  ])('%s %s: %s', async (status, body, code) => {
    expect(await error(status, body)).toMatchObject({ code });
  });

  it('names the action, method, URL without secrets, status and the words of the registry', async () => {
    const { message } = await error(400, coded('MANIFEST_INVALID', 'config is missing'));
    expect(message).toBe(
      'push a manifest to registry.test/team/app: PUT https://registry.test/v2/team/app/manifests/1?digest=sha256:x&token=… answers 400 (MANIFEST_INVALID: config is missing)',
    );
  });

  it('shows a detail that is a text', async () => {
    const detail = 'http: request body too large';
    const body = JSON.stringify({
      errors: [{ code: 'MANIFEST_INVALID', message: 'manifest invalid', detail }],
    });
    expect(await error(400, body)).toMatchObject({
      code: 'content_too_large',
      message: expect.stringContaining('(MANIFEST_INVALID: manifest invalid: http: request body too large)'),
    });
    const object = JSON.stringify({ errors: [{ code: 'NAME_UNKNOWN', detail: { name: 'a' } }] });
    expect((await error(404, object)).message).toMatch(/\(NAME_UNKNOWN\)$/);
  });

  it.each<[number, string, string, string]>([
    [404, 'NAME_UNKNOWN', 'repository name not known', 'create the repository'],
    [413, 'DENIED', 'will exceed the configured upper limit', 'quota'],
    [403, 'DENIED', 'storage quota exceeded', 'quota'],
    [400, 'BLOB_UPLOAD_INVALID', 'Invalid docker content', 'format oci'],
    [413, '', '', 'proxy before it'],
    [429, 'TOOMANYREQUESTS', 'Quota exceeded for requests', 'wait and run it again'],
    [503, 'UNAVAILABLE', 'quota', 'run it again'],
    [400, 'DIGEST_INVALID', '', 'push it again'],
    [400, 'MANIFEST_INVALID', '', 'its own words are in the message'],
    [400, '', '', 'gives no reason'],
  ])('%s %s %s has its own remedy', async (status, code, message, hint) => {
    expect(await error(status, coded(code, message))).toMatchObject({ hint: expect.stringContaining(hint) });
  });

  it.each([
    ['too long', coded('X', 'y'.repeat(70_000))],
    ['no list', '{"errors":{}}'],
    ['another shape', '{"errors":["X"]}'],
    ['a nested heap', `${'['.repeat(1000)}${']'.repeat(1000)}`],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
  ])('says nothing more where the body is %s', async (_, body) => {
    expect((await error(418, body)).message).toMatch(/answers 418$/);
  });

  it('stays short, however many errors there are', async () => {
    const errors = Array.from({ length: 1000 }, () => ({ code: 'X', message: 'm'.repeat(50) }));
    expect((await error(418, JSON.stringify({ errors }))).message.length).toBeLessThan(1_200);
    const [{ code } = { code: '' }] = await readErrors(answer(418, coded('repository '.repeat(5_000))));
    // What was cut off is marked.
    expect(code).toHaveLength(1_001);
  });

  it('explains a write that is redirected to the same host by plain HTTP', async () => {
    const moved = (location: string) => error(307, '', { location });
    expect((await moved('http://registry.test/v2/x')).hint).toContain('X-Forwarded-Proto');
    expect((await moved('http://elsewhere.test/v2/x')).hint).not.toContain('X-Forwarded-Proto');
    expect((await moved('https://[')).code).toBe('unexpected_answer');
  });

  it('escapes control characters of the registry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 80 }), async (points) => {
        const text = String.fromCodePoint(...points);
        const { message } = await error(418, coded(text, text));
        expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 50 },
    );
  });
});
