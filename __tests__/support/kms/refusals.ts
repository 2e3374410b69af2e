import { expect, it } from 'vitest';

/** A request that a double has to refuse: what it is, the asking, and status and text of the answer. */
export type Refusal = [name: string, ask: () => Promise<[number, string]>, status: number, text: RegExp];

/** A double that takes anything proves nothing: each of these is refused, and says why. */
export function itRefuses(refusals: readonly Refusal[]): void {
  it.each(refusals)('refuses %s', async (_, ask, status, text) => {
    const [got, body] = await ask();
    expect(got).toBe(status);
    expect(body).toMatch(text);
  });
}
