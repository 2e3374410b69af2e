import * as z from 'zod/mini';
import { lazy } from '../../async/lazy.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { parseTime } from '../../encoding/rfc3339.ts';
import { type Digest, digestAlgorithm, digestHex, isDigest } from '../../oci/digest.ts';
import { isTag, parseRepository } from '../../oci/reference.ts';
import { PREDICATE_TYPE } from './predicate-type.ts';
import { type NamedImage, resourceUri } from './resource-uri.ts';
import { EXTENSION, STATEMENT_TYPE } from './statement.ts';

/** What a record says, of that which decides and that which is shown. Texts are safe to print. */
export interface StatedRecord {
  readonly image: NamedImage;
  readonly statedAt: Date;
  readonly source: string;
  readonly runUrl: string | null;
  readonly actor: string | null;
}

// Members that are not named are passed over: producers of later versions add some (in-toto, spec/v1, "Parsing rules").
const shape = lazy(() => {
  const text = z.string().check(z.minLength(1));
  const digests = z.record(z.string(), z.string());
  return z.object({
    _type: z.literal(STATEMENT_TYPE),
    subject: z.array(z.object({ name: z.optional(text), digest: digests })).check(z.length(1)),
    predicateType: z.literal(PREDICATE_TYPE),
    predicate: z.object({
      verifier: z.object({ id: text }),
      timeVerified: text,
      resourceUri: text,
      policy: z.object({ uri: text, digest: z.optional(digests) }),
      verificationResult: z.literal('PASSED'),
      verifiedLevels: z.array(text).check(z.minLength(1)),
      [EXTENSION]: z.object({
        repository: text,
        tag: z.optional(text),
        digest: text,
        source: text,
        runUrl: z.optional(text),
        actor: z.optional(text),
      }),
    }),
  });
});

function isRepository(text: string): boolean {
  try {
    const { registry, repository } = parseRepository(text);
    return text === `${registry}/${repository}`;
  } catch {
    return false;
  }
}

/** The member that a shape refuses: `predicate.timeVerified`. */
const placeOf = (path: readonly PropertyKey[]): string =>
  printable(path.map(String).join('.') || 'the whole');

/**
 * Reads the statement of a record strictly: two readers must not see two images in it, so that the subject, the `resourceUri` and
 * our own members have to name the same one.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readStatement(bytes: Uint8Array, context: ErrorContext): StatedRecord {
  const result = shape().safeParse(parseJson(bytes, context));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw errorIn(context, `is no verification summary of a promotion (${placeOf(issue?.path ?? [])})`);
  }
  const { subject, predicate } = result.data;
  const { repository, tag, digest, source, runUrl, actor } = predicate[EXTENSION];
  if (!isRepository(repository)) throw errorIn(context, 'does not name a repository');
  if (tag !== undefined && !isTag(tag)) throw errorIn(context, 'does not name a tag');
  if (!isDigest(digest)) throw errorIn(context, 'does not name a digest');
  const image = { repository, ...(tag === undefined ? {} : { tag }), digest };
  const { name = repository, digest: digests } = subject[0]!;
  const isOne =
    name === repository &&
    Object.keys(digests).length === 1 &&
    digests[digestAlgorithm(digest)] === digestHex(digest);
  if (!isOne || predicate.resourceUri !== resourceUri(image))
    throw errorIn(context, 'names two images: its subject, its resourceUri and its own members differ');
  return {
    image,
    statedAt: parseTime(predicate.timeVerified, context),
    source: printable(source, 300),
    runUrl: runUrl === undefined ? null : printable(runUrl, 300),
    actor: actor === undefined ? null : printable(actor, 200),
  };
}

/** Whether two names are one: host, repository, tag and digest. */
export function sameImage(a: NamedImage, b: NamedImage): boolean {
  return a.repository === b.repository && a.tag === b.tag && a.digest === (b.digest as Digest);
}
