import { Buffer } from 'node:buffer';
import { type ErrorContext, errorIn } from './error-context.ts';
import { SCALARS } from './go-scalars.ts';
import { foldName, type GoShape, type StructShape } from './go-shape.ts';
import { printable } from './printable.ts';

const MAX_DEPTH = 32;

/** The most values that are built: a hostile document that consists of `{}` takes thirty times its length in memory. */
const MAX_VALUES = 150_000;

/**
 * In documents of at least this length texts are copied, so that the document can be freed after it was read: a run keeps the digests of
 * thousands of manifests, each of which may have less than a kilobyte.
 */
const LARGE = 256;
/** The length from which V8 keeps the whole text for a part of it; it copies shorter parts. */
const SLICED = 13;

/** Copies a text into memory of its own, since V8 keeps the whole document for a part of it. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

type Container = Record<string, unknown> | unknown[];

/** The shape of a value, and whether the value is built. */
interface Expected {
  /** Absent for a value that may be of any type. */
  readonly shape: Exclude<GoShape, { readonly kind: 'unread' }> | undefined;
  readonly isRead: boolean;
}

interface Frame extends Expected {
  readonly isList: boolean;
  /** The value that is built. It stays empty where it is not read. */
  readonly value: Container;
  /** How many elements were read. */
  length: number;
  /** The name of the member that is being read. */
  name: string;
  /** Members that were null or are not read. `value` lacks them, and a second one of that name is a duplicate all the same. */
  absent?: Set<string>;
}

/** The value that Go gives an element of a list or map that is null. */
function zeroOf(shape: NonNullable<Expected['shape']>): unknown {
  if (typeof shape === 'string') return SCALARS[shape].zero;
  return shape.kind === 'list' ? [] : {};
}

function isAny(shape: GoShape | undefined): boolean {
  return typeof shape === 'object' && shape.kind === 'any';
}

function nounOf(shape: NonNullable<Expected['shape']>): string {
  if (typeof shape === 'string') return SCALARS[shape].noun;
  return shape.kind === 'list' ? 'a list' : 'an object';
}

/**
 * Builds a value while its text is read, so that duplicate names, depth, inexact numbers and members that Go reads otherwise are
 * refused before a parser hides them ("Strict readers"). Members outside the shape are checked by the same rules and not built.
 */
export class JsonBuilder {
  readonly #context: ErrorContext;
  readonly #shape: GoShape | undefined;
  readonly #keepsUnnamed: boolean;
  readonly #place: () => string;
  readonly #open: Frame[] = [];
  /** The copy of each text, since media types repeat in every entry of a list. */
  readonly #texts: Map<string, string> | undefined;
  #values = 0;
  root: unknown;

  /**
   * @param length of the document.
   * @param place says where the reading is; empty where a place would say nothing.
   */
  constructor(
    context: ErrorContext,
    length: number,
    shape: GoShape | undefined,
    unnamed: 'kept' | 'dropped',
    place: () => string,
  ) {
    this.#place = place;
    this.#context = context;
    this.#shape = shape;
    this.#keepsUnnamed = unnamed === 'kept';
    this.#texts = length >= LARGE ? new Map() : undefined;
  }

  #fault(reason: string): Error {
    return errorIn(this.#context, `${reason}${this.#place()}`);
  }

  #value(value: unknown, isRead: boolean): void {
    const parent = this.#open.at(-1);
    if (isRead) {
      this.#values += 1;
      if (this.#values > MAX_VALUES) throw this.#fault(`has over ${MAX_VALUES} values`);
    }
    if (parent === undefined) {
      this.root = value;
    } else if (parent.isList) {
      parent.length += 1;
      if (isRead) (parent.value as unknown[]).push(value);
    } else if (!isRead) {
      parent.absent ??= new Set();
      parent.absent.add(parent.name);
    } else if (parent.name === '__proto__') {
      // An assignment would set the prototype of the object instead of a member.
      Object.defineProperty(parent.value, parent.name, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else {
      (parent.value as Record<string, unknown>)[parent.name] = value;
    }
  }

  /** What is expected of the next value. */
  #expected(): Expected {
    const parent = this.#open.at(-1);
    if (parent === undefined) return this.#opened(this.#shape, true);
    const { shape, name, isRead } = parent;
    if (shape === undefined || typeof shape === 'string') return { shape: undefined, isRead };
    if (shape.kind === 'any') return { shape, isRead };
    if (shape.kind !== 'struct') return this.#opened(shape.of, isRead);
    const member = shape.members.get(name) ?? shape.others;
    return this.#opened(member, isRead && (member !== undefined || this.#keepsUnnamed));
  }

  #opened(shape: GoShape | undefined, isRead: boolean): Expected {
    if (typeof shape !== 'object' || shape.kind !== 'unread') return { shape, isRead };
    return this.#opened(shape.of, false);
  }

