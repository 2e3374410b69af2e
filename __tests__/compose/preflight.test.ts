import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/compose/deadline.ts';
import { destinationsOf } from '../../src/compose/destinations.ts';
import { imageOf, imagesOf } from '../../src/compose/images.ts';
import { contentOf } from '../../src/compose/inline.ts';
import { isContent } from '../../src/compose/is-content.ts';
import { refuseTagOptions } from '../../src/compose/refuse-tag-options.ts';
import { plainHttpRule } from '../../src/compose/transport.ts';
import { SealiftError } from '../../src/errors.ts';
import { systemClock } from '../../src/io/clock.ts';
import { Problems } from '../../src/options/problems.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

/** The rule that no registry uses plain HTTP. */
const plainHttp = () => false;

const A = `sha256:${'a'.repeat(64)}`;

function messageOf(problems: Problems): string {
  try {
    problems.throwIfAny();
  } catch (thrown) {
    return `${(thrown as SealiftError).code}: ${(thrown as SealiftError).message}`;
  }
  return '';
}

it('an archive without tag and digest is refused with the way to find them', () => {
  expect(() => imageOf('oci-archive:app.tar', () => false)).toThrow(
    expect.objectContaining({
      code: 'reference_needs_tag',
      hint: expect.stringMatching(/oci-archive:app\.tar:TAG.*tar -xOf app\.tar index\.json/),
    }),
  );
});

describe('plain HTTP', () => {
  const rule = (httpHost: string[], httpsHost: string[] = []) => {
    const problems = new Problems();
    const plain = plainHttpRule({ httpHost, httpsHost }, problems);
    expect(problems.any).toBe(false);
    return plain;
  };

  it.each([
    ['localhost:5000', true],
    ['LOCALHOST', true],
    ['127.0.0.1:5000', true],
    ['127.8.9.10', true],
    ['[::1]:5000', true],
    ['registry.example.com', false],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1:5000', false],
  ])('without flags is used for %s: %s', (registry, plain) => {
    expect(rule([])(registry)).toBe(plain);
  });

  it('is for the host that is named, on its port or on every port', () => {
    expect(rule(['r.example.com:5000'])('r.example.com:5000')).toBe(true);
    expect(rule(['r.example.com:5000'])('r.example.com:5001')).toBe(false);
    expect(rule(['r.example.com:5000'])('r.example.com')).toBe(false);
    expect(rule(['R.example.com'])('r.example.com:5001')).toBe(true);
    expect(rule(['example.com'])('r.example.com')).toBe(false);
    expect(rule([], ['localhost:5000'])('localhost:5000')).toBe(false);
    expect(rule([], ['localhost:5000'])('localhost:5001')).toBe(true);
  });

  it.each([[['http://x']], [['x/y']], [['x:']], [['']], [['x y']]])('refuses %j', (hosts) => {
    const problems = new Problems();
    plainHttpRule({ httpHost: hosts, httpsHost: [] }, problems);
    expect(messageOf(problems)).toMatch(/^usage:.*is not a host/);
  });

  it('refuses a host that is named by both flags', () => {
    const problems = new Problems();
    plainHttpRule({ httpHost: ['X:1'], httpsHost: ['x:1'] }, problems);
    expect(messageOf(problems)).toContain('--http-host and by --https-host');
  });
});

describe('images', () => {
  const fromFile = async (text: string | Uint8Array) => {
    const problems = new Problems();
    await writeFile(at.path('images.txt'), text);
    const images = await imagesOf([], at.path('images.txt'), { problems, plainHttp });
    return { images: images.map((image) => image.text), message: messageOf(problems) };
  };

  it('of a file are a line each, whatever ends the lines; comments and blank lines do not count', async () => {
    const text = `\ufeffr.io/a:1\r\n# r.io/b:1\r\n\n   \r\n\tr.io/c:1 \rr.io/a:1\n  # indented\nr.io/d@${A}`;
    expect(await fromFile(text)).toEqual({ images: ['r.io/a:1', 'r.io/c:1', `r.io/d@${A}`], message: '' });
  });

  it('of a file may have a comment behind them, which begins after a space', async () => {
    const text = `r.io/a:1 # why\nr.io/b:1\t#why\n # r.io/c:1\nr.io/d@${A} ## r.io/e:1 # f\n`;
    expect(await fromFile(text)).toEqual({ images: ['r.io/a:1', 'r.io/b:1', `r.io/d@${A}`], message: '' });
    expect((await fromFile('r.io/a:1#why\n')).message).toMatch(/line 1: .*is not a/);
  });

  it('of a file are named with file and line where they are wrong', async () => {
    const { message } = await fromFile('# list\nr.io/a:1\n\nr.io/UPPER:1\r\nalpine\n');
    expect(message).toMatch(/images\.txt, line 4: "r\.io\/UPPER" is not a reference/);
    expect(message).toMatch(/images\.txt, line 5: "alpine" is not a reference/);
    expect(message).toMatch(/^reference_invalid: /);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '# nothing\n\n', /^usage: no image is given/],
    ['is no text', new Uint8Array([0x72, 0xff, 0xfe]), /^config_invalid: .*images\.txt.*UTF-8/],
    ['is UTF-16', Buffer.from('r.io/a:1\n', 'utf16le'), /^config_invalid: .*images\.txt.*UTF-16/],
    ['is too long', 'r.io/a:1\n'.repeat(10_001), /^usage: .*10001 images, the limit is 10000/],
  ])('of a file that %s are refused', async (_, text, message) => {
    expect((await fromFile(text)).message).toMatch(message);
  });

  it('are taken once for each reference', async () => {
    const problems = new Problems();
    const images = await imagesOf(
      [`r.io/a:1@${A}`, `r.io/a:2@${A}`, 'r.io/a:1', `r.io/b@${A}`, 'r.io/a:1'],
      undefined,
      { problems, plainHttp },
    );
    expect(problems.any).toBe(false);
    const texts = [`r.io/a:1@${A}`, `r.io/a:2@${A}`, 'r.io/a:1', `r.io/b@${A}`];
    expect(images.map(({ text }) => text)).toEqual(texts);
  });

  it('come from a list, and an empty list is a problem', async () => {
    await writeFile(at.path('list.txt'), '# none yet\n\n');
    const problems = new Problems();
    expect(await imagesOf(undefined, at.path('list.txt'), { problems, plainHttp })).toEqual([]);
    expect(messageOf(problems)).toContain('no image is given');
  });

  it('are all checked before an error is thrown', async () => {
    const problems = new Problems();
    await imagesOf(['x', 'r.io/a', 'r.io/a:1'], undefined, { problems, plainHttp });
    expect(messageOf(problems)).toMatch(/\(1\).*\(2\) r\.io\/a has neither tag nor digest/);
  });
});

