import { prefetch } from '../async/prefetch.ts';
import { taskGroup } from '../async/task-group.ts';
import { CHAIN_COMPLAINT, checkChainRules } from '../notation/chain-rules.ts';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import { EnvelopeMaker } from '../operations/signing/envelope-maker.ts';
import { prepareMaker } from '../operations/signing/prepare-maker.ts';
import { openSigner, providerOf } from '../signers/open.ts';
import { pemSigner } from '../signers/pem-key.ts';
import type { SignerOptions } from '../signers/provider.ts';
import { PROVIDERS, schemesWith } from '../signers/providers.ts';
import { chainOf } from './chain-of.ts';
import { isContent } from './is-content.ts';
import { pluginHostOf } from './plugin-host.ts';
import { refuseAdditions } from './refuse-additions.ts';
import { remoteOf } from './remote.ts';
import type { AnyRun, Run } from './run.ts';
import { guarded } from './secrets/guarded.ts';
import { timestampingOf } from './timestamping.ts';
import { VERSION } from './version.ts';

/** What `--signature-format` names. */
export const ENVELOPE_TYPES = { jws: JWS_MEDIA_TYPE, cose: COSE_MEDIA_TYPE } as const;

/** What a key needs of a run, without a plugin. */
export function signerOptions(run: AnyRun): SignerOptions & { readonly plugin?: undefined } {
  const { env, values } = run;
  const { azureCredential } = values;
  const password = env.SEALIFT_KEY_PASSWORD;
  return {
    env,
    remote: () => remoteOf(run),
    ...(azureCredential === undefined ? {} : { azureCredential }),
    ...(password === undefined ? {} : { password }),
  };
}

/** The key that `--key` means: a URI, a path, or the PEM itself. */
export function signerOf(
  key: string,
  options: SignerOptions & { readonly plugin?: undefined },
): Promise<Signer>;
export function signerOf(key: string, options: SignerOptions): Promise<AnySigner>;
export async function signerOf(key: string, options: SignerOptions): Promise<AnySigner> {
  return isContent(key) ? pemSigner(key, options.password, 'the given key') : openSigner(key, options);
}

/** Describes the key and prepares to sign. It is called once there is no other problem; a local key was described before. */
export type StartSigner = (signal: AbortSignal) => Promise<EnvelopeMaker>;

/** The run of a command that signs. */
export type SigningRun = Run<'sign'> | Run<'promote'>;

export interface Signing {
  readonly start: StartSigner;
  /** What is known of the signatures without asking anybody, for a run that makes none. */
  readonly unasked: EnvelopeMaker;
}

/** How messages call what signs, and the options of its chain and its key. */
const USES = {
  sign: { what: 'sign', chain: '--certificate-chain', keyFlag: '--key' },
  promote: { what: 'promote --sign', chain: '--certificate-chain', keyFlag: '--key' },
  record: { what: 'promote --record', chain: '--record-certificate-chain', keyFlag: '--record-key' },
} as const;

/** Notes a chain that is left out, and that the key does not bring along. */
export function refuseWithoutChain(
  { values, problems }: SigningRun,
  provider: ReturnType<typeof providerOf>,
  use: keyof typeof USES,
): void {
  if (values.certificateChain !== undefined || provider?.certificates) return;
  const { what, chain } = USES[use];
  const hint = `${chain}: certificates of the key as PEM, up to the root. Only ${schemesWith('certificates', ' and ')} keys bring theirs along.`;
  problems.add('usage', `${what} needs ${chain}`, hint);
}

/**
 * Opens key and chain of a run and notes every problem. A local key is checked against its chain. A key in a service is not
 * contacted yet, so its chain is checked alone.
 */
