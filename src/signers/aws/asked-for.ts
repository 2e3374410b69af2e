import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { AwsLocation } from './location.ts';

const KEY_ARN = /^arn:[^:]*:kms:[^:]*:\d{12}:key\/[A-Za-z0-9-]+$/;

export const isKeyArn = (text: string): boolean => KEY_ARN.test(text);

/** Whether an answer is about the key that was asked for. An alias may lead to any key, which only AWS knows. */
export function isAskedFor(keyId: string, { key }: AwsLocation): boolean {
  if (!KEY_ARN.test(keyId)) return false;
  if (key.startsWith('arn:')) return key.includes(':alias/') || keyId === key;
  return key.startsWith('alias/') || keyId.endsWith(`:key/${key}`);
}

/** The error for an answer that is about something else, or says so in a form that KMS itself never uses. */
export function otherAnswer(keyId: string, where: string): SealiftError {
  if (keyId === '' || KEY_ARN.test(keyId)) {
    return new SealiftError(
      'unexpected_answer',
      `${where}: the answer is about ${printable(keyId) || 'no key'}`,
      {
        hint: 'Check the address of the service, and what stands between.',
      },
    );
  }
  return new SealiftError(
    'unexpected_answer',
    `${where}: the answer names the key as "${printable(keyId)}", where AWS KMS gives its ARN (arn:aws:kms:REGION:ACCOUNT:key/ID)`,
    { hint: 'What answers is not AWS KMS itself; an emulator that leaves the ARN out cannot stand for it.' },
  );
}
