import type { CertificateCommand, CommandName, PolicyCommand } from './commands.ts';

/** The commands that options are of, several at a time. */
export const ALL = [
  'sign',
  'verify',
  'promote',
  'plan',
  'list',
  'inspect',
  'compare',
  'certificate self-signed',
  'certificate request',
  'certificate issue',
  'certificate check',
  'policy init',
  'policy check',
  'demo',
] as const satisfies readonly CommandName[];
export const WITH_IMAGES = [
  'sign',
  'verify',
  'promote',
  'plan',
  'list',
  'inspect',
  'compare',
] as const satisfies readonly CommandName[];
/** Those that make signatures, `promote` with `--sign`. */
export const SIGNERS = ['sign', 'promote'] as const satisfies readonly CommandName[];
export const JUDGING = ['verify', 'promote', 'compare'] as const satisfies readonly CommandName[];

/** Those that judge signatures, `plan` by the words of the command line for entries that have none of their own. */
export const TRUSTING = [...JUDGING, 'plan'] as const satisfies readonly CommandName[];

export const CERTIFICATE = [
  'certificate self-signed',
  'certificate request',
  'certificate issue',
  'certificate check',
] as const satisfies readonly CertificateCommand[];
export const POLICY = ['policy init', 'policy check'] as const satisfies readonly PolicyCommand[];
/** Whatever may talk to somebody: a registry, or a key service. */
export const ONLINE = [...WITH_IMAGES, ...CERTIFICATE] as const;
