import { lazy } from '../async/lazy.ts';
import { Secrets } from '../encoding/secrets/secrets.ts';
import { asSealiftError } from '../errors.ts';
import { systemClock } from '../io/clock.ts';
import type { Signer, TrustMaterial } from '../notation/ports.ts';
import { holdsBack, type TargetStore } from '../oci/ports.ts';
import { parseDestination } from '../oci/reference.ts';
import { Problems } from '../options/problems.ts';
import { readOptions } from '../options/read-options.ts';
import { findOption } from '../options/table.ts';
import { openTrustStore as openFolder } from '../trust/trust-store.ts';
import { collectingReporter } from './collecting-reporter.ts';
import { openHttp } from './http.ts';
import { storeOpener } from './open-stores.ts';
import { PURPOSES, type Purpose } from './purpose.ts';
import { remoteOf } from './remote.ts';
import { optionsFrom, type Run } from './run.ts';
import type { RunOptions } from './run-options.ts';
import { addGivenSecrets, settingKind } from './secrets/given-secrets.ts';
import { guarded } from './secrets/guarded.ts';
import { signerOf, signerOptions } from './signing.ts';
import { plainHttpRule } from './transport.ts';

/** Options of `openStore`. */
export interface OpenStoreOptions extends RunOptions {
  /** A repository, a layout or its tar, without tag and digest: `registry.example.com/team/app`, `oci:DIR`, `oci-archive:FILE`. */
  readonly place: string;
  /** `read` by default; `attach` asks for the right to push; `create` makes a layout that is not there yet. An archive is written when the store is closed. */
  readonly purpose?: Purpose;
}

/** A run around one store or signer, and what to close together with that. */
function partOfRun(
  options: RunOptions & { readonly key?: string },
  signal: AbortSignal | undefined,
): { readonly run: Run<'list'>; readonly closers: (() => Promise<void>)[] } {
  const problems = new Problems();
  const closers: (() => Promise<void>)[] = [];
  const { env = process.env } = options;
  const secrets = new Secrets(options.onSecret);
  addGivenSecrets(secrets, { ...options }, env);
  const { key: _, ...others } = options;
  const values = readOptions('list', optionsFrom(others), problems);
  const run: Run<'list'> = {
    values,
    problems,
    plainHttp: plainHttpRule(values, problems),
    env,
    clock: systemClock,
    reporter: collectingReporter(options.reporter, (text) => secrets.hide(text)),
    onRequest: options.onRequest,
    http: lazy(() => openHttp(run)),
    secrets,
    stdin: undefined,
    settingKind: (value) => settingKind(value, { ...options }),
    signal: signal ?? new AbortController().signal,
    onEnd: (close) => closers.push(close),
  };
  return { run, closers };
}

/** Checks a value of an enum, for callers without a type checker. */
function checkChoice(
  name: string,
  value: string | undefined,
  choices: readonly string[] = [],
  problems: Problems,
): void {
  if (value === undefined || choices.includes(value)) return;
  problems.add('usage', `${name} must be ${choices.join(' or ')}`, `Write one of ${choices.join(', ')}.`);
}

/** Resolves to what `open` does. Its errors lose the secrets in them. */
async function opened<T>(run: Run<'list'>, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (thrown) {
    throw run.secrets.hideIn(asSealiftError(thrown));
  }
}

async function storeOf(
  { place, purpose = 'read' }: OpenStoreOptions,
  run: Run<'list'>,
  closers: readonly (() => Promise<void>)[],
): Promise<TargetStore> {
  const { problems } = run;
  checkChoice('purpose', purpose, PURPOSES, problems);
  const open = await storeOpener(run);
  const destination = await problems.try(() => parseDestination(place, run.plainHttp));
  if (destination && (destination.tags.length > 0 || destination.digest !== undefined)) {
    problems.add(
      'reference_invalid',
      `${place} names a tag or a digest; a store is a whole repository`,
      'Leave it out.',
    );
  }
  const store = await open(problems.all({ destination }).destination, purpose);
  const closeStore = store.close.bind(store);
  return guarded(
    Object.assign(store, {
      async close(): Promise<void> {
        // Whoever uses the store alone has no other way to say that the writes are complete.
        if (holdsBack(store)) await store.commit(run.signal);
        await closeStore();
        for (const close of closers) await close();
      },
    }),
    run.secrets,
  );
}

/** Opens one repository or image layout over the ports that every use case works on. Close it when done. */
export async function openStore(options: OpenStoreOptions, signal?: AbortSignal): Promise<TargetStore> {
  signal?.throwIfAborted();
  const { place: _, purpose: __, ...rest } = options;
  const { run, closers } = partOfRun(rest, signal);
  return opened(run, () => storeOf(options, run, closers));
}

/** Options of `openSigner`. */
export interface OpenSignerOptions extends RunOptions {
  /** A PEM file, its content, `env://NAME`, or the URI of a key in a service. */
  readonly key: string;
  /** The managed identity of this machine for `azurekms://`. */
  readonly azureCredential?: 'managed-identity';
}

/** Opens a key that signs: the port that `sign` uses. Close it when done. */
export async function openSigner(options: OpenSignerOptions, signal?: AbortSignal): Promise<Signer> {
  signal?.throwIfAborted();
  const { azureCredential: _, ...rest } = options;
  const { run, closers } = partOfRun(rest, signal);
  return opened(run, () => keyOf(options, run, closers));
}

async function keyOf(
  { key, azureCredential }: OpenSignerOptions,
  run: Run<'list'>,
  closers: readonly (() => Promise<void>)[],
): Promise<Signer> {
  checkChoice('azureCredential', azureCredential, findOption('azure-credential')?.choices, run.problems);
  run.problems.throwIfAny();
  const reach = async () => {
    const remote = await remoteOf(run);
    run.problems.throwIfAny();
    return remote;
  };
  const choices = azureCredential === undefined ? {} : { azureCredential };
  const signer = await signerOf(key, { ...signerOptions(run), ...choices, remote: reach });
  return guarded<Signer>(
    {
      kind: 'key',
      describe: (during) => signer.describe(during),
      sign: (toBeSigned, during) => signer.sign(toBeSigned, during),
      async close(): Promise<void> {
        await signer.close();
        for (const close of closers) await close();
      },
    },
    run.secrets,
  );
}

/** A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/`. Each store is read when asked for. */
export function openTrustStore(directory: string): Pick<TrustMaterial, 'certificates'> {
  return openFolder(directory);
}
