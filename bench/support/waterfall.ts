import type { Passed, Traffic } from './proxy.ts';

/** How many requests had to wait for one another: the longest row of requests of which none overlaps the one before. */
export function depthOf(traffic: readonly Traffic[]): number {
  const all = traffic.flatMap(({ requests }) => requests).toSorted((a, b) => a.ended - b.ended);
  let depth = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { began, ended } of all) {
    if (began < free) continue;
    depth += 1;
    free = ended;
  }
  return depth;
}

const short = (path: string): string =>
  path
    .replace(/sha256[:-]([0-9a-f]{6})[0-9a-f]{58}/g, '$1…')
    .replace(/\?_state=.*|uploads\/[^?]+.*/, (rest) => (rest.startsWith('?') ? '?…' : 'uploads/…'));

/** A run's requests in time, one a line, for a person who looks for what waits for what. */
export function waterfall(title: string, traffic: readonly Traffic[]): string {
  const all = traffic
    .flatMap(({ requests }, side) => requests.map((passed) => ({ side, ...passed })))
    .toSorted((a, b) => a.began - b.began);
  const start = all[0]?.began ?? 0;
  const line = ({ side, method, path, status, began, ended }: Passed & { side: number }): string => {
    const times = [began - start, ended - start].map((at) => at.toFixed(0).padStart(5)).join(' ');
    return `  ${times}  ${'│ '.repeat(side)}${method.padEnd(5)} ${status} ${short(path)}`;
  };
  return [`${title}: ${all.length} requests, ${depthOf(traffic)} in turn`, ...all.map(line)].join('\n');
}
