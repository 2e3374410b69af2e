import { ERRORS } from '../../errors.ts';
import type { RevocationResult, SignatureResult } from '../../operations/results.ts';
import { type Fact, factLines, moment, proseLines } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

type Check = SignatureResult['checks'][number];

const METHODS = { ocsp: 'OCSP', crl: 'CRL', file: 'the given CRL' } as const;

/** How one certificate was found good, revoked or neither. */
export function answerText({ status, method, source, revokedAt, reason }: RevocationResult): string {
  if (status === 'not-revocable') return 'cannot be revoked: it names neither OCSP nor CRL';
  const by = method === null ? '' : `, by ${METHODS[method]} ${source ?? ''}`.trimEnd();
  if (status !== 'revoked') return `${status}${by}`;
  const when = revokedAt === null ? '' : ` at ${moment(revokedAt)}`;
  return `revoked${when}${reason === null ? '' : ` (${reason})`}${by}`;
}

/** The period of an answer. */
export function freshness({ thisUpdate, nextUpdate }: RevocationResult): string | null {
  if (thisUpdate === null) return null;
  return `of ${moment(thisUpdate)}${nextUpdate === null ? '' : `, the next one by ${moment(nextUpdate)}`}`;
}

/** What was found out about each certificate of a chain. */
export function revocationLines(rows: readonly RevocationResult[], indent: number, page: Page): string[] {
  return rows.flatMap((row) => [
    ...factLines(
      [
        ['certificate', row.subject],
        ['  status', answerText(row)],
        ['  answer', freshness(row)],
        ['  asked', row.method === null ? row.source : null],
      ],
      indent,
      page,
    ),
    ...(row.message === null ? [] : proseLines(row.message, indent + 2, page)),
  ]);
}

/** The trusted identity that matched, or who judged it in the place of a comparison. */
function identityText({ trust, judgedBy, checks }: SignatureResult): string {
  if (trust?.identity != null) return trust.identity;
  if (judgedBy?.judged.includes('identity')) return `judged by the plugin ${judgedBy.name}`;
  const isCompared = checks.some(({ check, outcome }) => check === 'authenticity' && outcome === 'failed');
  return isCompared ? 'none matches' : 'left to the plugin';
}

function trustLines(signature: SignatureResult, indent: number, page: Page): string[] {
  const { trust } = signature;
  if (!trust) return [];
  return factLines(
    [
      ['trust store', trust.store],
      ['anchor', trust.anchor.subject],
      ['SHA-256', trust.anchor.thumbprint],
      ['identity', identityText(signature)],
    ],
    indent,
    page,
  );
}

function timestampLines({ timestamp }: SignatureResult, indent: number, page: Page): string[] {
  if (!timestamp) return [];
  const { authority, thumbprint, store, time, earliest, latest, policy, revocation } = timestamp;
  const isExact = earliest === latest;
  return [
    ...factLines(
      [
        ['authority', authority],
        ['SHA-256', thumbprint],
        ['time', moment(time)],
        ['range', isExact ? null : `${moment(earliest)} to ${moment(latest)}`],
        ['trust store', store],
        ['TSA policy', policy],
      ],
      indent,
      page,
    ),
    ...revocationLines(revocation, indent, page),
  ];
}

/** The check that proves each kind of evidence. */
const EVIDENCE: Readonly<
  Partial<Record<Check['check'], (signature: SignatureResult, indent: number, page: Page) => string[]>>
> = {
  authenticity: trustLines,
  authenticTimestamp: timestampLines,
  revocation: ({ revocation }, indent, page) => revocationLines(revocation, indent, page),
};

const ACTIONS = { enforce: 'enforced', log: 'logged', skip: '' } as const;

const COLOURS = { passed: undefined, skipped: undefined, failed: 'red', unknown: 'yellow' } as const;

/** Every check of a signature with its action, its outcome and what it rests on. */
export function evidenceLines(signature: SignatureResult, page: Page, indent: number): string[] {
  const { style } = page;
  const { checks } = signature;
  const widest = Math.max(0, ...checks.map(({ check }) => check.length));
  return checks.flatMap((one) => {
    const { check, action, outcome, code, message } = one;
    const colour = COLOURS[outcome];
    const word = colour === undefined ? outcome : style(colour, outcome);
    const said = `${word}${' '.repeat(7 - outcome.length)}  ${ACTIONS[action]}`.trimEnd();
    const why = message ?? (code === null || outcome === 'passed' ? undefined : ERRORS[code][1]);
    return [
      ...folded(
        `${' '.repeat(indent)}${check.padEnd(widest)}  `,
        `${said}${code === null ? '' : ` [${code}]`}`,
        page.columns,
      ),
      ...(why === undefined ? [] : proseLines(why, indent + 2, page)),
      ...(EVIDENCE[check]?.(signature, indent + 2, page) ?? []),
    ];
  });
}

/** The timestamp that counted, in a line. */
export function timestampFact({ timestamp }: SignatureResult): Fact {
  return ['timestamp', timestamp && `${moment(timestamp.time)} by ${timestamp.authority}`];
}

/** The verification plugin that judged, and what. */
export function judgeFact({ judgedBy }: SignatureResult): Fact {
  if (!judgedBy) return ['judged by', null];
  const { name, version, builtIn, judged } = judgedBy;
  const who = `${name} ${version}${builtIn ? ', built in' : ''}`;
  return ['judged by', `${who} (${judged.join(' and ')})`];
}

/** When a signature stops verifying. With a timestamp that counted, no certificate ends it. */
export function endFact({ validUntil, timestamp, status }: SignatureResult): Fact {
  const endless = timestamp && status !== 'failed' ? 'no end: the timestamp counts' : null;
  return ['valid until', moment(validUntil) ?? endless];
}
