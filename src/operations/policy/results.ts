import type { Consequence, ImageCase } from '../../notation/policy/consequences.ts';
import type { CheckAction, CheckName, Level } from '../../notation/policy/document.ts';
import type { TrustStoreType } from '../../notation/ports.ts';
import type { CertificateFacts, ResultError, RunResult } from '../results.ts';

/** What one statement of a trust policy means. */
export interface StatementFacts {
  readonly name: string;
  /** Repositories as references spell them, or `*` alone. */
  readonly scopes: readonly string[];
  readonly level: Level;
  /** Each check of the level, with the override of the statement. */
  readonly checks: readonly {
    readonly check: CheckName;
    readonly action: CheckAction;
    readonly overridden: boolean;
  }[];
  /** When a timestamp is demanded; `null` without a `tsa` store. */
  readonly verifyTimestamp: 'always' | 'afterCertExpiry' | null;
  readonly trustStores: readonly string[];
  readonly trustedIdentities: readonly string[];
  /** What `verify` does with an image of each kind. */
  readonly consequences: readonly { readonly image: ImageCase; readonly verify: Consequence }[];
  /** Whether `promote` judges by it; it refuses under a statement that does not enforce integrity and authenticity. */
  readonly promotes: boolean;
}

/** One certificate of a trust store. */
export interface AnchorFacts extends CertificateFacts {
  /** Name of the file in the folder of the store. */
  readonly file: string;
  /** Whether it is of a CA. One that is not anchors itself alone. */
  readonly authority: boolean;
  readonly state: 'valid' | 'expired' | 'not-yet-valid';
}

/** One trust store. */
export interface StoreFacts {
  readonly type: TrustStoreType;
  readonly name: string;
  /** Names of the statements that name it. */
  readonly usedBy: readonly string[];
  readonly certificates: readonly AnchorFacts[];
}

/** The JSON object that a `policy` command prints. */
export interface PolicyRunResult extends RunResult {
  readonly trust: {
    /** The files that were read or written, as the user named them; `null` for a policy that was given as its content. */
    readonly policy: string | null;
    readonly store: string | null;
    readonly statements: readonly StatementFacts[];
    readonly stores: readonly StoreFacts[];
    /** Everything that has to be mended. */
    readonly faults: readonly ResultError[];
    /** The files that `init` wrote. */
    readonly written: readonly string[];
    /** The command to go on with after `init`. */
    readonly next: string | null;
  };
}
