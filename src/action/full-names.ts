import { printable } from '../encoding/printable.ts';
import { randomParts } from '../encoding/quotable.ts';
import { completeName, completeReference, namesHost } from '../oci/complete-name.ts';
import { isDigest } from '../oci/digest.ts';
import { parseReference } from '../oci/reference.ts';
import { splitReference } from '../oci/split-reference.ts';
import type { ActionHost } from './host.ts';

function isName(name: string): boolean {
  try {
    return parseReference(name).transport === 'docker';
  } catch {
    return false;
  }
}

/** A text that may be a key or a token in place of an image. In lower case it would not be recognised as one. */
function mayBeSecret(name: string): boolean {
  return !namesHost(name.replace(/\/.*$/s, '')) && randomParts(name).length > 0;
}

/**
 * Completes references as neighbouring actions write them: `acme/app:1.4` of metadata-action, or
 * `ghcr.io/${{ github.repository }}` with capitals. A notice tells each name that is read as another one. A text that is no
 * name either way stays unchanged, so that the error shows what was written.
 */
export function fullNames(
  input: string,
  lines: readonly string[],
  host: Pick<ActionHost, 'notice'>,
): readonly string[] {
  return lines.map((line) => {
    const full = completeReference(line);
    const { name } = splitReference(line);
    if (isDigest(line) || mayBeSecret(name)) return line;
    if (splitReference(full).name === name || !isName(completeName(name))) return line;
    host.notice(`${input}: ${printable(line, 600)} is read as ${printable(full, 600)}`);
    return full;
  });
}
