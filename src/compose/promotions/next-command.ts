import type { Digest } from '../../oci/digest.ts';
import { camelCase } from '../../options/option.ts';
import { optionsOf } from '../../options/table.ts';
import { isContent } from '../is-content.ts';
import type { PlanOptions } from '../run-options.ts';
import { shellWord } from '../shell-word.ts';

/** Options of a plan that a promotion is not given as well. */
const OWN = new Set([
  ...['out', 'changed-since', 'from-registry', 'shards', 'results', 'report'],
  ...['output', 'quiet', 'verbose', 'debug', 'deadline', 'password-stdin'],
]);

/** The words of one option. Content, which may be a login or a policy of many lines, has to be in a file for this. */
function words(name: string, value: unknown): readonly string[] {
  if (value === undefined || value === false || value === '') return [];
  if (value === true) return [`--${name}`];
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => [`--${name}`, isContent(String(one)) ? 'FILE' : shellWord(String(one))]);
}

/**
 * The command that does what is planned, with the flags that the plan was made with.
 *
 * @param digest of the plan, where it was written to a file.
 */
export function nextCommand(options: Partial<PlanOptions>, digest: Digest | undefined): string {
  const given = new Map<string, unknown>(Object.entries(options));
  const { file = 'FILE', out = 'PLAN' } = options;
  const own = optionsOf('plan').filter(({ name }) => !OWN.has(name));
  return [
    ...['sealift', 'promote', '--file', shellWord(file)],
    ...(digest === undefined ? [] : ['--plan', shellWord(out), '--plan-digest', digest]),
    ...own.flatMap(({ name }) => words(name, given.get(camelCase(name)))),
  ].join(' ');
}
