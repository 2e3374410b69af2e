/** What different settings have in common, made once for each. */
export class SharedParts {
  readonly #made = new Map<string, unknown>();

  /** @param by what it is made of; equal in JSON for what is the same. */
  once<T>(
    what: 'trust' | 'revocation' | 'signing' | 'recording',
    by: unknown,
    make: () => Promise<T>,
  ): Promise<T> {
    const key = `${what} ${JSON.stringify(by) ?? ''}`;
    const known = this.#made.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    this.#made.set(key, made);
    return made;
  }
}
