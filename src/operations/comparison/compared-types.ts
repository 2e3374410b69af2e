import type { ComparedType } from './result.ts';

/** Something attached at the source, and whether the other side has it. */
export interface ComparedAttachment {
  readonly digest: string;
  readonly artifactType: string;
  readonly suffix: string | null;
  readonly isThere: boolean;
}

/** Attachments by type, each type with what is missing of it. */
export function comparedTypes(attachments: readonly ComparedAttachment[]): readonly ComparedType[] {
  const groups = Map.groupBy(attachments, ({ artifactType, suffix }) =>
    JSON.stringify([artifactType, suffix]),
  );
  return [...groups.values()].map((group) => {
    const missing = group.filter(({ isThere }) => !isThere).map(({ digest }) => digest);
    const { artifactType, suffix } = group[0]!;
    const expected = group.length;
    return { artifactType, suffix, expected, present: expected - missing.length, missing };
  });
}