export async function signingOf(
  run: SigningRun,
  revocation: RevocationChecker,
  use: keyof typeof USES = 'sign',
): Promise<Signing | undefined> {
  const { values, problems, clock, signal } = run;
  const { keyFlag } = USES[use];
  const { key, certificateChain, signatureFormat } = values;
  const withCertificates = certificateChain === undefined;
  const provider = key && !isContent(key) ? providerOf(key) : undefined;
  refuseWithoutChain(run, provider, use);
  const timestamper = await timestampingOf(run, revocation);
  const isRemote = provider?.remote === 'service';
  if (provider?.makesEnvelopes !== undefined) refuseAdditions(provider.makesEnvelopes, values, problems);
  const keyOptions = {
    ...signerOptions(run),
    withCertificates,
    plugin: {
      ...pluginHostOf(run),
      config: values.pluginConfig,
      onSecret: (value: string) => run.secrets.add(value, run.settingKind(value)),
    },
  };
  const opened = key && (await problems.try(() => signerOf(key, keyOptions)));
  // The plugin host hides the secrets in a plugin's answers itself (`hide` in `pluginHostOf`).
  const signer = opened && opened.kind === 'key' ? guarded(opened, run.secrets, 'peer') : opened;
  if (
    signer &&
    signer.kind === 'envelope' &&
    provider?.makesEnvelopes === undefined &&
    (values.timestampUrl !== undefined || values.requireTimestamp)
  ) {
    problems.add(
      'usage',
      'the plugin makes whole envelopes, which nobody else can add a timestamp to',
      'Leave out --timestamp-url, --timestamp-root-cert and --require-timestamp, and have the plugin add one; or use a plugin that makes raw signatures (SIGNATURE_GENERATOR.RAW), or a key that Sealift reaches itself.',
    );
  }
  const chain = certificateChain && (await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT)));
  if (!signer) return undefined;
  run.onEnd(() => signer.close());
  if (certificateChain !== undefined && !chain) return undefined;
  const certificates = chain || undefined;
  const { kind } = signer;
  const isMade = kind !== 'key';
  const isPlugin = isMade && provider?.makesEnvelopes === undefined;
  const mediaType = ENVELOPE_TYPES[signatureFormat];
  const unasked = new EnvelopeMaker({
    ...{ kind, mediaType, isRemote, chain: certificates },
    ...(timestamper ? { timestamper } : {}),
    ...(signer.kind === 'envelope' && signer.service ? { service: signer.service } : {}),
    make: () => Promise.reject(new Error('this run makes no signature')),
  });
  const prepare = async (during: AbortSignal): Promise<EnvelopeMaker> => {
    const agent = `sealift/${VERSION}`;
    const options = { now: clock.now(), agent, isRemote, mediaType, chain: certificates, timestamper };
    const maker = await prepareMaker(signer, options, during);
    // An error about an envelope quotes what the plugin or the service wrote into it.
    return isMade ? guarded(maker, run.secrets, isPlugin ? 'program' : 'peer') : maker;
  };
  // Of two keys it may be for the other one.
  const isOnlyKey = !('record' in values && values.record && values.sign);
  if (!isPlugin && isOnlyKey && Object.keys(values.pluginConfig).length > 0) {
    problems.add(
      'usage',
      '--plugin-config is given, and the key is not of a Notation plugin',
      `Leave it out, or write ${keyFlag} ${PROVIDERS['notation-plugin'].example}.`,
    );
  }
  if (provider?.remote || isPlugin) {
    if (certificates) await problems.try(() => checkChainRules(certificates, clock.now()));
    return { start: prepare, unasked };
  }
  if (!certificates && !provider?.certificates) return undefined;
  const prepared = await problems.try(() => prepare(signal));
  return prepared && { start: () => Promise.resolve(prepared), unasked: prepared };
}

/**
 * Runs `work` while the key is asked what it is. A key that cannot be used ends the work, before anything is pushed, and
 * its error is the run's.
 */
export async function besideSigner<T>(
  start: StartSigner,
  work: (signer: Promise<EnvelopeMaker>, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let prepared: Promise<EnvelopeMaker>;
  // The order matters: the first task sets `prepared` before the second one reads it.
  const [, done] = await taskGroup<T | undefined>(signal, [
    async (joined) => {
      prepared = prefetch(start(joined));
      await prepared;
      return undefined;
    },
    (joined) => work(prepared, joined),
  ]);
  return done as T;
}
