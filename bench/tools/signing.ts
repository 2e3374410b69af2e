import { join } from 'node:path';
import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { peerTool, sealift } from './programs.ts';

export const NOTATION_SIGN_DEFAULT = 'notation sign';
export const NOTATION_SIGN = 'notation sign --force-referrers-tag=false';

/** notation signs `image` with the same key as we. */
export function notationSign(inputs: Inputs, image: string): Tool[] {
  const args = ['sign', '--insecure-registry', '--force-referrers-tag=false', image];
  const note = 'no self-check, no confirming read, never looks for signatures';
  return peerTool(inputs, 'notation', NOTATION_SIGN, note, args, { XDG_CONFIG_HOME: inputs.home.folder });
}

export function sealiftSign({ home }: Inputs, images: readonly string[], ...flags: string[]): Tool {
  return {
    name: 'sealift sign',
    note: 'verifies what it made, confirms by reading that it is listed',
    command: sealift('sign', ...images, ...home.keyFlags, ...flags),
  };
}

/** Every way of signing `image` (by digest) that is compared. */
export function signers(inputs: Inputs, image: string): Tool[] {
  const notation = ['sign', '--insecure-registry', image];
  const cosign = ['sign', '--use-signing-config=false', '--tlog-upload=false', '-y', '--allow-http-registry'];
  return [
    sealiftSign(inputs, [image]),
    ...notationSign(inputs, image),
    ...peerTool(
      inputs,
      'notation',
      NOTATION_SIGN_DEFAULT,
      'its default; as above, and writes the referrers tag as well',
      notation,
      {
        XDG_CONFIG_HOME: inputs.home.folder,
      },
    ),
    ...peerTool(
      inputs,
      'cosign',
      'cosign sign',
      'its own format, no transparency log, no confirming read',
      [...cosign, '--key', inputs.cosign.key, image],
      { COSIGN_PASSWORD: '' },
    ),
  ];
}

export const NOTATION_VERIFY = 'notation verify';

export function notationVerify(inputs: Inputs, image: string): Tool[] {
  const env = { XDG_CONFIG_HOME: inputs.home.folder };
  return peerTool(
    inputs,
    'notation',
    NOTATION_VERIFY,
    'same policy and trust store',
    ['verify', '--insecure-registry', image],
    env,
  );
}

export function sealiftVerify({ home }: Inputs, images: readonly string[]): Tool {
  return {
    name: 'sealift verify',
    note: 'policy strict',
    command: sealift('verify', ...images, ...home.trustFlags),
  };
}

/** The requests of a verification and nothing else, on the same Node. */
function bareVerify(image: string): Tool {
  const [, host, repository, digest] = /^([^/]+)\/(.+)@(.+)$/.exec(image)!;
  const script = join(import.meta.dirname, 'bare-verify.mjs');
  return {
    name: 'node, the same requests',
    note: 'fetches and hashes what verify does, **judges nothing**: what any client on Node pays',
    command: [process.execPath, script, host!, repository!, digest!],
  };
}

/** `image` carries a signature of notation's format, `cosigned` one of cosign's. */
export function verifiers(inputs: Inputs, image: string, cosigned: string): Tool[] {
  const cosign = ['verify', '--insecure-ignore-tlog', '--allow-http-registry'];
  return [
    sealiftVerify(inputs, [image]),
    bareVerify(image),
    ...notationVerify(inputs, image),
    ...peerTool(
      inputs,
      'cosign',
      'cosign verify',
      'its own format, a public key instead of a policy, no log',
      [...cosign, ...['--key', inputs.cosign.publicKey, cosigned]],
    ),
  ];
}
