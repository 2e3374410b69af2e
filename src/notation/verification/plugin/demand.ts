import { printable } from '../../../encoding/printable.ts';
import type { ExtendedAttribute } from '../../envelope/extended-attribute.ts';
import { HEADER } from '../../envelope/headers.ts';
import type { OpenedEnvelope } from '../../envelope/opened.ts';
import type { Finding } from '../context.ts';
import { isVersion } from './sem-ver.ts';

/** The verification plugin that a signature names, and what it has to process. */
export interface PluginDemand {
  readonly name: string;
  /** The least version that will do. */
  readonly minVersion?: string;
  readonly attributes: readonly ExtendedAttribute[];
}

const PLUGIN: readonly (string | number)[] = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];

/** A critical text that is not blank (signature-specification.md, "Extended Attributes"); else why it is none. */
function criticalText({ key, critical, value }: ExtendedAttribute): { text: string } | { fault: string } {
  if (!critical) return { fault: `its attribute ${key} is not critical` };
  if (typeof value !== 'string') return { fault: `its attribute ${key} is no text` };
  return value.trim() === '' ? { fault: `its attribute ${key} is empty` } : { text: value };
}

const refused = (code: 'envelope_invalid' | 'unknown_critical_attribute', message: string): Finding => ({
  outcome: 'failed',
  code,
  message,
});

const invalid = (fault: string): Finding =>
  refused('envelope_invalid', `the signature demands a verification plugin, and ${fault}`);

/** The attribute that no plugin can be given; notation ends with an error there, or passes over a critical number. */
function unfit({ key, critical, value }: ExtendedAttribute): boolean {
  return typeof key === 'string' ? value === undefined : critical;
}

/** Reads what a signature demands of a plugin, or says why nothing can meet it. */
export function pluginDemand({ extendedAttributes }: OpenedEnvelope): PluginDemand | Finding {
  const [named, least] = PLUGIN.map((name) => extendedAttributes.find(({ key }) => key === name));
  const name = named ? criticalText(named) : { fault: 'it is not named' };
  if ('fault' in name) return invalid(name.fault);
  const version = least && criticalText(least);
  if (version && 'fault' in version) return invalid(version.fault);
  if (version && !isVersion(version.text))
    return invalid(`its least version ${printable(version.text)} is none of SemVer`);
  const others = extendedAttributes.filter(({ key }) => !PLUGIN.includes(key));
  const strange = others.find(unfit);
  if (strange) {
    return refused(
      'unknown_critical_attribute',
      `the signature has the attribute ${printable(String(strange.key))}, of a kind that no verification plugin can be given`,
    );
  }
  const attributes = others.filter(({ key }) => typeof key === 'string');
  return { name: name.text, ...(version ? { minVersion: version.text } : {}), attributes };
}
