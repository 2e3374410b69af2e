import type { PlatformResult } from '../results.ts';

/** The most platforms that are named. */
const SHOWN = 8;

/** What of an index stays behind, in words; `undefined` where nothing does. */
export function leftInWords(platforms: readonly PlatformResult[]): string | undefined {
  const left = platforms.filter(({ status }) => status === 'left');
  if (left.length === 0) return undefined;
  const names = [...new Set(left.map(({ platform }) => platform))].filter((one) => one !== 'unknown/unknown');
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more platforms` : '';
  const shown = names.length === 0 ? '' : ` (${names.slice(0, SHOWN).join(', ')}${more})`;
  const known = left.reduce((sum, { attachments }) => sum + (attachments ?? 0), 0);
  const isKnown = left.every(({ attachments }) => attachments !== null);
  const attached = `${isKnown ? '' : 'at least '}${known} ${known === 1 ? 'artifact' : 'artifacts'}`;
  const [what, them] =
    left.length === 1
      ? ['1 manifest of another platform', 'it']
      : [`${left.length} manifests of other platforms`, 'them'];
  return `${what}${shown} and ${attached} attached to ${them} stay behind`;
}
