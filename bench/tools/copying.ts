import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { peerTool, sealift } from './programs.ts';

export const ORAS = 'oras cp -r';
export const REGCTL = 'regctl image copy --referrers';
export const PROMOTE = 'sealift promote';
export const SINGLE = 'sealift promote --single-writer';
export const UNJUDGED = 'sealift promote --skip-verification';

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
    ...regctlCopy(inputs, from, to, regctlEnv),
    ...craneCopy(inputs, from, to),
    ...skopeoCopy(inputs, from, to),
  ];
}
