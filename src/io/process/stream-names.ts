const BY_NAME = /\/dev\/(?:std(?:in|out|err)|fd\/[012])\b/;
const REFUSED = /ENXIO|no such device or address|errno 6\b/i;

/**
 * The hint for a program that opens its standard streams by name. Node gives sockets to what it starts, where Go and shells give
 * pipes, and Linux opens no socket by name: such a program works by hand, and under docker and notation.
 */
export function streamNamesHint(stderr: Uint8Array): string | undefined {
  const words = new TextDecoder().decode(stderr);
  if (!BY_NAME.test(words) || !REFUSED.test(words)) return undefined;
  return 'Its standard input and outputs are sockets here, which cannot be opened by name: let it read and write descriptors 0, 1 and 2 (`cat`, `>&2`), and not /dev/stdin, /dev/stdout or /dev/stderr.';
}
