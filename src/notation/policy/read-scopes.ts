import { printable } from '../../encoding/printable.ts';
import { isTag, parseRepository } from '../../oci/reference.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';

/** Why a scope is none; `undefined` where it may be one. */
function wrongForm(scope: string): string | undefined {
  const shown = printable(scope);
  if (scope.includes('*')) return `has the scope ${shown}; a scope is * or one whole repository`;
  if (/^[a-z]+:\/\//i.test(scope))
    return `has the scope ${shown}; a scope has no ${printable(scope.split('://', 1)[0] ?? '')}://`;
  const [, tag] = scope.slice(scope.lastIndexOf('/') + 1).split(':');
  if (scope.includes('@') || (scope.includes('/') && tag !== undefined && isTag(tag)))
    return `has the scope ${shown}; a scope has neither tag nor digest`;
  return undefined;
}

/**
 * The scopes in the normalised spelling of references, each once. What is wrong with them is noted, and wrong ones are left out.
 */
export function readScopes(
  scopes: readonly string[],
  plainHttp: PlainHttp | undefined,
  note: (reason: string) => void,
): string[] {
  if (scopes.includes('*') && scopes.length > 1) note('has the scope * beside other scopes; * stands alone');
  const repeated = new Set(scopes.filter((scope, at) => scopes.indexOf(scope) !== at));
  for (const scope of repeated) note(`has the scope ${printable(scope)} twice`);
  const spelled = [...new Set(scopes)].flatMap((scope) => {
    if (scope === '*') return [scope];
    const wrong = wrongForm(scope);
    if (wrong !== undefined) {
      note(wrong);
      return [];
    }
    try {
      const { registry, repository } = parseRepository(scope, plainHttp);
      return [`${registry}/${repository}`];
    } catch {
      note(`has the scope ${printable(scope)}, which is not REGISTRY/REPOSITORY`);
      return [];
    }
  });
  return [...new Set(spelled)];
}
