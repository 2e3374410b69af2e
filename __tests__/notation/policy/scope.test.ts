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
  ])('is refused: %s, with %s named as the scope that was probably meant', (repository, near) => {
    const error = refusal(repository, 'z.io/z', near);
    expect(error).toMatchObject({ code: 'no_applicable_statement', exitCode: 1 });
    expect(error.message).toContain(repository);
    expect(error.hint).toContain(`: ${near} is another one`);
  });

  it('gets the most similar scope as a hint', () => {
    expect(nearestScope(['x.io/b', 'a.io/b/c', 'a.io/B'], 'a.io/b')).toBe('a.io/B');
    expect(nearestScope(['x.io/b', 'a.io/b/c'], 'a.io/b')).toBe('a.io/b/c');
    expect(nearestScope(['x.io/y', 'a.io/bc', '*'], 'a.io/b')).toBeUndefined();
  });

  it('has the usual hint where no scope is similar, and a list of few scopes', () => {
    const many = Array.from({ length: 9 }, (_, index) => `z.io/z${index}`);
    const error = refusal('a.io/b', ...many);
    expect(error.hint).toContain('registryScopes');
    expect(error.message).toContain('z.io/z4 and 4 more');
    expect(error.message).not.toContain('z.io/z5');
  });

  it('is printed with its control characters escaped', () => {
    expect(refusal('a.io/\u001b[2Jb', 'z.io/z').message).toContain('a.io/\\u{1b}[2Jb');
  });
});

describe('a scope', () => {
  const { http, https } = { http: () => true, https: () => false };
  const scopesOf = (text: string, plainHttp: (registry: string) => boolean) => {
    const trustPolicies = [{ name: 'x', registryScopes: [text], signatureVerification: { level: 'skip' } }];
    return parseTrustPolicy(JSON.stringify({ version: '1.0', trustPolicies }), 'test', plainHttp)
      .trustPolicies[0]!.registryScopes;
  };

  it.each([
    ['A.io/b', 'a.io/b'],
    ['a.io:443/b', 'a.io/b'],
    ['[2001:DB8:0::1]:05000/b', '[2001:db8::1]:5000/b'],
    ['index.docker.io/acme/b', 'docker.io/acme/b'],
    ['Registry/b', 'registry/b'],
  ])('%s covers %s, as references spell it', (scope, repository) => {
    expect(scopesOf(scope, https)).toEqual([repository]);
  });

  it('leaves out the port that its registry has anyway, and no other', () => {
    expect(scopesOf('a.io:80/b', http)).toEqual(['a.io/b']);
    expect(scopesOf('a.io:443/b', http)).toEqual(['a.io:443/b']);
    expect(scopesOf('a.io:80/b', https)).toEqual(['a.io:80/b']);
  });

  it('may be written twice in two spellings in one statement, for tools that compare texts', () => {
    expect(policyFor('A.io/b', 'a.io/b').trustPolicies[0]!.registryScopes).toEqual(['a.io/b']);
  });

  it('is refused in two statements, however it is spelled', () => {
    const trustPolicies = ['a.io/b', 'A.IO/b'].map((scope, at) => ({
      name: `statement ${at}`,
      registryScopes: [scope],
      signatureVerification: { level: 'skip' },
    }));
    expect(() => parseTrustPolicy(JSON.stringify({ version: '1.0', trustPolicies }), 'test')).toThrow(
      expect.objectContaining({ code: 'policy_invalid', message: expect.stringContaining('a.io/b twice') }),
    );
  });
});
