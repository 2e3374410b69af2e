import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type } from '../support/command-line.ts';
import { promotionsScene } from '../support/promotions-scene.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

describe('sealift plan --output markdown', () => {
  it('prints the plan for a comment, and errors beside it', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    await scene.add('1.1', { isSigned: false });
    const file = await scene.write([
      'promotions:',
      `  - { from: '${scene.source}', tags: { semver: ">=1" }, to: '${scene.to.host}/mirror/app' }`,
    ]);
    const typed = await type(['plan', file, '--output', 'markdown']);
    expect(typed.code).toBe(5);
    expect(typed.stdout).toMatch(/^### ⚠️ Sealift plan: 1 refused, 1 new\n/);
    expect(typed.stdout).toMatch(/Plan digest: <code>sha256:[0-9a-f]{64}<\/code>/);
    expect(typed.stderr).toContain('[artifact_unsigned]');
    // The same plan has the same text.
    expect((await type(['plan', file, '--output=markdown'])).stdout).toBe(typed.stdout);
  });

  it('prints nothing but the error where there is no plan', async () => {
    const typed = await type(['plan', at.path('nowhere.yaml'), '--output', 'markdown']);
    expect(typed).toMatchObject({ code: 2, stdout: '' });
    expect(typed.stderr).toContain('[file_not_found]');
  });

  it('is refused where a promotions file is printed', async () => {
    const typed = await type(['plan', '--from-registry', 'localhost:1/app', '--output', 'markdown']);
    expect(typed).toMatchObject({ code: 2, stdout: '' });
    expect(typed.stderr).toContain('--output markdown is of a plan');
  });

  it.each(['list', 'verify', 'promote'])('is refused by %s', async (command) => {
    const typed = await type([command, `${at.images}:one`, '--output', 'markdown']);
    expect(typed).toMatchObject({ code: 2, stdout: '' });
    expect(typed.stderr).toContain('--output must be text or json');
  });
});
