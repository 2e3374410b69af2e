import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ActionName } from '../src/options/commands.ts';
import { inputsOf, operandsOf } from '../src/options/inputs.ts';
import { isRequired } from '../src/options/option.ts';
import { outputsOf } from '../src/options/outputs.ts';

const ROOT = join(import.meta.dirname, '..');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs?: Readonly<
    Record<string, { permissions?: Readonly<Record<string, string>>; steps: readonly Step[] }>
  >;
  readonly steps?: readonly Step[];
}

const files = readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}`);

/** Whole workflows of examples/, and the parts that README and docs show. */
const shown = [
  ...files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const),
  ...['README.md', 'docs/signers.md'].flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
      ([, text], at) => [`${file}, block ${at + 1}`, text!] as const,
    ),
  ),
];

const stepsOf = (text: string): readonly Step[] => {
  const document = parse(text) as Workflow | readonly Step[];
  if (Array.isArray(document)) return document as readonly Step[];
  const { jobs, steps } = document as Workflow;
  return [...(steps ?? []), ...Object.values(jobs ?? {}).flatMap((job) => job.steps)];
};

function actionOf({ uses = '' }: Step): ActionName | undefined {
  const match = /^sealift\/sealift(?:\/(verify|promote))?@/.exec(uses);
  return match ? ((match[1] ?? 'sign') as ActionName) : undefined;
}

describe('the workflows that are shown', () => {
  it('are there for every key service, and for a promotion', () => {
    const names = ['aws-kms', 'azure-key-vault', 'google-kms', 'promote', 'vault'];
    expect(files).toEqual(names.map((name) => `examples/${name}.yml`));
  });

  it.each(shown)('%s: actions of others are pinned by full SHA, with their version', (_, text) => {
    for (const line of text.split('\n').filter((one) => one.includes('uses:'))) {
      expect(line).toMatch(
        /uses: (sealift\/sealift(\/\w+)?@v1$|[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/,
      );
    }
  });

  it.each(shown)('%s: our inputs and outputs exist', (_, text) => {
    const steps = stepsOf(text);
    for (const step of steps) {
      const action = actionOf(step);
      if (!action) continue;
      const options = inputsOf(action);
      const known = [...options, ...operandsOf(action)].map(({ name }) => name);
      const given = Object.keys(step.with ?? {});
      expect(known).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(
        expect.arrayContaining(
          options.filter((option) => isRequired(option, action)).map(({ name }) => name),
        ),
      );
    }
    for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      const step = steps.find((one) => one.id === id);
      // A part of a workflow may use the output of a step that it does not show.
      if (!step && !text.includes('jobs:')) continue;
      expect(step, `a step with the id ${id}`).toBeDefined();
      const action = actionOf(step!);
      if (action) expect(outputsOf(action).map(({ name }) => name)).toContain(output);
    }
  });

  it.each(files)('%s: a job has the permissions it needs, and the workflow none', (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    const signs = !file.endsWith('promote.yml');
    const expected = signs
      ? { contents: 'read', packages: 'write', 'id-token': 'write' }
      : { contents: 'read', packages: 'read' };
    for (const job of Object.values(jobs!)) expect(job.permissions).toEqual(expected);
    // The workflows store no key and no cloud secret. GitHub's own token and the login of another registry are allowed.
    const secrets = [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    expect(secrets).toEqual(signs ? [] : ['PROD_USER', 'PROD_PASSWORD']);
  });
});
