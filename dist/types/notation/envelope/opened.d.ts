import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureAlgorithm } from '../algorithms.ts';
import type { ExtendedAttribute } from './extended-attribute.ts';
import type { SigningScheme } from './headers.ts';
import type { TargetArtifact } from './payload.ts';
/** An envelope whose signature and structure are sound. Nothing is said about trust. */
export interface OpenedEnvelope {
    readonly mediaType: string;
    readonly algorithm: SignatureAlgorithm;
    /** Leaf first, root last. It meets the code-signing profile; its validity periods were not checked. */
    readonly chain: readonly Certificate[];
    readonly scheme: SigningScheme;
    /** A claim of the signer, which nothing proves; in the scheme of signing authorities that of the authority, which is trusted with it. */
    readonly signingTime: Date;
    readonly expiry?: Date;
    readonly signingAgent?: string;
    /** DER of an RFC 3161 TimeStampToken, not parsed. */
    readonly timestampToken?: Uint8Array;
    readonly target: TargetArtifact;
    readonly signature: Uint8Array;
    /** The signed bytes, from which `target` was read. */
    readonly payload: Uint8Array;
    /** Shown, and not to be found by: what an attribute of another type or kind says is here too. */
    readonly verificationPlugin?: string;
    /** Critical attributes that this program does not know. The caller has to refuse them (RFC 7515, 4.1.11), or have a plugin process them. */
    readonly unknownCritical: readonly string[];
    /** All signed attributes that the specification does not define, those of the plugin among them. */
    readonly extendedAttributes: readonly ExtendedAttribute[];
}
