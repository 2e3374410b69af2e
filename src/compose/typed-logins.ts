import { printable } from '../encoding/printable.ts';
import type { Destination, Reference } from '../oci/reference.ts';
import type { CredentialStore } from '../stores/registry/auth/credential.ts';
import { passwordLines } from './password-lines.ts';
import type { AnyRun } from './run.ts';

/** The user that was typed for one side of a command, and what this side touches. */
export interface TypedSide {
  readonly flag: '--username' | '--from-username' | '--to-username';
  readonly username: string | undefined;
  readonly places: readonly (Reference | Destination)[];
}

/** The most registries that an error lists. */
const SHOWN = 5;

/** RFC 7617, 2: a colon ends the user, and control characters stand in neither part. */
const NO_USER = /[:\u0000-\u001f\u007f]/;

const FILES = 'Log in to each with `docker login`, or name a file with --registry-config.';

/** The one registry of a side. What is wrong with the side is noted. */
function registryOf(
  { flag, username = '', places }: TypedSide,
  problems: AnyRun['problems'],
): string | undefined {
  if (NO_USER.test(username)) {
    // The name is not shown, because what follows the colon is probably the password.
    problems.add(
      'usage',
      `${flag} has a colon or a control character, which no user of a registry has`,
      'Write the name alone; the password comes through stdin.',
    );
  }
  const registries = [
    ...new Set(places.flatMap((place) => (place.transport === 'docker' ? [place.registry] : []))),
  ];
  if (registries.length > 1) {
    const shown = registries
      .slice(0, SHOWN)
      .map((one) => printable(one))
      .join(', ');
    const more = registries.length > SHOWN ? ` and ${registries.length - SHOWN} more` : '';
    problems.add(
      'usage',
      `${flag} is a login of one registry, and there are ${registries.length}: ${shown}${more}`,
      FILES,
    );
  } else if (registries.length === 0 && places.length > 0) {
    problems.add(
      'usage',
      `${flag} is a login of a registry, and there is none, but an OCI image layout`,
      'Leave it out.',
    );
  }
  return registries[0];
}

/** A login that counts for one registry, and for no other one that the run may come to. */
function loginOf(registry: string, flag: string, username: string, password: string): CredentialStore {
  const credential = { kind: 'password', source: flag, username, password } as const;
  return { find: async (asked) => (asked === registry ? credential : undefined) };
}

/**
 * The logins that were typed with `--username` and the like, one for each side; `undefined` where the files count. The passwords
 * come through the standard input, in the order of the sides, and are read when nothing else is wrong. Every problem is noted.
 */
export async function typedLogins(
  run: Pick<AnyRun, 'values' | 'problems' | 'secrets' | 'stdin' | 'signal'>,
  sides: readonly TypedSide[],
): Promise<readonly (CredentialStore | undefined)[]> {
  const { values, problems, secrets, stdin, signal } = run;
  const given = sides.filter(({ username }) => username !== undefined);
  const none = sides.map(() => undefined);
  const flags = sides.map(({ flag }) => `${flag} NAME`).join(' or ');
  if (given.length === 0) {
    if (values.passwordStdin)
      problems.add('usage', `--password-stdin is given without a user`, `Add ${flags}.`);
    return none;
  }
  if (!values.passwordStdin) {
    problems.add(
      'usage',
      `${given[0]!.flag} is given without --password-stdin`,
      'Add --password-stdin and pipe the password in: printf %s "$PASSWORD" | sealift … On a command line others could read it.',
    );
  }
  const registries = new Map(given.map((side) => [side, registryOf(side, problems)]));
  if (problems.any) return none;
  const passwords = await problems.try(() => passwordLines(stdin?.(), given.length, signal));
  for (const password of passwords ?? []) secrets.add(password);
  return sides.map((side) => {
    const registry = registries.get(side);
    const password = passwords?.[given.indexOf(side)];
    if (registry === undefined || password === undefined) return undefined;
    return loginOf(registry, side.flag, side.username ?? '', password);
  });
}
