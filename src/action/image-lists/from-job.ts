import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { completeName } from '../../oci/complete-name.ts';
import { splitReference } from '../../oci/split-reference.ts';
import type { Problems } from '../../options/problems.ts';
import type { DeclaredArtifact } from './declared-artifacts.ts';
import type { FoundImages } from './found-images.ts';
import { isGlob, matchesGlob } from './repository-globs.ts';

const DECLARE =
  'Declare images in a step before this one, echo "NAME:TAG@DIGEST" >> "$GITHUB_ARTIFACTS", or name them with the input images.';

/** As many names are shown where no pattern fits. */
const SHOWN = 10;

const repositoryOf = (name: string): string => completeName(splitReference(name).name);

function checkGlobs(globs: readonly string[], problems: Problems): void {
  for (const glob of globs.filter((one) => !isGlob(one))) {
    problems.add(
      'usage',
      `the input repositories: ${JSON.stringify(quotable(glob))} is no pattern for repositories`,
      'Write REGISTRY/REPOSITORY with * for anything but a slash, ** for anything, ? for one character; no tag, no digest.',
    );
  }
}

/**
 * The images that steps of this job declared: artifacts of the kind `oci`, of all repositories or of those that a pattern names. A
 * pattern that fits none is a problem, since what it was meant for would stay unsigned without a word.
 */
export function takeFromJob(
  declared: readonly DeclaredArtifact[],
  globs: readonly string[],
  found: FoundImages,
  problems: Problems,
): void {
  checkGlobs(globs, problems);
  const images = declared.filter(({ kind }) => kind === 'oci');
  if (images.length === 0) {
    const kinds = [...new Set(declared.map(({ kind }) => kind))].sort().join(', ');
    const others = declared.length === 0 ? '' : `, only ${declared.length} of the kind ${printable(kinds)}`;
    return void found.fault('no image', `was declared by a step of this job${others}`, DECLARE);
  }
  const used = new Set<string>();
  for (const { name, digest } of images) {
    const fitting = globs.filter((glob) => isGlob(glob) && matchesGlob(glob, repositoryOf(name)));
    for (const glob of fitting) used.add(glob);
    if (globs.length === 0 || fitting.length > 0) found.add(name, name, digest);
    else found.leaveOut(name, 'is in none of the input repositories');
  }
  const names = [...new Set(images.map(({ name }) => printable(repositoryOf(name), 300)))];
  const shown = `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}`;
  for (const glob of globs.filter((one) => isGlob(one) && !used.has(one))) {
    problems.add(
      'usage',
      `the input repositories: ${printable(glob, 300)} fits no image that this job declared (${shown})`,
      'Correct the pattern, or leave it out.',
    );
  }
}
