import type { Option } from './option.ts';

/** The options that say where signatures are, when that is not with their images. */
export const SIGNATURE_PLACE_OPTIONS = [
  {
    name: 'signatures-from',
    commands: ['verify', 'promote', 'list', 'inspect'],
    type: 'list',
    value: 'REPOSITORY',
    help: 'look for signatures in this repository as well, under the digest of the image; REGISTRY/REPOSITORY, oci:DIR or oci-archive:FILE; whose statement counts does not change',
  },
  {
    name: 'signatures-to',
    commands: ['sign', 'promote'],
    type: 'string',
    value: 'REPOSITORY',
    help: 'put the signatures into this repository, under the digest of the image, and not where the image is',
    helpOf: {
      promote:
        'put the signatures into this repository, under the digest of the image, once for all destinations; everything else goes to the destinations',
    },
  },
] as const satisfies readonly Option[];
