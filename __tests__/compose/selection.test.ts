import { expect, it } from 'vitest';
import { runPromote } from '../../src/compose/run-promote.ts';
import { never } from '../support/tools.ts';

const ASKED = {
  source: 'registry.invalid/app:1',
  destination: 'mirror.invalid/app:1',
  skipVerification: true,
};

it.each([
  [
    { include: 'signatures', excludeSignatures: true },
    '--include signatures and --exclude-signatures exclude each other',
  ],
  [
    { include: 'signatures', artifactType: ['application/spdx+json'] },
    '--include signatures and --artifact-type exclude each other',
  ],
  [
    { excludeSignatures: true, artifactType: ['application/vnd.cncf.notary.signature'] },
    '--exclude-signatures and a type of signatures under --artifact-type exclude each other',
  ],
  [
    {
      excludeSignatures: true,
      artifactType: ['a/b', 'application/vnd.dev.sigstore.bundle+json;version=0.2'],
    },
    '--exclude-signatures and a type of signatures under --artifact-type exclude each other',
  ],
  [{ artifactType: ['spdx'] }, '--artifact-type "spdx" is no media type'],
  [{ artifactType: [''] }, '--artifact-type must not be empty'],
] as const)('promote with %o is an error before anything is contacted', async (options, message) => {
  const asked: string[] = [];
  const result = await runPromote({ ...ASKED, ...options, onRequest: (line) => asked.push(line) }, never);
  expect(result).toMatchObject({ status: 'failed', error: { code: 'usage' } });
  expect(result.error?.message).toContain(message);
  expect(asked).toEqual([]);
});
