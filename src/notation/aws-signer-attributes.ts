/**
 * The Notation plugin of AWS Signer (github.com/aws/aws-signer-notation-plugin), by the name that envelopes ask for it, and the two
 * extended attributes that it processes.
 */
export const AWS_SIGNER_PLUGIN = 'com.amazonaws.signer.notation.plugin';
export const SIGNING_PROFILE_VERSION = 'com.amazonaws.signer.signingProfileVersion';
export const SIGNING_JOB = 'com.amazonaws.signer.signingJob';
