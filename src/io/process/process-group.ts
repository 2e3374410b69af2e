import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The running programs. They are ended when this process ends, unless it is killed. */
const running = new Set<ChildProcess>();

function onExit(): void {
  for (const child of running) endGroup(child);
}

/** The path of a program of Windows itself, which is not searched on the PATH. */
export const windowsProgram = (name: string): string =>
  join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', name);

/** Ends a program that leads a process group, and all that is left of the group. */
export function endGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const over = child.exitCode !== null || child.signalCode !== null;
    if (over) return;
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    // Windows has no groups; what is left when their first process has ended by itself cannot be found.
    spawnSync(windowsProgram('taskkill.exe'), ['/T', '/F', '/PID', String(pid)], {
      timeout: 5000,
      windowsHide: true,
      stdio: 'ignore',
    });
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // No process of the group is left, or only one that runs as another user.
  }
}

/** From now until `release`, the end of this process ends the group, too. */
export function keepGroup(child: ChildProcess): { release(): void } {
  if (running.size === 0) process.on('exit', onExit);
  running.add(child);
  return {
    release() {
      running.delete(child);
      if (running.size === 0) process.off('exit', onExit);
    },
  };
}
