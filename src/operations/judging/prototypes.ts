import { SealiftError } from '../../errors.ts';
import { PROTOTYPE_MEDIA_TYPE, prototypeSignatureIn } from '../../notation/prototype/prototype-manifest.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import { judgedReferrers } from '../../oci/referrers.ts';
import type { ListRequest } from '../list.ts';
import type { SignatureResult } from '../results.ts';
import { describePrototype } from './describe-prototype.ts';

/** A signature of the prototype of 2020, not opened. */
export interface Prototype {
  /** The manifest that holds it: the artifact itself, or one that is attached to it. */
  readonly holder: Pick<SignatureResult, 'digest' | 'foundIn'>;
  readonly jwt: Descriptor;
}

/** The most that are looked at. */
const MOST = 100;

const ATTACHED: ReferrerQuery = { artifactType: PROTOTYPE_MEDIA_TYPE, sources: 'merged' };

/** The signature that the artifact itself is. What cannot be read as a manifest is none. */
export async function prototypeItself(
  store: Pick<SourceStore, 'manifest'>,
  target: Descriptor,
  signal: AbortSignal,
): Promise<Prototype[]> {
  try {
    const jwt = prototypeSignatureIn(await store.manifest(target, signal));
    return jwt ? [{ holder: { digest: target.digest, foundIn: 'itself' }, jwt }] : [];
  } catch (error) {
    if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
    return [];
  }
}

async function attachedTo(
  store: SourceStore,
  target: Descriptor,
  signal: AbortSignal,
): Promise<readonly Prototype[]> {
  const found: Prototype[] = [];
  let seen = 0;
  for await (const judged of judgedReferrers(store, target, ATTACHED, signal)) {
    const jwt = judged.state === 'believed' ? prototypeSignatureIn(judged.content) : undefined;
    const { descriptor, foundIn } = judged.entry;
    if (jwt) found.push({ holder: { digest: descriptor.digest, foundIn }, jwt });
    seen += 1;
    if (seen === MOST) break;
  }
  return found;
}

/**
 * Finds signatures of the prototype: what the artifact itself is, and what somebody attached to it. It asks the store twice, so it is
 * for artifacts that have no signature of the Notary Project.
 */
export async function findPrototypes(
  store: SourceStore,
  target: Descriptor,
  signal: AbortSignal,
): Promise<readonly Prototype[]> {
  const found = await Promise.all([
    prototypeItself(store, target, signal),
    attachedTo(store, target, signal),
  ]);
  return found.flat();
}

/** What is said of an artifact with such a signature. */
export function prototypeText({ holder: { digest, foundIn } }: Prototype): string {
  const kind = "a signature of the Notary Project's prototype of 2020 (nv2, a JWT)";
  const what = foundIn === 'itself' ? `is itself ${kind}` : `has ${kind}, ${digest},`;
  return `${what} which no verifier of today judges`;
}

/** Decodes the signatures, each with a warning that says what it is. */
export function describePrototypes(
  source: Pick<ListRequest, 'reference' | 'reporter' | 'envelopeBudget'> & { readonly store: CachedStore },
  found: readonly Prototype[],
  signal: AbortSignal,
): Promise<SignatureResult[]> {
  return Promise.all(
    found.map(async (prototype) => {
      const { holder, jwt } = prototype;
      const result = await describePrototype(source, holder, jwt, signal);
      const { signer, subject } = result;
      const by = signer === null ? 'it cannot be read' : `it says that it is by ${signer} and for ${subject}`;
      source.reporter.warning(`${source.reference} ${prototypeText(prototype)}; ${by}`);
      return result;
    }),
  );
}
