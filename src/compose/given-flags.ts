import { camelCase } from '../options/option.ts';

/** A flag that is off and a list that is empty say nothing: an action gives every flag, and `false` where the user wrote nothing. */
const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

/** Those of `names` that the user gave, as flags; `options` are the options by camelCase name, before defaults are filled in. */
export function givenFlags(names: readonly string[], options: object): readonly string[] {
  const values = new Map<string, unknown>(Object.entries(options));
  return names.filter((name) => isGiven(values.get(camelCase(name)))).map((name) => `--${name}`);
}
