import { APP_DIGEST, OLD_DIGEST } from './fixture.ts';
import type { Scene } from './scene.ts';
import type { SignerName } from './workshop.ts';

/** Whose signatures and how many of them the image has to have afterwards, and whether its SBOM has to be there. */
export interface Wanted {
  readonly signatures: Readonly<Partial<Record<SignerName, number>>>;
  readonly sbom: boolean;
  /** Whose record of the promotion is at the record tag; nobody's when absent. */
  readonly record?: SignerName;
}

/** A command under test: what it is given, and what it leaves when it is done. */
export interface Command {
  readonly name: string;
  /** What is at the destination: the image alone, or another one. */
  readonly finds: 'plain' | 'old';
  args(scene: Scene, place: Place): readonly string[];
  /** Where the tag 1 is before the command; `undefined` where there is none. */
  readonly tagBefore: string | undefined;
  readonly wants: Wanted;
  /** Whether the signatures are in a repository of their own. */
  readonly apart: boolean;
  /** Whose signature a reader who trusts nobody else has to find. */
  readonly trusted: SignerName;
  /** Whether blobs go from the source to the destination. */
  readonly copies: boolean;
}

/** The places that a command is about. */
export interface Place {
  /** `HOST/prod/app` or `oci:FOLDER`; without tag. */
  readonly image: string;
  /** The repository for signatures alone. */
  readonly signatures: string;
}

const trust = ({ workshop }: Scene): string[] => workshop.trustFlags('release');
const mirrorKey = ({ workshop }: Scene): string[] => ['--sign', ...workshop.keyFlags('mirror')];

const SIGN = {
  finds: 'plain',
  tagBefore: APP_DIGEST,
  wants: { signatures: { release: 1 }, sbom: false },
  trusted: 'release',
  copies: false,
} as const;

const PROMOTE = {
  finds: 'old',
  tagBefore: OLD_DIGEST,
  apart: false,
  copies: true,
} as const;

export const COMMANDS: readonly Command[] = [
  {
    ...SIGN,
    name: 'sign',
    apart: false,
    args: ({ workshop }, { image }) => ['sign', `${image}@${APP_DIGEST}`, ...workshop.keyFlags('release')],
  },
  {
    ...SIGN,
    name: 'sign --signatures-to',
    apart: true,
    args: ({ workshop }, { image, signatures }) => [
      ...['sign', `${image}@${APP_DIGEST}`, ...workshop.keyFlags('release')],
      ...['--signatures-to', signatures],
    ],
  },
  {
    ...PROMOTE,
    name: 'promote',
    wants: { signatures: { release: 1 }, sbom: true },
    trusted: 'release',
    args: (scene, { image }) => ['promote', scene.from, `${image}:1`, ...trust(scene)],
  },
  {
    ...PROMOTE,
    name: 'promote --sign',
    wants: { signatures: { release: 1, mirror: 1 }, sbom: true },
    trusted: 'mirror',
    args: (scene, { image }) => [
      ...['promote', scene.from, `${image}:1`, ...trust(scene)],
      ...mirrorKey(scene),
    ],
  },
  {
    ...PROMOTE,
    name: 'promote --sign --record',
    wants: { signatures: { release: 1, mirror: 1 }, sbom: true, record: 'mirror' },
    trusted: 'mirror',
    args: (scene, { image }) => [
      ...['promote', scene.from, `${image}:1`, ...trust(scene)],
      ...[...mirrorKey(scene), '--record', ...scene.workshop.recordFlags('mirror')],
    ],
  },
  {
    ...PROMOTE,
    name: 'compare --repair',
    finds: 'plain',
    tagBefore: APP_DIGEST,
    wants: { signatures: { release: 1 }, sbom: true },
    trusted: 'release',
    args: (scene, { image }) => [...['compare', scene.from, '--with', image, '--repair'], ...trust(scene)],
  },
];
