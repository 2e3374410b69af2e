import { DOCKER_HUB } from './registry-host.ts';
import { splitReference, suffixOf } from './split-reference.ts';

/** Whether the first component of a name is meant as a host: it has a dot or a port, or is `localhost`, as docker decides. */
export function namesHost(component: string): boolean {
  return /[.:[\]]/.test(component) || /^localhost$/i.test(component);
}

/** Letters of names are ASCII; a Kelvin sign is no k. */
const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The name in full that docker and the actions around it mean by a short one: `alpine` is `docker.io/library/alpine`,
 * `acme/app` is `docker.io/acme/app`, capitals are lowered. Whether it is a name at all is for others to say.
 */
export function completeName(name: string): string {
  const [first = '', ...others] = name.split('/');
  if (others.length === 0) return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/library/${lowered(name)}`;
  return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/${lowered(name)}`;
}

/** A reference with its name in full; tag and digest stay as they are, and so does what is no name in a registry. */
export function completeReference(text: string): string {
  const { layout, name, ...suffix } = splitReference(text);
  if (layout !== undefined || name.includes('@') || name.includes('://')) return text;
  return `${completeName(name)}${suffixOf(suffix)}`;
}
