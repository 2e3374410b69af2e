/**
 * Types that Go's encoding/json decodes one JSON value into: `string`, `int64`, `bool`, `[]byte` and `time.Time`.
 */
export type Scalar = 'text' | 'integer' | 'boolean' | 'bytes' | 'time';

export interface ListShape<S> {
  readonly kind: 'list';
  readonly of: S;
}

/** A Go map with text for keys. Unlike the names of a struct, its keys are compared exactly. */
export interface MapShape<S> {
  readonly kind: 'map';
  readonly of: S;
}

export interface StructShape<M> {
  readonly kind: 'struct';
  readonly members: ReadonlyMap<string, GoShape>;
  /** The name of each member by its folded name. */
  readonly folded: ReadonlyMap<string, string>;
  /** The shape of the members that are not named. Without one they are checked by the strict rules. */
  readonly others: GoShape | undefined;
  /** Carries the type of what is read; there is no such member at run time. */
  readonly type?: M;
}

/** A value that is checked against its shape and not built, because other programs read it and this one does not. */
export interface UnreadShape {
  readonly kind: 'unread';
  readonly of: GoShape;
}

/** A value of any type, Go's `any`. Its numbers may be inexact, so it is for documents that nobody else reads. */
export interface AnyShape {
  readonly kind: 'any';
}

/** The type that a Go program decodes a document into, such as a registry, notation or oras. */
export type GoShape =
  | Scalar
  | ListShape<GoShape>
  | MapShape<GoShape>
  | StructShape<unknown>
  | UnreadShape
  | AnyShape;

/** The type of the value that is read; it lacks each member that is absent, null or unread. */
export type Read<S> = S extends 'integer'
  ? number
  : S extends 'boolean'
    ? boolean
    : S extends Scalar
      ? string
      : S extends StructShape<infer M>
        ? { readonly [K in keyof M]?: Read<M[K]> }
        : S extends ListShape<infer T>
          ? readonly Read<T>[]
          : S extends MapShape<infer T>
            ? Readonly<Record<string, Read<T>>>
            : S extends AnyShape
              ? unknown
              : never;

/**
 * A name as Go compares it with the names of a struct, none of which has letters beyond ASCII. The long s (U+017F) folds to
 * s; lower case makes a k of the Kelvin sign (U+212A).
 */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll('\u017f', 's');
}

export function struct<const M extends Readonly<Record<string, GoShape>>>(
  members: M,
  others?: GoShape,
): StructShape<M> {
  return {
    kind: 'struct',
    members: new Map(Object.entries(members)),
    folded: new Map(Object.keys(members).map((name) => [foldName(name), name])),
    others,
  };
}

export const ANY: AnyShape = { kind: 'any' };

export function unread(of: GoShape): UnreadShape {
  return { kind: 'unread', of };
}

export function listOf<S extends GoShape>(of: S): ListShape<S> {
  return { kind: 'list', of };
}

export function mapOf<S extends GoShape>(of: S): MapShape<S> {
  return { kind: 'map', of };
}
