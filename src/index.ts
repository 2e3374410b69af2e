export { compare, inspect, list, plan, promote, sign, verify } from './compose/api.ts';
export { assertDone } from './compose/assert-done.ts';
export {
  type OpenSignerOptions,
  type OpenStoreOptions,
  openSigner,
  openStore,
  openTrustStore,
} from './compose/open-parts.ts';
export type {
  CompareOptions,
  ImageOptions,
  ListOptions,
  PlanOptions,
  PromoteOptions,
  RunOptions,
  SignOptions,
  TrustOptions,
  VerifyOptions,
} from './compose/run-options.ts';
export { type VerifyEnvelopeOptions, verifyEnvelope } from './compose/verify-envelope.ts';
export { type ErrorCode, SealiftError } from './errors.ts';
export type { Statement } from './notation/policy/document.ts';
export type { RevocationSource, Signer } from './notation/ports.ts';
export type { CheckOutcome, EnvelopeVerdict } from './notation/verification/outcome.ts';
export type { TargetStore } from './oci/ports.ts';
export type { ComparedResult, ComparedType } from './operations/comparison/result.ts';
export type { FilterResult, MatchResult } from './operations/listing/match-result.ts';
export type { PlanRunResult } from './operations/plan-result.ts';
export type { ProgressEvent, Reporter } from './operations/ports.ts';
export type { RecordResult, RecordRow } from './operations/record/result.ts';
export type {
  AttachmentResult,
  DestinationResult,
  ImageResult,
  ImageStatus,
  PlatformResult,
  ResultError,
  RunResult,
  SignatureDetails,
  SignatureRepositoryResult,
  SignatureResult,
} from './operations/results.ts';
export type { Plan, PlannedAction, PlannedPromotion, PlannedTag } from './planning/plan.ts';
