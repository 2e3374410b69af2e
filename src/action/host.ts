/** The runner as an action uses it. `toolkitHost` opens the real one, tests have their own. */
export interface ActionHost {
  info(line: string): void;
  /** A line that shows only with the runner's debug logging. */
  debug(line: string): void;
  /** An annotation that is neither an error nor a warning, on the run's page. */
  notice(message: string): void;
  warning(message: string): void;
  /** An error that the run's page shows. */
  annotate(title: string, message: string): void;
  group(title: string, lines: readonly string[]): void;
  setSecret(value: string): void;
  setOutput(name: string, value: string): void;
  /** Appends lines to the artifacts that the job declares; nothing where the runner has no such file. */
  declare(lines: readonly string[]): Promise<void>;
  /** Appends Markdown to the job summary. */
  summary(markdown: string): Promise<void>;
}
