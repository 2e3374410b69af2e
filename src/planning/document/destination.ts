import { quotable } from '../../encoding/quotable.ts';
import { isTag } from '../../oci/reference.ts';
import { placeholders, splitTemplate } from '../selection/template.ts';
import { withHostVariables } from './repositories.ts';
import { type Check, text } from './scalars.ts';

const IN_REPOSITORY = ['registry', 'repository', 'name'];
const FORMS = 'Write such as mirror.example.com/{repository}, or mirror.example.com/{name}:{tag}-mirror.';

const check: Check<string> = (written, fail, reading) => {
  const replaced = withHostVariables(written, fail, reading);
  if (replaced === undefined) return undefined;
  const shown = quotable(written);
  if (replaced.includes('@'))
    return fail(`${shown} has an @, and no template has a digest or a login`, FORMS);
  if (/^[a-z][a-z0-9+.-]*:\/\/|^oci(-archive)?:(?!\d)/.test(replaced))
    return fail(`${shown} is no repository of a registry`, FORMS);
  const { repository, tags } = splitTemplate(replaced);
  for (const name of placeholders(replaced)) {
    if (name !== 'tag' && !IN_REPOSITORY.includes(name)) {
      const near = reading.surroundings.suggest(name, [...IN_REPOSITORY, 'tag']);
      return fail(
        `${shown} has {${quotable(name, 60)}}, which stands for nothing`,
        near === undefined
          ? 'Placeholders are {registry}, {repository}, {name} and {tag}.'
          : `Did you mean {${near}}?`,
      );
    }
  }
  if (placeholders(repository).includes('tag')) {
    return fail(
      `${shown} has {tag} in the repository`,
      'Write {tag} behind a colon: the repositories that are written to must be known before a tag is.',
    );
  }
  const bare = replaced.replaceAll(/\{[a-z]+\}/g, 'x');
  if (/[{}]/.test(bare)) return fail(`${shown} has a brace without its other one`, FORMS);
  const wrong = tags.find((one) => !isTag(one.replaceAll(/\{[a-z]+\}/g, 'x')));
  if (wrong !== undefined) return fail(`${shown} gives no tag behind the colon`, FORMS);
  return replaced;
};

/** Where images go, as a template. The values of the environment are in it. */
export const DESTINATION = text('a repository with placeholders', check, {
  variables: true,
  schema: { type: 'string', examples: ['mirror.example.com/{repository}'] },
});
