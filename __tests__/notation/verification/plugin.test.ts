import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { VerifierRequest } from '../../../src/notation/verification/verification-plugin.ts';
import type { VerifyEnvelopeOptions } from '../../../src/notation/verification/verify-envelope.ts';
import * as cbor from '../../support/cbor.ts';
import { sharedChain, TEST_TIME, testChain } from '../../support/pki.ts';
import { type Demanding, demandingCose, demandingJws, PLUGIN } from '../../support/plugin/demanding.ts';
import {
  agrees,
  faults,
  IDENTITY,
  type JudgingPlugin,
  judgeBytes,
  pluginsOf,
  REVOCATION,
  type Statement,
} from '../../support/plugin/judge.ts';

const FORMATS = {
  jws: { mediaType: 'application/jose+json', make: demandingJws },
  cose: { mediaType: 'application/cose', make: demandingCose },
} as const;

const STAMP = 'io.cncf.notary.timestampSignature';

interface Case extends Statement {
  readonly demand?: Demanding;
  readonly plugin?: JudgingPlugin;
  readonly bytes?: Uint8Array;
  readonly more?: Partial<VerifyEnvelopeOptions>;
}

const OTHERS = testChain({ root: { subject: [['CN', 'other']] } });
const STRANGER = { certificates: async () => [await OTHERS.root.certificate()] };

