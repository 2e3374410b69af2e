import type { Need } from '../../errors.ts';
import { waysOf } from './registries.ts';

/** Harbor alone says that a project is not there; its projects are made by its API. */
function harborProject(host: string, project: string): string {
  return `curl -u USER https://${host}/api/v2.0/projects -H 'Content-Type: application/json' -d '{"project_name":"${project}"}'`;
}

/** The remedy where a registry makes no repository on a push, with the command that does. */
export function missingRepository({ repository, lacks }: Extract<Need, { kind: 'repository' }>): string {
  const { ways, place } = waysOf(repository, 'push');
  const [project = ''] = place.name.split('/', 1);
  const command = lacks === 'project' ? harborProject(place.host, project) : ways.create?.(place);
  const what = lacks === 'project' ? `the project ${project}` : 'the repository';
  if (command === undefined) {
    return `Check the name; if it is right, create ${what}, or what it is in, at ${place.host}: this registry makes none on a push.`;
  }
  return `Check the name; if it is right, create ${what}, with the settings of its neighbours, and run this again: \`${command}\`.`;
}
