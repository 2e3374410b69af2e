import { SealiftError } from '../../errors.ts';

/** The error when another program wrote to an archive that this one reads, or is about to replace. */
export function writtenMeanwhile(name: string, when: string): SealiftError {
  return new SealiftError('layout_locked', `${name}: another program wrote to the file ${when}`, {
    hint: 'Nothing was changed by this run. Run it again when that program has ended.',
  });
}
