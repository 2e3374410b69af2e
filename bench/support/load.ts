/** The highest load before a run at which the machine counts as idle. */
const IDLE = 0.5;

/** Says whether the load (`os.loadavg()[0]`) before the run was that of an idle machine. */
export function loadText(before: number): string {
  const text = `The load before the run was ${before.toFixed(2)}`;
  if (before < IDLE) return `${text}, under ${IDLE}`;
  return `**${text}, not under ${IDLE}: the machine did other work, so the figures are not clean**`;
}
