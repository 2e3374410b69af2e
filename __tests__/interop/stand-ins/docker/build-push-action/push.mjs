import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const { CRANE, LAYER, INPUT_PUSH, INPUT_TAGS = '', GITHUB_OUTPUT } = process.env;
if (INPUT_PUSH !== 'true') throw new Error('nothing is pushed: the digest of an image that is nowhere');
const tags = INPUT_TAGS.split(/[\n,]/).map((tag) => tag.trim()).filter((tag) => tag !== '');
const crane = (...args) => execFileSync(CRANE, [...args, '--insecure'], { encoding: 'utf8' }).trim();
for (const tag of tags) crane('append', '-f', LAYER, '-t', tag);
appendFileSync(GITHUB_OUTPUT, `digest=${crane('digest', tags[0])}\n`);
