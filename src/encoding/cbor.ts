import { Buffer } from 'node:buffer';
import { type DecodeOptions, decode, type TagDecoder, Token, Tokenizer, Type } from 'cborg';
import { SealiftError } from '../errors.ts';
import { CborFloat, CborTag, type CborValue } from './cbor-values.ts';
import { type ErrorContext, errorIn } from './error-context.ts';
import { printable } from './printable.ts';
import { decodeUtf8 } from './utf8.ts';

/** Levels of arrays, maps and tags. An envelope has three. */
const MAX_DEPTH = 16;

/** The most data items: a hostile document of empty arrays takes thirty times its length in memory. */
const MAX_ITEMS = 20_000;

/** An array, a map or a tag that is being read. */
interface Frame {
  readonly isMap: boolean;
  /** How many items of it are still to come; a pair of a map is two. */
  left: number;
}

/** How many items stand in a container; `undefined` for an item that contains none. */
function itemsIn({ type, value }: Token): number | undefined {
  if (type === Type.array) return value as number;
  if (type === Type.map) return 2 * (value as number);
  return type === Type.tag ? 1 : undefined;
}

const KEYS: readonly Type[] = [Type.uint, Type.negint, Type.string];

/** Hands on the tokens of cborg, and refuses what cborg does not. */
class StrictTokenizer extends Tokenizer {
  readonly #context: ErrorContext;
  readonly #open: Frame[] = [];
  #items = 0;

  constructor(bytes: Uint8Array, options: DecodeOptions, context: ErrorContext) {
    super(bytes, options);
    this.#context = context;
  }

  override next(): Token {
    const token = super.next();
    this.#items += 1;
    if (this.#items > MAX_ITEMS) throw errorIn(this.#context, `has over ${MAX_ITEMS} values`);
    this.#enter(token);
    const { type, value, byteValue, encodedLength } = token;
    if (type === Type.float) return new Token(type, new CborFloat(value as number), encodedLength);
    // cborg replaces what is no UTF-8, and drops a byte order mark: another label would be read as a known one.
    return byteValue ? new Token(type, decodeUtf8(byteValue, this.#context), encodedLength) : token;
  }

  #enter(token: Token): void {
    const parent = this.#open.at(-1);
    if (parent) {
      // Equality of other keys is that of objects, so that a key would stand there twice and not be found.
      const isKey = parent.isMap && parent.left % 2 === 0;
      if (isKey && !KEYS.includes(token.type))
        throw errorIn(this.#context, 'has a map key that is neither an integer nor text');
      parent.left -= 1;
    }
    const left = itemsIn(token);
    if (left !== undefined && left > 0) {
      if (this.#open.length === MAX_DEPTH)
        throw errorIn(this.#context, `nests deeper than ${MAX_DEPTH} levels`);
      this.#open.push({ isMap: token.type === Type.map, left });
      return;
    }
    while (this.#open.at(-1)?.left === 0) this.#open.pop();
  }
}

const OPTIONS: DecodeOptions = {
  strict: true,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  retainStringBytes: true,
  allowIndefinite: false,
  allowBigInt: false,
  allowNaN: false,
  allowInfinity: false,
};

/** Which tags may occur, and what each may stand in front of. */
export type CborTags = Readonly<Record<number, (content: CborValue) => boolean>>;

function tagDecoders(tags: CborTags, context: ErrorContext): NonNullable<DecodeOptions['tags']> {
  const decoders = Object.entries(tags).map(([number, fits]) => {
    const decoder: TagDecoder = (decodeContent) => {
      const content = decodeContent() as CborValue;
      if (!fits(content)) throw errorIn(context, `has the tag ${number} in front of what it does not fit`);
      return new CborTag(Number(number), content);
    };
    return [number, decoder] as const;
  });
  return Object.fromEntries(decoders);
}

/**
 * Reads one CBOR data item (RFC 8949) strictly: integers and lengths in the shortest form, no indefinite length, no map key
 * twice, keys that are integers or text, UTF-8, integers exact, no simple values but those of JSON and `undefined`, at most
 * 16 levels, nothing behind the item. Maps may be in any order.
 *
 * @param tags every other one is refused.
 * @throws SealiftError with the code of `context`.
 */
export function parseCbor(bytes: Uint8Array, context: ErrorContext, tags: CborTags = {}): CborValue {
  // Of a Buffer, cborg's byte strings would be views that keep the whole document.
  const input = Buffer.isBuffer(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : bytes;
  const options = { ...OPTIONS, tags: tagDecoders(tags, context) };
  try {
    return decode(input, {
      ...options,
      tokenizer: new StrictTokenizer(input, options, context),
    }) as CborValue;
  } catch (error) {
    if (error instanceof SealiftError) throw error;
    const reason = error instanceof Error ? error.message.replace(/^CBOR decode error: /, '') : 'unreadable';
    throw errorIn(context, `is not strict CBOR: ${printable(reason)}`);
  }
}
