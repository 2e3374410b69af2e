import type { RepositoryName } from '../../oci/reference.ts';
import { splitReference } from '../../oci/split-reference.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A destination with placeholders, at the colon in front of its tags. */
export interface Template {
  readonly repository: string;
  /** Without any, an image keeps its tag. */
  readonly tags: readonly string[];
}

export function splitTemplate(text: string): Template {
  const { name, tag } = splitReference(text);
  return { repository: name, tags: tag === undefined ? [] : tag.split(',') };
}

/** The names between braces, in their order. */
export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Puts values in; a placeholder without one stays. */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
}

/** What the placeholders of a repository stand for: `{name}` is what follows the last slash. */
export function valuesOf({ registry, repository }: RepositoryName): Readonly<Record<string, string>> {
  return { registry, repository, name: repository.slice(repository.lastIndexOf('/') + 1) };
}
