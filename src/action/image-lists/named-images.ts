import type { Problems } from '../../options/problems.ts';
import type { Operands } from '../inputs.ts';
import { pinnedLines } from './pinned-lines.ts';
import { readBakeInput, readGoReleaserInput, readJobInput } from './read-lists.ts';
import { FROM_JOB, listed, type NamedImages, type Step } from './step.ts';

type Env = Readonly<Record<string, string | undefined>>;

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
    read: pinnedLines,
  },
  {
    input: `images: ${FROM_JOB}`,
    isGiven: asksJob,
    read: readJobInput,
  },
  {
    input: 'bake-metadata',
    isGiven: (operands) => listed(operands, 'bake-metadata').length > 0,
    read: readBakeInput,
  },
  {
    input: 'artifacts-file',
    isGiven: (operands) => listed(operands, 'artifacts-file').length > 0,
    read: readGoReleaserInput,
  },
];

function checkTogether(operands: Operands, given: readonly Way[], problems: Problems): void {
  if (given.length === 0)
    problems.add(
      'usage',
      'the input images names no image, and neither does bake-metadata or artifacts-file',
      `Write one reference per line into images, or images: ${FROM_JOB}; an empty output of an earlier step ends here.`,
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