describe.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('a %s that demands a plugin', (format) => {
  const { mediaType, make } = FORMATS[format];
  async function judge({ demand = {}, plugin, bytes, more, ...statement }: Case = {}) {
    const plugins = pluginsOf(plugin);
    const envelope = bytes ?? make({ plugin: 'acme', ...demand });
    const verdict = await judgeBytes(envelope, statement, { mediaType, plugins, ...more });
    return { verdict, plugins, faults: faults(verdict) };
  }

  it('has no timestamp looked at where nobody is distrusted and the scheme needs none', async () => {
    const authenticTime = TEST_TIME.toISOString().replace('.000', '');
    const token = new Uint8Array(9);
    const bytes =
      format === 'jws'
        ? demandingJws({ plugin: 'acme', authenticTime }, { header: { [STAMP]: 'AAAAAAAAAAAA' } })
        : demandingCose({ plugin: 'acme', authenticTime }, { unprotected: [[STAMP, cbor.bytes(token)]] });
    const asked: string[] = [];
    const trustStore = {
      certificates: async (type: string) => {
        asked.push(type);
        return [await sharedChain().root.certificate()];
      },
    };
    const stores = ['signingAuthority:acme', 'tsa:acme'];
    const { verdict } = await judge({ bytes, stores, more: { trustStore } });
    expect(verdict.passed).toBe(true);
    expect(new Set(asked)).toEqual(new Set(['signingAuthority']));
  });

  it('passes by what the plugin says, and names it', async () => {
    const { verdict, plugins } = await judge({
      demand: { minVersion: '1.0.0', attributes: { 'com.acme.job': 'j-1', 'com.acme.count': 7 } },
      identities: ['com.acme.profile: p-1'],
    });
    expect(verdict.passed).toBe(true);
    expect(verdict.judgedBy).toEqual({
      ...{ name: 'acme', version: '1.2.3', builtIn: false },
      judged: ['identity', 'revocation'],
    });
    expect(verdict.trust).toMatchObject({ store: 'ca:acme', identity: null });
    const names = verdict.outcomes.map(({ check }) => check);
    expect(names.slice(-4)).toEqual(['revocation', 'plugin', 'payload', 'metadata']);
    expect(plugins.found).toEqual(['acme']);
    const chain = await sharedChain().certificates();
    expect(plugins.requests).toEqual([
      {
        criticalAttributes: {
          contentType: 'application/vnd.cncf.notary.payload.v1+json',
          signingScheme: 'notary.x509',
          extendedAttributes: { 'com.acme.job': 'j-1', 'com.acme.count': 7 },
        },
        unprocessedAttributes: ['com.acme.job', 'com.acme.count'],
        certificateChain: chain.map(({ der }) => der),
        trustedIdentities: ['com.acme.profile: p-1'],
        capabilities: [IDENTITY, REVOCATION],
      },
    ]);
  });

  it('tells the plugin the time of an authority and the expiry', async () => {
    const authenticTime = '2026-06-01T10:00:00Z';
    const { verdict, plugins } = await judge({
      bytes:
        format === 'jws'
          ? demandingJws({ plugin: 'acme', authenticTime }, { expiry: '2027-01-01T00:00:00Z' })
          : demandingCose({ plugin: 'acme', authenticTime }, { expiry: 1_798_761_600 }),
      stores: ['signingAuthority:acme'],
    });
    expect(verdict.passed).toBe(true);
    expect(plugins.requests[0]?.criticalAttributes).toMatchObject({
      signingScheme: 'notary.x509.signingAuthority',
      authenticSigningTime: new Date(authenticTime),
      expiry: new Date('2027-01-01T00:00:00Z'),
    });
  });

  it('gives the plugin attributes that are not critical as well, as notation does', async () => {
    const demand = { attributes: { 'com.acme.note': 'x' }, uncritical: ['com.acme.note'] };
    expect((await judge({ demand })).plugins.requests[0]).toMatchObject({
      criticalAttributes: { extendedAttributes: { 'com.acme.note': 'x' } },
      unprocessedAttributes: ['com.acme.note'],
    });
  });

  it.each<[string, Case, string]>([
    ['no plugins', { more: { plugins: undefined } }, 'critical:failed:plugin_unsupported'],
    ['a name that is no text', { demand: { plugin: 7 } }, 'critical:failed:envelope_invalid'],
    ['a name that is blank', { demand: { plugin: ' ' } }, 'critical:failed:envelope_invalid'],
    ['a name that is null', { demand: { plugin: null } }, 'critical:failed:envelope_invalid'],
    ['a name that is not critical', { demand: { uncritical: [PLUGIN] } }, 'critical:failed:envelope_invalid'],
    [
      'a least version that is none',
      { demand: { minVersion: 'v1.0.0' } },
      'critical:failed:envelope_invalid',
    ],
    ['a least version in blanks', { demand: { minVersion: ' 1.0.0 ' } }, 'critical:failed:envelope_invalid'],
    ['a least version of two parts', { demand: { minVersion: '1.0' } }, 'critical:failed:envelope_invalid'],
    ['a least version that is a number', { demand: { minVersion: 1 } }, 'critical:failed:envelope_invalid'],
    ['a later version', { demand: { minVersion: '1.2.4' } }, 'critical:failed:plugin_incompatible'],
    [
      'a release of the prerelease that is there',
      { demand: { minVersion: '1.2.3' }, plugin: { version: '1.2.3-rc.1' } },
      'critical:failed:plugin_incompatible',
    ],
    [
      'a plugin whose version is none',
      { plugin: { version: '2026-11' } },
      'critical:failed:plugin_incompatible',
    ],
    ['a plugin that only signs', { plugin: { capabilities: [] } }, 'critical:failed:plugin_incompatible'],
    [
      'what the plugin leaves unprocessed',
      {
        demand: { attributes: { 'com.acme.a': 1, 'com.acme.b': 2 } },
        plugin: { answer: (request) => ({ ...agrees(request), processedAttributes: ['com.acme.a'] }) },
      },
      'plugin:failed:unknown_critical_attribute',
    ],
    [
      'what the plugin leaves unprocessed, though it is not critical',
      {
        demand: { attributes: { 'com.acme.a': 1 }, uncritical: ['com.acme.a'] },
        plugin: { answer: (request) => ({ ...agrees(request), processedAttributes: [] }) },
      },
      'plugin:failed:unknown_critical_attribute',
    ],
    [
      'a critical attribute of a plugin that is not asked',
      {
        demand: { attributes: { 'com.acme.a': 1 } },
        plugin: { capabilities: [REVOCATION] },
        override: { revocation: 'skip' },
      },
      'critical:failed:unknown_critical_attribute',
    ],
  ])('does not pass at any level with %s', async (_, spec, expected) => {
    for (const level of ['strict', 'audit']) {
      const { verdict, faults: found } = await judge({ level, ...spec });
      expect([verdict.passed, ...found], level).toEqual([false, expected]);
    }
  });

  it.each(['0.9.9', '1.2.3', '1.2.3+build.7', '1.2.3-rc.1'])(
    'passes with a plugin of version 1.2.3 where it demands %s',
    async (minVersion) => {
      expect((await judge({ demand: { minVersion } })).faults).toEqual([]);
    },
  );

  it.each<[string, string[], boolean]>([
    ['strict', ['authenticity:failed:identity_mismatch'], false],
    ['permissive', ['authenticity:failed:identity_mismatch'], false],
    ['audit', ['authenticity:failed:identity_mismatch logged'], true],
  ])('meets a refused identity as %s has it, though the subject is trusted', async (level, ...expected) => {
    const answer = (request: VerifierRequest) => ({
      ...agrees(request),
      results: new Map([
        [IDENTITY, { success: false, reason: 'not yours' }],
        [REVOCATION, { success: true }],
      ] as const),
    });
    const { verdict, faults: found } = await judge({ level, plugin: { answer } });
    expect([found, verdict.passed]).toEqual(expected);
    const outcome = verdict.outcomes.find(({ check }) => check === 'authenticity');
    expect(outcome?.message).toBe(
      'the verification plugin acme does not take the signer for a trusted identity: not yours',
    );
  });

  it.each<[string, string[], boolean]>([
    ['strict', ['revocation:failed:plugin_refused'], false],
    ['permissive', ['revocation:failed:plugin_refused logged'], true],
    ['audit', ['revocation:failed:plugin_refused logged'], true],
  ])('meets a refused revocation as %s has it', async (level, ...expected) => {
    const answer = (request: VerifierRequest) => ({
      ...agrees(request),
      results: new Map([
        [IDENTITY, { success: true }],
        [REVOCATION, { success: false }],
      ] as const),
    });
    const { verdict, faults: found } = await judge({ level, plugin: { answer } });
    expect([found, verdict.passed]).toEqual(expected);
  });

  it('meets an unknown revocation as the statement has it', async () => {
    const answer = (request: VerifierRequest) => ({
      ...agrees(request),
      results: new Map([
        [IDENTITY, { success: true }],
        [REVOCATION, { success: false, code: 'revocation_unknown' }],
      ] as const),
    });
    const strict = await judge({ plugin: { answer } });
    expect(strict.faults).toEqual(['revocation:unknown:revocation_unknown']);
    expect((await judge({ plugin: { answer }, level: 'permissive' })).verdict.passed).toBe(true);
  });

  it('is judged by the subject of its signer where the plugin judges revocation alone', async () => {
    const plugin = { capabilities: [REVOCATION] } as const;
    const other = await judge({ plugin, identities: ['x509.subject: C=DE, ST=BE, O=other'] });
    expect(other.faults).toEqual(['authenticity:failed:identity_mismatch']);
    expect(other.plugins.requests).toEqual([]);
    const { verdict } = await judge({
      plugin,
      identities: ['com.acme.profile: p-1', 'x509.subject: C=US, ST=WA, O=acme-rockets.io'],
    });
    expect(verdict.judgedBy?.judged).toEqual(['revocation']);
    expect(verdict.passed).toBe(true);
  });

  it('is judged by OCSP and CRLs where the plugin judges identity alone', async () => {
    const named = testChain({ leaf: { ocspUrls: ['http://ocsp.example.com'] } });
    const trustStore = { certificates: async () => [await named.root.certificate()] };
    const { faults: found, plugins } = await judge({
      bytes: make({ plugin: 'acme' }, { chain: named }),
      plugin: { capabilities: [IDENTITY] },
      more: { trustStore },
    });
    expect(found).toEqual(['revocation:unknown:revocation_unknown']);
    expect(plugins.requests).toEqual([]);
    const both = await judge({ bytes: make({ plugin: 'acme' }, { chain: named }), more: { trustStore } });
    expect([both.verdict.passed, both.verdict.revocation]).toEqual([true, []]);
  });

  it('is not asked about revocation that the statement skips', async () => {
    const { verdict, plugins } = await judge({ override: { revocation: 'skip' } });
    expect(plugins.requests[0]?.capabilities).toEqual([IDENTITY]);
    expect(verdict.outcomes).toContainEqual(
      expect.objectContaining({ check: 'revocation', outcome: 'skipped' }),
    );
    const alone = await judge({ override: { revocation: 'skip' }, plugin: { capabilities: [REVOCATION] } });
    expect([alone.verdict.passed, alone.verdict.judgedBy, alone.plugins.requests]).toEqual([true, null, []]);
  });

  it('starts nothing for a stranger, at any level', async () => {
    for (const level of ['strict', 'permissive', 'audit']) {
      const { verdict, faults: found, plugins } = await judge({ level, more: { trustStore: STRANGER } });
      expect([verdict.passed, ...found]).toEqual([false, 'critical:failed:authenticity_failed']);
      expect(plugins.found).toEqual([]);
    }
  });

  it('starts nothing for a certificate that is distrusted', async () => {
    const { thumbprint } = (await sharedChain().certificates())[0]!;
    const distrust = new Map([[thumbprint, null]]);
    const { faults: found, plugins } = await judge({ more: { distrust } });
    expect(found).toEqual(['critical:failed:certificate_distrusted']);
    expect(plugins.found).toEqual([]);
  });

  it('asks no plugin about a signature whose certificate has expired', async () => {
    const { faults: found, plugins } = await judge({ more: { at: new Date('2060-01-01') } });
    expect(found).toEqual(['authenticTimestamp:failed:certificate_expired']);
    expect(plugins.requests).toEqual([]);
  });

  it.each<[SealiftError['code'], string]>([
    ['plugin_not_found', 'failed'],
    ['plugin_unsafe', 'failed'],
    ['deadline_exceeded', 'unknown'],
  ])('does not pass where finding the plugin ends in %s', async (code, outcome) => {
    const plugins = { find: () => Promise.reject(new SealiftError(code, 'no luck')) };
    for (const level of ['strict', 'audit'])
      expect((await judge({ level, more: { plugins } })).faults).toEqual([`critical:${outcome}:${code}`]);
  });

  it.each<[SealiftError['code'], string]>([
    ['plugin_failed', 'unknown:plugin_failed'],
    ['denied', 'unknown:denied'],
    ['too_many_requests', 'unknown:plugin_failed'],
    ['key_service_unavailable', 'unknown:plugin_failed'],
    ['unexpected_answer', 'failed:plugin_incompatible'],
    ['envelope_invalid', 'failed:envelope_invalid'],
    ['identity_mismatch', 'failed:identity_mismatch'],
    ['content_too_large', 'unknown:plugin_incompatible'],
    ['plugin_unsafe', 'failed:plugin_unsafe'],
  ])(
    'does not pass where the plugin ends in %s, with a remedy that is about plugins',
    async (code, fault) => {
      const answer = () => Promise.reject(new SealiftError(code, 'no luck'));
      for (const level of ['strict', 'audit'])
        expect((await judge({ level, plugin: { answer } })).faults).toEqual([`plugin:${fault}`]);
    },
  );

  it('says how a plugin that others may change is mended', async () => {
    const unsafe = new SealiftError('plugin_unsafe', 'it may be changed', { hint: 'Run: chmod go-w FILE' });
    const { verdict } = await judge({ more: { plugins: { find: () => Promise.reject(unsafe) } } });
    expect(verdict.outcomes.at(-1)?.message).toBe(
      'the signature demands the verification plugin acme: it may be changed. Run: chmod go-w FILE',
    );
  });

  it('leaves a remedy that every error of its code has to whoever shows the code', async () => {
    const missing = new SealiftError('plugin_not_found', 'it is not installed');
    const { verdict } = await judge({ more: { plugins: { find: () => Promise.reject(missing) } } });
    expect(verdict.outcomes.at(-1)?.message).toBe(
      'the signature demands the verification plugin acme: it is not installed',
    );
  });

  it('lets a bug of ours be one', async () => {
    const bug = new TypeError('a bug');
    await expect(judge({ plugin: { answer: () => Promise.reject(bug) } })).rejects.toBe(bug);
  });

  it('ends the run, and not the signature, when the run is ended', async () => {
    const ended = new AbortController();
    const answer = () => {
      ended.abort(new SealiftError('deadline_exceeded', 'the run'));
      throw new SealiftError('plugin_failed', 'killed');
    };
    await expect(judge({ plugin: { answer }, more: { signal: ended.signal } })).rejects.toThrow('the run');
  });
});

