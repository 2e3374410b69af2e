/** Every command, in the order of the help. */
export const COMMANDS = {
  sign: {
    summary: 'Sign images with a key and attach the signatures',
    arguments: [
      {
        name: 'image',
        many: true,
        optional: true,
        help: 'REGISTRY/REPOSITORY@DIGEST, oci:DIR:TAG or oci-archive:FILE:TAG',
      },
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
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR:TAG or oci-archive:FILE:TAG',
      },
    ],
    action: true,
  },
  promote: {
    summary: 'Verify an image at its source, copy it with all that is attached, then move the tag',
    arguments: [
      {
        name: 'source',
        many: false,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]',
      },
      {
        name: 'destination',
        many: true,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG[,TAG...]][@DIGEST], or oci:DIR or oci-archive:FILE in place of the repository; a digest alone sets no tag',
      },
    ],
    action: true,
  },
  plan: {
    summary: 'Say what a promotion of a promotions file would do at each destination; writes nothing there',
    arguments: [
      {
        name: 'file',
        many: false,
        optional: true,
        help: 'a promotions file (YAML); left out with --from-registry',
      },
    ],
    action: true,
  },
  list: {
    summary:
      'Show everything that is attached to images and where it was found, who signed with one certificate, or what ends soon',
    arguments: [
      {
        name: 'image',
        many: true,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]',
      },
    ],
    action: false,
  },
  inspect: {
    summary: 'Show each signature of images: certificates, times, metadata',
    arguments: [
      {
        name: 'image',
        many: true,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]',
      },
    ],
    action: false,
  },
  compare: {
    summary: 'Say what of an image, its tag and all that is attached other repositories lack',
    arguments: [
      {
        name: 'source',
        many: false,
        optional: true,
        help: 'REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]',
      },
    ],
    action: true,
  },
  'certificate self-signed': {
    summary: 'Make a certificate that its own key signs: for trials, or with --ca the root of your own CA',
    arguments: [],
    action: false,
  },
  'certificate request': {
    summary: 'Make a certificate request (PKCS#10) for a key, to be given to a CA',
    arguments: [],
    action: false,
  },
  'certificate issue': {
    summary: 'Issue a signing certificate for a request, with a CA key that may live in a KMS',
    arguments: [],
    action: false,
  },
  'certificate check': {
    summary: "Check that a certificate chain fits its key and Notary's rules, and until when",
    arguments: [],
    action: false,
  },
  'policy init': {
    summary: 'Write a strict trust policy and its trust store, from root certificates and names of signers',
    arguments: [],
    action: false,
  },
  'policy check': {
    summary:
      'Say what each statement of a trust policy means, and all that is wrong in policy and trust store',
    arguments: [],
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

/** A word that stands before other commands: `certificate issue` is the command `issue` of the group `certificate`. */
export const GROUPS: Readonly<Record<string, { readonly summary: string }>> = {
  certificate: { summary: 'Make, issue and check certificates of signing keys, without a PKI team' },
  policy: { summary: 'Make and check trust policies and trust stores' },
};

export type CommandName = keyof typeof COMMANDS;
export type CertificateCommand = Extract<CommandName, `certificate ${string}`>;
export type PolicyCommand = Extract<CommandName, `policy ${string}`>;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export type ActionName = 'sign' | 'verify' | 'promote' | 'plan' | 'compare';
export const ACTION_NAMES: readonly ActionName[] = ['sign', 'verify', 'promote', 'plan', 'compare'];
