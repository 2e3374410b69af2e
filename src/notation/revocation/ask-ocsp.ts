import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { buildOcspRequest } from '../../pki/ocsp/build-request.ts';
import { checkResponder } from '../../pki/ocsp/check-responder.ts';
import { parseOcspResponse } from '../../pki/ocsp/parse-response.ts';
import type { BasicResponse } from '../../pki/ocsp/response.ts';
import type { RevocationSource } from '../ports.ts';
import { judgeOcsp, type OcspVerdict } from './judge-ocsp.ts';
import type { RevocationRow } from './row.ts';

export interface AskOcspOptions {
  readonly source: RevocationSource;
  /** The time that counts as now, asked when an answer is judged. */
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** The time of signing where a signing authority vouches for it. */
  readonly signedAt?: Date;
  /** Judges a delegated responder by CRL, where its issuer revokes it there. Without it such a delegate is not relied on. */
  readonly askCrl?: (delegate: Certificate, issuer: Certificate) => Promise<RevocationRow>;
}

/** RFC 9654, 2.1. */
const NONCE_LENGTH = 32;
/** A chain of the profile has one or two; each costs a wait. */
const MAX_URLS = 10;
/** What responders say that only have answers made beforehand (RFC 5019, 2.2.3), where they do not ignore a nonce. */
const REFUSALS: readonly string[] = ['malformedRequest', 'unauthorized'];

/**
 * Passes over an answer of HTTP that is no OCSP response, such as a 405 of a server that answers to GET alone (RFC 5019, 5). Whoever
 * did not answer at all is not asked again.
 */
function unlessRefused(error: unknown): undefined {
  if (error instanceof SealiftError && error.code === 'unexpected_answer') return undefined;
  throw error;
}

class OcspExchange {
  readonly #certificate: Certificate;
  readonly #issuer: Certificate;
  readonly #options: AskOcspOptions;
  /** Whether a delegate is judged here: its own responder may be no delegate that has to be judged again. */
  readonly #judgesDelegates: boolean;

  constructor(
    certificate: Certificate,
    issuer: Certificate,
    options: AskOcspOptions,
    judgesDelegates: boolean,
  ) {
    this.#certificate = certificate;
    this.#issuer = issuer;
    this.#options = options;
    this.#judgesDelegates = judgesDelegates;
  }

  async ask(url: string): Promise<OcspVerdict> {
    const context: ErrorContext = { code: 'revocation_unknown', what: `OCSP response of ${printable(url)}` };
    if (!/^https?:\/\//i.test(url)) throw errorIn(context, 'is not asked for; http and https alone are');
    const answer = await this.#fetch(url, context);
    const question = {
      certificate: this.#certificate,
      issuer: this.#issuer,
      at: this.#options.now(),
      ...(this.#options.signedAt ? { signedAt: this.#options.signedAt } : {}),
    };
    const delegate = await checkResponder(answer, question, context);
    const verdict = judgeOcsp(answer, question, context);
    if (delegate) await this.#checkDelegate(delegate, verdict, context);
    return verdict;
  }

  /** Asks with a nonce, and without one where the responder does not take it. */
  async #fetch(url: string, context: ErrorContext): Promise<BasicResponse> {
    const nonce = randomBytes(NONCE_LENGTH);
    let answer = await this.#exchange(url, context, nonce).catch(unlessRefused);
    if (answer === undefined || ('failure' in answer && REFUSALS.includes(answer.failure)))
      answer = await this.#exchange(url, context, undefined);
    else if ('producedAt' in answer && answer.nonce && Buffer.compare(answer.nonce, nonce) !== 0)
      throw errorIn(context, 'has another nonce than the request, so it was made for somebody else');
    if ('failure' in answer) throw errorIn(context, `says ${answer.failure}`);
    return answer;
  }

  async #exchange(url: string, context: ErrorContext, nonce: Uint8Array | undefined) {
    const request = buildOcspRequest(this.#certificate, this.#issuer, nonce);
    if (request === undefined) throw errorIn(context, 'is not asked for; the serial number is too long');
    const { source, signal } = this.#options;
    return parseOcspResponse(await source.ocsp(url, request, signal), context);
  }

  /**
   * RFC 6960, 4.2.2.2.1: a delegate without id-pkix-ocsp-nocheck may itself be revoked. Where nobody knows, its word counts against
   * the certificate and not for it.
   */
  async #checkDelegate(delegate: Certificate, { status }: OcspVerdict, context: ErrorContext): Promise<void> {
    if (delegate.hasOcspNoCheck) return;
    const where = { ...context, what: `${context.what}, certificate of the responder` };
    if (!this.#judgesDelegates) {
      if (status === 'revoked') return;
      throw errorIn(where, 'has no id-pkix-ocsp-nocheck');
    }
    const { signedAt: _, ...options } = this.#options;
    let row = delegate.ocspUrls.length > 0 ? await askAll(delegate, this.#issuer, options, false) : undefined;
    if (row?.status !== 'good' && row?.status !== 'revoked' && delegate.crlUrls.length > 0)
      row = await options.askCrl?.(delegate, this.#issuer);
    if (row?.status === 'revoked') throw errorIn(where, 'is revoked');
    if (row?.status !== 'good' && status !== 'revoked')
      throw errorIn(where, 'has no id-pkix-ocsp-nocheck, and whether it is revoked is not known');
  }
}

async function askAll(
  certificate: Certificate,
  issuer: Certificate,
  options: AskOcspOptions,
  judgesDelegates: boolean,
): Promise<RevocationRow> {
  const exchange = new OcspExchange(certificate, issuer, options, judgesDelegates);
  const unknown: RevocationRow = {
    subject: nameText(certificate.subject),
    thumbprint: certificate.thumbprint,
    status: 'unknown',
    method: null,
    source: null,
    thisUpdate: null,
    nextUpdate: null,
    revokedAt: null,
    reason: null,
    message: 'names no OCSP responder',
  };
  let row = unknown;
  for (const url of certificate.ocspUrls.slice(0, MAX_URLS)) {
    options.signal.throwIfAborted();
    try {
      const { status, single } = await exchange.ask(url);
      return {
        ...unknown,
        status,
        method: 'ocsp',
        source: url,
        thisUpdate: single.thisUpdate,
        nextUpdate: single.nextUpdate ?? null,
        revokedAt: single.revokedAt ?? null,
        reason: single.reason ?? null,
        message: status === 'unknown' ? `is not known to the OCSP responder ${printable(url)}` : null,
      };
    } catch (error) {
      options.signal.throwIfAborted();
      const said = printable(error instanceof Error ? error.message : String(error), 500);
      row = { ...unknown, source: url, message: `has no OCSP answer that counts (${said})` };
    }
  }
  return row;
}

/**
 * Asks the OCSP responders that a certificate names, one after the other, until one says good, revoked or unknown (RFC 6960;
 * RFC 5019). It rejects for an abort of `signal` alone: whatever else goes wrong makes the status `unknown`.
 */
export function askOcsp(
  certificate: Certificate,
  issuer: Certificate,
  options: AskOcspOptions,
): Promise<RevocationRow> {
  return askAll(certificate, issuer, options, true);
}
