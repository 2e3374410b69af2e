import { createHash, createHmac } from 'node:crypto';
import type { Asked } from '../loopback.ts';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

export interface AwsLogin {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** RFC 3986, 2.3: what is not unreserved is encoded. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Headers that a signature has to cover, when they are there. */
const COVERED = /^(host|content-type|x-amz-(?!.*-sdk-).*)$/;

/** What is wrong with the Signature Version 4 of a request; `undefined` when nothing is. */
export function sigv4Complaint(
  { method, url, headers, body }: Asked,
  login: AwsLogin,
  scope: { readonly region: string; readonly service: string; readonly now: Date },
): [name: string, message: string] | undefined {
  const wrong = (message: string): [string, string] => ['InvalidSignatureException', message];
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!match) return ['MissingAuthenticationTokenException', 'Missing Authentication Token'];
  const [, id, day, region, service, signed = '', signature] = match;
  if (id !== login.accessKeyId || headers['x-amz-security-token'] !== login.sessionToken) {
    return ['UnrecognizedClientException', 'The security token included in the request is invalid.'];
  }
  if (region !== scope.region || service !== scope.service) {
    return wrong(`Credential should be scoped to a valid region, not '${region}'.`);
  }
  const stamp = headers['x-amz-date'] ?? '';
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp)?.slice(1);
  const time = parts ? Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`) : Number.NaN;
  if (!(Math.abs(time - scope.now.getTime()) <= 5 * 60_000) || !stamp.startsWith(day!)) {
    return wrong(`Signature expired: ${stamp} is now earlier than the server's time`);
  }
  const names = signed.split(';');
  const missing = Object.keys(headers).filter((name) => COVERED.test(name) && !names.includes(name));
  if (missing.length > 0) return wrong(`'${missing.join()}' must be a 'SignedHeader'`);
  if (names.join() !== names.toSorted().join()) return wrong('SignedHeaders are not sorted');
  const query = [...url.searchParams].map((pair) => pair.map(encoded).join('=')).toSorted();
  const canonical = [
    method,
    url.pathname,
    query.join('&'),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const text = [
    'AWS4-HMAC-SHA256',
    stamp,
    `${day}/${region}/${service}/aws4_request`,
    sha256(canonical),
  ].join('\n');
  const key = [region!, service!, 'aws4_request'].reduce(
    (secret, part) => hmac(secret, part),
    hmac(`AWS4${login.secretAccessKey}`, day!),
  );
  if (hmac(key, text).toString('hex') !== signature) {
    return wrong('The request signature we calculated does not match the signature you provided.');
  }
  return undefined;
}
