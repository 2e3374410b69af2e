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
 * References as the actions around this one write them, with their names in full: `acme/app:1.4` of metadata-action,
 * `ghcr.io/${{ github.repository }}` with capitals. Each that is read as another name is told. What is no name either way
 * stays as it is, so that the error is about what was written.
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
