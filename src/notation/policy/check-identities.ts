import { printable } from '../../encoding/printable.ts';
import { type NameAttributes, parseDistinguishedName } from './distinguished-name.ts';
import { overlaps } from './overlaps.ts';

interface Subject {
  readonly text: string;
  readonly attributes: NameAttributes;
}

/** The name that an identity means; `undefined` for a malformed one, which is noted, and for those of plugins. */
function subjectOf(text: string, note: (reason: string) => void): Subject | undefined {
  const shown = printable(text);
  const colon = text.indexOf(':');
  if (colon < 1 && text.includes('=')) {
    note(`has the identity "${shown}", which has no prefix; write "x509.subject: ${shown}"`);
    return undefined;
  }
  if (colon < 1 || text.slice(colon + 1).trim() === '') {
    note(`has the identity "${shown}", which is not PREFIX:VALUE`);
    return undefined;
  }
  // Other prefixes are for verification plugins. Without a plugin such an identity matches no signer.
  if (text.slice(0, colon) !== 'x509.subject') return undefined;
  try {
    return { text: shown, attributes: parseDistinguishedName(text.slice(colon + 1)) };
  } catch (error) {
    const reason = error instanceof Error ? printable(error.message) : 'is malformed';
    note(`has the identity "${shown}", which ${reason}`);
    return undefined;
  }
}

/** Notes what is wrong with the trusted identities of one statement (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
export function checkIdentities(identities: readonly string[], note: (reason: string) => void): void {
  if (identities.includes('*') && identities.length > 1)
    note('has the identity * beside others; * stands alone');
  const names = identities.filter((text) => text !== '*').flatMap((text) => subjectOf(text, note) ?? []);
  for (const { outer, inner } of overlaps(names.map(({ attributes }) => attributes)))
    note(
      `has the identities "${names[outer]?.text}" and "${names[inner]?.text}", of which one contains the other`,
    );
}
