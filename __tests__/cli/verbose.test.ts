import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/operations/results.ts';
import { type } from '../support/command-line.ts';
import { expectValid } from '../support/result-schema.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

describe('what a verdict rests on', () => {
  const authority = new TimestampAuthority();
  let at: Workplace;
  let trust: string[];

  beforeAll(async () => {
    [at] = await Promise.all([workplace(), authority.server.start()]);
    await mkdir(at.path('truststore/x509/tsa/acme'), { recursive: true });
    await writeFile(at.path('truststore/x509/tsa/acme/root.pem'), authority.root.pem);
    await writeFile(at.path('tsa.pem'), authority.root.pem);
    const policy = policyOf('strict').replace('"ca:acme"', '"ca:acme","tsa:acme"');
    await writeFile(at.path('stamped.json'), policy);
    trust = ['--trust-policy', at.path('stamped.json'), '--trust-store', at.store];
    const url = `${authority.server.url}/`;
    const stamp = ['--timestamp-url', url, '--timestamp-root-cert', at.path('tsa.pem')];
    const signed = await type(['sign', `${at.images}:one`, ...at.keyFlags, ...stamp, '--output', 'json']);
    expect(signed.code, signed.stderr).toBe(0);
    const result = JSON.parse(signed.stdout) as RunResult;
    expectValid(result);
    expect(result.images[0]?.signatures[0]?.timestamp).toMatchObject({
      store: null,
      revocation: [{ status: 'not-revocable' }],
    });
  });
  afterAll(async () => {
    await Promise.all([at.remove(), authority.server.close()]);
  });

  it('is shown by --verbose: store, anchor, identity, authority, time and the answers about certificates', async () => {
    const run = await type(['verify', `${at.images}:one`, ...trust, '--verbose']);
    expect(run.code, run.stderr).toBe(0);
    for (const line of [
      / {4}timestamp {4}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by CN=timestamps,/,
      / {4}valid until {2}no end: the timestamp counts\n/,
      / {4}authenticity +passed +enforced\n {6}trust store {2}ca:acme\n {6}anchor {7}CN=root,/,
      / {6}identity {5}\*\n/,
      / {4}authenticTimestamp {2}passed +enforced\n {6}authority {4}CN=timestamps,/,
      / {6}trust store {2}tsa:acme\n/,
      / {4}revocation +passed +enforced\n {6}certificate {2}CN=release,.*\n {8}status +cannot be revoked/,
    ])
      expect(run.stdout).toMatch(line);
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('is in JSON, and without --verbose in one line', async () => {
    const json = await type(['verify', `${at.images}:one`, ...trust, '--output', 'json']);
    const result = JSON.parse(json.stdout) as RunResult;
    expectValid(result);
    expect(result.images[0]?.signatures[0]).toMatchObject({
      validUntil: null,
      trust: { store: 'ca:acme', identity: '*' },
      timestamp: { store: 'tsa:acme', authority: expect.stringContaining('CN=timestamps') },
      revocation: [{ status: 'not-revocable' }, { status: 'not-revocable' }],
    });
    const short = await type(['verify', `${at.images}:one`, ...trust]);
    expect(short.stdout.match(/timestamp {2,}/g)).toHaveLength(1);
  });
});
