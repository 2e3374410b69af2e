import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { nearestScope } from '../../../src/notation/policy/nearest-scope.ts';
import { parseTrustPolicy } from '../../../src/notation/policy/parse.ts';
import { statementFor } from '../../../src/notation/policy/scope.ts';

const policyFor = (...scopes: string[]) =>
  parseTrustPolicy(
    JSON.stringify({
      version: '1.0',
      trustPolicies: [{ name: 'x', registryScopes: scopes, signatureVerification: { level: 'skip' } }],
    }),
    'test',
  );

function refusal(repository: string, ...scopes: string[]): SealiftError {
  try {
    statementFor(policyFor(...scopes), repository);
  } catch (error) {
    if (error instanceof SealiftError) return error;
  }
  throw new Error('was not refused');
}

describe('a repository that no statement covers', () => {
  it.each([
    ['A.io/b', 'a.io/b'],
    ['a.io:443/b', 'a.io/b'],
    ['docker.io/library/b', 'docker.io/b'],
    ['index.docker.io/b', 'docker.io/library/b'],
    ['a.io/b/c', 'a.io/b'],
    ['a.io/b', 'a.io/b/c'],
    ['a.io:5000/b', 'a.io:5001/b'],
    ['staging.a.io/team/b', 'prod.a.io/team/b'],
  ])('%s is refused, and %s named as the one that was perhaps meant', (repository, near) => {
    const error = refusal(repository, 'z.io/z', near);
    expect(error).toMatchObject({ code: 'no_applicable_statement', exitCode: 1 });
    expect(error.message).toContain(repository);
    expect(error.hint).toContain(`: ${near} is another one`);
  });

  it('takes the likest', () => {
    expect(nearestScope(['x.io/b', 'a.io/b/c', 'a.io/B'], 'a.io/b')).toBe('a.io/B');
    expect(nearestScope(['x.io/b', 'a.io/b/c'], 'a.io/b')).toBe('a.io/b/c');
    expect(nearestScope(['x.io/y', 'a.io/bc', '*'], 'a.io/b')).toBeUndefined();
  });

  it('has the usual hint where nothing is alike, and lists no more than a few scopes', () => {
    const many = Array.from({ length: 9 }, (_, index) => `z.io/z${index}`);
    const error = refusal('a.io/b', ...many);
    expect(error.hint).toContain('registryScopes');
    expect(error.message).toContain('z.io/z4 and 4 more');
    expect(error.message).not.toContain('z.io/z5');
  });

  it('is shown without what it may do to a terminal', () => {
    expect(refusal('a.io/\u001b[2Jb', 'z.io/z').message).toContain('a.io/\\u{1b}[2Jb');
  });
});
