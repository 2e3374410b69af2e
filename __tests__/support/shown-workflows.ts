import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..', '..');

export interface ShownWorkflow {
  /** File and block. */
  readonly where: string;
  /** As it is shown. */
  readonly text: string;
  /** A workflow that a linter takes: the text itself, or what it is a part of. */
  readonly whole: string;
}

const EVENTS = 'name: shown\non: push\npermissions: {}\n';
const WORKFLOW_KEYS = ['name', 'on', 'permissions', 'concurrency', 'env', 'jobs', 'defaults'];
const JOB_KEYS = [
  ...['steps', 'permissions', 'env', 'environment', 'needs', 'if', 'strategy', 'with', 'secrets', 'uses'],
  ...['runs-on', 'concurrency', 'timeout-minutes', 'outputs'],
];

const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** Steps that give the outputs which a part of a workflow uses and does not show. */
function stepsBefore(text: string): string {
  const used = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\b/g)].map(([, id]) => id!);
  const missing = [...new Set(used)].filter((id) => !new RegExp(`\\bid: ${id}\\b`).test(text));
  return missing.map((id) => `- { id: ${id}, run: 'true' }\n`).join('');
}

function wholeOf(where: string, text: string): string {
  const shown: unknown = parse(text);
  if (Array.isArray(shown)) {
    const steps = indent(`${stepsBefore(text)}${text}`, 6);
    return `${EVENTS}jobs:\n  shown:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
  }
  const keys = Object.keys((shown ?? {}) as object);
  const only = (known: readonly string[]): boolean => keys.every((key) => known.includes(key));
  if (keys.includes('on') && only(WORKFLOW_KEYS)) return text;
  if (keys.includes('jobs') && only(WORKFLOW_KEYS)) return `${keys.includes('name') ? '' : EVENTS}${text}`;
  if (keys.length === 0 || !only(JOB_KEYS)) throw new Error(`${where} is no part of a workflow: ${keys}`);
  const runner = keys.includes('uses') || keys.includes('runs-on') ? '' : '    runs-on: ubuntu-latest\n';
  const steps = keys.includes('steps') || keys.includes('uses') ? '' : "    steps:\n      - run: 'true'\n";
  const before = keys.includes('steps') ? indent(stepsBefore(text), 6) : '';
  const body = indent(text, 4).replace(/^ {4}steps:\n/m, (line) => `${line}${before}`);
  return `${EVENTS}jobs:\n  shown:\n${runner}${body}${steps}`;
}

/** Pages whose YAML is for other systems, or promotions files; tests of their own read them. */
const OTHERS = ['docs/ci.md', 'docs/mirroring.md', 'docs/promotions.md', 'docs/scale.md'];

const isWorkflow = (text: string): boolean => !/^apiVersion:/m.test(text);

function blocksOf(file: string): ShownWorkflow[] {
  const page = readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
  return [...page.matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```$/gm)].flatMap(
    ([, margin = '', block = ''], at) => {
      const text = block.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
      const where = `${file}, block ${at + 1}`;
      return isWorkflow(text) ? [{ where, text, whole: wholeOf(where, text) }] : [];
    },
  );
}

/** The whole workflows of examples/. */
export function exampleWorkflows(): readonly ShownWorkflow[] {
  const names = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.yml'));
  return names.map((name) => {
    const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
    return { where: `examples/${name}`, text, whole: text };
  });
}

/** The workflows, and parts of them, that README and docs show. */
export function documentedWorkflows(): readonly ShownWorkflow[] {
  const names = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const pages = names.map((name) => `docs/${name.replaceAll('\\', '/')}`).sort();
  return ['README.md', ...pages]
    .filter((page) => page.endsWith('.md') && !OTHERS.includes(page))
    .flatMap(blocksOf);
}
