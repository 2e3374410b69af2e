import { Buffer } from 'node:buffer';
import { contentOf } from '../../compose/inline.ts';
import { isContent } from '../../compose/is-content.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { quotable } from '../../encoding/quotable.ts';
import { userText } from '../../encoding/user-text.ts';
import { SealiftError } from '../../errors.ts';
import { isDigest } from '../../oci/digest.ts';
import type { Problems } from '../../options/problems.ts';
import { fullNames } from '../full-names.ts';
import type { Operands } from '../inputs.ts';
import { readBakeMetadata } from './bake-metadata.ts';
import { readDeclaredArtifacts } from './declared-artifacts.ts';
import { FoundImages } from './found-images.ts';
import { takeFromJob } from './from-job.ts';
import { readGoReleaserArtifacts } from './goreleaser-artifacts.ts';
import { pin } from './pin.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The most bytes of a list that another program wrote. */
const LIMIT = 4 * 1024 * 1024;

/** The entry of `images` that asks for what the job declared. */
const FROM_JOB = 'from-job';

/** The images of a step, and what its log says of them before they are used. */
export interface NamedImages {
  /** `undefined` where a problem says why there are none. */
  readonly images: readonly string[] | undefined;
  readonly notices: readonly string[];
  /** A heading with the images of a list that another program wrote, and with what is left out. */
  readonly log: { readonly title: string; readonly lines: readonly string[] } | undefined;
}

interface Step {
  readonly operands: Operands;
  readonly env: Env;
  readonly problems: Problems;
}

const listed = (operands: Operands, name: keyof Operands): readonly string[] => operands[name] ?? [];

/** The text of an input that is the content itself or a path, and how errors name it. */
async function textOf(value: string, what: string, hint: string): Promise<readonly [string, ErrorContext]> {
  const isInline = isContent(value) || value.startsWith('[');
  const shown = isInline ? `the input ${what}` : `the ${what} ${quotable(value, 300)}`;
  const context = { code: 'config_invalid', what: shown, hint } as const;
  const bytes = isInline ? Buffer.from(value) : await contentOf(value, LIMIT, what);
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
  const context = { code: 'config_invalid', what: `the ${what}`, hint: 'The runner writes it.' } as const;
  const text = userText(await contentOf(path, LIMIT, what), context);
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

/** The lines of `images`, each at the digest of the build where `digest` gives one. */
async function fromLines({ operands, problems }: Step): Promise<NamedImages> {
  const notices: string[] = [];
  const lines = fullNames('images', listed(operands, 'images'), { notice: (text) => notices.push(text) });
  const [digest, another] = listed(operands, 'digest');
  if (digest === undefined) return { images: lines, notices, log: undefined };
  if (another !== undefined || !isDigest(digest)) {
    problems.add(
      'usage',
      `the input digest is not one digest: ${quotable(listed(operands, 'digest').join(' '))}`,
      'Write sha256:HEX, the output of the build step.',
    );
    return { images: lines, notices, log: undefined };
  }
  const pinned = await Promise.all(
    lines.map((line) => problems.try(() => pin(line, digest, 'the input digest'))),
  );
  return { images: pinned.filter((one) => one !== undefined), notices, log: undefined };
}

/** How a step can name its images: the input, and what reads it. */
interface Way {
  readonly input: string;
  readonly isGiven: (operands: Operands) => boolean;
  readonly read: (step: Step) => Promise<NamedImages>;
}

const asksJob = (operands: Operands): boolean => listed(operands, 'images').includes(FROM_JOB);

const WAYS: readonly Way[] = [
  {
    input: 'images',
    isGiven: (operands) => listed(operands, 'images').some((line) => line !== FROM_JOB),
    read: fromLines,
  },
  {
    input: `images: ${FROM_JOB}`,
    isGiven: asksJob,
    read: (step) => fromList(`images: ${FROM_JOB}`, readJob, step),
  },
  {
    input: 'bake-metadata',
    isGiven: (operands) => listed(operands, 'bake-metadata').length > 0,
    read: (step) => fromList('bake-metadata', readBake, step),
  },
  {
    input: 'artifacts-file',
    isGiven: (operands) => listed(operands, 'artifacts-file').length > 0,
    read: (step) => fromList('artifacts-file', readGoReleaser, step),
  },
];

function checkTogether(operands: Operands, given: readonly Way[], problems: Problems): void {
  if (given.length === 0)
    problems.add(
      'usage',
      'the input images names no image, and neither does bake-metadata or artifacts-file',
      'Write one reference per line into images; an empty output of an earlier step ends here.',
    );
  if (given.length > 1)
    problems.add(
      'usage',
      `the inputs ${given.map(({ input }) => input).join(' and ')} all name images, and a step takes them from one`,
      'Leave all but one of them empty, or write a step for each.',
    );
  const others = given.filter(({ input }) => input !== 'images').map(({ input }) => input);
  if (listed(operands, 'digest').length > 0 && others.length > 0)
    problems.add(
      'usage',
      `the input digest is for the lines of images, and ${others.join(' and ')} has digests of its own`,
      'Leave digest out.',
    );
  if (listed(operands, 'repositories').length > 0 && !asksJob(operands))
    problems.add(
      'usage',
      `the input repositories is for images: ${FROM_JOB} alone`,
      `Leave repositories out, or write images: ${FROM_JOB}.`,
    );
}

/** The images that the inputs of a step name, in one way of {@link WAYS}. Everything that is wrong with them is noted. */
export async function namedImages(operands: Operands, env: Env, problems: Problems): Promise<NamedImages> {
  const given = WAYS.filter(({ isGiven }) => isGiven(operands));
  checkTogether(operands, given, problems);
  const read: NamedImages[] = [];
  for (const way of given) read.push(await way.read({ operands, env, problems }));
  const [first] = read;
  const images = read.length === 1 ? first?.images : undefined;
  return {
    images: images?.length === 0 ? undefined : images,
    notices: read.flatMap(({ notices }) => notices),
    log: first?.log,
  };
}
