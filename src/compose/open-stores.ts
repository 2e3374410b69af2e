import type { TargetStore } from '../oci/ports.ts';
import { type Destination, formatPlace, type LayoutReference, type Reference } from '../oci/reference.ts';
import { Authorizer } from '../stores/registry/auth/authorizer.ts';
import type { CredentialStore } from '../stores/registry/auth/credential.ts';
import { CredentialHelpers } from '../stores/registry/auth/credential-helpers.ts';
import { openRegistryStore } from '../stores/registry/open.ts';
import { credentialsOf } from './credentials.ts';
import { OpenedStores } from './opened-stores.ts';
import type { Purpose } from './purpose.ts';
import type { AnyRun } from './run.ts';
import { guarded } from './secrets/guarded.ts';

/**
 * Opens the store of a reference, once a run. `source` is the repository that its blobs come from: where one registry holds
 * both, one token is for both.
 */
export type OpenStore = (
  place: Reference | Destination,
  purpose: Purpose,
  source?: Reference,
) => Promise<TargetStore>;

/** Credentials that override the run's own, for what is read and for what is written: files, or logins that were typed. */
export interface RegistryConfigs {
  readonly read?: string | CredentialStore | undefined;
  readonly write?: string | CredentialStore | undefined;
}

/** How stores are opened, where not all are opened alike. */
export interface OpenerOptions extends RegistryConfigs {
  /** Whether nobody else writes signatures to a place, as {@link formatPlace} writes it; by default `--single-writer` says so. */
  readonly hasSingleWriter?: (place: string) => boolean;
}

/** Opens stores over one HTTP client and one set of logins. The caller closes them. */
export async function storeOpener(run: AnyRun, configs: OpenerOptions = {}): Promise<OpenStore> {
  const { registryConfig, singleWriter = false } = run.values;
  const { hasSingleWriter = () => singleWriter } = configs;
  const http = await run.http();
  const { plainHttp } = run;
  const now = (): Date => run.clock.now();
  const { secrets } = run;
  const helpers = new CredentialHelpers({ env: run.env, signal: run.signal, secrets });
  const authorizerFor = async (given: string | CredentialStore | undefined) =>
    new Authorizer({
      http,
      credentials: typeof given === 'object' ? given : await credentialsOf(given, run, helpers),
      now,
      onSecret: (secret) => secrets.add(secret),
    });
  const { read = registryConfig, write = registryConfig } = configs;
  const reading = await authorizerFor(read);
  const writing = read === write ? reading : await authorizerFor(write);

  return async (place, purpose, source) => {
    if (place.transport !== 'docker') return openLocalStore(place, purpose, run.signal);
    const store = await openRegistryStore({
      registry: place.registry,
      repository: place.repository,
      plainHttp: plainHttp(place.registry),
      access: purpose === 'read' ? 'pull' : 'push',
      // Where each side has its own login, that of the destination may not read the source.
      alsoPull: reading === writing ? repositoriesIn(place.registry, source) : [],
      http,
      authorizer: purpose === 'create' ? writing : reading,
      now,
      sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
      random: Math.random,
      singleWriter: hasSingleWriter(formatPlace(place)),
    });
    return guarded(store, secrets, 'peer');
  };
}

async function openLocalStore(
  { transport, path }: Pick<LayoutReference, 'transport' | 'path'>,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<TargetStore> {
  if (transport === 'oci') {
    const { openLayoutStore } = await import('../stores/layout/open.ts');
    return openLayoutStore({ path, create: purpose === 'create' });
  }
  const { openArchiveStore } = await import('../stores/archive/open.ts');
  return openArchiveStore({ path, purpose }, signal);
}

/** The stores of a run: each opened once, closed with the run. */
export async function storesOf(run: AnyRun, configs: RegistryConfigs = {}): Promise<OpenStore> {
  return new OpenedStores(run, await storeOpener(run, configs)).open;
}

function repositoriesIn(registry: string, source: Reference | undefined): string[] {
  const isHere = source?.transport === 'docker' && source.registry === registry;
  return isHere ? [source.repository] : [];
}

/** `REGISTRY/REPOSITORY` as scopes of a policy name it; a layout has none. */
export function repositoryOf(place: Reference | Destination): string | undefined {
  return place.transport === 'docker' ? formatPlace(place) : undefined;
}
