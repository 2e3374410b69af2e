import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { peerTool, sealift } from './programs.ts';

export const ORAS = 'oras cp -r';
export const REGCTL = 'regctl image copy --referrers';
export const PROMOTE = 'sealift promote';
export const SINGLE = 'sealift promote --single-writer';
export const UNJUDGED = 'sealift promote --skip-verification';
export const JUDGED = 'sealift promote --include verified --single-writer';
export const BETWEEN_VERDICTS = 'notation verify, oras cp -r, notation verify';

/** Those that do the whole of what is compared: carry the signatures, in their default way. */
export const FULL = [PROMOTE, ORAS, REGCTL];

/** Promotions of `from` (by digest) to `to` (with a tag). */
export function promotions({ home }: Inputs, from: string, to: readonly string[]): Tool[] {
  return [
    {
      name: PROMOTE,
      note: 'verifies, carries signatures, reads back, tags last',
      command: sealift('promote', from, ...to, ...home.trustFlags),
    },
    {
      name: SINGLE,
      note: 'as above; trusts that nobody else writes the referrers tag now',
      command: sealift('promote', from, ...to, '--single-writer', ...home.trustFlags),
    },
    {
      name: JUDGED,
      note: 'verifies both signatures, carries those that pass, reads back, tags last',
      command: sealift(
        'promote',
        from,
        ...to,
        '--include',
        'verified',
        '--single-writer',
        ...home.trustFlags,
      ),
    },
    {
      name: UNJUDGED,
      note: 'carries signatures without judging them; single writer',
      command: sealift('promote', from, ...to, '--skip-verification', '--single-writer'),
    },
  ];
}

export function orasCopy(inputs: Inputs, from: string, to: string): Tool[] {
  const args = ['cp', '-r', '--from-plain-http', '--to-plain-http', from, to];
  return peerTool(inputs, 'oras', ORAS, 'carries signatures; **no verification**', args);
}

/** The same with a verification on both sides, as a careful pipeline does it with the tools that there are. */
export function orasBetweenVerdicts(inputs: Inputs, from: string, to: string): Tool[] {
  const [oras, notation] = (['oras', 'notation'] as const).map((name) => inputs.programs.path(name));
  if (!oras || !notation) return [];
  const verify = '"$NOTATION" verify --insecure-registry';
  const copy = '"$ORAS" cp -r --from-plain-http --to-plain-http "$FROM" "$TO"';
  return [
    {
      name: BETWEEN_VERDICTS,
      note: 'carries signatures; verifies one before and one after the copy, when the tag stands',
      command: ['sh', '-c', `${verify} "$FROM" && ${copy} && ${verify} "$TO"`],
      env: { XDG_CONFIG_HOME: inputs.home.folder, ORAS: oras, NOTATION: notation, FROM: from, TO: to },
    },
  ];
}

export function regctlCopy(
  inputs: Inputs,
  from: string,
  to: string,
  env: Readonly<Record<string, string>>,
): Tool[] {
  const args = ['image', 'copy', '--referrers', from, to];
  return peerTool(inputs, 'regctl', REGCTL, 'carries signatures; **no verification**', args, env);
}

const NO_SIGNATURES = '**leaves signatures behind, no verification**';

export function craneCopy(inputs: Inputs, from: string, to: string): Tool[] {
  return peerTool(inputs, 'crane', 'crane copy', NO_SIGNATURES, ['copy', '--insecure', from, to]);
}

export function skopeoCopy(inputs: Inputs, from: string, to: string): Tool[] {
  const args = ['copy', '--quiet', '--all', '--src-tls-verify=false', '--dest-tls-verify=false'];
  return peerTool(inputs, 'skopeo', 'skopeo copy', NO_SIGNATURES, [
    ...args,
    ...['--insecure-policy', `docker://${from}`, `docker://${to}`],
  ]);
}

/** Every way of carrying `from` to `to` that is compared. */
export function copiers(
  inputs: Inputs,
  from: string,
  to: string,
  regctlEnv: Readonly<Record<string, string>>,
): Tool[] {
  return [
    ...promotions(inputs, from, [to]),
    ...orasCopy(inputs, from, to),
    ...orasBetweenVerdicts(inputs, from, to),
    ...regctlCopy(inputs, from, to, regctlEnv),
    ...craneCopy(inputs, from, to),
    ...skopeoCopy(inputs, from, to),
  ];
}
