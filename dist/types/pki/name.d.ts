/** One attribute of a distinguished name; `type` is the dotted OID, `value` the decoded text. */
export interface NameAttribute {
    readonly type: string;
    readonly value: string;
}
/** A distinguished name (RFC 5280, 4.1.2.4): RDNs in certificate order, each with one or more attributes. */
export interface Name {
    readonly der: Uint8Array;
    readonly rdns: readonly (readonly NameAttribute[])[];
}
/** The attribute types that Go's `pkix.Name` knows by name, and so notation, in the order in which it encodes them. */
export declare const ATTRIBUTE_NAMES: Readonly<Record<string, string>>;
/**
 * The name as text (RFC 4514), spelled and ordered as Go's `pkix.Name` does and so as notation shows it, whatever the
 * order in the certificate: `CN=…,O=…,ST=…,C=…`, attributes that have no name at the end.
 */
export declare function nameText(name: Name): string;
export declare function sameName(a: Name, b: Name): boolean;
