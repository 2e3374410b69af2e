import { sealiftSign } from '../tools/signing.ts';
import type { Bench } from './bench.ts';
import { pushImage } from './push-image.ts';
import { Side } from './side.ts';

export interface SignedSource {
  readonly side: Side;
  /** By digest, through the proxy. */
  readonly image: string;
  /** Bytes of the image's blobs. */
  readonly size: number;
}

/** An image with `signatures` signatures in a registry with the Referrers API. */
export async function signedSource(
  { inputs, meter }: Bench,
  layers: Parameters<typeof pushImage>[2],
  delay: number,
  signatures = 2,
): Promise<SignedSource> {
  const side = await Side.open('olareg');
  const { digest, size } = await pushImage(side.direct, 'app', layers);
  const image = `${side.host}/app@${digest}`;
  for (let at = 0; at < signatures; at += 1) {
    const signed = await meter.measure(sealiftSign(inputs, [image], '--if-signed', 'add'));
    if (signed.exitCode !== 0) throw new Error(`the source could not be signed:\n${signed.output}`);
  }
  side.proxy.delay = delay;
  return { side, image, size };
}
