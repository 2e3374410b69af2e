/** A right of GITHUB_TOKEN, as it is written in a workflow. */
export type Permission = 'id-token: write' | 'packages: write' | 'packages: read';

/**
 * The line of YAML that gives a job its rights. It names `contents: read` too, because a right that is not named is none as
 * soon as one is ("Workflow syntax for GitHub Actions", permissions).
 */
export function permissions(...rights: readonly Permission[]): string {
  return `\`permissions: { contents: read, ${rights.join(', ')} }\``;
}

/** "Reuse workflows": rights can only be kept or lowered on the way to a called workflow. */
export const CALLER =
  'Keep its other rights; a job of a reusable workflow needs it in the job that calls it as well.';
