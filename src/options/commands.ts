/** What a user can ask for, in the order of the help. */
export const COMMANDS = {
  sign: {
    summary: 'Sign images with a key and attach the signatures',
    arguments: [
      { name: 'image', many: true, optional: true, help: 'REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG' },
    ],
    action: true,
  },
  verify: {
    summary: 'Judge the signatures of images against a trust policy',
    arguments: [
      {
        name: 'image',
        many: true,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST] or oci:DIR:TAG',
      },
    ],
    action: true,
  },
  promote: {
    summary: 'Verify an image at its source, copy it with all that is attached, then move the tag',
    arguments: [
      { name: 'source', many: false, optional: false, help: 'the image to promote' },
      {
        name: 'destination',
        many: true,
        optional: false,
        help: 'REGISTRY/REPOSITORY[:TAG[,TAG...]] or oci:DIR[:TAG]',
      },
    ],
    action: true,
  },
  list: {
    summary: 'Show everything that is attached to an image, and where it was found',
    arguments: [{ name: 'image', many: false, optional: false, help: 'the image' }],
    action: false,
  },
  inspect: {
    summary: 'Show each signature of an image: certificates, times, metadata',
    arguments: [{ name: 'image', many: false, optional: false, help: 'the image' }],
    action: false,
  },
  demo: {
    summary: 'Tell the story of sign, verify and promote in a folder; needs no network',
    arguments: [
      { name: 'directory', many: false, optional: true, help: 'where to leave the files (sealift-demo)' },
    ],
    action: false,
  },
} as const satisfies Record<string, Command>;

export interface Argument {
  readonly name: string;
  readonly many: boolean;
  readonly optional: boolean;
  readonly help: string;
}

export interface Command {
  readonly summary: string;
  readonly arguments: readonly Argument[];
  /** Whether there is a GitHub action for it. */
  readonly action: boolean;
}

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export type ActionName = 'sign' | 'verify' | 'promote';
export const ACTION_NAMES: readonly ActionName[] = ['sign', 'verify', 'promote'];
