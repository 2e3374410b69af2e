import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime, parseTime } from '../../src/encoding/rfc3339.ts';

const COMPLAINT = { code: 'envelope_invalid', what: 'JWS envelope' } as const;

describe('parseTime', () => {
  it.each([
    ['2030-01-02T03:04:05Z', '2030-01-02T03:04:05.000Z'],
    ['2030-01-02T03:04:05+01:00', '2030-01-02T02:04:05.000Z'],
    ['2030-01-02T03:04:05-08:30', '2030-01-02T11:34:05.000Z'],
    ['2030-01-02T03:04:05.123456789Z', '2030-01-02T03:04:05.123Z'],
    ['2030-01-02T03:04:05.9+05:45', '2030-01-01T21:19:05.900Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
    ['2030-01-02T03:04:05+00:00', '2030-01-02T03:04:05.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseTime(text, COMPLAINT).toISOString()).toBe(iso);
  });

  it.each([
    '',
    '2030-01-02',
    '2030-01-02t03:04:05Z',
    '2030-01-02T03:04:05z',
    '2030-01-02 03:04:05Z',
    '2030-01-02T03:04:05',
    '2030-01-02T03:04Z',
    '2030-01-02T03:04:05.Z',
    '2030-01-02T03:04:05,5Z',
    '2030-01-02T24:00:00Z',
    '2030-01-02T23:60:00Z',
    '2030-01-02T23:59:60Z',
    '2030-02-30T00:00:00Z',
    '2030-02-29T00:00:00Z',
    '2030-13-01T00:00:00Z',
    '2030-00-01T00:00:00Z',
    '2030-01-00T00:00:00Z',
    '2030-01-02T03:04:05+24:00',
    '2030-01-02T03:04:05+01:60',
    '2030-01-02T03:04:05+0100',
    '+02030-01-02T03:04:05Z',
    ' 2030-01-02T03:04:05Z',
    '2030-01-02T03:04:05Z\n',
    1893553445,
    null,
    undefined,
    ['2030-01-02T03:04:05Z'],
  ])('refuses %j', (value) => {
    expect(() => parseTime(value, COMPLAINT)).toThrow(expect.objectContaining({ code: 'envelope_invalid' }));
  });
});

describe('formatTime', () => {
  it('writes whole seconds in UTC, rounded down', () => {
    expect(formatTime(new Date('2030-01-02T03:04:05.999Z'))).toBe('2030-01-02T03:04:05Z');
  });

  it('writes what parseTime reads', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (time) => {
        const read = parseTime(formatTime(time), COMPLAINT);
        return read.getTime() === Math.floor(time.getTime() / 1000) * 1000;
      }),
    );
  });
});
