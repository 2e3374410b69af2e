import { appendText } from '../compose/append-text.ts';
import type { ActionHost } from './host.ts';
import { logSafe } from './log-safe.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The runner through `@actions/core`, loaded here and not before. Where the runner's files are not there (a run by hand)
 * outputs and summary go to the log, with a notice.
 */
export async function toolkitHost(env: Env): Promise<ActionHost> {
  const core = await import('@actions/core');
  return {
    info: (line) => core.info(logSafe(line)),
    debug: (line) => core.debug(logSafe(line)),
    notice: (message) => core.notice(logSafe(message)),
    warning: (message) => core.warning(logSafe(message)),
    annotate: (title, message) => core.error(logSafe(message), { title: logSafe(title) }),
    group(title, lines) {
      core.startGroup(logSafe(title));
      for (const line of lines) core.info(logSafe(line));
      core.endGroup();
    },
    setSecret: (value) => core.setSecret(value),
    setOutput(name, value) {
      if (env.GITHUB_OUTPUT) core.setOutput(name, value);
      else core.info(logSafe(`GITHUB_OUTPUT is not set; output ${name}: ${value}`));
    },
    async declare(lines) {
      const path = env.GITHUB_ARTIFACTS?.trim();
      if (path) await appendText(path, `${lines.join('\n')}\n`);
    },
    async summary(markdown) {
      if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
      else core.info('GITHUB_STEP_SUMMARY is not set: no job summary is written');
    },
  };
}
