import { Buffer } from 'node:buffer';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { readFile } from '../../files/read-file.ts';
import { certificateBlocks, isCertificate } from './certificate-blocks.ts';

/** Bundles of systems have 250 KB. */
const LIMIT = 8 * 1024 * 1024;

/** The certificates of a bundle. @throws SealiftError `file_not_found`, `file_unreadable` or `content_too_large`. */
export async function readBundle(path: string): Promise<string[]> {
  const bytes = await readFile(path, LIMIT, 'bundle of certificate authorities');
  return certificateBlocks(Buffer.from(bytes).toString('latin1'));
}

/**
 * The bundle that an environment variable names. A bundle that is missing or holds no certificate is an error, so that no
 * other authorities are trusted in its place.
 *
 * @throws SealiftError `config_invalid` that names the variable.
 */
export async function readNamedBundle(path: string, variable: string): Promise<string[]> {
  const refuse = (reason: string, cause?: unknown) =>
    new SealiftError('config_invalid', `${variable}: ${reason}`, {
      hint: `Let ${variable} name a PEM file of certificate authorities that this user may read, or remove it.`,
      cause,
    });
  const blocks = await readBundle(path).catch((error: unknown) => {
    throw refuse(error instanceof Error ? error.message : String(error), error);
  });
  if (blocks.some(isCertificate)) return blocks;
  throw refuse(`${printable(path, 600)} holds no certificate as PEM`);
}
