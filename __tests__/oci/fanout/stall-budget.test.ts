import { expect, it } from 'vitest';
import { StallBudget } from '../../../src/oci/fanout/stall-budget.ts';

function setup() {
  const clock = { time: 0 };
  return { clock, budget: new StallBudget(() => clock.time) };
}

it('a stall budget shrinks while others are held up, several counting as one, and grows slowly', () => {
  const { clock, budget } = setup();
  const ends = [budget.count('holding'), budget.count('holding')];
  clock.time = 1_500;
  expect(budget.left).toBe(500);
  for (const end of ends) end();
  clock.time = 3_500;
  expect(budget.left).toBe(700);
  clock.time = 100_000;
  expect(budget.left).toBe(2_000);
  budget.count('holding');
  clock.time = 110_000;
  expect(budget.left).toBe(0);
});

it('a stall budget lasts with a reader that is held up as often as it holds others up', () => {
  const { clock, budget } = setup();
  budget.count('holding');
  const end = budget.count('held');
  clock.time = 60_000;
  expect(budget.left).toBe(2_000);
  budget.count('holding');
  clock.time = 62_000;
  expect(budget.left).toBe(1_000);
  end();
  clock.time = 63_000;
  expect(budget.left).toBe(0);
});

it('a stall budget ends when the others give up', () => {
  const { budget } = setup();
  budget.exhaust();
  expect(budget.left).toBe(0);
});
