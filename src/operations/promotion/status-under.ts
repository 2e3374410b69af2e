import type { Gate } from './gate.ts';

/** The verdict on a signature under several statements: it passed where one of them accepts it. `undefined` where none judged it. */
export function statusUnder(gates: readonly Gate[], digest: string): 'passed' | 'failed' | undefined {
  const statuses = gates.map((gate) => gate.statusOf(digest));
  return (['passed', 'failed'] as const).find((one) => statuses.includes(one));
}
