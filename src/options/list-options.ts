import type { Option } from './option.ts';

/** The options that say which signatures `list` shows. */
export const LIST_OPTIONS = [
  {
    name: 'signed-by',
    commands: ['list'],
    type: 'string',
    value: 'THUMBPRINT',
    action: false,
    help: 'show only signatures whose chain has this certificate (SHA-256 in hex; of the signer or of a CA above it)',
  },
  {
    name: 'expiring',
    commands: ['list'],
    type: 'duration',
    value: 'DURATION',
    action: false,
    help: 'show only signatures that stop verifying within this time, such as 30d, or have stopped, and that no longer one of the same signer replaces; exit code 1 if there are any',
  },
] as const satisfies readonly Option[];
