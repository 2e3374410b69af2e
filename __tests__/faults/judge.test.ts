import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import { type Built, digestsOf } from '../support/images.ts';
import { COMMANDS } from './commands.ts';
import type { Evidence } from './evidence.ts';
import { APP, APP_DIGEST, OLD_DIGEST, SBOM } from './fixture.ts';
import { judge } from './judge.ts';
import type { Ended } from './program.ts';
import type { Snapshot } from './snapshot.ts';
import { THUMBPRINTS } from './workshop.ts';

const promote = COMMANDS.find(({ name }) => name === 'promote')!;
const signApart = COMMANDS.find(({ name }) => name === 'sign --signatures-to')!;
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const partsOf = (built: Built): [string, Uint8Array][] => [
  [built.manifest.descriptor.digest, built.manifest.bytes],
  ...built.blobs.map(({ descriptor, bytes }) => [descriptor.digest, bytes] as [string, Uint8Array]),
  ...built.children.flatMap(partsOf),
];

const envelope = encode('envelope');
/** Two manifests that are of one signer, and differ. */
const [signature, second] = ['first', 'second'].map((note) =>
  encode({
    artifactType: 'application/vnd.cncf.notary.signature',
    layers: [{ digest: digestOf(envelope) }],
    subject: { digest: APP_DIGEST },
    annotations: {
      note,
      'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify([THUMBPRINTS.release]),
    },
  }),
) as [Uint8Array, Uint8Array];
const RECORD_TAG = 'sealift-record-6b86b273ff34fce19d6b804eff5a3f57';
const recordOf = (note: string): Uint8Array =>
  encode({
    artifactType: 'application/vnd.in-toto+json',
    subject: { digest: APP_DIGEST },
    annotations: { note },
  });
