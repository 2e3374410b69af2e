import { homeFolder } from '../io/home.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';
import { type PreparedSigner, prepareSigner } from '../operations/prepare-signer.ts';
import { type PreparedPlugin, preparePlugin } from '../operations/prepared-plugin.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { mayGiveCertificates, openSigner, type PluginRun, type Remote } from '../signers/open.ts';
import { pemSigner } from '../signers/pem-key.ts';
import { httpOf } from './http.ts';
import { contentOf, isContent } from './inline.ts';
import type { Env, Run } from './run.ts';
import type { RunName } from './runners.ts';
import { VERSION } from './version.ts';

const CHAIN_LIMIT = 1024 * 1024;

/** The key that `--key` means: a URI, a path, or the PEM itself. */
export function signerOf(key: string, env: Env, remote: () => Promise<Remote>): Promise<Signer>;
export function signerOf(
  key: string,
  env: Env,
  remote: () => Promise<Remote>,
  plugin: PluginRun,
): Promise<AnySigner>;
export async function signerOf(
  key: string,
  env: Env,
  remote: () => Promise<Remote>,
  plugin?: PluginRun,
): Promise<AnySigner> {
  const password = env.SEALIFT_KEY_PASSWORD;
  if (isContent(key)) return pemSigner(key, password, 'the given key');
  return openSigner(key, {
    env,
    remote,
    ...(password === undefined ? {} : { password }),
    ...(plugin ? { plugin } : {}),
  });
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

/** How a plugin is run that holds the key: with the options of this run. */
function pluginOf({ values, clock, signal }: Run<'sign'>): PluginRun {
  const { pluginConfig, timeout } = values;
  return {
    config: pluginConfig,
    ...(timeout === undefined ? {} : { timeout }),
    platform: process.platform,
    home: homeFolder(),
    sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
    random: Math.random,
    signal,
  };
}

/** Key and chain of a run, checked against each other; every problem is noted, nothing is contacted for a file. */
export async function signingOf(run: Run<'sign'>): Promise<PreparedSigner | PreparedPlugin | undefined> {
  const { values, problems, env, clock, signal } = run;
  const { key, certificateChain } = values;
  if (certificateChain === undefined && !(key && mayGiveCertificates(key))) {
    const hint = 'Give the certificates of the key as PEM, leaf first.';
    problems.add('usage', 'sign needs --certificate-chain with this key', hint);
  }
  const signer = key && (await problems.try(() => signerOf(key, env, () => remoteOf(run), pluginOf(run))));
  const chain =
    certificateChain &&
    (await problems.try(async () => {
      const bytes = await contentOf(certificateChain, CHAIN_LIMIT, 'certificate chain');
      return parseCertificates(bytes, { code: 'certificate_chain_invalid', what: 'certificate chain' });
    }));
  if (!signer) return undefined;
  run.onEnd(() => signer.close());
  const identity = { now: clock.now(), agent: `sealift/${VERSION}` };
  if (!('sign' in signer)) {
    // What could not be read is a problem already.
    if (certificateChain !== undefined && !chain) return undefined;
    return problems.try(() => preparePlugin(signer, chain || undefined, identity, signal));
  }
  if (Object.keys(values.pluginConfig).length > 0) {
    problems.add(
      'usage',
      '--plugin-config is given, and the key is not of a Notation plugin',
      'Leave it out, or write --key notation-plugin://NAME/KEY-ID.',
    );
  }
  if (!chain) return undefined;
  return problems.try(() => prepareSigner(signer, chain, identity, signal));
}
