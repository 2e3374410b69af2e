import { PROVIDERS } from '../signers/providers.ts';
import type { Option } from './option.ts';

/** The options of signed records of what was promoted. */
export const RECORD_OPTIONS = [
  {
    name: 'record',
    commands: ['verify', 'promote'],
    type: 'boolean',
    help: 'put a signed record of the promotion beside each tag: who let which digest pass, from where, and when (docs/records.md); with --record-key',
    helpOf: {
      verify:
        'pass only where a signed record says that this tag was promoted to this digest, and that none was to another one since (docs/records.md); the record is judged by the same statement as the image',
    },
  },
  {
    name: 'record-key',
    commands: ['promote'],
    type: 'string',
    value: 'KEY',
    inline: true,
    secret: true,
    help: `private key that signs the records, written as --key is, such as ${PROVIDERS.env.example}`,
  },
  {
    name: 'record-certificate-chain',
    commands: ['promote'],
    type: 'string',
    value: 'FILE',
    inline: true,
    help: 'certificates of --record-key as PEM, up to the root, in any order; left out where --certificate-chain would be',
  },
  {
    name: 'record-max-age',
    commands: ['verify', 'promote'],
    type: 'duration',
    value: 'DURATION',
    help: 'with --record, put a new record where the one that stands is older, such as 12h, so that a schedule keeps it fresh',
    helpOf: {
      verify:
        'with --record, refuse a record that is older, such as 24h: it bounds for how long old tags can be served',
    },
  },
] as const satisfies readonly Option[];
