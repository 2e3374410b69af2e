import fc from 'fast-check';

const within = (min: number, max: number) => fc.integer({ min, max });

/** Any code point but halves of a pair, ASCII more often. */
const codePoint = fc.oneof(
  within(0, 0x7f),
  within(0, 0xffff).filter((point) => point < 0xd800 || point > 0xdfff),
  within(0x10000, 0x10ffff),
);

/** Text of any characters, its length counted in these; fast-check's own `binary` first lists all of Unicode, for seconds. */
export function anyText(lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.array(codePoint, lengths).map((points) => String.fromCodePoint(...points));
}
