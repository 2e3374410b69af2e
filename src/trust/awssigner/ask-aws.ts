import type { SignerDataClient } from '@aws-sdk/client-signer-data';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { givenEndpoint } from '../../signers/aws/given-endpoint.ts';
import { type AwsSession, awsSession } from '../../signers/aws/session.ts';
import type { Remote, SignerOptions } from '../../signers/provider.ts';
import type { AskRevocation } from './ask-revocation.ts';
import { SIGNER_DATA } from './signer-data.ts';

/** The platform of all signatures of container images (AWS Signer Developer Guide, "Signing container images"). */
const PLATFORM = 'Notation-OCI-SHA384-ECDSA';

/** What is revoked, of an answer whose list may be left out where it is empty. Without the id that AWS gives each answer it is none. */
function revokedIn(
  {
    revokedEntities,
    $metadata,
  }: { revokedEntities?: unknown; $metadata: { requestId?: string | undefined } },
  where: string,
): readonly string[] {
  if (Array.isArray(revokedEntities) && revokedEntities.every((one) => typeof one === 'string'))
    return revokedEntities;
  if (revokedEntities === undefined && $metadata.requestId !== undefined) return [];
  throw new SealiftError('unexpected_answer', `${where}: what answered does not say what is revoked`, {
    hint: 'Check the address of the service, and what stands between.',
  });
}

/** Asks AWS Signer, in the region of each signature, with the credentials of the run. */
export function askAws(
  env: SignerOptions['env'],
  remote: () => Promise<Remote>,
): { readonly ask: AskRevocation; readonly close: () => Promise<void> } {
  const sessions = new Map<string, AwsSession<SignerDataClient>>();
  const open = async (region: string): Promise<AwsSession<SignerDataClient>> => {
    const reached = await remote();
    const endpoint = givenEndpoint('SIGNER_DATA', env);
    const session =
      sessions.get(region) ??
      awsSession(SIGNER_DATA, { region, endpoint }, env, reached, `AWS Signer in ${region}`);
    sessions.set(region, session);
    return session;
  };
  return {
    async ask({ region, signedAt, profileVersionArn, jobArn, certificateHashes }, signal) {
      const where = `the signing profile ${printable(profileVersionArn, 200)}`;
      const session = await open(region);
      const { GetRevocationStatusCommand } = await import('@aws-sdk/client-signer-data');
      const question = new GetRevocationStatusCommand({
        signatureTimestamp: signedAt,
        platformId: PLATFORM,
        profileVersionArn,
        jobArn,
        certificateHashes: [...certificateHashes],
      });
      const answer = await session.call(
        'signer:GetRevocationStatus',
        (sdk) => sdk.send(question, { abortSignal: signal }),
        signal,
        { where },
      );
      return revokedIn(answer, where);
    },
    async close() {
      await Promise.all([...sessions.values()].map((one) => one.close()));
    },
  };
}
