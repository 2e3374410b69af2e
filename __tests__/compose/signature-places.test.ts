import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImageResult } from '../../src/operations/results.ts';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { wordsOf } from '../support/pasted.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
/** `open` takes all, `locked` asks for a login. */
let open: FakeRegistry;
let locked: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  open = await FakeRegistry.start();
  locked = await FakeRegistry.start(
    {},
    { kind: 'basic', accounts: [{ username: 'ann', password: 'right' }] },
  );
});
afterAll(() => Promise.all([at.remove(), open.stop(), locked.stop()]));
beforeEach(() => {
  round += 1;
});

const app = () => `${open.host}/team/app${round}`;
const sigs = () => `${open.host}/signatures${round}`;

async function run(...args: readonly string[]) {
  const { code, stderr, json } = await type([...args, '--output', 'json'], { DOCKER_CONFIG: at.folder });
  const result = json();
  expectValid(result);
  const image: ImageResult | undefined = result.images[0];
  return { code, stderr, error: result.error ?? image?.error, image, result };
}

/** Copies an image into the registry without judging it. */
const copied = () => run('promote', `${at.images}:one`, `${app()}:1`, '--skip-verification');
const image = () => `${app()}@${at.digests.one}`;

describe('the options for signatures elsewhere', () => {
  it('sign, verify, list, inspect and promote by a repository for signatures', async () => {
    await copied();
    const signed = await run('sign', image(), ...at.keyFlags, '--signatures-to', sigs());
    expect(signed).toMatchObject({ code: 0, image: { signatures: [{ signatureRepository: sigs() }] } });
    expect(await run('verify', image(), ...at.trustFlags)).toMatchObject({
      code: 1,
      error: { code: 'artifact_unsigned' },
    });
    const from = ['--signatures-from', sigs()];
    expect(await run('verify', image(), ...at.trustFlags, ...from)).toMatchObject({ code: 0 });
    for (const command of ['list', 'inspect'])
      expect(await run(command, image(), ...from)).toMatchObject({
        code: 0,
        image: { signatures: [{ signatureRepository: sigs() }] },
      });
    const other = `${open.host}/other${round}`;
    const promoted = await run(
      ...['promote', image(), `${open.host}/prod${round}/app:1`, ...at.trustFlags],
      ...[...from, '--signatures-to', other],
    );
    expect(promoted).toMatchObject({
      code: 0,
      image: { status: 'promoted', signaturesTo: { repository: other, attachments: { present: 1 } } },
    });
    expect([...open.repository(`other${round}`).manifests.keys()]).not.toContain(at.digests.one);
  });

  it('are in the command that goes back, which reads the old signatures where they are and moves none', async () => {
    const prod = `${open.host}/prod${round}/app`;
    const to = ['--signatures-to', sigs()];
    const released = async (name: 'one' | 'two') => {
      await run('promote', `${at.images}:${name}`, `${app()}:1`, '--skip-verification');
      await run('sign', `${app()}@${at.digests[name]}`, ...at.keyFlags);
      return run('promote', `${app()}:1`, `${prod}:1`, ...at.trustFlags, ...to);
    };
    await released('one');
    const moved = await released('two');
    const [words] = await wordsOf(moved.image!.destinations[0]!.rollback!);
    const { manifests } = open.repository(`prod${round}/app`);
    const before = manifests.size;
    expect(await run(...words!)).toMatchObject({
      code: 0,
      image: { status: 'promoted', digest: at.digests.one, signaturesTo: { status: 'unchanged' } },
    });
    expect(manifests.size).toBe(before);
  });

  it('read signatures from a layout as well', async () => {
    const two = `${app()}@${at.digests.two}`;
    await run('promote', `${at.images}:two`, `${app()}:1`, '--skip-verification');
    await run('sign', `${at.images}:two`, ...at.keyFlags);
    const verified = await run('verify', two, ...at.trustFlags, '--signatures-from', at.images);
    expect(verified).toMatchObject({
      code: 0,
      image: { signatures: [{ foundIn: 'index', signatureRepository: at.images }] },
    });
  });

  it('read signatures from an archive as well', async () => {
    const multi = `${app()}@${at.digests.multi}`;
    await run('promote', `${at.images}:multi`, `${app()}:1`, '--skip-verification');
    const archive = `oci-archive:${at.path(`signed${round}.tar`)}`;
    await run('sign', `${at.images}:multi`, ...at.keyFlags);
    await run('promote', `${at.images}:multi`, `${archive}:1`, ...at.trustFlags);
    const verified = await run('verify', multi, ...at.trustFlags, '--signatures-from', archive);
    expect(verified).toMatchObject({ code: 0, image: { signatures: [{ signatureRepository: archive }] } });
  });

  it('name the repository of the image itself without a difference, and do not ask it twice', async () => {
    await copied();
    const signed = await run('sign', image(), ...at.keyFlags, '--signatures-to', app());
    expect(signed).toMatchObject({ code: 0, image: { status: 'signed' } });
    expect(signed.image?.signatures[0]).not.toHaveProperty('signatureRepository');
    open.log.length = 0;
    const verified = await run('verify', image(), ...at.trustFlags, '--signatures-from', app());
    expect(verified.image?.signatures).toMatchObject([{ status: 'passed' }]);
    expect(open.requests).toHaveLength(4);
  });
});

