import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  VerifierCapability,
  VerifierResult,
} from '../../../src/notation/verification/verification-plugin.ts';
import { anyText } from '../../support/any-text.ts';
import { craftJws } from '../../support/envelopes.ts';
import { demandingJws, MIN_VERSION, PLUGIN } from '../../support/plugin/demanding.ts';
import { agrees, faults, IDENTITY, judgeBytes, pluginsOf, REVOCATION } from '../../support/plugin/judge.ts';

const NAMES = ['com.acme.a', 'com.acme.b', 'com.acme.c'];
const ENVELOPES = NAMES.map((_, at) =>
  demandingJws({
    plugin: 'acme',
    attributes: Object.fromEntries(NAMES.slice(0, at).map((name) => [name, 1])),
  }),
);
const BARE = demandingJws({ plugin: 'acme', attributes: { 'com.acme.a': 1 } });

const CAPABILITIES: readonly VerifierCapability[] = [IDENTITY, REVOCATION];

const result = fc.record<VerifierResult>(
  { success: fc.boolean(), reason: anyText() },
  { requiredKeys: ['success'] },
);

describe('the answer of a verification plugin', () => {
  it('makes a signature pass exactly where it tells the whole truth, and that is good', async () => {
    const answers = fc.record({
      attributes: fc.nat(NAMES.length - 1),
      capabilities: fc.subarray([...CAPABILITIES], { minLength: 1 }),
      skips: fc.boolean(),
      logs: fc.boolean(),
      results: fc.uniqueArray(fc.tuple(fc.constantFrom(...CAPABILITIES), result), {
        selector: ([name]) => name,
      }),
      processed: fc.array(fc.constantFrom(...NAMES), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const { attributes, capabilities, skips, logs, processed } = given;
        const results = new Map(given.results);
        const plugins = pluginsOf({
          capabilities,
          answer: () => ({ results, processedAttributes: processed }),
        });
        const override = skips ? { revocation: 'skip' } : logs ? { revocation: 'log' } : undefined;
        const statement = override ? { override } : {};
        const verdict = await judgeBytes(ENVELOPES[attributes]!, statement, { plugins });
        // The specification in the fewest words.
        const asked = capabilities.filter((one) => one !== REVOCATION || !skips);
        const toProcess = new Set(NAMES.slice(0, attributes));
        const isWhole = new Set(results.keys()).symmetricDifference(new Set(asked)).size === 0;
        const isProcessed = new Set(processed).symmetricDifference(toProcess).size === 0;
        const isGood = asked.every((one) => results.get(one)?.success || (one === REVOCATION && logs));
        const passes = asked.length === 0 ? attributes === 0 : isWhole && isProcessed && isGood;
        expect(verdict.passed).toBe(passes);
        expect(plugins.requests).toHaveLength(asked.length === 0 ? 0 : 1);
        expect(verdict.judgedBy === null).toBe(asked.length === 0 || !isWhole || !isProcessed);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, Partial<ReturnType<typeof agrees>>]>([
    ['nothing', { results: new Map() }],
    ['one of two', { results: new Map([[IDENTITY, { success: true }]]) }],
    [
      'for what nobody asked',
      {
        results: new Map([
          [IDENTITY, { success: true }],
          [REVOCATION, { success: true }],
          ['SIGNATURE_VERIFIER.OTHER' as VerifierCapability, { success: true }],
        ]),
      },
    ],
    ['that it processed an attribute that is not there', { processedAttributes: ['com.acme.a', 'x'] }],
    [
      'that it processed what names it',
      { processedAttributes: ['com.acme.a', 'io.cncf.notary.verificationPlugin'] },
    ],
    ['that it processed a name of every object', { processedAttributes: ['com.acme.a', 'toString'] }],
  ])('is refused at every level when it says %s', async (_, lie) => {
    for (const level of ['strict', 'permissive', 'audit']) {
      const plugins = pluginsOf({ answer: (request) => ({ ...agrees(request), ...lie }) });
      const verdict = await judgeBytes(BARE, { level }, { plugins });
      expect(faults(verdict)).toEqual(['plugin:failed:plugin_incompatible']);
      expect([verdict.passed, verdict.judgedBy]).toEqual([false, null]);
    }
  });

  it('is shown without what a terminal would take for a command', async () => {
    const results = new Map([
      [IDENTITY as VerifierCapability, { success: false, reason: '\u001b[31mno\n::error::x' }],
    ]);
    const plugins = pluginsOf({
      capabilities: [IDENTITY],
      answer: (request) => ({ ...agrees(request), results }),
    });
    const { outcomes } = await judgeBytes(BARE, {}, { plugins });
    const messages = outcomes.flatMap(({ message }) => message ?? []);
    expect(messages.join()).not.toMatch(/[\u001b\n]/);
  });

  it('decides nothing alone: any attributes end in a verdict, and only a named plugin passes', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom<unknown>('acme', '1.0.0', '', null),
    );
    const names = fc.subarray(['com.acme.a', PLUGIN, MIN_VERSION]);
    await fc.assert(
      fc.asyncProperty(value, value, value, names, async (plugin, minVersion, a, critical) => {
        const attributes = { [PLUGIN]: plugin, [MIN_VERSION]: minVersion, 'com.acme.a': a };
        const crit = ['io.cncf.notary.signingScheme', ...critical];
        const bytes = craftJws({ protected: { ...attributes, crit } });
        const plugins = pluginsOf();
        const { passed } = await judgeBytes(bytes, {}, { plugins });
        const isNamed = typeof plugin === 'string' && plugin.trim() !== '' && critical.includes(PLUGIN);
        if (passed) expect(isNamed && critical.includes(MIN_VERSION)).toBe(true);
        if (!isNamed) expect(plugins.found).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('counts under a name that every object has', async () => {
    for (const name of ['toString', '__proto__', 'constructor']) {
      const bytes = demandingJws(
        { plugin: 'acme' },
        {
          protectedText: JSON.stringify({
            alg: 'ES256',
            crit: ['io.cncf.notary.signingScheme', 'io.cncf.notary.verificationPlugin', name],
            cty: 'application/vnd.cncf.notary.payload.v1+json',
            'io.cncf.notary.signingScheme': 'notary.x509',
            'io.cncf.notary.signingTime': '2026-06-01T10:00:00Z',
            'io.cncf.notary.verificationPlugin': 'acme',
          }).replace(/}$/, `,"${name}":"x"}`),
        },
      );
      const plugins = pluginsOf();
      expect(faults(await judgeBytes(bytes, {}, { plugins })), name).toEqual([]);
      expect(plugins.requests[0]?.unprocessedAttributes).toEqual([name]);
      expect(JSON.stringify(plugins.requests[0]?.criticalAttributes.extendedAttributes)).toBe(
        `{"${name}":"x"}`,
      );
    }
  });
});
