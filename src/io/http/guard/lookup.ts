import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { printable } from '../../../encoding/printable.ts';
import { addressRefused } from './check-url.ts';
import { isForbiddenAddress } from './forbidden-address.ts';

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string, options: LookupOptions) => Promise<readonly LookupAddress[]>;

const system: Resolve = (hostname, options) =>
  process.getBuiltinModule('node:dns').promises.lookup(hostname, { ...options, all: true });

/**
 * The lookup of guarded connections. A socket connects to the very addresses that are checked here, so that a name cannot mean
 * another one a moment later; one forbidden address among several refuses the name.
 */
export function guardedLookup(resolve: Resolve = system): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, options).then(
      (addresses) => {
        const forbidden = addresses.find(({ address }) => isForbiddenAddress(address));
        const [first] = addresses;
        if (forbidden) {
          const where = `${printable(hostname, 255)} leads to an address of this machine's own network`;
          done(addressRefused(`${where} (${printable(forbidden.address, 60)})`), '');
        } else if (options.all) done(null, [...addresses]);
        else if (first) done(null, first.address, first.family);
        else done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}
