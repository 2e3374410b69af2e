/** A signed attribute that the formats do not define (signature-specification.md, "Extended Attributes"). */
export interface ExtendedAttribute {
    /** A number under COSE alone. */
    readonly key: string | number;
    readonly critical: boolean;
    /** As JSON has it; `undefined` for what has no form there, such as a CBOR map. */
    readonly value: unknown;
}
