/** What people take for the same repository: the case of letters, the port of HTTPS, the folder of Docker Hub. */
function loose(repository: string): string {
  return repository
    .toLowerCase()
    .replace(/:443\//, '/')
    .replace(/^(?:index\.|registry-1\.)?docker\.io\/(?:library\/)?/, '');
}

/** From the strongest likeness to the weakest. */
const LIKENESS: readonly ((scope: string, repository: string) => boolean)[] = [
  (scope, repository) => loose(scope) === loose(repository),
  (scope, repository) => `${repository}/`.startsWith(`${scope}/`) || `${scope}/`.startsWith(`${repository}/`),
  (scope, repository) => scope.split('/').slice(1).join('/') === repository.split('/').slice(1).join('/'),
];

/** The scope that was perhaps meant for `repository`, for a hint; no likeness ever makes a scope match. */
export function nearestScope(scopes: readonly string[], repository: string): string | undefined {
  for (const alike of LIKENESS) {
    const found = scopes.find((scope) => alike(scope, repository));
    if (found !== undefined) return found;
  }
  return undefined;
}