describe('destinations', () => {
  const of = async (texts: string | string[], source: string): Promise<[string[], string]> => {
    const problems = new Problems();
    const found = await destinationsOf(texts, undefined, imageOf(source, plainHttp), { problems, plainHttp });
    return [found.map(({ text }) => text), messageOf(problems)];
  };

  it('keep their tags, or take that of the source', async () => {
    expect(await of('r.io/p:1.4,1,latest', 'r.io/a:9')).toEqual([['r.io/p:1.4,1,latest'], '']);
    expect(await of('r.io/p', `r.io/a:9@${A}`)).toEqual([['r.io/p:9'], '']);
    expect(await of(`r.io/p:1,2@${A}`, 'r.io/a:9')).toEqual([[`r.io/p:1,2@${A}`], '']);
  });

  it('have no tag where the source has none, or where a digest alone is named', async () => {
    expect(await of('r.io/p', `r.io/a@${A}`)).toEqual([[`r.io/p@${A}`], '']);
    for (const source of ['r.io/a:9', `r.io/a:9@${A}`, `r.io/a@${A}`])
      expect(await of(`r.io/p@${A}`, source)).toEqual([[`r.io/p@${A}`], '']);
    for (const dir of ['oci:dir', `oci:dir@${A}`])
      expect(await of(dir, `r.io/a@${A}`)).toEqual([[`oci:dir@${A}`], '']);
  });

  it('are refused twice, or when there are none', async () => {
    expect((await of(['r.io/p:1', 'r.io/p:2'], 'r.io/a:1'))[1]).toMatch(/given twice/);
    expect((await of([], 'r.io/a:1'))[1]).toMatch(/^usage: no destination/);
  });
});

describe('options about tags', () => {
  const of = async (texts: string[], source: string, given: object) => {
    const problems = new Problems();
    const places = await destinationsOf(texts, undefined, imageOf(source, plainHttp), {
      problems,
      plainHttp,
    });
    refuseTagOptions({ ...given }, places, problems);
    return messageOf(problems);
  };

  it('are refused where no destination has a tag', async () => {
    for (const moveTag of ['always', 'if-unchanged']) {
      expect(await of(['r.io/p'], `r.io/a@${A}`, { moveTag })).toMatch(/^usage: --move-tag is about tags/);
      expect(await of([`r.io/p@${A}`, 'oci:d'], `r.io/a@${A}`, { moveTag })).toMatch(/^usage/);
      expect(await of(['r.io/p', 'r.io/q:1'], `r.io/a@${A}`, { moveTag })).toBe('');
      expect(await of(['r.io/p'], 'r.io/a:1', { moveTag })).toBe('');
    }
    expect(await of(['r.io/p'], `r.io/a@${A}`, {})).toBe('');
  });
});

it('an inline option is read as content, or else as a path that has to exist', async () => {
  expect(isContent('{"a":1}')).toBe(true);
  expect(isContent('\n-----BEGIN CERTIFICATE-----')).toBe(true);
  expect(isContent('{')).toBe(true);
  expect(isContent('\ufeff-----BEGIN CERTIFICATE-----')).toBe(true);
  expect(isContent(Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64'))).toBe(true);
  expect(isContent(Buffer.from('\ufeff-----BEGIN CERTIFICATE-----').toString('base64'))).toBe(true);
  expect(isContent('LS0tLS1')).toBe(false);
  expect(isContent('key.pem')).toBe(false);
  expect(Buffer.from(await contentOf('{}', 10, 'policy')).toString()).toBe('{}');
  await expect(contentOf('nope.json', 10, 'policy')).rejects.toMatchObject({
    code: 'file_not_found',
    exitCode: 2,
  });
});

describe('the signal of a run', () => {
  it('aborts with the deadline', async () => {
    const { signal } = withDeadline(new AbortController().signal, 1, systemClock);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    expect(signal.reason).toMatchObject({ code: 'deadline_exceeded', exitCode: 3 });
  });

  it('keeps a SealiftError as its reason, and replaces any other', () => {
    const ours = new SealiftError('terminated', 'x');
    expect(withDeadline(AbortSignal.abort(ours), undefined, systemClock).signal.reason).toBe(ours);
    const outer = new AbortController();
    const { signal } = withDeadline(outer.signal, undefined, systemClock);
    outer.abort();
    expect(signal.reason).toMatchObject({ code: 'interrupted' });
  });

  it('has no timer left when it is stopped, and accepts a deadline of a hundred years', async () => {
    const { signal, stop } = withDeadline(new AbortController().signal, 36_525 * 86_400_000, systemClock);
    await new Promise((resolve) => setImmediate(resolve));
    expect(signal.aborted).toBe(false);
    stop();
  });
});
