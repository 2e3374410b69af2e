import type { PlannedPromotion } from './plan.ts';

/** Keeps equal texts once: the promotions of a plan name few repositories, signers and types, and each of them thousands of times. */
export class SharedTexts {
  readonly #known = new Map<string, unknown>();

  #once<T>(key: string, value: T): T {
    if (!this.#known.has(key)) this.#known.set(key, value);
    return this.#known.get(key) as T;
  }

  /** The promotion with all that may be equal in others taken from those. */
  in(entry: PlannedPromotion): PlannedPromotion {
    const { destination, source, signers, attachments } = entry;
    const text = (one: string): string => this.#once(one, one);
    const list = <T>(kind: string, rows: readonly T[]) => this.#once(`${kind} ${JSON.stringify(rows)}`, rows);
    return {
      ...entry,
      destination: text(destination),
      source: { ...source, repository: text(source.repository) },
      signers: list('signers', signers),
      attachments: list('attachments', attachments),
    };
  }
}
