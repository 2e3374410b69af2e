import type { ExtendedAttribute } from '../../envelope/extended-attribute.ts';
import type { VerificationPlugin, VerifierCapability } from '../verification-plugin.ts';

/** The plugin that a signature demands, found and good enough for it. */
export interface ChosenPlugin {
  readonly plugin: VerificationPlugin;
  /** What it will be asked: its own capabilities, without what the statement skips. */
  readonly capabilities: readonly VerifierCapability[];
  /** What it has to process: attributes with a text as key and a value that JSON has. */
  readonly attributes: readonly ExtendedAttribute[];
}
