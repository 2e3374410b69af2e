/** What an action does to its runner; the toolkit behind it, or a test's own. */
export interface ActionHost {
  info(line: string): void;
  /** A line that shows only with the runner's debug logging. */
  debug(line: string): void;
  /** What is good to know and no fault; the run's page shows it. */
  notice(message: string): void;
  warning(message: string): void;
  /** An error that the run's page shows. */
  annotate(title: string, message: string): void;
  group(title: string, lines: readonly string[]): void;
  setSecret(value: string): void;
  setOutput(name: string, value: string): void;
  /** Appends Markdown to the job summary. */
  summary(markdown: string): Promise<void>;
}
