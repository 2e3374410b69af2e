import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { checkIdentities } from '../policy/check-identities.ts';
import { attributesOf } from '../policy/identity-attributes.ts';
import { namesIn, type Requirement, type Requirements } from './requirement.ts';
import { waysToMeet } from './ways.ts';

const HINT =
  'A requirement is an identity, "x509.subject: C=US, ST=WA, O=acme", or {"all": [...]}, {"any": [...]} or {"atLeast": 2, "of": [...]} over several; each identity stands in it once.';

/** The most identities of a requirement; as many signatures of an image are read. */
const MOST = 100;

type Note = (reason: string) => void;

const WORDS = { all: ['all'], any: ['any'], atLeast: ['atLeast', 'of'] } as const;

function readName(identity: string, where: string, note: Note): Requirement {
  const faults: string[] = [];
  checkIdentities([identity], (reason) => faults.push(reason));
  const attributes = attributesOf(identity);
  if (identity === '*') faults.push('has the identity *, which names nobody');
  else if (!attributes && faults.length === 0)
    faults.push(`has the identity "${printable(identity)}"; only x509.subject: can be required`);
  for (const fault of faults) note(`${where} ${fault}`);
  return { identity, attributes: attributes ?? new Map() };
}

function readThreshold(value: object, where: string, note: Note): Requirement {
  const members: Readonly<Record<string, unknown>> = { ...value };
  const form = (['all', 'any', 'atLeast'] as const).find((word) => Object.hasOwn(members, word));
  const extra = Object.keys(members).find((name) => !WORDS[form ?? 'all'].some((word) => word === name));
  if (form === undefined || extra !== undefined) {
    const what =
      extra === undefined ? 'has no member all, any or atLeast' : `has the member ${printable(extra, 40)}`;
    note(`${where} ${what}`);
    return { atLeast: 1, of: [] };
  }
  const list = members[form === 'atLeast' ? 'of' : form];
  if (!Array.isArray(list) || list.length === 0) {
    note(`${where} has no list of what it is over`);
    return { atLeast: 1, of: [] };
  }
  const of = list.map((one, at) =>
    readRequirement(one, `${where}.${form === 'atLeast' ? 'of' : form}[${at}]`, note),
  );
  const { atLeast = form === 'any' ? 1 : of.length } = members;
  if (typeof atLeast === 'number' && Number.isInteger(atLeast) && atLeast >= 1 && atLeast <= of.length)
    return { atLeast, of };
  note(`${where}.atLeast is not a whole number from 1 to ${of.length}`);
  return { atLeast: 1, of };
}

function readRequirement(value: unknown, where: string, note: Note): Requirement {
  if (typeof value === 'string') return readName(value, where, note);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return readThreshold(value, where, note);
  note(`${where} is neither an identity nor an object`);
  return { atLeast: 1, of: [] };
}

/** What the user asks for beside the trust policy. */
export interface RequirementInput {
  /** Identities of which each has to have signed. */
  readonly identities: readonly string[];
  readonly count: number | undefined;
  /** A document, and its name in errors. */
  readonly document?: { readonly text: string; readonly what: string };
}

/**
 * Reads who has to have signed. Two names of which one contains the other are refused as in a trust policy
 * (trust-store-trust-policy.md, "Trusted Identities Constraints"): nobody could say for which of them a signer stands.
 *
 * @throws SealiftError `policy_invalid` with everything that is wrong.
 */
export function readRequirements({ identities, count, document }: RequirementInput): Requirements {
  const faults: string[] = [];
  const note: Note = (reason) => faults.push(reason);
  const all = identities.map((identity) => readName(identity, '--require-identity', note));
  if (document) {
    const { text, what } = document;
    const value = parseJson(text, { code: 'policy_invalid', what, hint: HINT });
    all.push(readRequirement(value, what, note));
  }
  const names = namesIn(all);
  if (names.length > MOST) note(`the requirement names ${names.length} identities, the limit is ${MOST}`);
  const usable = names.filter(({ attributes }) => attributes.size > 0).map(({ identity }) => identity);
  if (faults.length === 0) checkIdentities(usable, (reason) => note(`the requirement ${reason}`));
  if (faults.length > 0) throw new SealiftError('policy_invalid', faults.join('; '), { hint: HINT });
  waysToMeet(all);
  return { all, count: count ?? 0 };
}
