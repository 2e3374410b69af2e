import { SealiftError } from '../errors.ts';
import { listFolder } from '../io/files/list-folder.ts';

/** The paths of the demo. They have `/` on every system, because they stand in commands. */
export interface Places {
  readonly folder: string;
  /** The layout of wabbit-networks' builds, and its keys. */
  readonly wabbitStore: string;
  readonly wabbitKey: string;
  readonly wabbitChain: string;
  /** The layout that acme-rockets promotes into, its keys, and its trust policy and trust store. */
  readonly acmeStore: string;
  readonly acmeKey: string;
  readonly acmeChain: string;
  readonly trustPolicy: string;
  readonly trustStore: string;
  /** A copy of the first store in which one byte is changed, and the place to which it must not be promoted. */
  readonly changedStore: string;
  readonly refusedStore: string;
}

export function placesIn(folder: string): Places {
  const [wabbit, acme] = [`${folder}/wabbit-networks`, `${folder}/acme-rockets`];
  return {
    folder,
    wabbitStore: `${wabbit}/net-monitor`,
    wabbitKey: `${wabbit}/key.pem`,
    wabbitChain: `${wabbit}/chain.pem`,
    acmeStore: `${acme}/net-monitor`,
    acmeKey: `${acme}/key.pem`,
    acmeChain: `${acme}/chain.pem`,
    trustPolicy: `${acme}/trustpolicy.json`,
    trustStore: `${acme}/truststore`,
    changedStore: `${folder}/changed/net-monitor`,
    refusedStore: `${acme}/quarantine`,
  };
}

const DEFAULT_FOLDER = 'sealift-demo';
const NUMBERS = 1000;

async function isFree(folder: string): Promise<boolean> {
  const names = await listFolder(folder);
  return names === 'absent' || (names !== 'file' && names.length === 0);
}

/**
 * The folder to use: the one that was asked for, which must be new or empty, or `sealift-demo` here, with a number when
 * an earlier demo is still there.
 *
 * @throws SealiftError `usage`.
 */
export async function demoFolder(wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    const folder = wanted.replace(/(?<=.)[/\\]+$/, '');
    if (await isFree(folder)) return folder;
    throw new SealiftError('usage', `the folder for the demo, ${JSON.stringify(wanted)}, is not empty`, {
      hint: 'Name a new or an empty folder, or none.',
    });
  }
  for (let number = 1; number <= NUMBERS; number += 1) {
    const folder = number === 1 ? DEFAULT_FOLDER : `${DEFAULT_FOLDER}-${number}`;
    if (await isFree(folder)) return folder;
  }
  throw new SealiftError('usage', `${NUMBERS} demo folders are here already`, {
    hint: 'Remove some of them.',
  });
}
