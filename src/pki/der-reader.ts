import { checkDer, type DerElement, derChildren, derElement, isInteger, TAG } from '../encoding/der.ts';
import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import type { ErrorCode } from '../errors.ts';
import { DerParts } from './der-parts.ts';
import { dottedOid } from './dotted-oid.ts';

/** Types by their names in ASN.1 (X.680), for a person. */
const TYPE_NAMES: Readonly<Record<number, string>> = {
  [TAG.boolean]: 'BOOLEAN',
  [TAG.integer]: 'INTEGER',
  [TAG.bitString]: 'BIT STRING',
  [TAG.octetString]: 'OCTET STRING',
  [TAG.null]: 'NULL',
  [TAG.oid]: 'OBJECT IDENTIFIER',
  [TAG.sequence]: 'SEQUENCE',
  [TAG.set]: 'SET',
};

/** A context-specific tag: `[number]`, constructed or not. */
export const contextTag = (number: number, constructed = true): number =>
  (constructed ? 0xa0 : 0x80) | number;

/** Reads the parts of one DER value by their types; a part of another type is an error of `context`. */
export class DerReader {
  readonly #der: Uint8Array;
  readonly #context: ErrorContext;

  /** @param der is checked as DER (X.690) here, because the check of a value around it does not look into octet strings. */
  static of(der: Uint8Array, context: ErrorContext): { reader: DerReader; root: DerElement } {
    checkDer(der, context);
    return { reader: new DerReader(der, context), root: derElement(der, 0, der.length, context) };
  }

  /** Reads bytes that are not checked as DER yet: the caller has to walk them itself, because they are too many to walk twice. */
  static unchecked(der: Uint8Array, context: ErrorContext): DerReader {
    return new DerReader(der, context);
  }

  private constructor(der: Uint8Array, context: ErrorContext) {
    this.#der = der;
    this.#context = context;
  }

  /** @param code replaces the code of the context. */
  refuse(reason: string, code: ErrorCode = this.#context.code): Error {
    return errorIn({ ...this.#context, code }, reason);
  }

  /** The same bytes, with the name of a field in what is refused. */
  at(field: string): DerReader {
    return new DerReader(this.#der, this.#named(field));
  }

  /** Reads the DER that an octet or bit string holds. */
  inside(content: Uint8Array, field?: string): { reader: DerReader; root: DerElement } {
    return DerReader.of(content, field === undefined ? this.#context : this.#named(field));
  }

  content({ contentStart, end }: DerElement): Uint8Array {
    return this.#der.subarray(contentStart, end);
  }

  whole({ start, end }: DerElement): Uint8Array {
    return this.#der.subarray(start, end);
  }

  /** The elements inside of an element, which has to be of the type `tag`. */
  children(element: DerElement | undefined, tag: number): DerElement[] {
    return [...derChildren(this.#der, this.#typed(element, tag), this.#context)];
  }

  /** The same elements, to be read in the order of a definition. */
  parts(element: DerElement | undefined, tag: number = TAG.sequence): DerParts {
    return new DerParts(this.children(element, tag), (reason) => this.refuse(reason));
  }

  /** The one element inside of an explicit tag. */
  only(element: DerElement, tag: number): DerElement {
    const parts = this.parts(element, tag);
    const part = parts.required('content');
    parts.end();
    return part;
  }

  oid(element: DerElement | undefined): string {
    const oid = dottedOid(this.content(this.#typed(element, TAG.oid)));
    if (oid === undefined) throw this.refuse('has an object identifier with a number beyond 31 bits');
    return oid;
  }

  boolean(element: DerElement): boolean {
    return this.content(this.#typed(element, TAG.boolean))[0] !== 0;
  }

  octets(element: DerElement): Uint8Array {
    return this.content(this.#typed(element, TAG.octetString));
  }

  /** The content of a BIT STRING of whole octets. */
  bits(element: DerElement): Uint8Array {
    const content = this.content(this.#typed(element, TAG.bitString));
    if (content[0] !== 0) throw this.refuse('is malformed: its bits do not fill whole octets');
    return content.subarray(1);
  }

  /** The magnitude of an INTEGER that is not negative, without a zero in front; `tag` where it is implicit. */
  natural(element: DerElement, tag: number = TAG.integer): Uint8Array {
    const content = this.content(this.#typed(element, tag));
    if (!isInteger(content)) throw this.refuse('has an integer that is not DER');
    if (content[0]! >= 0x80) throw this.refuse('is negative');
    return content[0] === 0 ? content.subarray(1) : content;
  }

  /** An INTEGER from 0 to 2^31 - 1; larger numbers have no meaning where it is used. */
  count(element: DerElement, tag: number = TAG.integer): number {
    const bytes = this.natural(element, tag);
    const value = bytes.length > 4 ? Infinity : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    if (value >= 2 ** 31) throw this.refuse('is a number beyond 31 bits');
    return value;
  }

  #typed(element: DerElement | undefined, tag: number): DerElement {
    if (element?.tag === tag) return element;
    throw this.refuse(`is malformed: ${TYPE_NAMES[tag] ?? `[${tag & 0x1f}]`} is expected`);
  }

  #named(field: string): ErrorContext {
    return { ...this.#context, what: `${this.#context.what}, ${field}` };
  }
}
