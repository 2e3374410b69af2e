import { extension } from '../../certificate-parts.ts';
import * as der from '../../der.ts';
import { mint, namedKey, PURPOSE } from '../../pki.ts';

let made: { readonly key: string; readonly cert: string } | undefined;

/** Key and certificate of a server on 127.0.0.1, the same in all tests of a file; the certificate is its own authority. */
export function loopbackTls(): { readonly key: string; readonly cert: string } {
  if (made) return made;
  const key = namedKey('loopback tls');
  const address = der.sequence(der.implicit(7, Uint8Array.of(127, 0, 0, 1)));
  const { pem } = mint({
    subject: [['CN', 'loopback']],
    key,
    extendedKeyUsage: { oids: [PURPOSE.serverAuth] },
    extensions: [extension('2.5.29.17', false, address)],
  });
  made = { key: key.pem, cert: pem };
  return made;
}
