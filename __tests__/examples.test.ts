import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ActionName } from '../src/options/commands.ts';
import { inputsOf } from '../src/options/inputs.ts';
import { isRequired } from '../src/options/option.ts';
import { documentedWorkflows, exampleWorkflows } from './support/shown-workflows.ts';

type Permissions = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Permissions;
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

const examples = exampleWorkflows().map(({ where, text }) => [where, text] as const);
const shown = [...examples, ...documentedWorkflows().map(({ where, whole }) => [where, whole] as const)];

const stepsOf = (text: string): readonly Step[] =>
  Object.values((parse(text) as Workflow).jobs).flatMap(({ steps = [] }) => steps);

function actionOf({ uses = '' }: Step): ActionName | undefined {
  const match = /^sealift\/sealift(?:\/(verify|promote|plan|compare))?@/.exec(uses);
  return match ? ((match[1] ?? 'sign') as ActionName) : undefined;
}

/** Names of inputs and outputs as the action's own file has them, which is generated from the tables. */
function actionFile(action: ActionName): {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
} {
  const path = join(import.meta.dirname, '..', action === 'sign' ? '' : action, 'action.yml');
  const { inputs, outputs } = parse(readFileSync(path, 'utf8')) as Record<string, object>;
  return { inputs: Object.keys(inputs!), outputs: Object.keys(outputs!) };
}

const SIGN = { contents: 'read', packages: 'write', 'id-token': 'write' };
const READ = { contents: 'read', packages: 'read' };

/** What each job of an example may do. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, Permissions>>>> = {
  'aws-kms.yml': { image: SIGN },
  'azure-key-vault.yml': { image: SIGN },
  'bake.yml': { images: SIGN },
  'call-sign-image.yml': {
    build: { contents: 'read', packages: 'write' },
    sign: { packages: 'write', 'id-token': 'write' },
    show: {},
  },
  'deploy.yml': { app: { ...READ, 'id-token': 'write' } },
  'google-kms.yml': { image: SIGN },
  'mirror-and-sign.yml': { mirror: { contents: 'read', 'id-token': 'write' } },
  'mirror-shards.yml': {
    plan: { contents: 'read' },
    promote: { contents: 'read' },
    whole: {},
  },
  'mirror.yml': {
    plan: { ...READ, 'pull-requests': 'write' },
    promote: READ,
    compare: { packages: 'read' },
  },
  'promote.yml': { plan: READ, promote: READ },
  'release.yml': { image: SIGN },
  'sign-image.yml': { sign: { packages: 'write', 'id-token': 'write' } },
  'vault.yml': { image: SIGN },
  'verify-pull-request.yml': { images: { ...READ, 'pull-requests': 'write' } },
};

/** The secrets of an example: a login of another registry than GitHub's. No key and no secret of a cloud is stored. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  'mirror-and-sign.yml': ['PROD_PASSWORD', 'PROD_USER'],
  'mirror-shards.yml': ['PROD_PASSWORD', 'PROD_USER'],
  'mirror.yml': ['PROD_PASSWORD', 'PROD_USER'],
  'promote.yml': ['PROD_PASSWORD', 'PROD_USER'],
  'release.yml': ['PROD_PASSWORD', 'PROD_USER'],
};

describe('the workflows that are shown', () => {
  it('are all known here', () => {
    expect(examples.map(([where]) => where)).toEqual(
      Object.keys(PERMISSIONS).map((name) => `examples/${name}`),
    );
  });

  it.each(shown)('%s: actions of others are pinned by full SHA, with their version', (_, text) => {
    for (const line of text.split('\n').filter((one) => /^ *(?:- )?uses:/.test(one))) {
      expect(line).toMatch(
        /uses: (?:sealift\/sealift(?:\/\w+)?@v1|\.\/\.github\/workflows\/[\w-]+\.yml|[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/,
      );
    }
  });

  it.each(shown)('%s: our inputs and outputs exist', (_, text) => {
    const steps = stepsOf(text);
    for (const step of steps) {
      const action = actionOf(step);
      if (!action) continue;
      const options = inputsOf(action);
      const given = Object.keys(step.with ?? {});
      expect(actionFile(action).inputs).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(
        expect.arrayContaining(
          options.filter((option) => isRequired(option, action)).map(({ name }) => name),
        ),
      );
    }
    for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      const step = steps.find((one) => one.id === id);
      expect(step, `a step with the id ${id}`).toBeDefined();
      const action = actionOf(step!);
      if (action) expect(actionFile(action).outputs).toContain(output);
    }
  });

  it.each(examples)('%s: a job has the permissions it needs, and the workflow none', (where, text) => {
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    const name = where.replace('examples/', '');
    const given = Object.entries(jobs).map(([job, { permissions: own }]) => [job, own]);
    expect(Object.fromEntries(given)).toEqual(PERMISSIONS[name]);
    const secrets = new Set([...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret));
    expect([...secrets].toSorted()).toEqual(SECRETS[name] ?? []);
  });

  it.each(examples)('%s: a checkout leaves no token behind', (_, text) => {
    for (const step of stepsOf(text).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))) {
      expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  it.each(examples)('%s: says how it is tested', (_, text) => {
    expect(text.match(/^# tested: .*$/gm)).toEqual([
      expect.stringMatching(/: (?:executed|linted, because .+)$/),
    ]);
  });
});
