/** The parts of `repository:NAME:ACTION,…` (distribution, "token/scope"); `undefined` for anything else. */
export function parseScope(
  scope: string,
): { readonly name: string; readonly actions: readonly string[] } | undefined {
  const [, name, actions] = /^repository:([^\s]+):([a-z*,]+)$/.exec(scope) ?? [];
  return name === undefined || actions === undefined ? undefined : { name, actions: actions.split(',') };
}

/** The scope for one repository, with `pull` or `pull,push`. */
export function repositoryScope(name: string, access: 'pull' | 'push'): string {
  return `repository:${name}:${access === 'push' ? 'pull,push' : 'pull'}`;
}

/** Whether a token with the scopes `held` allows all of `needed`. */
export function coversScopes(held: readonly string[], needed: readonly string[]): boolean {
  return needed.every((scope) => {
    if (held.includes(scope)) return true;
    const need = parseScope(scope);
    return held.some((one) => {
      const have = parseScope(one);
      return (
        need !== undefined &&
        have?.name === need.name &&
        need.actions.every((action) => have.actions.includes(action))
      );
    });
  });
}
