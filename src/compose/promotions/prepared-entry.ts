import { lazy } from '../../async/lazy.ts';
import { prefetch } from '../../async/prefetch.ts';
import type { Session } from '../../operations/session.ts';
import { EnvelopeCache } from '../../operations/signing/envelope-cache.ts';
import type { EnvelopeMaker } from '../../operations/signing/envelope-maker.ts';
import type { Settings } from '../../planning/promotions.ts';
import { demandsOf } from '../demands.ts';
import { existingTagsOf } from '../existing-tags.ts';
import { ownSigningOf } from '../own-signing.ts';
import { platformsOf } from '../platforms.ts';
import type { Promotion } from '../promote-one.ts';
import { recordSigningOf } from '../recording.ts';
import { refuseConflicts } from '../refuse-conflicts.ts';
import { revocationOf } from '../revocation.ts';
import type { Run } from '../run.ts';
import { signaturePlacesOf } from '../signature-places.ts';
import { signingOf } from '../signing.ts';
import { scopeOf, trustOf } from '../trust.ts';
import { unopenedSigning } from '../unopened-signing.ts';
import { unrevokedSigner } from '../unrevoked-signer.ts';
import type { SharedParts } from './shared-parts.ts';

/** What the images of entries with the same settings are promoted by. It is read once, before anything is contacted. */
export interface PreparedEntry extends Omit<Promotion, 'image' | 'destinations' | 'open'> {
  readonly run: Run<'promote'>;
  /** The envelopes of one key: an image has one signature of it, wherever it goes. */
  readonly envelopes: Session['envelopes'];
  /** What makes our own signature; absent where none is asked for. */
  readonly signer?: () => EnvelopeMaker | Promise<EnvelopeMaker>;
  /** What makes the signatures of records; absent where none is asked for. */
  readonly recorder?: () => EnvelopeMaker | Promise<EnvelopeMaker>;
}

/** Repositories of entries: those that images come from, and those that they go to. */
export interface EntryRepositories {
  readonly sources: readonly (string | undefined)[];
  readonly destinations: readonly (string | undefined)[];
}

const TRUST = [
  ...(['trustPolicy', 'trustStore', 'trustedRoot', 'trustedIdentity', 'trustedTsaRoot'] as const),
  ...(['scope', 'require', 'requireCount', 'requireIdentity', 'distrust'] as const),
] as const;

/** The options that say by which key and how a signature is made. */
const SIGNING = [
  ...(['sign', 'key', 'certificateChain', 'azureCredential', 'pluginConfig', 'signatureFormat'] as const),
  ...(['timestampUrl', 'timestampRootCert', 'requireTimestamp', 'expiry', 'crl', 'userMetadata'] as const),
] as const;

const RECORD = ['record', 'recordKey', 'recordCertificateChain', 'recordMaxAge'] as const;

/**
 * Reads what the settings of entries name: trust, demands, revocation lists, and for a run that writes the key. What several settings
 * have in common is read once. Every problem is noted.
 *
 * @param opensKeys `false` for a plan, which opens no key, helper program or plugin that a file names.
 */
export async function preparedEntry(
  run: Run<'promote'>,
  settings: Settings,
  repositories: (trustOptions: string) => EntryRepositories,
  { shared, opensKeys }: { readonly shared: SharedParts; readonly opensKeys: boolean },
): Promise<PreparedEntry> {
  const { values, signal } = run;
  refuseConflicts(run);
  const signatures = await signaturePlacesOf(values, run);
  const existingTag = existingTagsOf(run, []);
  const scope = scopeOf(run);
  const trustKey = trustOptionsOf(values);
  const trust = values.skipVerification
    ? undefined
    : await shared.once('trust', trustKey, () => {
        const { sources, destinations } = repositories(trustKey);
        return trustOf(run, sources, scope, destinations);
      });
  const revocation = await shared.once('revocation', values.crl, () => revocationOf(run));
  const demands = await demandsOf(run);
  const { platforms } = await platformsOf(run);
  const key = SIGNING.map((name) => values[name]);
  const signing = await shared.once('signing', key, async () => {
    const opened = await ownSigningOf(run, settings, revocation, opensKeys ? signingOf : unopenedSigning);
    if (!opened) return undefined;
    const { start } = opened;
    const asked = lazy(() => prefetch(unrevokedSigner(start, revocation, run)(signal)));
    return { envelopes: new EnvelopeCache(signal), signer: opensKeys ? asked : () => opened.unasked };
  });
  const recorder = await shared.once(
    'recording',
    [...key, ...RECORD.map((name) => values[name])],
    async () => {
      const open = opensKeys ? signingOf : unopenedSigning;
      const opened = await recordSigningOf(run, settings, [], revocation, open);
      if (!opened) return undefined;
      const asked = lazy(() => prefetch(unrevokedSigner(opened.start, revocation, run)(signal)));
      return opensKeys ? asked : () => opened.unasked;
    },
  );
  return {
    ...{ run, existingTag, signatures, trust, scope, revocation, demands, platforms },
    envelopes: signing?.envelopes ?? new EnvelopeCache(signal),
    ...(signing ? { signer: signing.signer } : {}),
    ...(recorder ? { recorder } : {}),
  };
}

/** A key for what says whose signatures count. */
export function trustOptionsOf(values: Run<'promote'>['values']): string {
  return JSON.stringify(TRUST.map((name) => values[name] ?? null));
}
