import { listFile } from '../compose/list-file.ts';
import { userText } from '../encoding/user-text.ts';
import { formatPlace, parseReference } from '../oci/reference.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { doneDestinations } from './done-destinations.ts';
import { type DeclaredArtifact, readDeclaredArtifacts } from './image-lists/declared-artifacts.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The most artifacts of a job (actions/runner, src/Runner.Worker/CreateArtifactsFileCommand.cs, `MaxAggregateArtifacts`). */
const MOST = 500;

/** An image as the runner keeps it: the name tells artifacts apart, and has one digest in a job. */
interface Subject {
  /** `REGISTRY/REPOSITORY`, empty where the name is none. */
  readonly repository: string;
  /** The repository, with a tag if there is one. */
  readonly name: string;
  readonly digest: string;
}

function subjectOf(name: string, digest: string): Subject | undefined {
  try {
    const reference = parseReference(name);
    if (reference.transport !== 'docker') return undefined;
    const repository = formatPlace(reference);
    return {
      repository,
      name: reference.tag === undefined ? repository : `${repository}:${reference.tag}`,
      digest,
    };
  } catch {
    return undefined;
  }
}

/**
 * Where an image was promoted to. What nobody judged has no policy and is not declared: a later step that signs or attests what the
 * job declared would vouch for it.
 */
function promotedTo(image: ImageResult): readonly (Subject | undefined)[] {
  return image.policy === null
    ? []
    : doneDestinations(image).map(({ pinned, digest, tag }) => {
        const place = pinned === null || digest === null ? '' : pinned.slice(0, -digest.length - 1);
        return subjectOf(tag === undefined ? place : `${place}:${tag}`, digest ?? '');
      });
}

const DONE: Readonly<Record<string, (image: ImageResult) => readonly (Subject | undefined)[]>> = {
  sign: ({ status, reference, digest }) =>
    digest !== null && (status === 'signed' || status === 'skipped') ? [subjectOf(reference, digest)] : [],
  promote: promotedTo,
};

/** What earlier steps declared; nothing where the list is not there or cannot be read. */
async function declaredBefore(path: string | undefined): Promise<readonly DeclaredArtifact[]> {
  if (!path) return [];
  try {
    const context = { code: 'config_invalid', what: 'the list of artifacts' } as const;
    const bytes = await listFile(path, 'list of artifacts');
    return readDeclaredArtifacts(userText(bytes, context), context);
  } catch {
    return [];
  }
}

/** The lines for `$GITHUB_ARTIFACTS`, and what cannot be declared. */
export interface Declaration {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

/**
 * What a run signed or promoted, as the runner reads it: `oci://NAME@DIGEST`, one a line (actions/runner,
 * src/Runner.Worker/CreateArtifactsFileCommand.cs, `ParseLine`). An image has one line, under its first tag, and none when an earlier
 * step declared it: actions/attest takes each name for an image of its own. The runner fails a step that gives a name a second digest,
 * or the job over 500 artifacts; both are left out.
 */
export async function declarationOf(result: RunResult, env: Env): Promise<Declaration> {
  const done = result.images.flatMap(DONE[result.command] ?? (() => []));
  const subjects = done.filter((one) => one !== undefined);
  if (subjects.length === 0) return { lines: [], leftOut: [] };
  const before = await declaredBefore(env.GITHUB_ARTIFACTS_LIST?.trim());
  const digests = new Map(before.map(({ name, digest }) => [name, digest]));
  const images = new Set(
    before.map(({ name, digest }) => `${subjectOf(name, digest)?.repository ?? ''}@${digest}`),
  );
  const lines: string[] = [];
  const leftOut: string[] = [];
  for (const { repository, name, digest } of subjects) {
    const image = `${repository}@${digest}`;
    if (images.has(image)) continue;
    images.add(image);
    const other = digests.get(name);
    if (other !== undefined) leftOut.push(`${name}@${digest}: the job declared ${other} under this name`);
    else if (digests.size >= MOST)
      leftOut.push(`${name}@${digest}: a job declares ${MOST} artifacts at most`);
    else {
      digests.set(name, digest);
      lines.push(`oci://${name}@${digest}`);
    }
  }
  return { lines, leftOut };
}
