import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RevocationAdapters, revocationAdapters } from '../../src/compose/revocation-adapters.ts';
import { perform } from '../../src/compose/run.ts';
import { never } from '../support/tools.ts';

const DER = Buffer.from('3003020105', 'hex');

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.crl`;
}

/** Does `work` with the adapters of a run of verify, and resolves to the error of the run. */
async function within(
  options: { readonly env?: Record<string, string>; readonly timeout?: string },
  work: (adapters: RevocationAdapters, opened: () => number) => Promise<void>,
) {
  const { error } = await perform('verify', { env: {}, ...options }, never, async (run) => {
    let opened = 0;
    const onEnd = (close: () => Promise<void>): void => {
      opened += 1;
      run.onEnd(close);
    };
    await work(revocationAdapters({ ...run, onEnd }), () => opened);
  });
  return error;
}

describe('revocationAdapters', () => {
  it('opens no client before the first question, and one for all of them', async () => {
    const url = await serve((_, out) => out.end(DER));
    const error = await within({}, async ({ source }, opened) => {
      expect(opened()).toBe(0);
      for (let count = 0; count < 3; count += 1)
        expect(Buffer.from(await source.crl(url, never))).toEqual(DER);
      expect(opened()).toBe(1);
    });
    expect(error).toBeNull();
  });

  it('gives up a silent responder after --timeout, and all questions later', async () => {
    const url = await serve(() => {});
    const error = await within({ timeout: '1s' }, async ({ source, deadline }) => {
      const all = deadline();
      const message = expect.stringMatching(/did not answer within 1 s/);
      await expect(source.crl(url, all)).rejects.toMatchObject({ code: 'deadline_exceeded', message });
      expect(all.aborted).toBe(false);
    });
    expect(error).toBeNull();
  });

  it('keeps CRLs under the cache folder of the user, and nowhere where there is none', async () => {
    const home = await mkdtemp(join(tmpdir(), 'sealift-home-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    await within({ env: { HOME: home } }, async ({ cache }) => cache?.write('u', DER));
    expect(await readdir(join(home, '.cache', 'sealift', 'crl'))).toHaveLength(1);
    await within({}, async ({ cache }) => expect(cache).toBeUndefined());
  });

  it('asks through no client certificate and with no login of a registry', async () => {
    const seen: unknown[] = [];
    const url = await serve((incoming, out) => {
      seen.push(Object.keys(incoming.headers).toSorted());
      out.end(DER);
    });
    await within({}, async ({ source }) => void (await source.crl(url, never)));
    expect(seen).toEqual([['accept', 'accept-encoding', 'connection', 'host', 'user-agent']]);
  });
});
