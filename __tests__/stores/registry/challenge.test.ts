import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../../src/stores/registry/auth/challenge.ts';

describe('parseChallenges', () => {
  it.each([
    [
      'Bearer realm="https://a/token",service="s",scope="repository:x/y:pull,push"',
      'bearer',
      'https://a/token',
    ],
    ['bearer realm = "https://a/token" , service=s', 'bearer', 'https://a/token'],
    ['BASIC realm="Nexus"', 'basic', 'Nexus'],
    ['Bearer realm="quote \\" inside"', 'bearer', 'quote " inside'],
  ])('reads %s', (header, scheme, realm) => {
    const [first] = parseChallenges(header);
    expect(first?.scheme).toBe(scheme);
    expect(first?.parameters.realm).toBe(realm);
  });

  it('keeps several challenges apart, in one header and in two', () => {
    const schemes = (headers: string | string[]) => parseChallenges(headers).map(({ scheme }) => scheme);
    expect(schemes('Bearer realm="https://a",scope="x,y", Basic realm="b"')).toEqual(['bearer', 'basic']);
    expect(schemes(['Bearer realm="https://a"', 'Basic realm="b"'])).toEqual(['bearer', 'basic']);
    expect(schemes('Negotiate dG9rZW4=, Basic realm="b"')).toEqual(['negotiate', 'basic']);
    expect(schemes('Negotiate dG9rZQ==, Basic realm="b"')).toEqual(['negotiate', 'basic']);
    expect(schemes('Negotiate, , Bearer realm="a"')).toEqual(['negotiate', 'bearer']);
    expect(schemes('Negotiate ABC, Bearer realm="a"')).toEqual(['negotiate', 'bearer']);
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(Array.isArray(parseChallenges(text))).toBe(true);
      }),
    );
  });
});
