import { createHash } from 'node:crypto';
import { runAddress } from '../../compose/github/runner-variables.ts';
import { withoutMentions } from '../../report/without-mentions.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** GitHub takes 65,536 characters. */
const LIMIT = 60_000;
/** Bytes of the summary that are tried, until its text without mentions fits: the least of them does in any case. */
const SIZES = [52_000, 26_000, 6_000] as const;

/** The hidden first line of a comment, which tells it from those of other workflows and jobs. A hash, since names are free. */
export function commentMarker(command: string, env: Env): string {
  const file = (env.GITHUB_WORKFLOW_REF ?? '').replace(/@.*$/s, '');
  const key = JSON.stringify([file, env.GITHUB_WORKFLOW ?? '', env.GITHUB_JOB ?? '']);
  return `<!-- sealift ${command} ${createHash('sha256').update(key).digest('hex').slice(0, 32)} -->`;
}

/** Says of which commit and run the comment is, since a comment stays when others follow. */
function footer(commit: string | undefined, env: Env): string {
  const run = runAddress(env);
  const attempt = /^[1-9]\d{0,5}$/.exec(env.GITHUB_RUN_ATTEMPT ?? '')?.[0];
  const parts = [
    ...(commit === undefined ? [] : [`Commit <code>${commit}</code>`]),
    ...(run === undefined
      ? []
      : [`[workflow run](${run}${attempt === undefined ? '' : `/attempts/${attempt}`})`]),
  ];
  return parts.length === 0 ? '' : `\n<sub>${parts.join(', ')}</sub>\n`;
}

/**
 * The text of a comment: the marker, the summary and where it comes from; within the limit.
 *
 * @param summary makes the Markdown in at most so many bytes.
 */
export function commentBody(
  marker: string,
  summary: (bytes: number) => string,
  commit: string | undefined,
  env: Env,
): string {
  const end = footer(commit, env);
  const bodies = SIZES.map((size) => () => `${marker}\n${withoutMentions(summary(size))}${end}`);
  for (const body of bodies) {
    const text = body();
    if (text.length <= LIMIT) return text;
  }
  return `${marker}\nThis is too long for a comment; the job summary has it.\n${end}`;
}
