import { printable } from '../encoding/printable.ts';
import type { Plugin } from './ask.ts';

/** RFC 7512, 2.3: the PIN in a PKCS#11 URI, which the plugin may have from a file of its own. */
const PIN_IN_URI = /(pin-value(?:=|%3d))[^;&?\s"',)]+/gi;

/**
 * Makes the words of a plugin safe to show: it may repeat its key id, its configuration and its environment, and all three may
 * hold secrets.
 */
export function pluginWords({ hide }: Pick<Plugin, 'hide'>, text: string, max?: number): string {
  return printable(hide(text.replace(PIN_IN_URI, '$1***')), max);
}
