import { asSealiftError, SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { exactStatement } from '../../notation/policy/scope.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { chooseStatement } from '../judging/choose-statement.ts';
import type { JudgeContext } from '../judging/judge.ts';
import { preloadTrust } from '../judging/preload-trust.ts';
import type { Destinations } from './destinations.ts';
import { Gate } from './gate.ts';
import type { PromotionTarget } from './target.ts';

/** The error of a destination, with the statement that it comes from: the source may have passed its own. */
function under({ name }: Statement, { store }: PromotionTarget, thrown: unknown): SealiftError {
  const { code, message, hint } = asSealiftError(thrown);
  return new SealiftError(code, `the statement "${name}" for ${store.repository}: ${message}`, {
    hint,
    cause: thrown,
  });
}

/**
 * What the source has to pass: its own statement for everybody, and for a destination that a statement names exactly that
 * statement as well, for itself.
 */
export class Gates {
  readonly own: Gate;
  readonly #theirs = new Map<PromotionTarget, Gate>();
  readonly #destinations: Destinations;

  private constructor(own: Gate, destinations: Destinations) {
    this.own = own;
    this.#destinations = destinations;
  }

  /**
   * Finds the statements. A destination whose statement does not enforce who signed is left out.
   *
   * @throws SealiftError `no_applicable_statement`, `usage` or `policy_does_not_enforce` for the statement of the source.
   */
  static async find(
    context: Omit<JudgeContext, 'statement'>,
    scope: string | undefined,
    destinations: Destinations,
  ): Promise<Gates> {
    const { trust, store } = context;
    const policy = await trust.policy();
    const gates = new Map<Statement, Gate>();
    const gateOf = (statement: Statement): Gate => {
      const gate = gates.get(statement) ?? new Gate({ ...context, statement });
      gates.set(statement, gate);
      return gate;
    };
    const found = new Gates(gateOf(chooseStatement(policy, store, scope)), destinations);
    for (const target of destinations.open) {
      const { repository } = target.store;
      const statement = repository === undefined ? undefined : exactStatement(policy, repository);
      if (!statement) continue;
      try {
        found.#theirs.set(target, gateOf(statement));
      } catch (error) {
        destinations.refuse(target, under(statement, target, error));
      }
    }
    for (const statement of gates.keys()) preloadTrust(trust, statement);
    return found;
  }

  /** The gates that a destination has. */
  of(target: PromotionTarget): readonly Gate[] {
    return [...new Set([this.own, this.#theirs.get(target) ?? this.own])];
  }

  /** The gate of the statement that names a destination exactly. */
  named(target: PromotionTarget): Gate | undefined {
    return this.#theirs.get(target);
  }

  /** The gate of the statement for a destination: the one that names it exactly, else that of the source where it is for everything. */
  at(target: PromotionTarget): Gate | undefined {
    const named = this.named(target);
    if (named || !this.own.statement.registryScopes.includes('*')) return named;
    return this.own;
  }

  /** The gates of everybody who is not left out. */
  get all(): readonly Gate[] {
    return [...new Set([this.own, ...this.#destinations.open.flatMap((target) => this.of(target))])];
  }

  /**
   * Judges the source under every statement. A destination whose own statement refuses is left out. Resolves to what the user
   * should know although the source passed.
   *
   * @throws SealiftError when the statement of the source refuses.
   */
  judge(
    image: Descriptor,
    options: { readonly allowUnsigned: boolean },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return this.#underEach((gate) => gate.judge(image, options, signal), signal);
  }

  /** Judges the children of the source, each for itself, as {@link judge} does the source. */
  judgeChildren(
    children: readonly Descriptor[],
    options: { readonly allowUnsigned: boolean },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return this.#underEach((gate) => gate.judgeChildren(children, options, signal), signal);
  }

  async #underEach(
    judge: (gate: Gate) => Promise<readonly string[]>,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const notes = new Set(await judge(this.own));
    const others = Map.groupBy(this.#destinations.open, (target) => this.#theirs.get(target) ?? this.own);
    others.delete(this.own);
    for (const [gate, targets] of others) {
      try {
        for (const note of await judge(gate)) notes.add(note);
      } catch (error) {
        signal.throwIfAborted();
        for (const target of targets) this.#destinations.refuse(target, under(gate.statement, target, error));
      }
    }
    return notes;
  }
}
