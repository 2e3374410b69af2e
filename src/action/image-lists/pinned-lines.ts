import { quotable } from '../../encoding/quotable.ts';
import { isDigest } from '../../oci/digest.ts';
import { fullNames } from '../full-names.ts';
import { pin } from './pin.ts';
import { listed, type NamedImages, type Step } from './step.ts';

/** The lines of `images`, each at the digest of the build where `digest` gives one. */
export async function pinnedLines({ operands, problems }: Step): Promise<NamedImages> {
  const notices: string[] = [];
  const lines = fullNames('images', listed(operands, 'images'), { notice: (text) => notices.push(text) });
  const [digest, another] = listed(operands, 'digest');
  if (digest === undefined) return { images: lines, notices, log: undefined };
  if (another !== undefined || !isDigest(digest)) {
    problems.add(
      'usage',
      `the input digest is not one digest: ${quotable(listed(operands, 'digest').join(' '))}`,
      'Write sha256:HEX, the output of the build step.',
    );
    return { images: lines, notices, log: undefined };
  }
  const pinned = await Promise.all(
    lines.map((line) => problems.try(() => pin(line, digest, 'the input digest'))),
  );
  return { images: pinned.filter((one) => one !== undefined), notices, log: undefined };
}
