/** The repository without what people overlook: letter case, the HTTPS port, the host and `library/` of Docker Hub. */
function simplified(repository: string): string {
  return repository
    .toLowerCase()
    .replace(/:443\//, '/')
    .replace(/^(?:index\.|registry-1\.)?docker\.io\/(?:library\/)?/, '');
}

/** Ways in which a scope resembles a repository, the strongest first. */
const SIMILARITIES: readonly ((scope: string, repository: string) => boolean)[] = [
  (scope, repository) => simplified(scope) === simplified(repository),
  (scope, repository) => `${repository}/`.startsWith(`${scope}/`) || `${scope}/`.startsWith(`${repository}/`),
  (scope, repository) => scope.split('/').slice(1).join('/') === repository.split('/').slice(1).join('/'),
];

/** The scope that was probably meant for `repository`. It is for hints alone: only an equal scope matches. */
export function nearestScope(scopes: readonly string[], repository: string): string | undefined {
  for (const isSimilar of SIMILARITIES) {
    const found = scopes.find((scope) => isSimilar(scope, repository));
    if (found !== undefined) return found;
  }
  return undefined;
}
