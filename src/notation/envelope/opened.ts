import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureAlgorithm } from '../algorithms.ts';
import type { TargetArtifact } from './payload.ts';

/** An envelope whose signature and structure are sound. Nothing is said about trust. */
export interface OpenedEnvelope {
  readonly mediaType: string;
  readonly algorithm: SignatureAlgorithm;
  /** Leaf first, root last; it meets the code-signing profile, without any look at the time. */
  readonly chain: readonly Certificate[];
  readonly scheme: string;
  /** What the signer says; not evidence. */
  readonly signingTime: Date;
  readonly expiry?: Date;
  readonly signingAgent?: string;
  /** DER of an RFC 3161 TimeStampToken; not looked into. */
  readonly timestampToken?: Uint8Array;
  readonly target: TargetArtifact;
  /** The bytes that were signed, of which `target` was read. */
  readonly payload: Uint8Array;
  readonly verificationPlugin?: string;
  /** Critical attributes that this program does not know; whoever judges has to refuse them. */
  readonly unknownCritical: readonly string[];
}
