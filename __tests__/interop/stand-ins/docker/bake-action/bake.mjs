import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';

const { CRANE, LAYER, INPUT_PUSH, INPUT_FILES, GITHUB_OUTPUT } = process.env;
if (INPUT_PUSH !== 'true') throw new Error('nothing is pushed');
const { group, target } = JSON.parse(readFileSync(INPUT_FILES, 'utf8'));
const crane = (...args) => execFileSync(CRANE, [...args, '--insecure'], { encoding: 'utf8' }).trim();
const metadata = {};
for (const name of group.default.targets) {
  // A variable of a bake file is taken from the environment.
  const tags = target[name].tags.map((tag) => tag.replace(/\$\{(\w+)\}/g, (_, variable) => process.env[variable] ?? ''));
  // Each target is an image of its own.
  for (const tag of tags) crane('append', '-f', LAYER, '-t', tag);
  for (const tag of tags) crane('mutate', tag, '--label', `target=${name}`, '-t', tag);
  metadata[name] = {
    'buildx.build.ref': `default/default/${name}`,
    'containerimage.digest': crane('digest', tags[0]),
    'image.name': tags.join(','),
  };
}
appendFileSync(GITHUB_OUTPUT, `metadata<<END\n${JSON.stringify(metadata, null, 2)}\nEND\n`);
