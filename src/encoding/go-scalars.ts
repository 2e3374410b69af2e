import { isBase64 } from './base64.ts';
import type { Scalar } from './go-shape.ts';
import { timeOf } from './rfc3339.ts';

interface ScalarRule {
  /** Names the expected value in an error. */
  readonly noun: string;
  /** The value that Go gives for null. */
  readonly zero: string | number | boolean;
  /** Whether Go decodes the value, and to the same as this program; `raw` is its JSON text. */
  readonly fits: (value: unknown, raw: string) => boolean;
}

export const SCALARS: Readonly<Record<Scalar, ScalarRule>> = {
  text: { noun: 'text', zero: '', fits: (value) => typeof value === 'string' },
  // Go refuses 2.0 and 2e0 for an integer, although both are integers.
  integer: {
    noun: 'an integer in digits',
    zero: 0,
    fits: (value, raw) => typeof value === 'number' && /^-?\d+$/.test(raw),
  },
  boolean: { noun: 'true or false', zero: false, fits: (value) => typeof value === 'boolean' },
  bytes: {
    noun: 'canonical base64',
    zero: '',
    fits: (value) => typeof value === 'string' && isBase64(value),
  },
  // Go reads a time from the raw text between the quotes, so a time with an escape is malformed there.
  time: {
    noun: 'a time (RFC 3339, without escapes)',
    zero: '',
    fits: (value, raw) => typeof value === 'string' && raw === `"${value}"` && timeOf(value) !== undefined,
  },
};
