import { type Complaint, complain } from '../encoding/complaint.ts';
import { checkDer, type DerElement, derChildren, derElement } from '../encoding/der.ts';
import { dottedOid } from './dotted-oid.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** A context-specific tag: `[number]`, constructed or not. */
export const context = (number: number, constructed = true): number => (constructed ? 0xa0 : 0x80) | number;

/** Reads the parts of one DER value by their types; what does not fit is refused in the words of `complaint`. */
export class DerReader {
  readonly #der: Uint8Array;
  readonly #complaint: Complaint;

  /** @param der walked as DER here (X.690): an octet string's content was passed by when the walk went over its outside. */
  static of(der: Uint8Array, complaint: Complaint): { reader: DerReader; root: DerElement } {
    checkDer(der, complaint);
    return { reader: new DerReader(der, complaint), root: derElement(der, 0, der.length, complaint) };
  }

  private constructor(der: Uint8Array, complaint: Complaint) {
    this.#der = der;
    this.#complaint = complaint;
  }

  malformed(): Error {
    return complain(this.#complaint, 'is malformed');
  }

  content({ contentStart, end }: DerElement): Uint8Array {
    return this.#der.subarray(contentStart, end);
  }

  whole({ start, end }: DerElement): Uint8Array {
    return this.#der.subarray(start, end);
  }

  /** What is inside of an element that has to be of the type `tag`. */
  children(element: DerElement | undefined, tag: number): DerElement[] {
    if (element?.tag !== tag) throw this.malformed();
    return [...derChildren(this.#der, element, this.#complaint)];
  }

  oid(element: DerElement | undefined): string {
    const oid = element?.tag === TAG.oid ? dottedOid(this.content(element)) : undefined;
    if (oid === undefined) throw this.malformed();
    return oid;
  }

  boolean(element: DerElement): boolean {
    if (element.tag !== TAG.boolean) throw this.malformed();
    return this.content(element)[0] !== 0;
  }

  /** A number from 0 that fits into one; larger ones have no meaning here. */
  count(element: DerElement): number {
    const bytes = element.tag === TAG.integer ? this.content(element) : undefined;
    if (!bytes || bytes.length > 4 || (bytes[0] ?? 0x80) >= 0x80) throw this.malformed();
    return bytes.reduce((value, byte) => value * 256 + byte, 0);
  }
}
