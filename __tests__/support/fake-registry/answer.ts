import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and what will become its answer. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

export async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** An error in the form of the distribution specification. */
export function responseError(
  outgoing: ServerResponse,
  status: number,
  code: string,
  message = code.toLowerCase().replaceAll('_', ' '),
  detail?: string,
): ServerResponse {
  const body = JSON.stringify({ errors: [{ code, message, detail }] });
  return outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
