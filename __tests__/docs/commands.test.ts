import { describe, expect, it } from 'vitest';
import { blocksOf, holdsCommands, parseMarker, sessionsOf } from '../support/docs/blocks.ts';
import { allBlocks, PAGES, pageText } from '../support/docs/pages.ts';
import { asShown, play } from '../support/docs/play.ts';
import { Scene } from '../support/docs/scene.ts';

/** Programs whose lines belong into a block that is run or says why not. */
const PROGRAM =
  /^ *(?:\$ )?(?:sealift|openssl|notation|oras|bao|vault|npx|npm|docker|cosign|az|aws|gcloud) /m;

const blocks = allBlocks();
const commands = blocks.filter(holdsCommands);
const sessions = sessionsOf(blocks);
const alone = sessions.filter((session) => session.with.length === 0);

describe('the blocks of README and docs', () => {
  it.each(commands.map((block) => [`${block.page}:${block.line}`, block] as const))(
    '%s is run, or says why not',
    (_, { marker }) => {
      expect(['runs', 'not run']).toContain(marker?.kind);
    },
  );

  it('hide no command in a block of another kind', () => {
    const hidden = blocks.filter(
      (block) => block.language === 'text' && block.marker?.kind !== 'prints' && PROGRAM.test(block.text),
    );
    expect(hidden.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });

  it('leave no command outside, such as in an item of a list', () => {
    const outside = PAGES.flatMap((page) => {
      const lines = pageText(page).split('\n');
      for (const { line, text } of blocksOf(page, lines.join('\n'))) {
        lines.fill('', line - 1, line + text.split('\n').length);
      }
      return lines.filter(
        (line) => /^ {4,}```|^ +\$ /.test(line) || (/^ {2,}/.test(line) && PROGRAM.test(line)),
      );
    });
    expect(outside).toEqual([]);
  });

  it('are found in fences, by indentation, and with the comment before them', () => {
    const page = [
      '<!-- runs: a, given: key, with: bao oras, exit: 1 -->',
      '```sh',
      'sealift list x',
      '```',
      '',
      '<!-- prints -->',
      '```text',
      'listed',
      '```',
      '',
      '- an item',
      '',
      '    of a list',
      '',
      'Text',
      '',
      '<!-- not run: needs a cloud account -->',
      '',
      '    one',
      '',
      '    two',
      '',
    ].join('\n');
    const found = blocksOf('p', page);
    expect(found.map(({ language, text, line }) => [language, text, line])).toEqual([
      ['sh', 'sealift list x\n', 2],
      ['text', 'listed\n', 7],
      ['indented', 'one\n\ntwo\n', 19],
    ]);
    expect(sessionsOf(found)).toMatchObject([
      { name: 'a', given: 'key', with: ['bao', 'oras'], steps: [{ exit: 1, prints: 'listed\n' }] },
    ]);
    expect(found[2]!.marker).toEqual({ kind: 'not run', reason: 'needs a cloud account' });
  });

  it.each(['runs: a, when: later', 'not run: no', 'runs: a, given'])('have no marker "%s"', (text) => {
    expect(() => parseMarker(text, 'p:1')).toThrow('p:1');
  });

  it('have no marker beside plain text', () => {
    expect(() => blocksOf('p', '<!-- not run: needs a cloud account -->\nText\n')).toThrow('p:2');
  });
});

// The pages are written for a POSIX shell.
describe.skipIf(process.platform === 'win32')('the commands of README and docs', () => {
  it.each(alone.map((session) => [session.page, session.name, session] as const))(
    '%s: "%s" does what the page says',
    async (_, __, session) => {
      // A session has registries of its own, so that none finds what another one left.
      const own = await Scene.start();
      try {
        const played = await play(session, {
          addresses: { 'localhost:5000': `localhost:${own.local.host.split(':')[1]}` },
          env: (folder) => own.env(folder),
        });
        expect(played.outputs, played.outputs.join('\n')).toHaveLength(session.steps.length + 1);
        expect(played.code, played.outputs.join('\n')).toBe(0);
        for (const [at, { prints }] of session.steps.entries()) {
          if (prints !== undefined) expect(played.outputs[at]).toMatch(asShown(prints));
        }
      } finally {
        await own.stop();
      }
    },
  );

  it('can fail: a wrong exit code, a wrong command and a scene that is not there', async () => {
    const session = (marker: string, text: string) =>
      sessionsOf(blocksOf('p', `<!-- ${marker} -->\n\`\`\`sh\n${text}\n\`\`\`\n`))[0]!;
    expect((await play(session('runs: a', 'false\ntrue'))).code).toBe(1);
    expect((await play(session('runs: a, exit: 2', 'exit 3'))).outputs[0]).toBe('exit code 3, not 2\n');
    expect(await play(session('runs: a', 'ls -A\nexit 0'))).toMatchObject({ code: 0, outputs: [''] });
    await expect(play(session('runs: a, given: gold', 'true'))).rejects.toThrow('gold');
    expect('signed  a\n  digest sha256:00ff\n').toMatch(asShown('signed a\n  digest sha256:…\n'));
    expect('signed a\n  digest x\n').not.toMatch(asShown('signed a\n'));
    expect('signed a\n  digest x\n').toMatch(asShown('signed a\n…\n'));
  });
});
