import { expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { HttpClient } from '../../src/io/http/types.ts';
import { sendWhole } from '../../src/signers/send-whole.ts';
import { never } from '../support/tools.ts';

it.each([
  ['registry_unavailable', 'key_service_unavailable'],
  ['connection_failed', 'connection_failed'],
] as const)('a key service that is not asked any more is no registry: %s', async (thrown, code) => {
  const http = { request: () => Promise.reject(new SealiftError(thrown, 'not asked any more')) };
  const asked = { method: 'GET', url: new URL('https://vault.test/'), signal: never } as const;
  const sent = sendWhole(http as unknown as HttpClient, asked, undefined);
  await expect(sent).rejects.toMatchObject({ code, message: 'not asked any more' });
});
