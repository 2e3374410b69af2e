import type { RunResult } from '../../operations/results.ts';

/** Members of a result that programs read: closed lists, digests, times, and what the user named or was made for them. */
const KEPT = new Set([
  'version',
  'command',
  'status',
  'code',
  'check',
  'outcome',
  'action',
  'foundIn',
  'judged',
  'digest',
  'previousDigest',
  'tag',
  'previous',
  'missing',
  'incomplete',
  'thumbprint',
  'keyType',
  'validUntil',
  'signingTime',
  'expiry',
  'notBefore',
  'notAfter',
  'file',
  'pem',
  'newKey',
  'level',
  'type',
  'state',
  'image',
  'verify',
  'written',
  'next',
]);

/** References, as the user wrote them or made of those. */
const NAMES = new Set(['reference', 'pinned', 'repository', 'signatureRepository']);

/** Digests hold no secret. They are not searched, because a result may have tens of thousands of them. */
const DIGEST = /^sha(?:256|384|512):[0-9a-f]+$/;

/** Members whose own member names come from outside. */
const OPEN_MEMBERS = new Set(['userMetadata']);

/**
 * A result without secrets in what others wrote: messages, warnings, subjects, metadata. References stay as the user wrote
 * them, since later steps use them; for people, `references` hides in them too. What holds no secret is not copied: a result may be that
 * of thousands of images.
 */
export function hiddenResult<R extends RunResult>(
  result: R,
  hide: (text: string) => string,
  references: 'kept' | 'hidden' = 'kept',
): R {
  const known = new Map<string, string>();
  const hideOnce = (text: string): string => {
    const shown = known.get(text) ?? hide(text);
    known.set(text, shown);
    return shown;
  };
  const isKept = (name: string): boolean => KEPT.has(name) || (NAMES.has(name) && references === 'kept');
  const hidden = (value: unknown, open: boolean): unknown => {
    if (typeof value === 'string') return DIGEST.test(value) ? value : hideOnce(value);
    if (Array.isArray(value)) {
      const all = value.map((one) => hidden(one, open));
      return all.every((one, at) => one === value[at]) ? value : all;
    }
    if (typeof value !== 'object' || value === null) return value;
    let isSame = true;
    const members = Object.entries(value).map(([name, member]) => {
      if (!open && isKept(name)) return [name, member];
      const shown = [open ? hideOnce(name) : name, hidden(member, open || OPEN_MEMBERS.has(name))];
      isSame &&= shown[0] === name && shown[1] === member;
      return shown;
    });
    return isSame ? value : Object.fromEntries(members);
  };
  return hidden(result, false) as R;
}
