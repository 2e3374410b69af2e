/** What a verification plugin can do (plugin-extensibility.md, "Verification extensibility"). */
export type VerifierCapability =
  | 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY'
  | 'SIGNATURE_VERIFIER.REVOCATION_CHECK';

/** What a plugin is asked: the members of the request `verify-signature`, before they are written as JSON. */
export interface VerifierRequest {
  readonly criticalAttributes: {
    readonly contentType: string;
    readonly signingScheme: string;
    readonly expiry?: Date;
    /** Under the scheme of signing authorities alone. */
    readonly authenticSigningTime?: Date;
    /** All extended attributes with a string as key, critical or not, without the two that name the plugin. */
    readonly extendedAttributes: Readonly<Record<string, unknown>>;
  };
  /** Names of all extended attributes with a string as key, without the two that name the plugin. */
  readonly unprocessedAttributes: readonly string[];
  /** DER certificates, leaf first. */
  readonly certificateChain: readonly Uint8Array[];
  readonly trustedIdentities: readonly string[];
  /** What the plugin has to judge, of its own capabilities. */
  readonly capabilities: readonly VerifierCapability[];
}

/** What a plugin found of one capability. */
export interface VerifierResult {
  readonly success: boolean;
  /** In words that are safe to print. */
  readonly reason?: string;
  /** Why it is no success, where that is known better than that the plugin refuses. */
  readonly code?: 'certificate_revoked' | 'revocation_unknown';
}

export interface VerifierAnswer {
  /** One result for each capability that was asked for; one that is absent is an error of the caller to report. */
  readonly results: ReadonlyMap<VerifierCapability, VerifierResult>;
  readonly processedAttributes: readonly string[];
}

/** A plugin that judges in the place of the checks for trusted identities or revocation: a program, or one built in. */
export interface VerificationPlugin {
  readonly name: string;
  /** Has to be SemVer, which the caller checks. */
  readonly version: string;
  readonly capabilities: readonly VerifierCapability[];
  /** Whether Sealift judges by itself, without a program. */
  readonly isBuiltIn: boolean;
  /** @throws SealiftError when no answer can be had or believed. */
  verify(request: VerifierRequest, signal: AbortSignal): Promise<VerifierAnswer>;
}

/** Finds the plugin that a signature demands. */
export interface VerificationPlugins {
  /** @throws SealiftError `plugin_not_found`, `plugin_unsafe`, or `envelope_invalid` for a name that no plugin can have. */
  find(name: string, signal: AbortSignal): Promise<VerificationPlugin>;
}
