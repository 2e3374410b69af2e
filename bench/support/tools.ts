import { join } from 'node:path';
import { peerPath } from '../../__tests__/interop/peers/build.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** Files every tool of a run shares. */
export interface Trust {
  readonly key: string;
  readonly chain: string;
  readonly policy: string;
  readonly store: string;
}

export interface Tool {
  readonly name: string;
  /** What it does not do that Sealift's line includes, or the other way round; printed beside its row. */
  readonly note: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const sealift = (...args: string[]): string[] => [process.execPath, CLI, ...args];
const trustFlags = ({ policy, store }: Trust): string[] => ['--trust-policy', policy, '--trust-store', store];

/** Every way of signing `image` (by digest) that is compared. */
export function signers(image: string, trust: Trust, notationHome: string, cosignKey: string): Tool[] {
  return [
    {
      name: 'sealift sign',
      note: 'checks itself, confirms by reading',
      command: sealift(
        'sign',
        image,
        '--key',
        trust.key,
        '--certificate-chain',
        trust.chain,
        '--if-signed',
        'add',
      ),
    },
    {
      name: 'notation sign',
      note: '--force-referrers-tag=false; no confirming read',
      command: [peerPath('notation'), 'sign', '--insecure-registry', '--force-referrers-tag=false', image],
      env: { XDG_CONFIG_HOME: notationHome },
    },
    {
      name: 'cosign sign',
      note: 'its own format, no transparency log',
      command: [
        ...[peerPath('cosign'), 'sign', '--use-signing-config=false', '--tlog-upload=false', '-y'],
        ...['--allow-http-registry', '--key', cosignKey, image],
      ],
      env: { COSIGN_PASSWORD: '' },
    },
  ];
}

export function verifiers(
  image: string,
  trust: Trust,
  notationHome: string,
  cosignPublicKey: string,
): Tool[] {
  return [
    { name: 'sealift verify', note: '', command: sealift('verify', image, ...trustFlags(trust)) },
    {
      name: 'notation verify',
      note: '',
      command: [peerPath('notation'), 'verify', '--insecure-registry', image],
      env: { XDG_CONFIG_HOME: notationHome },
    },
    {
      name: 'cosign verify',
      note: 'its own format, no transparency log',
      command: [
        ...[peerPath('cosign'), 'verify', '--insecure-ignore-tlog', '--allow-http-registry'],
        ...['--key', cosignPublicKey, image],
      ],
    },
  ];
}

/** Every way of carrying `from` (by digest) to `to` (with a tag). */
export function copiers(from: string, to: string, trust: Trust, regctlConfig: string): Tool[] {
  return [
    {
      name: 'sealift promote',
      note: 'verifies, carries signatures, reads back, tags last',
      command: sealift('promote', from, to, ...trustFlags(trust)),
    },
    {
      name: 'sealift promote --single-writer',
      note: 'as above; trusts that nobody else writes the referrers tag',
      command: sealift('promote', from, to, '--single-writer', ...trustFlags(trust)),
    },
    {
      name: 'sealift promote --skip-verification',
      note: 'carries signatures without judging them',
      command: sealift('promote', from, to, '--skip-verification'),
    },
    {
      name: 'oras cp -r',
      note: 'carries signatures, verifies nothing',
      command: [peerPath('oras'), 'cp', '-r', '--from-plain-http', '--to-plain-http', from, to],
    },
    {
      name: 'regctl image copy --referrers',
      note: 'carries signatures, verifies nothing',
      command: [peerPath('regctl'), 'image', 'copy', '--referrers', from, to],
      env: { REGCTL_CONFIG: regctlConfig },
    },
    {
      name: 'crane copy',
      note: 'leaves signatures behind',
      command: [peerPath('crane'), 'copy', '--insecure', from, to],
    },
    {
      name: 'skopeo copy',
      note: 'leaves signatures behind',
      command: [
        ...['skopeo', 'copy', '--quiet', '--all', '--src-tls-verify=false', '--dest-tls-verify=false'],
        ...['--insecure-policy', `docker://${from}`, `docker://${to}`],
      ],
    },
  ];
}
