import { parsePlatform } from '../oci/platforms/parse-platform.ts';
import type { Run } from './run.ts';

/** The platforms that are asked for. What is wrong with them is a problem, before anything is contacted. */
export async function platformsOf({
  values: { platform },
  problems,
}: Run<'verify'> | Run<'promote'> | Run<'compare'>): Promise<{ readonly platforms?: ReadonlySet<string> }> {
  const keys = await Promise.all(platform.map((one) => problems.try(() => parsePlatform(one))));
  const platforms = new Set(keys.filter((key) => key !== undefined));
  return platforms.size === 0 ? {} : { platforms };
}
