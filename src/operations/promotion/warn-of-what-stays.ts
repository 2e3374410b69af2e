import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { warnOfEach } from '../few-warnings.ts';
import type { PromoteRequest } from './promote-request.ts';
import type { Selection } from './selection.ts';

/** Warns of what of an image is not copied, and of what is not there any more. */
export function warnOfWhatStays(
  graph: ArtifactGraph,
  { unreadable }: Selection,
  {
    reference,
    reporter,
    excludeSignatures,
    foreignLayers,
    sign,
  }: Pick<PromoteRequest, 'reference' | 'reporter' | 'excludeSignatures' | 'foreignLayers' | 'sign'>,
): void {
  if (excludeSignatures && !sign) {
    reporter.warning(
      `${reference}: no signature is copied, so that nothing vouches for the image at a destination until it is signed there`,
    );
  }
  const warn = <T>(all: Iterable<T>, text: (one: T) => string) => warnOfEach(reporter, reference, all, text);
  warn(
    unreadable,
    (digest) =>
      `${digest} says that it is a signature, and no reader can read it as one; it stays where it is`,
  );
  warn(
    foreignLayers ? [] : graph.foreignLayers,
    ({ digest, mediaType }) => `layer ${digest} (${mediaType}) may not be distributed and stays where it is`,
  );
  warn(
    graph.dangling,
    ({ descriptor, subject }) =>
      `${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`,
  );
}
