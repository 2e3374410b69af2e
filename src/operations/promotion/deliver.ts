import { asSealiftError } from '../../errors.ts';
import { attachmentCount } from '../attachment-result.ts';
import type { DestinationResult } from '../results.ts';
import { Delivery, type DeliveryOptions, type DeliveryPlace } from './delivery.ts';
import { untouchedDestination } from './failed-destination.ts';

/**
 * Promotes a judged artifact to one destination. It never rejects for a failure: the result has the error and the attachments
 * that are missing. When `signal` aborts, its reason is the error.
 */
export async function deliver(
  options: DeliveryOptions,
  place: DeliveryPlace,
  signal: AbortSignal,
): Promise<DestinationResult> {
  const { graph, source, target, survey } = place;
  const { digest } = graph.root.content.descriptor;
  const image = { digest, attachments: attachmentCount(graph) };
  let result: DestinationResult = {
    ...untouchedDestination(target.reference, image),
    pinned: `${target.store.name}@${digest}`,
  };
  let delivery: Delivery | undefined;
  try {
    delivery = new Delivery(options, place, await survey, result);
    const status = await delivery.run(signal);
    result = { ...delivery.result, status };
  } catch (error) {
    const reason = asSealiftError(signal.aborted ? signal.reason : error).toJSON();
    // Whoever deploys by `pinned` must not be led to what is not there, or not whole.
    result = { ...(delivery?.failed ?? result), pinned: null, error: reason };
  }
  source.leave();
  options.reporter.progress({ type: 'end', subject: target.reference, status: result.status });
  return result;
}
