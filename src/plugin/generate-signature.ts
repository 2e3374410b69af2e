import { decodeBase64, encodeBase64 } from '../encoding/base64.ts';
import { SealiftError } from '../errors.ts';
import { findAlgorithm, type SignatureAlgorithm } from '../notation/algorithms.ts';
import type { Certificate } from '../pki/certificate.ts';
import { parseCertificate } from '../pki/parse-certificate.ts';
import { SIGNATURE } from './answers.ts';
import { ask, CONTRACT_VERSION, malformed, type Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

/** More certificates than any chain has. */
const MAX_CHAIN = 16;

const WANTED = {
  shape: SIGNATURE,
  needed: ['keyId', 'signature', 'signingAlgorithm', 'certificateChain'],
} as const;

export interface PluginSignature {
  /** Not verified yet; the caller does that. */
  readonly signature: Uint8Array;
  /** Leaf first; the leaf's key is of the kind that was asked for. */
  readonly certificates: readonly Certificate[];
}

/** `SHA-256` and `RSASSA-PSS-SHA-256`, as the contract calls them. */
function namesOf({ hash, keyType }: SignatureAlgorithm): { hashAlgorithm: string; signingAlgorithm: string } {
  const hashAlgorithm = `SHA-${hash.slice('sha'.length)}`;
  return {
    hashAlgorithm,
    signingAlgorithm: `${keyType === 'rsa' ? 'RSASSA-PSS' : 'ECDSA'}-${hashAlgorithm}`,
  };
}

/**
 * `generate-signature`: the raw signature over `payload`, which the plugin hashes itself, and the chain of its key.
 *
 * @throws SealiftError `self_check_failed` where the answer is for another key or algorithm, or those of {@link ask}.
 */
export async function generateSignature(
  plugin: Plugin,
  keyId: string,
  algorithm: SignatureAlgorithm,
  payload: Uint8Array,
  signal: AbortSignal,
): Promise<PluginSignature> {
  const { hashAlgorithm, signingAlgorithm } = namesOf(algorithm);
  const { keySpec } = algorithm;
  const request = {
    contractVersion: CONTRACT_VERSION,
    keyId,
    keySpec,
    hashAlgorithm,
    payload: encodeBase64(payload),
  };
  const answer = await ask(plugin, 'generate-signature', request, WANTED, signal);
  const wrong = (reason: string) =>
    new SealiftError('self_check_failed', `plugin ${plugin.name}, generate-signature: ${reason}`, {
      hint: 'Nothing was pushed. Check the key id and --plugin-config, or try another version of the plugin.',
    });
  if (answer.keyId !== keyId) throw wrong('another key signed than was asked to');
  if (answer.signingAlgorithm !== signingAlgorithm) {
    throw wrong(
      `the algorithm is ${pluginWords(plugin, answer.signingAlgorithm)}; a key ${keySpec} has ${signingAlgorithm}`,
    );
  }
  if (answer.certificateChain.length > MAX_CHAIN) {
    throw malformed(
      plugin,
      'generate-signature',
      `the answer is malformed at certificateChain: it has over ${MAX_CHAIN} certificates`,
    );
  }
  const signature = decodeBase64(answer.signature, { code: 'unexpected_answer', what: 'the signature' });
  const certificates = await Promise.all(
    // `async` makes a rejection of what is thrown here, so that no rejection of another certificate is left unhandled.
    answer.certificateChain.map(async (one, index) => {
      const what = `certificate ${index + 1} of the plugin ${plugin.name}`;
      const context = { code: 'certificate_chain_invalid', what } as const;
      return parseCertificate(decodeBase64(one, context), context);
    }),
  );
  const kind = findAlgorithm(certificates[0]!.publicKey)?.keySpec ?? 'of another kind';
  if (kind !== keySpec)
    throw wrong(`its certificate has a key ${kind}, but the key was described as ${keySpec}`);
  return { signature, certificates };
}
