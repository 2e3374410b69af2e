import { quotable } from '../../encoding/quotable.ts';
import { asSealiftError, ERRORS } from '../../errors.ts';
import { formatPlace, parseReference } from '../../oci/reference.ts';
import { registryHost, withoutDefaultPort } from '../../oci/registry-host.ts';
import { splitReference } from '../../oci/split-reference.ts';
import type { Reading } from './reading.ts';
import { type Check, type Fail, text } from './scalars.ts';
import { withVariables } from './variables.ts';

const EXAMPLE = 'registry.example.com/team/app';

/** The characters of hosts and ports. */
const HOST_PART = /[A-Za-z0-9.:[\]-]+/;

/** `HOST/REST` with the values of the environment in HOST, where they may stand. */
export function withHostVariables(written: string, fail: Fail, reading: Reading): string | undefined {
  const slash = written.indexOf('/');
  const [host, rest] = slash < 0 ? [written, ''] : [written.slice(0, slash), written.slice(slash)];
  if (rest.includes('$(')) {
    return fail(
      `${quotable(written)} has a value of the environment behind the host`,
      'Write $(SEALIFT_VAR_NAME) in the place of the host, or of a part of it.',
    );
  }
  const replaced = withVariables(host, HOST_PART, 'a host', fail, reading);
  return replaced === undefined ? undefined : replaced + rest;
}

/** Reads a repository whose values of the environment are put in. */
export function readRepository(written: string, fail: Fail, { surroundings }: Reading): string | undefined {
  const { layout, tag, digest } = splitReference(written);
  if (layout !== undefined)
    return fail(
      `${quotable(written)} is a layout`,
      'Write REGISTRY/REPOSITORY: a promotions file is about registries.',
    );
  if (tag !== undefined || digest !== undefined) {
    return fail(
      `${quotable(written)} has a tag or a digest`,
      'Write REGISTRY/REPOSITORY, and what of it is meant under `tags` or `digests`.',
    );
  }
  try {
    return formatPlace(parseReference(written, surroundings.plainHttp));
  } catch (thrown) {
    const { message, hint } = asSealiftError(thrown);
    // The usual one speaks of tags and layouts, which have no place here.
    const isUsual = hint === ERRORS.reference_invalid[1];
    return fail(message, isUsual ? `Write REGISTRY/REPOSITORY, such as ${EXAMPLE}.` : hint);
  }
}

/** A repository of a registry, in its one spelling. @param variables whether the host may come from the environment. */
export function repositoryText(what: string, variables: boolean) {
  const check: Check<string> = (written, fail, reading) => {
    const replaced = variables ? withHostVariables(written, fail, reading) : written;
    return replaced === undefined ? undefined : readRepository(replaced, fail, reading);
  };
  return text(what, check, { variables, schema: { type: 'string', examples: [EXAMPLE] } });
}

/** A registry, or a path of one: `registry.example.com`, `registry.example.com/team`. */
export const PREFIX = text(
  'a registry, or a path of one',
  (written, fail, reading) => {
    const replaced = withHostVariables(written.replace(/\/$/, ''), fail, reading);
    if (replaced === undefined) return undefined;
    return replaced.includes('/')
      ? readRepository(replaced, fail, reading)
      : readHost(replaced, fail, reading);
  },
  { variables: true, schema: { type: 'string', examples: ['registry.example.com/team'] } },
);

function readHost(written: string, fail: Fail, { surroundings }: Reading): string | undefined {
  const host = registryHost(written);
  if (host !== undefined) return withoutDefaultPort(host, surroundings.plainHttp);
  return fail(`${quotable(written)} is no host`, 'Write HOST or HOST:PORT, without https://.');
}

/** `HOST[:PORT]` of a registry. */
export const REGISTRY = text(
  'the host of a registry',
  (written, fail, reading) => {
    const replaced = withVariables(written, HOST_PART, 'a host', fail, reading);
    return replaced === undefined ? undefined : readHost(replaced, fail, reading);
  },
  { variables: true },
);

/** Whether a repository is a prefix, or under it: `a.example.com/team` has `a.example.com/team/app`, not `…/teams`. */
export function isUnder(repository: string, prefix: string): boolean {
  return repository === prefix || repository.startsWith(`${prefix}/`);
}
