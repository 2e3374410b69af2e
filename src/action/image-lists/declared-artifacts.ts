import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { ANY, listOf, struct, unread } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';

/** An artifact that a step of this job declared. */
export interface DeclaredArtifact {
  /** For an image its reference without the digest, as the step wrote it. */
  readonly name: string;
  readonly digest: string;
  /** `oci` or `file`. */
  readonly kind: string;
}

/** The most subjects that are looked at; the runner takes 500 of a job. */
const MOST = 10_000;

/** What the runner writes (actions/runner, src/Runner.Worker/ArtifactsListFileCommand.cs, `FormatVersion` and `subjects`). */
const LIST = struct(
  {
    version: 'integer',
    subjects: listOf(struct({ name: 'text', digest: 'text', kind: 'text' }, unread(ANY))),
  },
  unread(ANY),
);

/**
 * Reads the file of `$GITHUB_ARTIFACTS_LIST`. A file that is empty lists nothing: the runner leaves it so where the feature is
 * switched off.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readDeclaredArtifacts(text: string, context: ErrorContext): readonly DeclaredArtifact[] {
  if (text.trim() === '') return [];
  const { version, subjects } = readAs(LIST, text, context);
  if (version !== 1) throw errorIn(context, `has the version ${version ?? 'none'}, and 1 is known here`);
  if (!subjects) throw errorIn(context, 'has no list of subjects');
  if (subjects.length > MOST) throw errorIn(context, `has over ${MOST} subjects`);
  return subjects.map(({ name = '', digest = '', kind = '' }) => ({ name, digest, kind }));
}
