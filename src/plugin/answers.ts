import { listOf, mapOf, struct } from '../encoding/go-shape.ts';

/** The answers of plugins (plugin-extensibility.md), as notation reads them. */
export const METADATA = struct({
  name: 'text',
  description: 'text',
  version: 'text',
  url: 'text',
  supportedContractVersions: listOf('text'),
  capabilities: listOf('text'),
});

export const KEY = struct({ keyId: 'text', keySpec: 'text' });

export const SIGNATURE = struct({
  keyId: 'text',
  signature: 'bytes',
  signingAlgorithm: 'text',
  certificateChain: listOf('bytes'),
});

export const ENVELOPE = struct({
  signatureEnvelope: 'bytes',
  signatureEnvelopeType: 'text',
  annotations: mapOf('text'),
});

export const VERIFICATION = struct({
  verificationResults: mapOf(struct({ success: 'boolean', reason: 'text' })),
  processedAttributes: listOf('text'),
});

/** "Plugin contract": what a plugin that fails may write to its standard error. */
export const FAILURE = struct({
  errorCode: 'text',
  errorMessage: 'text',
  errorMetadata: mapOf('text'),
});
