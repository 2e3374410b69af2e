import { nameWarnings } from '../../notation/chain-warnings.ts';
import type { Reporter } from '../../operations/ports.ts';
import type { Name } from '../../pki/name.ts';

export function warnOfName(subject: Name, reporter: Reporter): void {
  for (const warning of nameWarnings(subject)) reporter.warning(warning);
}
