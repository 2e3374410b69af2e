import type { Signer, TrustMaterial } from '../notation/ports.ts';
import { type TargetStore } from '../oci/ports.ts';
import { type Purpose } from './purpose.ts';
import type { RunOptions } from './run-options.ts';
/** Options of `openStore`. */
export interface OpenStoreOptions extends RunOptions {
    /** A repository, a layout or its tar, without tag and digest: `registry.example.com/team/app`, `oci:DIR`, `oci-archive:FILE`. */
    readonly place: string;
    /** `read` by default; `attach` asks for the right to push; `create` makes a layout that is not there yet. An archive is written when the store is closed. */
    readonly purpose?: Purpose;
}
/** Opens one repository or image layout over the ports that every use case works on. Close it when done. */
export declare function openStore(options: OpenStoreOptions, signal?: AbortSignal): Promise<TargetStore>;
/** Options of `openSigner`. */
export interface OpenSignerOptions extends RunOptions {
    /** A PEM file, its content, `env://NAME`, or the URI of a key in a service. */
    readonly key: string;
    /** The managed identity of this machine for `azurekms://`. */
    readonly azureCredential?: 'managed-identity';
}
/** Opens a key that signs: the port that `sign` uses. Close it when done. */
export declare function openSigner(options: OpenSignerOptions, signal?: AbortSignal): Promise<Signer>;
/** A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/`. Each store is read when asked for. */
export declare function openTrustStore(directory: string): Pick<TrustMaterial, 'certificates'>;
