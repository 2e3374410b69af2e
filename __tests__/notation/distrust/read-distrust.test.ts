import { describe, expect, it } from 'vitest';
import { readDistrust } from '../../../src/notation/distrust/read-distrust.ts';

const HEX = 'ab12'.repeat(16);

describe('--distrust', () => {
  it.each([
    [HEX, null],
    [`sha256:${HEX.toUpperCase()}`, null],
    [HEX.toUpperCase().match(/../g)!.join(':'), null],
    [`${HEX}=2026-11-01`, '2026-11-01T00:00:00.000Z'],
    [`sha256:${HEX}=2026-11-01T18:30:00+02:00`, '2026-11-01T16:30:00.000Z'],
    [`${HEX}=2026-11-01T18:30:00.5z`, '2026-11-01T18:30:00.500Z'],
    [`${HEX}=2028-02-29`, '2028-02-29T00:00:00.000Z'],
  ])('takes %s', (text, since) => {
    expect([...readDistrust([text])].map(([key, date]) => [key, date?.toISOString() ?? null])).toEqual([
      [HEX, since],
    ]);
  });

  it.each([
    [HEX.slice(1), 'thumbprint'],
    [`${HEX}0`, 'thumbprint'],
    [`sha1:${HEX}`, 'thumbprint'],
    [`${HEX.slice(1)}g`, 'thumbprint'],
    ['=2026-11-01', 'thumbprint'],
    [`${HEX}=`, 'date'],
    [`${HEX}=2026-11-01T18:30:00`, 'date'],
    [`${HEX}=2026-02-30`, 'date'],
    [`${HEX}=2027-02-29`, 'date'],
    [`${HEX}=2026-13-01`, 'date'],
    [`${HEX}=2026-11-01T25:00:00Z`, 'date'],
    [`${HEX}=01.11.2026`, 'date'],
    [`${HEX}=2026-11-01=x`, 'date'],
  ])('refuses %s for its %s', (text, what) => {
    expect(() => readDistrust([text])).toThrow(
      expect.objectContaining({ code: 'usage', exitCode: 2, message: expect.stringContaining(what) }),
    );
  });

  it('of one certificate twice takes the stricter', () => {
    const since = (...dates: string[]) =>
      readDistrust(dates.map((date) => `${HEX}${date}`))
        .get(HEX)
        ?.toISOString() ?? null;
    expect(since('=2026-11-01', '=2026-10-01')).toBe('2026-10-01T00:00:00.000Z');
    expect(since('=2026-10-01', '=2026-11-01')).toBe('2026-10-01T00:00:00.000Z');
    expect(since('', '=2026-11-01')).toBeNull();
    expect(since('=2026-11-01', '')).toBeNull();
  });
});
