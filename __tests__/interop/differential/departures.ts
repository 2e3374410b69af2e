import type { Case } from './dimensions.ts';

/** Where the two programs may differ. */
export interface Departure {
  /** The first cell of its row in docs/departures.md. */
  readonly topic: string;
  /** The program that refuses; the other one accepts. */
  readonly refuses: 'sealift' | 'notation';
  readonly concerns: (one: Case) => boolean;
}

export const DEPARTURES: readonly Departure[] = [
  {
    topic: 'anyExtendedKeyUsage on the signing certificate',
    refuses: 'sealift',
    concerns: ({ chain }) => chain === 'any purpose',
  },
  {
    topic: 'A critical extension that nobody here understands, in any certificate of a chain',
    refuses: 'sealift',
    concerns: ({ chain }) => chain === 'unknown critical extension',
  },
  {
    topic: 'Critical attributes that are not known, without plugin',
    refuses: 'sealift',
    concerns: ({ tampering }) => tampering === 'unknown critical attribute',
  },
  {
    topic: 'RSASSA-PSS salt of a JWS',
    refuses: 'sealift',
    concerns: ({ tampering, format, key }) =>
      tampering === 'salt of another length' && format === 'jws' && key.startsWith('rsa'),
  },
  {
    topic: 'A named trust store that does not exist or is malformed',
    refuses: 'sealift',
    // A leaf is no trust anchor, so a store of one is malformed to both.
    concerns: ({ store }) => ['missing', 'malformed', 'leaf'].includes(store),
  },
  {
    topic: 'A timestamp with critical extensions, or of a time that is to come',
    refuses: 'sealift',
    concerns: ({ timestamp }) => timestamp === 'critical extension' || timestamp === 'from the future',
  },
  {
    topic: 'Host of a reference and of a scope',
    refuses: 'notation',
    concerns: ({ scope }) => scope === 'host in capitals',
  },
];