describe('a wrong repository for signatures', () => {
  const D = `sha256:${'0'.repeat(64)}`;

  it.each<[string, readonly string[], object]>([
    [
      'has a tag',
      ['--signatures-from', 'registry.example.com/sigs:1'],
      { code: 'usage', hint: 'Write registry.example.com/sigs' },
    ],
    [
      'has a digest',
      ['--signatures-from', `registry.example.com/sigs@${D}`],
      { code: 'usage', hint: 'Write registry.example.com/sigs' },
    ],
    [
      'has both',
      ['--signatures-to', `registry.example.com/sigs:1@${D}`],
      { code: 'usage', hint: 'Write registry.example.com/sigs' },
    ],
    ['has several tags', ['--signatures-to', 'registry.example.com/sigs:1,2'], { code: 'usage' }],
    ['is written into as an archive', ['--signatures-to', 'oci-archive:app.tar'], { code: 'usage' }],
    ['is written into as a layout', ['--signatures-to', 'oci:signatures'], { code: 'usage' }],
    [
      'names no host',
      ['--signatures-from', 'acme/signatures'],
      { code: 'reference_invalid', hint: expect.stringContaining('docker.io/acme/signatures') },
    ],
    ['is empty', ['--signatures-to', ''], {}],
    ['is a URL', ['--signatures-from', 'https://registry.example.com/sigs'], { code: 'reference_invalid' }],
    ['has capitals', ['--signatures-from', 'registry.example.com/Sigs'], { code: 'reference_invalid' }],
  ])('that %s is refused before anything is contacted', async (_, flags, error) => {
    open.log.length = 0;
    const refused = await run('promote', `${app()}:1`, `${app()}/prod:1`, ...at.trustFlags, ...flags);
    expect(refused).toMatchObject({ code: 2, error });
    expect(refused.error?.message).toContain(flags[0]);
    expect(open.requests).toEqual([]);
  });

  it('that denies is named, with exit code 4', async () => {
    await copied();
    const denied = `${locked.host}/signatures`;
    const from = await run('verify', image(), ...at.trustFlags, '--signatures-from', denied);
    expect(from).toMatchObject({ code: 4, error: { code: 'credentials_missing' } });
    expect(from.error?.message).toContain(`signature repository ${denied}`);
    const to = await run('sign', image(), ...at.keyFlags, '--signatures-to', denied);
    expect(to).toMatchObject({ code: 4, error: { code: 'credentials_missing' } });
    expect(to.error?.message).toContain(denied);
    await run('sign', image(), ...at.keyFlags);
    const promoted = await run(
      ...['promote', image(), `${app()}/prod:1`, ...at.trustFlags, '--signatures-to', denied],
    );
    expect(promoted).toMatchObject({
      code: 4,
      image: { signaturesTo: { status: 'failed', error: { code: 'credentials_missing' } } },
    });
    expect(open.repository(`team/app${round}/prod`).tags.size).toBe(0);
  });

  it('that is not there is no image without signatures', async () => {
    await copied();
    const from = await run('verify', image(), ...at.trustFlags, '--signatures-from', sigs());
    expect(from).toMatchObject({ code: 1, error: { code: 'artifact_not_found' } });
    const layout = `oci:${at.path('nowhere')}`;
    const absent = await run('verify', image(), ...at.trustFlags, '--signatures-from', layout);
    expect(absent).toMatchObject({ code: 2, error: { code: 'file_not_found' } });
  });

  it('of another registry than the one login that was typed is a usage error', async () => {
    const typed = await run(
      ...['verify', image(), ...at.trustFlags, '--signatures-from', `${locked.host}/signatures`],
      ...['--username', 'ann', '--password-stdin'],
    );
    expect(typed).toMatchObject({ code: 2, error: { code: 'usage' } });
    expect(typed.error?.message).toContain('there are 2');
  });
});