/** That of the mirror on a record. */
const signatureOf = (record: Uint8Array): Uint8Array =>
  encode({
    artifactType: 'application/vnd.cncf.notary.signature',
    subject: { digest: digestOf(record) },
    annotations: { 'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify([THUMBPRINTS.mirror]) },
  });
const sbom = encode({ artifactType: SBOM, subject: { digest: APP_DIGEST } });

interface State {
  readonly without?: string;
  readonly tag?: string;
  readonly listed?: readonly Uint8Array[];
  readonly spoiled?: boolean;
}

/** What a promotion leaves, with a change. */
function snapshot({ without, tag = APP_DIGEST, listed = [signature, sbom], spoiled }: State = {}): Snapshot {
  const content = new Map(partsOf(APP));
  for (const bytes of [envelope, signature, second, sbom]) content.set(digestOf(bytes), bytes);
  if (without !== undefined) content.delete(without);
  if (spoiled) content.set(digestOf(envelope), encode('another'));
  return { tags: new Map([['1', tag]]), content, listed: () => listed.map((bytes) => digestOf(bytes)) };
}

const result = (error: { code: string } | null): string => JSON.stringify({ error, images: [] });

function ended(change: Partial<Ended> = {}): Ended {
  const stdout = result(null);
  return { code: 0, stdout, stderr: '', milliseconds: 100, peakMiB: 80, hung: false, ...change };
}

function evidence(change: Partial<Evidence> = {}, state: State = {}): Evidence {
  const image = snapshot(state);
  return {
    ...{
      command: promote,
      phase: 'fault',
      after: 'nothing',
      ends: ['done'],
      run: ended(),
      notFound: undefined,
    },
    ...{ stray: [], secrets: ['wonderland'], writes: [], image, attached: image },
    ...change,
  };
}

const details = (one: Evidence): string[] => judge(one).map(({ detail }) => detail);
const failed = ended({ code: 3, stdout: result({ code: 'connection_failed' }) });
const layer = APP.children[1]!.blobs[1]!.descriptor.digest;

describe('the judge of faults', () => {
  it('finds nothing wrong with a promotion that is done', () => {
    expect(details(evidence())).toEqual([]);
    expect(digestsOf(APP)).toContain(layer);
  });

  it('lets a failed run leave the old tag and parts of the image', () => {
    const state = { without: layer, tag: OLD_DIGEST, listed: [] };
    expect(details(evidence({ run: failed, ends: ['connection_failed'] }, state))).toEqual([]);
  });

  it.each<[string, RegExp, Partial<Evidence>, State?]>([
    ['an end that the fault does not allow', /connection_failed, not done/, { run: failed }],
    ['an exit code that is not the one of its error', /exit code 1$/, { run: { ...failed, code: 1 } }],
    ['an exit code without a result', /70 without a result/, { run: ended({ code: 70, stdout: '' }) }],
    ['an exit code that the table does not have', /with exit code 9/, { run: ended({ code: 9 }) }],
    ['a run that hangs', /^hung/, { run: ended({ code: null, hung: true }) }],
    ['a run that takes too long', /took 99000 ms/, { run: ended({ milliseconds: 99_000 }) }],
    ['a run that takes too much memory', /took 200 MiB/, { run: ended({ peakMiB: 200 }) }],
    ['a signature that nobody finds', /no signature/, { notFound: 'no signature' }],
    ['a success without a layer', /is not there/, {}, { without: layer }],
    ['a success without a signature', /signature of release is not listed/, {}, { listed: [sbom] }],
    ['a success without the SBOM', /SBOM is not listed/, {}, { listed: [signature] }],
    ['a success with two signatures', /2 signatures of release/, {}, { listed: [signature, second, sbom] }],
    ['a success with an entry twice', /listed twice/, {}, { listed: [signature, sbom, sbom] }],
    ['a signature without its envelope', /not whole/, {}, { without: digestOf(envelope) }],
    ['a tag that is at neither image', /tag is at sha256:no/, {}, { tag: 'sha256:none' }],
    ['bytes that are not those of their digest', /has other bytes/, {}, { spoiled: true }],
    ['a repeat that writes', /PUT/, { phase: 'again', writes: ['PUT /v2/a/manifests/1'] }],
    [
      'a repeat of what was done that writes',
      /PUT/,
      { phase: 'repeat', after: 'done', writes: ['PUT /v2/a'] },
    ],
    ['a credential elsewhere', /went/, { stray: ['a password went elsewhere'] }],
    ['a secret in the output', /wonderland/, { run: ended({ stderr: 'login: wonderland' }) }],
  ])('refuses %s', (_, detail, change, state) => {
    expect(details(evidence(change, state)).join('\n')).toMatch(detail);
  });

  it('refuses a new tag without all of its image after a run that failed', () => {
    const change = { run: failed, ends: ['connection_failed'] };
    expect(details(evidence(change, { without: layer }))).toEqual([`${layer} is not there`]);
    expect(details(evidence(change, { listed: [] }))).toHaveLength(2);
  });

  it('looks for signatures where the command puts them', () => {
    const command = signApart;
    expect(details(evidence({ command }))).toEqual([]);
    expect(details(evidence({ command, attached: snapshot({ listed: [] }) }))).toEqual([
      'the signature of release is not listed',
    ]);
  });

  it('asks for one record, with its signature, at the record tag', () => {
    const command = COMMANDS.find(({ wants }) => wants.record !== undefined)!;
    const wants = { ...command.wants, signatures: { release: 1 } };
    const recorded = (tags: readonly [string, string][], records: readonly Uint8Array[]) => {
      const base = snapshot();
      const listed = new Map<string, readonly Uint8Array[]>([
        [APP_DIGEST, [signature, sbom, ...records]],
        ...records.map((one): [string, readonly Uint8Array[]] => [digestOf(one), [signatureOf(one)]]),
      ]);
      const all = [...records, ...records.map(signatureOf)];
      const image: Snapshot = {
        tags: new Map([...base.tags, ...tags]),
        content: new Map([...base.content, ...all.map((one) => [digestOf(one), one] as const)]),
        listed: (subject) => (listed.get(subject) ?? []).map((bytes) => digestOf(bytes)),
      };
      return details(evidence({ command: { ...command, wants }, image, attached: image }));
    };
    const [record, other] = [recordOf('first'), recordOf('second')];
    const standing: [string, string] = [RECORD_TAG, digestOf(record)];
    expect(recorded([standing], [record])).toEqual([]);
    expect(recorded([], [record])).toEqual(['there is no record tag']);
    expect(recorded([standing], [record, other])).toEqual(['there are 2 records']);
    expect(recorded([standing], [other]).join('\n')).toMatch(/is not listed/);
  });

  it('takes what cannot be looked at for broken', () => {
    const image = { ...snapshot(), content: undefined as unknown as Snapshot['content'] };
    expect(details(evidence({ image })).join('\n')).toMatch(/could not be looked at/);
  });
});
