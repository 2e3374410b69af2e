import type { ActionHost } from '../../src/action/host.ts';

/** A runner that remembers. */
export class FakeHost implements ActionHost {
  readonly outputs: Record<string, string> = {};
  readonly annotations: { title: string; message: string }[] = [];
  readonly secrets: string[] = [];
  readonly warnings: string[] = [];
  readonly notices: string[] = [];
  /** Lines for `$GITHUB_ARTIFACTS`. */
  readonly declared: string[] = [];
  /** Everything in the order in which a log would show it. */
  readonly log: string[] = [];
  markdown = '';

  info(line: string): void {
    this.log.push(line);
  }
  debug(line: string): void {
    this.log.push(line);
  }
  notice(message: string): void {
    this.notices.push(message);
    this.log.push(message);
  }
  warning(message: string): void {
    this.warnings.push(message);
    this.log.push(message);
  }
  annotate(title: string, message: string): void {
    this.annotations.push({ title, message });
    this.log.push(title, message);
  }
  group(title: string, lines: readonly string[]): void {
    this.log.push(title, ...lines);
  }
  setSecret(value: string): void {
    this.secrets.push(value);
    this.log.push(`mask ${this.secrets.length}`);
  }
  setOutput(name: string, value: string): void {
    this.outputs[name] = value;
  }
  async declare(lines: readonly string[]): Promise<void> {
    this.declared.push(...lines);
  }
  async summary(markdown: string): Promise<void> {
    this.markdown += markdown;
  }
}
