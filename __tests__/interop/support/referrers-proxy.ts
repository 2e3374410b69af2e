import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReferrersProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * Proxies a registry that answers 405 without the Referrers API, and changes this to the 404 that the specification names.
 * Everything else passes unchanged.
 */
export async function referrersProxy(upstream: string): Promise<ReferrersProxy> {
  const [hostname, port] = upstream.split(':');
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers });
    onward.on('response', (answer) => {
      const isMissing = answer.statusCode === 405 && /\/referrers\//.test(path ?? '');
      outgoing.writeHead(isMissing ? 404 : (answer.statusCode ?? 502), answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
