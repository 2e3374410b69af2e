import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { Digest } from '../../src/oci/digest.ts';
import type { PromotionEntry } from '../../src/planning/promotions.ts';
import { refuseSelection } from '../../src/planning/refuse-selection.ts';
import { selectImages } from '../../src/planning/select-images.ts';

const DIGEST: Digest = `sha256:${'a'.repeat(64)}`;
const OTHER: Digest = `sha256:${'b'.repeat(64)}`;

function entry(own: Partial<PromotionEntry> = {}): PromotionEntry {
  return {
    at: 'promotions.yaml:3:3',
    from: 'dev.example.com/team/app',
    choice: { kind: 'tags', tags: ['v1'] },
    to: ['eu.example.com/team/app'],
    allowEmpty: false,
    settings: {},
    ...own,
  };
}

const named = (...tags: readonly string[]): Pick<PromotionEntry, 'choice'> => ({
  choice: { kind: 'tags', tags },
});

/** `REPOSITORY:TAG,TAG` of each destination of each image. */
function places(one: PromotionEntry, tags: readonly string[] = []): readonly (readonly string[])[] {
  return selectImages(one, tags).map(({ destinations }) =>
    destinations.map(({ repository, tags: at }) => `${repository}:${at.join(',')}`),
  );
}

function thrownBy(step: () => unknown): SealiftError {
  try {
    step();
  } catch (thrown) {
    if (thrown instanceof SealiftError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

describe('selectImages', () => {
  it.each([
    ['a template without a tag keeps that of the source', ['a.example.com/x'], ['a.example.com/x:v1']],
    ['{tag} is put in', ['a.example.com/x:{tag}-mirror'], ['a.example.com/x:v1-mirror']],
    ['a tag may be fixed', ['a.example.com/x:stable'], ['a.example.com/x:stable']],
    [
      'several tags may be given',
      ['a.example.com/x:{tag},{name}-{tag},latest'],
      ['a.example.com/x:app-v1,latest,v1'],
    ],
    [
      '{registry}, {repository} and {name} are put in',
      ['a.example.com/{registry}/{repository}/{name}'],
      ['a.example.com/dev.example.com/team/app/app:v1'],
    ],
    ['a port is no tag', ['a.example.com:5000/x'], ['a.example.com:5000/x:v1']],
    [
      'one repository twice is one destination',
      ['a.example.com/x', 'a.example.com/x:latest'],
      ['a.example.com/x:latest,v1'],
    ],
  ])('%s', (_, to, expected) => {
    expect(places(entry({ to }))).toEqual([expected]);
  });

  it('gives a digest the tags that are listed for it, or none', () => {
    const digests = new Map<Digest, readonly string[]>([
      [DIGEST, ['1.4', 'latest']],
      [OTHER, []],
    ]);
    const images = selectImages(entry({ choice: { kind: 'digests', digests } }), []);
    expect(images.map(({ digest, tag, destinations }) => [digest, tag, destinations[0]?.tags])).toEqual([
      [DIGEST, undefined, ['1.4', 'latest']],
      [OTHER, undefined, []],
    ]);
  });

  it('refuses an empty selection, unless the entry allows it', () => {
    const rules = { choice: { kind: 'rules', rules: { semver: '>=9' } } } as const;
    const error = thrownBy(() => selectImages(entry(rules), ['1.0', 'latest']));
    expect(error).toMatchObject({ code: 'selection_empty', exitCode: 2 });
    expect(error.message).toBe(
      'promotions.yaml:3:3: none of the 2 tags of dev.example.com/team/app is selected',
    );
    expect(selectImages(entry({ ...rules, allowEmpty: true }), ['1.0'])).toEqual([]);
  });

  it('refuses a tag that the template makes too long, with entry, template and result', () => {
    const long = 'v'.repeat(120);
    const error = thrownBy(() =>
      selectImages(entry({ ...named(long), to: ['a.example.com/x:{tag}-of-mirror'] }), []),
    );
    expect(error.code).toBe('promotions_invalid');
    expect(error.message).toContain(
      'promotions.yaml:3:3: of dev.example.com/team/app the template a.example.com/x:{tag}-of-mirror',
    );
    expect(error.message).toContain(`"${long}-of-mirror", which is none`);
  });

  it('puts names in as a plain replacement does', () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
    const placeholder = fc.constantFrom('{registry}', '{repository}', '{name}');
    const template = fc.array(fc.oneof(part, placeholder), { minLength: 1, maxLength: 4 });
    const tag = fc.stringMatching(/^[a-z0-9_][a-z0-9._-]{0,10}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        template,
        tag,
        fc.boolean(),
        (path, parts, one, isTagged) => {
          const from = ['dev.example.com', ...path].join('/');
          const to = `a.example.com/${parts.join('/')}${isTagged ? ':x-{tag}' : ''}`;
          const repository = ['a.example.com', ...parts]
            .join('/')
            .split('{registry}')
            .join('dev.example.com')
            .split('{repository}')
            .join(path.join('/'))
            .split('{name}')
            .join(path.at(-1)!);
          expect(places(entry({ from, to: [to], ...named(one) }))).toEqual([
            [`${repository}:${isTagged ? `x-${one}` : one}`],
          ]);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
  });
});

describe('refuseSelection', () => {
  const select = (...entries: readonly PromotionEntry[]) => entries.flatMap((one) => selectImages(one, []));

  it('takes an image once that two entries select for one tag', () => {
    const images = select(
      entry(named('v1', 'v2')),
      entry({ ...named('v2', 'v3'), at: 'promotions.yaml:9:3' }),
    );
    const kept = refuseSelection(images);
    expect(kept.map(({ tag, entry: { at } }) => [tag, at])).toEqual([
      ['v1', 'promotions.yaml:3:3'],
      ['v2', 'promotions.yaml:3:3'],
      ['v3', 'promotions.yaml:9:3'],
    ]);
  });

  it.each([
    [
      'a tag is written from two tags',
      entry({ ...named('v1', 'v2'), to: ['eu.example.com/app:stable'] }),
      entry(),
      'eu.example.com/app:stable would get dev.example.com/team/app:v1 (promotions.yaml:3:3) and dev.example.com/team/app:v2',
    ],
    [
      'an image is promoted twice with other settings',
      entry(),
      entry({ settings: { allowUnsigned: true }, at: 'promotions.yaml:9:3' }),
      'eu.example.com/team/app:v1 would get dev.example.com/team/app:v1 (promotions.yaml:3:3) again with other settings (promotions.yaml:9:3)',
    ],
  ])('refuses that %s', (_, one, other, message) => {
    const error = thrownBy(() => refuseSelection(select(one, other)));
    expect(error.code).toBe('destination_conflict');
    expect(error.message).toContain(message);
  });

  it('leaves digests without tags to as many entries as there are', () => {
    const digests = new Map<Digest, readonly string[]>([[DIGEST, []]]);
    const one = entry({ choice: { kind: 'digests', digests } });
    expect(refuseSelection(select(one)).map(({ digest }) => digest)).toEqual([DIGEST]);
  });
});