describe('a COSE attribute', () => {
  const judge = async (value: Uint8Array, key: string | number = 'com.acme.a') => {
    const plugins = pluginsOf();
    const names = ['io.cncf.notary.signingScheme', PLUGIN, key];
    const bytes = demandingCose(
      { plugin: 'acme' },
      {
        protected: [
          [key, value],
          [2, cbor.array(names.map(cbor.label))],
        ],
      },
    );
    const verdict = await judgeBytes(bytes, {}, { mediaType: 'application/cose', plugins });
    return faults(verdict)[0] ?? plugins.requests[0]?.criticalAttributes.extendedAttributes[key];
  };

  it.each<[string, Uint8Array, unknown]>([
    ['bytes', cbor.bytes(Uint8Array.of(1, 2, 255)), 'AQL/'],
    ['a float', cbor.float(1.5), 1.5],
    ['a time', cbor.tag(1, cbor.int(1_780_308_000)), '2026-06-01T10:00:00Z'],
    ['a list', cbor.array([cbor.int(1), cbor.NULL, cbor.TRUE]), [1, null, true]],
    ['undefined', cbor.UNDEFINED, null],
  ])('that is %s is given as JSON', async (_, value, json) => {
    expect(await judge(value)).toEqual(json);
  });

  it.each<[string, Uint8Array, string | number]>([
    ['a map', cbor.map([[cbor.text('a'), cbor.int(1)]]), 'com.acme.a'],
    ['a list with a map', cbor.array([cbor.map([])]), 'com.acme.a'],
    ['under a number', cbor.int(1), 99],
  ])('that is %s, and critical, is refused before the plugin is looked for', async (_, value, key) => {
    expect(await judge(value, key)).toBe('critical:failed:unknown_critical_attribute');
  });
});
