import type { Signer } from '../notation/ports.ts';
import { type PreparedSigner, prepareSigner } from '../operations/prepare-signer.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { openSigner, type Remote } from '../signers/open.ts';
import { pemSigner } from '../signers/pem-key.ts';
import { httpOf } from './http.ts';
import { contentOf, isContent } from './inline.ts';
import type { Run } from './run.ts';
import type { RunName } from './runners.ts';
import { VERSION } from './version.ts';

const CHAIN_LIMIT = 1024 * 1024;

/** The key that `--key` means: a URI, a path, or the PEM itself. */
export async function signerOf(
  key: string,
  env: Readonly<Record<string, string | undefined>>,
  remote: () => Promise<Remote>,
): Promise<Signer> {
  const password = env.SEALIFT_KEY_PASSWORD;
  if (isContent(key)) return pemSigner(key, password, 'the given key');
  return openSigner(key, { env, remote, ...(password === undefined ? {} : { password }) });
}

/** How a key in a service is reached: by the run's own client. */
export async function remoteOf<C extends RunName>(run: Run<C>): Promise<Remote> {
  const { clock, onSecret } = run;
  return {
    http: await httpOf(run),
    now: () => clock.now(),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    random: Math.random,
    ...(onSecret ? { onSecret } : {}),
  };
}

/** Key and chain of a run, checked against each other; every problem is noted, nothing is contacted for a file. */
export async function signingOf(run: Run<'sign'>): Promise<PreparedSigner | undefined> {
  const { values, problems, env, clock, signal } = run;
  const { key, certificateChain } = values;
  const signer = key && (await problems.try(() => signerOf(key, env, () => remoteOf(run))));
  const chain =
    certificateChain &&
    (await problems.try(async () => {
      const bytes = await contentOf(certificateChain, CHAIN_LIMIT, 'certificate chain');
      return parseCertificates(bytes, { code: 'certificate_chain_invalid', what: 'certificate chain' });
    }));
  if (!signer) return undefined;
  run.onEnd(() => signer.close());
  if (!chain) return undefined;
  const identity = { now: clock.now(), agent: `sealift/${VERSION}` };
  return problems.try(() => prepareSigner(signer, chain, identity, signal));
}
