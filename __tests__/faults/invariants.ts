import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.ts';
import { APP_DIGEST } from './fixture.ts';
import { outcomeOf } from './outcome.ts';
import { attachedTo, lacking } from './reader.ts';
import { SIGNERS } from './workshop.ts';

/** The most that a run may take: waits of `Retry-After` and of the referrers tag, on a machine with other work. */
const LONGEST = 60_000;
/** What docs/benchmarks.md limits every command to, in MiB. */
const MOST_MEMORY = 160;

export interface Invariant {
  /** The rule, as the page says it. */
  readonly name: string;
  /** What breaks it, a line each. */
  broken(evidence: Evidence): readonly string[];
}

/** What the destination lacks of what the command leaves when it is done. */
function shortfalls({ command, image, attached }: Evidence): string[] {
  const { signatures, sboms } = attachedTo(APP_DIGEST, attached);
  const { wants } = command;
  const few = SIGNERS.filter((name) => signatures[name] < (wants.signatures[name] ?? 0));
  return [
    ...lacking(image).map((digest) => `${digest} is not there`),
    ...few.map((name) => `the signature of ${name} is not listed`),
    ...(wants.sbom && sboms === 0 ? ['the SBOM is not listed'] : []),
  ];
}

/** `sealift-record-` and half of the SHA-256 of the name of the tag. */
const RECORD_TAG = `sealift-record-${createHash('sha256').update('1').digest('hex').slice(0, 32)}`;

/** What is not right with the record of the promotion, for commands that put one. */
function recordFaults({ command, attached, after }: Evidence): string[] {
  const { record: signer } = command.wants;
  if (signer === undefined) return [];
  const { records } = attachedTo(APP_DIGEST, attached);
  const standing = attached.tags.get(RECORD_TAG);
  if (standing === undefined) return ['there is no record tag'];
  const { signatures } = attachedTo(standing, attached);
  return [
    ...(records.includes(standing) ? [] : ['the record of the record tag is not listed']),
    // A run that ended between its record and the record tag leaves one that nobody is led to, and the next run states another.
    ...(records.length > (after === 'failed' ? 2 : 1) ? [`there are ${records.length} records`] : []),
    ...(signatures[signer] === 1 ? [] : [`${signatures[signer]} signatures of ${signer} on the record`]),
  ];
}

function duplicates({ command, attached }: Evidence): string[] {
  const { signatures, sboms, faulty } = attachedTo(APP_DIGEST, attached);
  const many = SIGNERS.filter((name) => signatures[name] > (command.wants.signatures[name] ?? 0));
  return [
    ...faulty,
    ...many.map((name) => `${signatures[name]} signatures of ${name}`),
    ...(sboms > 1 ? [`${sboms} SBOMs`] : []),
  ];
}

const contentDigest = (name: string, bytes: Uint8Array): string => {
  const algorithm = name.slice(0, name.indexOf(':'));
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
};

export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'the run ends as the fault allows, with the exit code of its error',
    broken({ run, ends }) {
      const { name, consistent } = outcomeOf(run);
      if (!consistent) return [`${name} with exit code ${run.code}`];
      return ends.includes(name) ? [] : [`${name}, not ${ends.join(' or ')}`];
    },
  },
  {
    name: 'exit 0 means that the signature is found by tag',
    broken: ({ run, notFound }) => (run.code === 0 && notFound !== undefined ? [notFound] : []),
  },
  {
    name: 'exit 0 means that all is there',
    broken: (evidence) => (evidence.run.code === 0 ? shortfalls(evidence) : []),
  },
  {
    name: 'exit 0 means that one record stands at the record tag, where one was asked for; at most one more is listed, of a run that ended before its record tag',
    broken: (evidence) => (evidence.run.code === 0 ? recordFaults(evidence) : []),
  },
  {
    name: 'the tag is where it was, or at the whole image',
    broken(evidence) {
      const { command, image } = evidence;
      const at = image.tags.get('1');
      if (at === command.tagBefore) return [];
      return at === APP_DIGEST ? shortfalls(evidence) : [`the tag is at ${at}`];
    },
  },
  {
    name: 'nothing is there twice once a run is done',
    broken: (evidence) => (evidence.run.code === 0 ? duplicates(evidence) : []),
  },
  {
    name: 'a run after one that is done writes nothing',
    broken: ({ phase, after, writes }) => (phase === 'again' || after === 'done' ? writes : []),
  },
  {
    name: 'bytes equal digests',
    broken: ({ image, attached }) =>
      [image, attached].flatMap(({ content }) =>
        [...content]
          .filter(([digest, bytes]) => contentDigest(digest, bytes) !== digest)
          .map(([digest]) => `${digest} has other bytes`),
      ),
  },
  { name: 'no credential goes elsewhere', broken: ({ stray }) => stray },
  {
    name: 'no secret is printed',
    broken: ({ run, secrets }) =>
      secrets.filter((secret) => run.stdout.includes(secret) || run.stderr.includes(secret)),
  },
  {
    name: `a run ends within ${LONGEST / 1000} s`,
    broken: ({ run }) =>
      run.hung || run.milliseconds > LONGEST ? [`it took ${Math.round(run.milliseconds)} ms`] : [],
  },
  {
    name: `a run takes less than ${MOST_MEMORY} MiB`,
    broken: ({ run: { peakMiB } }) =>
      peakMiB !== undefined && peakMiB >= MOST_MEMORY ? [`it took ${Math.round(peakMiB)} MiB`] : [],
  },
];
