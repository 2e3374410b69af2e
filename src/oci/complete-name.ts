import { DOCKER_HUB } from './registry-host.ts';
import { splitReference, suffixOf } from './split-reference.ts';

/** Whether docker takes the first component of a name for a host: it has a dot or a port, or is `localhost`. */
export function namesHost(component: string): boolean {
  return /[.:[\]]/.test(component) || /^localhost$/i.test(component);
}

/** Lowers ASCII letters alone: `toLowerCase` would also turn a Kelvin sign (U+212A) into a k. */
const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The full name that docker means by a short one: `alpine` is `docker.io/library/alpine`, `acme/app` is
 * `docker.io/acme/app`, capitals are lowered. The result may still be no valid name.
 */
export function completeName(name: string): string {
  const [first = '', ...others] = name.split('/');
  if (others.length === 0) return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/library/${lowered(name)}`;
  return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/${lowered(name)}`;
}

/** The reference with its full name. Tag and digest do not change, and neither does the reference of a layout. */
export function completeReference(text: string): string {
  const { layout, name, ...suffix } = splitReference(text);
  if (layout !== undefined || name.includes('@') || name.includes('://')) return text;
  return `${completeName(name)}${suffixOf(suffix)}`;
}
