import { parseJson } from '../../encoding/json.ts';
import { SealiftError } from '../../errors.ts';
import { checkRegular } from '../../io/files/check-regular.ts';
import { readFile } from '../../io/files/read-file.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Events about pull requests and runs have some 50 KiB; the texts in them are bounded by GitHub. */
const LIMIT = 4 * 1024 * 1024;

/**
 * The event that started the workflow, as the runner stored it (GITHUB_EVENT_PATH).
 *
 * @throws SealiftError `file_not_found`, `file_unreadable`, `content_too_large` or `config_invalid`.
 */
export async function readEvent(env: Env): Promise<unknown> {
  const path = env.GITHUB_EVENT_PATH;
  if (!path) throw new SealiftError('file_not_found', 'GITHUB_EVENT_PATH is not set');
  // A step before this one may have put a pipe there, which would be waited for.
  await checkRegular(path, 'event file of GITHUB_EVENT_PATH');
  const bytes = await readFile(path, LIMIT, 'event file', 'of GITHUB_EVENT_PATH');
  return parseJson(bytes, { code: 'config_invalid', what: 'the event file of GITHUB_EVENT_PATH' });
}
