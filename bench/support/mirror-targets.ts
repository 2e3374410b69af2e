import { Side } from './side.ts';

/** Opens two empty registries, does `work`, and closes them. */
export async function withTargets<T>(
  delay: number,
  work: (targets: readonly Side[]) => Promise<T>,
): Promise<T> {
  const targets = await Promise.all([1, 2].map(() => Side.open('olareg', delay)));
  try {
    return await work(targets);
  } finally {
    await Promise.all(targets.map((target) => target.close()));
  }
}

export const hostsOf = (targets: readonly Side[]): string[] => targets.map(({ host }) => host);
