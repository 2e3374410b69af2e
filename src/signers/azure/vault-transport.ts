import { Buffer } from 'node:buffer';
import type { PipelineResponse, HttpClient as SdkClient } from '@azure/core-rest-pipeline';
import { parseJson } from '../../encoding/json.ts';
import { SealiftError } from '../../errors.ts';
import type { HttpClient } from '../../io/http/types.ts';
import { membersOf } from '../ask-json.ts';
import { azureTransport } from './transport.ts';

/** A challenge that names what a token is for (Key Vault, "Authentication, requests and responses"). */
const CHALLENGE = /\bBearer\s.*\b(?:resource|scope)="/is;

/** The members of a refusal; none for an error page of a proxy, which tells nothing beyond its status. */
function refusal(read: () => unknown): string {
  try {
    return JSON.stringify(membersOf(read()));
  } catch {
    return '{}';
  }
}

/**
 * The requests of the SDK to one vault. Each of its clients sends its first requests without a token, to be told how to log in;
 * one vault is asked once, and the same answer is given to the clients that come after.
 *
 * @param onChallenge is told when the vault has said how to log in.
 */
export function vaultTransport(http: HttpClient, vault: URL, onChallenge: () => void): SdkClient {
  const refuse = (reason: string): SealiftError =>
    new SealiftError('unexpected_answer', `${vault.host} ${reason}`, {
      hint: 'Check that this is the address of the vault, and what stands between.',
    });
  const transport = azureTransport(http, {
    check: ({ origin }) => {
      if (origin !== vault.origin) throw refuse(`was to be asked, not ${origin}`);
    },
    // A second request would make a second version (Key Vault, "Create Key").
    isOnce: ({ pathname }) => pathname.endsWith('/create'),
  });
  let challenge: PipelineResponse | undefined;
  return {
    async sendRequest(request): Promise<PipelineResponse> {
      const isAnonymous = !request.headers.has('authorization');
      if (isAnonymous && challenge) return { ...challenge, request };
      const response = await transport.sendRequest(request);
      const { status, headers, bodyAsText } = response;
      if (status >= 300 && status < 400)
        throw refuse(`redirects (${status}); that is not followed with a token`);
      if (isAnonymous && status < 300) throw refuse('asks for no login');
      if (isAnonymous && status === 401) {
        if (!CHALLENGE.test(headers.get('www-authenticate') ?? ''))
          throw refuse('does not say how to log in');
        challenge = response;
        onChallenge();
      }
      // The SDK takes the last of two members of the same name.
      const read = () =>
        parseJson(Buffer.from(bodyAsText ?? ''), {
          code: 'unexpected_answer',
          what: `the answer of ${vault.host}`,
        });
      if (status < 300) read();
      return status < 300 ? response : { ...response, bodyAsText: refusal(read) };
    },
  };
}
