import { type Complaint, complain } from './complaint.ts';
import { SCALARS } from './go-scalars.ts';
import { foldName, type GoShape, type StructShape } from './go-shape.ts';
import { printable } from './printable.ts';

const MAX_DEPTH = 32;

interface Frame {
  readonly value: Record<string, unknown> | unknown[];
  /** Of the container; a value in it that has none may be anything. */
  readonly shape: GoShape | undefined;
  /** Of the member that is read. */
  name: string;
  /** Members that were null. */
  absent?: Set<string>;
}

/** What Go leaves in an element or a map's value where null stands. */
function zeroOf(shape: GoShape): unknown {
  if (typeof shape === 'string') return SCALARS[shape].zero;
  return shape.kind === 'list' ? [] : {};
}

function nounOf(shape: GoShape): string {
  if (typeof shape === 'string') return SCALARS[shape].noun;
  return shape.kind === 'list' ? 'a list' : 'an object';
}

/**
 * Builds the value while it is read, so that duplicates, depth, numbers and what Go would read as something else are refused
 * before a parser hides them.
 */
export class JsonBuilder {
  readonly #complaint: Complaint;
  readonly #shape: GoShape | undefined;
  readonly #open: Frame[] = [];
  root: unknown;

  constructor(complaint: Complaint, shape: GoShape | undefined) {
    this.#complaint = complaint;
    this.#shape = shape;
  }

  #value(value: unknown): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      this.root = value;
    } else if (Array.isArray(parent.value)) {
      parent.value.push(value);
    } else if (parent.name === '__proto__') {
      // It is data like any other, and not the prototype that an assignment would make of it.
      Object.defineProperty(parent.value, parent.name, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else {
      parent.value[parent.name] = value;
    }
  }

  /** Of the value that comes. */
  #expected(): GoShape | undefined {
    const parent = this.#open.at(-1);
    if (parent === undefined) return this.#shape;
    const { shape, name } = parent;
    if (shape === undefined || typeof shape === 'string') return undefined;
    return shape.kind === 'struct' ? shape.members.get(name) : shape.of;
  }

  begin(value: Frame['value']): void {
    if (this.#open.length >= MAX_DEPTH)
      throw complain(this.#complaint, `nests deeper than ${MAX_DEPTH} levels`);
    const shape = this.#expected();
    const fits = typeof shape !== 'string' && (shape?.kind === 'list') === Array.isArray(value);
    if (shape !== undefined && !fits) throw this.#malformed(shape);
    this.#value(value);
    this.#open.push({ value, shape, name: '' });
  }

  end(): void {
    this.#open.pop();
  }

  name(name: string): void {
    const parent = this.#open.at(-1)!;
    this.#checkText(name);
    if (Object.hasOwn(parent.value, name) || parent.absent?.has(name))
      throw complain(this.#complaint, `has the member "${printable(name)}" twice`);
    const { shape } = parent;
    if (typeof shape === 'object' && shape.kind === 'struct') this.#checkTwin(name, shape);
    parent.name = name;
  }

  /** Go takes a member for the one of its struct whose name differs in case alone, whichever stands last. */
  #checkTwin(name: string, { members, folded }: StructShape<unknown>): void {
    if (members.has(name)) return;
    const twin = folded.get(foldName(name));
    if (twin !== undefined)
      throw complain(
        this.#complaint,
        `has the member ${printable(this.#path(name))}, which others read as ${twin}`,
      );
  }

  /** `raw` is the value as it is written. */
  scalar(value: unknown, raw: () => string): void {
    if (typeof value === 'number' && !Number.isSafeInteger(Math.trunc(value))) {
      throw complain(this.#complaint, 'has a number that is too large to be read exactly');
    }
    if (typeof value === 'string') this.#checkText(value);
    const shape = this.#expected();
    if (shape === undefined) this.#value(value);
    else if (value === null) this.#nothing(shape);
    else if (typeof shape === 'string' && SCALARS[shape].fits(value, raw())) this.#value(value);
    else throw this.#malformed(shape);
  }

  /** Go leaves as it is what null stands for. */
  #nothing(shape: GoShape): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined && typeof parent.shape === 'object' && parent.shape.kind === 'struct') {
      parent.absent ??= new Set();
      parent.absent.add(parent.name);
    } else {
      this.#value(zeroOf(shape));
    }
  }

  /** Half a surrogate pair is no character: every reader makes something else of it (RFC 7493, 2.1). */
  #checkText(text: string): void {
    if (!text.isWellFormed()) throw complain(this.#complaint, 'has an escape that is half a character');
  }

  /** Where the reading stands, or the member `name` of the innermost container: `config.annotations`, `layers.0.size`. */
  #path(name?: string): string {
    const last = this.#open.length - 1;
    // A container is in its list while it is read, a scalar is not yet.
    const steps = this.#open.map(({ value, name: member }, level) =>
      Array.isArray(value) ? value.length - (level < last ? 1 : 0) : member,
    );
    return (name === undefined ? steps : [...steps.slice(0, -1), name]).join('.');
  }

  #malformed(shape: GoShape): Error {
    const path = this.#path();
    const reason = `not ${nounOf(shape)}`;
    return complain(
      this.#complaint,
      path === '' ? `is ${reason}` : `is malformed at ${printable(path)}: ${reason}`,
    );
  }
}
