import { Buffer } from 'node:buffer';
import { isContent } from '../../compose/is-content.ts';
import { listFile } from '../../compose/list-file.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { quotable } from '../../encoding/quotable.ts';
import { userText } from '../../encoding/user-text.ts';
import { SealiftError } from '../../errors.ts';
import { readBakeMetadata } from './bake-metadata.ts';
import { readDeclaredArtifacts } from './declared-artifacts.ts';
import { FoundImages } from './found-images.ts';
import { takeFromJob } from './from-job.ts';
import { readGoReleaserArtifacts } from './goreleaser-artifacts.ts';
import { FROM_JOB, listed, type NamedImages, type Step } from './step.ts';

/** Whether the value of an input is the list itself, an object or an array, and no path. */
export function isInlineList(value: string): boolean {
  return isContent(value) || value.startsWith('[');
}

/** The text of an input that is the content itself or a path, and how errors name it. */
async function textOf(value: string, what: string, hint: string): Promise<readonly [string, ErrorContext]> {
  const isInline = isInlineList(value);
  const shown = isInline ? `the input ${what}` : `the ${what} ${quotable(value, 300)}`;
  const context = { code: 'config_invalid', what: shown, hint } as const;
  const bytes = isInline ? Buffer.from(value) : await listFile(value, what);
  return [userText(bytes, context), context];
}

async function readBake({ operands }: Step, found: FoundImages): Promise<void> {
  const hint =
    'Give the output metadata of docker/bake-action, or the path of the file that docker buildx bake --metadata-file writes.';
  const [value = ''] = listed(operands, 'bake-metadata');
  readBakeMetadata(...(await textOf(value, 'bake-metadata', hint)), found);
}

async function readGoReleaser({ operands }: Step, found: FoundImages): Promise<void> {
  const hint = "Give the path of GoReleaser's dist/artifacts.json.";
  const [value = ''] = listed(operands, 'artifacts-file');
  readGoReleaserArtifacts(...(await textOf(value, 'artifacts-file', hint)), found);
}

async function readJob({ operands, env, problems }: Step, found: FoundImages): Promise<void> {
  const path = env.GITHUB_ARTIFACTS_LIST?.trim() ?? '';
  if (path === '') {
    problems.add(
      'usage',
      `images: ${FROM_JOB} finds no list of artifacts: GITHUB_ARTIFACTS_LIST is not set`,
      'Use a newer runner (actions/runner), or name the images with the input images.',
    );
    return;
  }
  const what = 'list of artifacts (GITHUB_ARTIFACTS_LIST)';
  const hint = 'The runner writes this file, and no step may; name the images with the input images.';
  const context = { code: 'config_invalid', what: `the ${what}`, hint } as const;
  const text = userText(await listFile(path, what), context);
  takeFromJob(readDeclaredArtifacts(text, context), listed(operands, 'repositories'), found, problems);
}

/** Reads a list into its images; what is wrong in it is noted. */
async function fromList(
  input: string,
  read: (step: Step, found: FoundImages) => Promise<void>,
  step: Step,
): Promise<NamedImages> {
  const found = new FoundImages(input, step.problems);
  try {
    await read(step, found);
  } catch (thrown) {
    if (!(thrown instanceof SealiftError)) throw thrown;
    step.problems.add(thrown.code, thrown.message, thrown.hint);
  }
  const { images, notices, leftOut } = found;
  const title = `${input} names ${images.length} ${images.length === 1 ? 'image' : 'images'}`;
  return {
    images,
    notices,
    log: { title, lines: [...images, ...leftOut.map((line) => `left out: ${line}`)] },
  };
}

export const readBakeInput = (step: Step): Promise<NamedImages> => fromList('bake-metadata', readBake, step);

export const readGoReleaserInput = (step: Step): Promise<NamedImages> =>
  fromList('artifacts-file', readGoReleaser, step);

export const readJobInput = (step: Step): Promise<NamedImages> =>
  fromList(`images: ${FROM_JOB}`, readJob, step);
