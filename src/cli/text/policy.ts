import { printable } from '../../encoding/printable.ts';
import type { PolicyRunResult, StatementFacts, StoreFacts } from '../../operations/policy/results.ts';
import type { RunResult } from '../../operations/results.ts';
import { type Fact, factLines, moment } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

export function isPolicyRun(result: RunResult): result is PolicyRunResult {
  return Object.hasOwn(result, 'trust');
}

/** The kinds of image, as a person says them. */
const IMAGES: Readonly<Record<StatementFacts['consequences'][number]['image'], string>> = {
  unsigned: 'unsigned',
  'untrusted-signer': 'other signer',
  'expired-signature': 'signature expired',
  'expired-certificate': 'certificate expired',
  'revoked-certificate': 'certificate revoked',
  'unknown-revocation': 'revocation unknown',
  'no-timestamp': 'no timestamp',
  'expired-certificate-timestamped': 'expired, timestamped',
};

const CONSEQUENCES: Readonly<Record<StatementFacts['consequences'][number]['verify'], string>> = {
  refused: 'refused',
  reported: 'passes, with a warning',
  passes: 'passes',
  'not-checked': 'passes, not checked',
};

/** What distinguishes an image beyond the words of {@link IMAGES}, where it is looked at. */
const WHEN: Readonly<Partial<Record<StatementFacts['consequences'][number]['image'], string>>> = {
  'unknown-revocation': '; neither OCSP nor CRL answered',
};

/** When a statement demands a timestamp, in words. */
const DEMANDS = {
  always: 'always demanded',
  afterCertExpiry: 'demanded once a certificate has expired',
} as const;

const STATES = { valid: '', expired: ', EXPIRED', 'not-yet-valid': ', NOT YET VALID' } as const;

function list(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(', ');
}

function scopesText(scopes: readonly string[]): string | undefined {
  return scopes[0] === '*' ? '* (every repository that no other statement names)' : list(scopes);
}

function statementLines(statement: StatementFacts, page: Page): string[] {
  const { name, scopes, level, checks, verifyTimestamp, trustStores, trustedIdentities } = statement;
  const by = (wanted: string): string | undefined =>
    list(
      checks
        .filter(({ action }) => action === wanted)
        .map(({ check, overridden }) => (overridden ? `${check} (override)` : check)),
    );
  const [firstIdentity, ...otherIdentities] = trustedIdentities;
  const facts: Fact[] = [
    ['scopes', scopesText(scopes)],
    ['level', level],
    ['enforced', by('enforce')],
    ['logged', by('log')],
    ['skipped', by('skip')],
    ['timestamp', verifyTimestamp && DEMANDS[verifyTimestamp]],
    ['trust stores', list(trustStores)],
    ['identities', firstIdentity === '*' ? '* (every signer of the trust stores)' : firstIdentity],
    ...otherIdentities.map((identity): Fact => ['', identity]),
    ...statement.consequences.map(({ image, verify }): Fact => {
      const when = verify === 'not-checked' ? '' : (WHEN[image] ?? '');
      return [IMAGES[image], `${CONSEQUENCES[verify]}${when}`];
    }),
    ['promote', statement.promotes ? 'judges by it' : 'refuses under it'],
  ];
  return [...folded('  statement ', printable(name), page.columns), ...factLines(facts, 4, page)];
}

function storeLines({ type, name, usedBy, certificates }: StoreFacts, page: Page): string[] {
  const users = usedBy.length === 0 ? 'no statement' : usedBy.map((one) => printable(one)).join(', ');
  return [
    ...folded('  trust store ', `${type}:${printable(name)}, used by ${users}`, page.columns),
    ...certificates.flatMap(({ file, subject, notBefore, notAfter, keyType, authority, state }) => [
      `    ${printable(file)}`,
      ...factLines(
        [
          ['subject', subject],
          ['valid', `${moment(notBefore)} to ${moment(notAfter)}${STATES[state]}`],
          ['key', `${keyType}, ${authority ? 'CA' : 'no CA'}`],
        ],
        6,
        page,
      ),
    ]),
  ];
}

/** The text of a policy command: what was written, what each statement means, what is in the stores, and every fault. */
export function policyRunLines({ command, status, trust }: PolicyRunResult, page: Page): string[] {
  const { policy, statements, stores, faults, written, next } = trust;
  const { style, columns } = page;
  if (status === 'failed' && statements.length + stores.length + faults.length === 0) return [];
  const word = status === 'failed' ? 'failed' : command === 'policy init' ? 'written' : 'passed';
  const first = style(status === 'done' ? 'green' : 'red', word);
  const gap = ' '.repeat(13 - word.length);
  const named = written.length > 0 ? written : [policy ?? '(inline)'];
  return [
    ...named.flatMap((file, at) =>
      folded(at === 0 ? `${first}${gap}` : ' '.repeat(13), printable(file, 600), columns),
    ),
    ...statements.flatMap((one) => statementLines(one, page)),
    ...stores.flatMap((one) => storeLines(one, page)),
    // A single fault is the error, which is shown behind.
    ...(faults.length < 2
      ? []
      : faults.flatMap(({ code, message, hint }, at) => [
          ...folded(
            `  ${style('red', `fault ${at + 1} of ${faults.length}:`)} `,
            `${printable(message, 2000)} [${code}]`,
            columns,
          ),
          ...folded('    ', printable(hint, 1000), columns),
        ])),
    ...(next === null ? [] : ['  go on with', `    ${printable(next, 2000)}`]),
  ];
}
