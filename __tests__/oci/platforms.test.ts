import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { ATTESTED, chosenChildren } from '../../src/oci/platforms/chosen-children.ts';
import { parsePlatform } from '../../src/oci/platforms/parse-platform.ts';
import { platformOf } from '../support/platforms.ts';

describe('parsePlatform', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux/arm/v7', 'linux/arm/v7'],
    ['linux/arm64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['windows/amd64', 'windows/amd64'],
    ['linux/386', 'linux/386'],
  ])('reads %s', (text, key) => {
    expect(parsePlatform(text)).toBe(key);
  });

  it.each([
    ['linux', /OS\/ARCH/],
    ['', /OS\/ARCH/],
    ['linux/', /OS\/ARCH/],
    ['linux/amd64/v1/x', /OS\/ARCH/],
    ['unknown/unknown', /OS\/ARCH/],
    ['linux/amd64,linux/arm64', /each platform with a --platform of its own/],
    ['linux/x86_64', /--platform linux\/amd64\./],
    ['linux/aarch64', /--platform linux\/arm64\./],
    ['linux/armhf', /--platform linux\/arm\/v7\./],
    ['Linux/AMD64', /--platform linux\/amd64\./],
    ['all', /Leave it out/],
    ['linux/\u001b[31m', /OS\/ARCH/],
    [`linux/${'a'.repeat(100)}`, /OS\/ARCH/],
  ])('refuses %j and says how it is written', (text, hint) => {
    expect(() => parsePlatform(text)).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringMatching(hint) }),
    );
  });
});

const NAMES = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm64/v8',
  'linux/arm/v6',
  'linux/arm/v7',
  'windows/amd64',
];

/** An entry in the words of the test: its digest by number, the platform that it names, what it attests. */
interface Row {
  readonly number: number;
  readonly platform: string | undefined;
  readonly attests: number | undefined;
  readonly isIndex: boolean;
}

const digest = (number: number) => digestOf(Buffer.from(`${number}`));

const entry = ({ number, platform, attests, isIndex }: Row): Descriptor => ({
  mediaType: isIndex ? MEDIA_TYPES.ociIndex : MEDIA_TYPES.ociImage,
  digest: digest(number),
  size: number,
  ...(platform === undefined ? {} : { platform: platformOf(platform) }),
  ...(attests === undefined ? {} : { annotations: { [ATTESTED]: digest(attests) } }),
});

const rows = fc.array(
  fc.record({
    number: fc.nat(6),
    platform: fc.option(fc.constantFrom(...NAMES, 'unknown/unknown'), { nil: undefined }),
    attests: fc.option(fc.nat(6), { nil: undefined, freq: 3 }),
    isIndex: fc.boolean(),
  }),
  { maxLength: 8 },
);

describe('chosenChildren', () => {
  it('chooses what a naive reading of the rule chooses', () => {
    const same = (a: string, b: string): boolean =>
      a.replace(/arm64\/v8$/, 'arm64') === b.replace(/arm64\/v8$/, 'arm64');
    fc.assert(
      fc.property(rows, fc.uniqueArray(fc.constantFrom(...NAMES)), (all, wanted) => {
        const expected: number[] = [];
        const chosen = new Set<number>();
        for (const { number, platform, attests, isIndex } of all) {
          const names = platform !== undefined && platform !== 'unknown/unknown';
          if (names && wanted.some((one) => same(one, platform))) chosen.add(number);
          if (!names && isIndex && attests === undefined) chosen.add(number);
        }
        all.forEach(({ platform, attests, isIndex }, at) => {
          const names = platform !== undefined && platform !== 'unknown/unknown';
          if (
            names
              ? wanted.some((one) => same(one, platform))
              : attests === undefined
                ? isIndex
                : chosen.has(attests)
          )
            expected.push(at);
        });
        const entries = all.map(entry);
        const keys = new Set(wanted.map(parsePlatform));
        expect(chosenChildren(entries, keys)).toEqual(expected.map((at) => entries[at]));
      }),
    );
  });

  it.each([
    ['with a slash in its architecture', { os: 'linux', architecture: 'arm/v7' }],
    ['with an empty name', { os: '', architecture: 'amd64' }],
    ['in capitals', { os: 'Linux', architecture: 'amd64' }],
  ])('does not choose a platform %s', (_, platform) => {
    const child = {
      ...entry({ number: 1, platform: undefined, attests: undefined, isIndex: false }),
      platform,
    };
    expect(chosenChildren([child], new Set(['linux/amd64', 'linux/arm/v7']))).toEqual([]);
  });
});
