import { printable } from '../../encoding/printable.ts';
import { unnameable } from '../../notation/policy/unnameable.ts';
import type { Reporter } from '../../operations/ports.ts';
import { type Name, nameText } from '../../pki/name.ts';

/** Warns of a signer that trust policies cannot name: everybody who verifies would have to trust the whole root. */
export function warnOfName(subject: Name, reporter: Reporter): void {
  const reason = unnameable(subject);
  if (reason === undefined) return;
  reporter.warning(
    `the subject ${printable(nameText(subject))} ${printable(reason)}: no x509.subject identity of a trust policy can name this signer, only * can`,
  );
}
