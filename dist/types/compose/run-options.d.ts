import type { Input } from '../io/read-input.ts';
import type { Reporter } from '../operations/ports.ts';
import type { Problems } from '../options/problems.ts';
/** One text, or several. */
export type Texts = string | readonly string[];
/** The options of every function. Durations are texts: `30d`, `24h`, `10m`, `90s`. */
export interface RunOptions {
    /** Credentials: a file in the format of docker's config.json, or its content. Default: those of `docker login`. */
    readonly registryConfig?: string;
    /** More authorities for TLS: a PEM file, or its content. */
    readonly caFile?: string;
    /** `HOST[:PORT]` of registries to reach by plain HTTP; loopback addresses are anyway. */
    readonly httpHost?: Texts;
    /** `HOST[:PORT]` of loopback registries to reach by HTTPS. */
    readonly httpsHost?: Texts;
    /** Requests in flight to one host; 16. */
    readonly concurrency?: number;
    /** A request without progress ends after this. */
    readonly timeout?: string;
    /** The whole run ends after this. */
    readonly deadline?: string;
    /** Is told about progress and warnings; warnings are in the result too. */
    readonly reporter?: Reporter;
    /** Is told each request to a registry, in one line without secrets. */
    readonly onRequest?: (line: string) => void;
    /** Is told each password and token before its first use, so that a log can mask it. */
    readonly onSecret?: (secret: string) => void;
    /** Where credentials, proxies and `env://` keys are looked up; `process.env` by default. */
    readonly env?: Readonly<Record<string, string | undefined>>;
}
/** The options of every function, as a command line or an action gives them. */
export interface FaceOptions extends RunOptions {
    /** Whether the run is a step of a workflow, so that remedies are written in YAML. */
    readonly isStep?: boolean;
    /** What the face found wrong before the run, so that one error tells of everything. */
    readonly problems?: Problems;
    /** Opens the standard input. */
    readonly stdin?: (() => Input) | undefined;
}
/** Whose signatures count. A policy with its store, or roots with identities; else notation's own folder (not in CI). */
export interface TrustOptions {
    /** notation's `trustpolicy.json`: a file, or its content. */
    readonly trustPolicy?: string;
    /** The folder that holds `x509/ca/NAME`. */
    readonly trustStore?: string;
    /** Root certificates: a PEM file, or its content. */
    readonly trustedRoot?: string;
    /** `x509.subject: C=US, ST=WA, O=acme`, or `*`. */
    readonly trustedIdentity?: Texts;
    /** Roots of a timestamp authority: a PEM file, or its content. */
    readonly trustedTsaRoot?: string;
    /** Judge under the statement for this repository. */
    readonly scope?: string;
    /** Certificate revocation lists that answer before anybody is asked: DER or PEM files, or their content as PEM. */
    readonly crl?: Texts;
    /** Identities of which each has to have signed. */
    readonly requireIdentity?: Texts;
    /** How many different signers have to pass. */
    readonly requireCount?: number;
    /** Who has to have signed: a JSON file, or its content. */
    readonly require?: string;
    /** `THUMBPRINT`, or `THUMBPRINT=DATE`: certificates whose signatures are refused, from a date on or altogether. */
    readonly distrust?: Texts;
}
/** Options of `sign`. */
export interface SignOptions extends RunOptions {
    /** References by digest, better than by tag. */
    readonly images?: Texts;
    /** More references, a file with one a line. */
    readonly imagesFile?: string;
    /** A PEM file, its content, `env://NAME`, or the URI of a key in a service or a Notation plugin. */
    readonly key: string;
    /** The certificates of the key, up to the root: a PEM file, or its content. Left out where the key brings its own. */
    readonly certificateChain?: string;
    /** The managed identity of this machine for `azurekms://`, instead of the first identity that is configured. */
    readonly azureCredential?: 'managed-identity';
    /** For the Notation plugin that holds the key: `key=value` texts, or an object. */
    readonly pluginConfig?: readonly string[] | Readonly<Record<string, string>>;
    readonly signatureFormat?: 'jws' | 'cose';
    readonly expiry?: string;
    /** A timestamp authority (RFC 3161), by http or https; given together with `timestampRootCert`. */
    readonly timestampUrl?: string;
    /** The root certificate of that authority: a PEM or DER file, or its content as PEM. */
    readonly timestampRootCert?: string;
    /** Make no signature without a timestamp. */
    readonly requireTimestamp?: boolean;
    /** As for `verify`, for the certificates of the key and of the authority. */
    readonly crl?: Texts;
    /** `key=value` texts, or an object. */
    readonly userMetadata?: readonly string[] | Readonly<Record<string, string>>;
    readonly recursive?: boolean;
    readonly ifSigned?: 'skip' | 'add' | 'fail';
    /** The repository that signatures are put into, in place of that of the image. */
    readonly signaturesTo?: string;
    readonly singleWriter?: boolean;
}
/** Where signatures are looked for, beside the repository of the image. */
interface SignatureSourceOptions {
    /** Repositories, `oci:DIR` or `oci-archive:FILE`. */
    readonly signaturesFrom?: Texts;
}
/** Options of `verify`. */
export interface VerifyOptions extends RunOptions, TrustOptions, SignatureSourceOptions {
    readonly images?: Texts;
    /** More references, a file with one a line. */
    readonly imagesFile?: string;
    /** Must be in the signature: `key=value` texts, or an object. */
    readonly userMetadata?: readonly string[] | Readonly<Record<string, string>>;
    readonly recursive?: boolean;
    /** With `recursive`, the platforms whose images are judged: `linux/amd64`; without any, all are. */
    readonly platform?: Texts;
    readonly maxSignatures?: number;
    /** Pass only where a signed record says that this digest was promoted to the tag last. */
    readonly record?: boolean;
    /** With `record`, refuse one that is older: `24h`. */
    readonly recordMaxAge?: string;
}
/** Options of `promote`. Those of a signature are about `sign`, and are given with it alone. */
export interface PromoteOptions extends RunOptions, TrustOptions, SignatureSourceOptions, Partial<Omit<SignOptions, keyof RunOptions | 'images' | 'imagesFile' | 'recursive'>> {
    /** Put a signature of your own beside those that are carried, at every destination and before its tag. */
    readonly sign?: boolean;
    /** Left out with `file`. */
    readonly source?: string;
    /** With its tags: `registry.example.com/app:1.4,latest`. By digest, without a tag: `registry.example.com/app@sha256:…`. */
    readonly destination?: Texts;
    /** More destinations, a file with one a line, or the lines themselves. */
    readonly destinationsFile?: string;
    /** A promotions file: its images are promoted, in place of a source to destinations. */
    readonly file?: string;
    /** A plan of that file, which is done and nothing else. */
    readonly plan?: string;
    /** `sha256:…` of the plan. Without it, a plan that somebody has edited cannot be told from the one that was made. */
    readonly planDigest?: string;
    /** `2/4`: with `file`, promote only to the destinations of this shard; `auto` asks the engine that runs this process. */
    readonly shard?: string;
    /** Where to write which images are where, as JSON. */
    readonly relocations?: string;
    readonly fromRegistryConfig?: string;
    readonly toRegistryConfig?: string;
    /** The repository that signatures are put into, once for all destinations. */
    readonly signaturesTo?: string;
    readonly include?: 'all' | 'signatures' | 'verified';
    /** Of what is attached and is no signature, copy these types alone. */
    readonly artifactType?: Texts;
    /** Leave signatures of every kind behind; the image is judged by them all the same. */
    readonly excludeSignatures?: boolean;
    /** Every image of an index that is copied has to pass for itself, and with `sign` gets a signature of its own. */
    readonly recursive?: boolean;
    /** The platforms whose images are copied: `linux/amd64`; without any, all are. */
    readonly platform?: Texts;
    /** Copy non-distributable layers that the source holds. */
    readonly foreignLayers?: boolean;
    readonly allowUnsigned?: boolean;
    readonly skipVerification?: boolean;
    readonly moveTag?: 'if-unchanged' | 'always' | 'never';
    /** `move`, `keep` or `fail`, or `PATTERN=RULE`; the last that matches a tag counts. */
    readonly existingTag?: Texts;
    /** `{tag}-previous`: keeps what a tag pointed at before it moves. */
    readonly backupTag?: string;
    /** Ask each destination for every manifest and blob, and put what is gone. */
    readonly deep?: boolean;
    /** Put a signed record of the promotion beside each tag. */
    readonly record?: boolean;
    /** The key that signs the records, written as `key` is; needed with `record`. */
    readonly recordKey?: string;
    /** The certificates of `recordKey`: a PEM file, or its content. */
    readonly recordCertificateChain?: string;
    /** With `record`, put a new record where the one that stands is older: `12h`. */
    readonly recordMaxAge?: string;
    readonly dryRun?: boolean;
    readonly singleWriter?: boolean;
}
/** Options of `plan`. Those of trust count for entries that have none of their own. */
export interface PlanOptions extends RunOptions, TrustOptions {
    /** The promotions file. */
    readonly file?: string;
    /** Where the plan's own bytes go. */
    readonly out?: string;
    /** Plan only what differs from the file at this commit. */
    readonly changedSince?: string;
    /** Say which of so many shards have something to promote, as `matrix`. */
    readonly shards?: number;
    /** In place of a plan, what the shards did whose results are in this folder: the result is that of a promotion. */
    readonly results?: string;
    /** In place of a plan, a promotions file of what these repositories have. */
    readonly fromRegistry?: Texts;
    readonly fromRegistryConfig?: string;
    readonly toRegistryConfig?: string;
    readonly allowUnsigned?: boolean;
    readonly skipVerification?: boolean;
}
/** Options of `compare`. Those of trust are about `repair`, and are given with it alone. */
export interface CompareOptions extends RunOptions, TrustOptions {
    readonly source?: Texts;
    /** More sources, a file with one a line. */
    readonly imagesFile?: string;
    /** What the sources are compared with: repositories, `oci:DIR` or `oci-archive:FILE`, without tag and digest. */
    readonly with: Texts;
    readonly fromRegistryConfig?: string;
    readonly toRegistryConfig?: string;
    /** Of an index, the platforms whose images are expected: `linux/amd64`; without any, all are. */
    readonly platform?: Texts;
    /** Ask for every manifest and blob. */
    readonly deep?: boolean;
    /** Promote what is missing, where the image passes the trust policy, and compare again. */
    readonly repair?: boolean;
    readonly allowUnsigned?: boolean;
}
/** Options of `list` and `inspect`. At least one image has to be named. */
export interface ImageOptions extends RunOptions, SignatureSourceOptions {
    readonly image?: string;
    readonly images?: Texts;
    /** More references, a file with one a line. */
    readonly imagesFile?: string;
}
/** Options of `list`. With both of its own, signatures that meet both are shown. */
export interface ListOptions extends ImageOptions {
    /** Only signatures whose chain has this certificate: its thumbprint, SHA-256 in hex. */
    readonly signedBy?: string;
    /** Only signatures that stop verifying within this time, `30d`; the result is `failed` where there are any. */
    readonly expiring?: string;
}
/** The options of a command that contacts a key service and no registry. */
type KeyServiceOptions = Omit<RunOptions, 'registryConfig' | 'httpHost' | 'httpsHost'> & Pick<SignOptions, 'azureCredential'>;
/** The key of a certificate: one of the two. */
interface KeyOptions {
    readonly key?: string;
    /** The place of a key that is not there yet: a path, or an address in a service. It is made. */
    readonly newKey?: string;
}
/** Options of `certificate self-signed`. */
export interface SelfSignedOptions extends KeyServiceOptions, KeyOptions {
    /** As trust policies write it: `CN=release, O=acme, ST=WA, C=US`. */
    readonly subject: string;
    readonly days: number;
    /** Make a root that issues, instead of a certificate that signs artifacts. */
    readonly ca?: boolean;
    readonly out?: string;
}
/** Options of `certificate request`. */
export interface RequestOptions extends KeyServiceOptions, KeyOptions {
    readonly subject: string;
    readonly out?: string;
}
/** Options of `certificate issue`. */
export interface IssueOptions extends KeyServiceOptions {
    readonly caKey: string;
    /** The CA first, its root last: a PEM file, or its content. */
    readonly caCertificate: string;
    /** PKCS#10: a file, or its content. */
    readonly csr: string;
    readonly days: number;
    readonly out?: string;
}
/** Options of `certificate check`. */
export interface CheckOptions extends KeyServiceOptions, Pick<TrustOptions, 'crl'> {
    readonly key?: string;
    readonly certificateChain: string;
}
/** The options of a command that contacts nobody. */
type LocalOptions = Pick<RunOptions, 'deadline' | 'reporter' | 'onRequest' | 'onSecret' | 'env'>;
/** Options of `policy init`. */
export interface PolicyInitOptions extends LocalOptions {
    /** Root certificates: PEM files, or their content. */
    readonly trustedRoot: Texts;
    /** `x509.subject: C=US, ST=WA, O=acme`, or `*`. */
    readonly trustedIdentity: Texts;
    /** Repositories of the statement; without one, all. */
    readonly scope?: Texts;
    /** Of the statement and its trust store. */
    readonly name?: string;
    /** The folder that is written; `.sealift`. */
    readonly out?: string;
}
/** Options of `policy check`. */
export interface PolicyCheckOptions extends LocalOptions, Pick<TrustOptions, 'trustPolicy' | 'trustStore'> {
}
export {};
