import { expect, it } from 'vitest';
import { Patience } from '../../../src/oci/sharing/patience.ts';

function setup() {
  const clock = { time: 0 };
  return { clock, patience: new Patience(() => clock.time) };
}

it('patience shrinks while others are held up, several counting as one, and grows slowly', () => {
  const { clock, patience } = setup();
  const ends = [patience.count('holding'), patience.count('holding')];
  clock.time = 1_500;
  expect(patience.left).toBe(500);
  for (const end of ends) end();
  clock.time = 3_500;
  expect(patience.left).toBe(700);
  clock.time = 100_000;
  expect(patience.left).toBe(2_000);
  patience.count('holding');
  clock.time = 110_000;
  expect(patience.left).toBe(0);
});

it('patience lasts with a reader that is held up as often as it holds others up', () => {
  const { clock, patience } = setup();
  patience.count('holding');
  const end = patience.count('held');
  clock.time = 60_000;
  expect(patience.left).toBe(2_000);
  patience.count('holding');
  clock.time = 62_000;
  expect(patience.left).toBe(1_000);
  end();
  clock.time = 63_000;
  expect(patience.left).toBe(0);
});

it('patience ends when the others give up', () => {
  const { patience } = setup();
  patience.exhaust();
  expect(patience.left).toBe(0);
});