  begin(isList: boolean): void {
    if (this.#open.length >= MAX_DEPTH) throw this.#fault(`nests deeper than ${MAX_DEPTH} levels`);
    const { shape, isRead } = this.#expected();
    const fits = typeof shape === 'object' && (isAny(shape) || (shape.kind === 'list') === isList);
    if (shape !== undefined && !fits) throw this.#malformed(shape);
    const value: Container = isList ? [] : {};
    this.#value(value, isRead);
    this.#open.push({ shape, isRead, isList, value, length: 0, name: '' });
  }

  end(): void {
    this.#open.pop();
  }

  name(name: string): void {
    const parent = this.#open.at(-1)!;
    this.#checkText(name);
    if (Object.hasOwn(parent.value, name) || parent.absent?.has(name))
      throw this.#fault(`has the member "${printable(name)}" twice`);
    const { shape } = parent;
    if (typeof shape === 'object' && shape.kind === 'struct') this.#checkCaseVariant(name, shape);
    parent.name = name;
  }

  /** Go reads a member into the field whose name differs in case alone, and of two such members keeps the last one. */
  #checkCaseVariant(name: string, { members, folded }: StructShape<unknown>): void {
    if (members.has(name)) return;
    const field = folded.get(foldName(name));
    if (field !== undefined)
      throw errorIn(
        this.#context,
        `has the member ${printable(this.#path(name))}, which others read as ${field}`,
      );
  }

  /** @param raw gives the JSON text of the value. */
  scalar(value: unknown, raw: () => string): void {
    if (typeof value === 'string') this.#checkText(value);
    const { shape, isRead } = this.#expected();
    const isInexact = typeof value === 'number' && !Number.isSafeInteger(Math.trunc(value));
    if (isInexact && !isAny(shape)) {
      throw this.#fault('has a number that is too large to be read exactly');
    }
    const fits =
      shape === undefined || isAny(shape) || (typeof shape === 'string' && SCALARS[shape].fits(value, raw()));
    if (fits) this.#value(isRead ? this.#own(value) : undefined, isRead);
    else if (value === null) this.#null(shape, isRead);
    else throw this.#malformed(shape);
  }

  #own(value: unknown): unknown {
    if (typeof value !== 'string' || value.length < SLICED || !this.#texts) return value;
    const own = this.#texts.get(value) ?? detached(value);
    this.#texts.set(own, own);
    return own;
  }

  /** As in Go, null leaves a field of a struct unset, and is the zero value in a list or map. */
  #null(shape: NonNullable<Expected['shape']>, isRead: boolean): void {
    const parent = this.#open.at(-1);
    const isMember =
      parent !== undefined && typeof parent.shape === 'object' && parent.shape.kind === 'struct';
    this.#value(zeroOf(shape), isRead && !isMember);
  }

  /** Half a surrogate pair is no character, and readers replace it in different ways (RFC 7493, 2.1). */
  #checkText(text: string): void {
    if (!text.isWellFormed()) throw this.#fault('has an escape that is half a character');
  }

  /** The path of the value that is being read, or of the member `name` beside it: `config.annotations`, `layers.0.size`. */
  #path(name?: string): string {
    const last = this.#open.length - 1;
    // A container is in its list while it is read, a scalar is not yet.
    const steps = this.#open.map(({ isList, length, name: member }, level) =>
      isList ? length - (level < last ? 1 : 0) : member,
    );
    return (name === undefined ? steps : [...steps.slice(0, -1), name]).join('.');
  }

  #malformed(shape: NonNullable<Expected['shape']>): Error {
    const path = this.#path();
    const reason = `not ${nounOf(shape)}`;
    return errorIn(
      this.#context,
      path === '' ? `is ${reason}` : `is malformed at ${printable(path)}: ${reason}`,
    );
  }
}
