"""Runs commands one after the other and says what each cost; node tells nothing about a child that has ended.

A line of JSON a command on stdin ({"command": [...], "env": {...}}), a line of JSON an answer on stdout. Wall and CPU
come from wait4. The peak of a child that was forked off this process begins at this process's own, so it is asked of GNU
time, whose own is under one megabyte."""

import json
import os
import signal
import sys
import tempfile
import time

TIME = "/usr/bin/time"
LONGEST = 1200


def run(order):
    output, peak = tempfile.TemporaryFile(), tempfile.NamedTemporaryFile()
    command = order["command"]
    if os.path.exists(TIME):
        command = [TIME, "-q", "-f", "%M", "-o", peak.name, *command]
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
        (os.POSIX_SPAWN_DUP2, output.fileno(), 2),
    ]
    start = time.monotonic()
    pid = os.posix_spawnp(command[0], command, order["env"], file_actions=actions, setpgroup=0)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(pid, signal.SIGKILL))
    signal.alarm(LONGEST)
    _, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - start
    signal.alarm(0)
    text = peak.read().decode().split()
    output.seek(max(0, output.tell() - 4096))
    return {
        "wallMs": wall * 1000,
        "cpuMs": (used.ru_utime + used.ru_stime) * 1000,
        "peakMiB": int(text[-1] if text else used.ru_maxrss) / 1024,
        "exitCode": os.waitstatus_to_exitcode(status),
        "output": output.read().decode(errors="replace"),
    }


for line in sys.stdin:
    try:
        answer = run(json.loads(line))
    except OSError as error:
        answer = {"wallMs": 0, "cpuMs": 0, "peakMiB": 0, "exitCode": 127, "output": str(error)}
    print(json.dumps(answer), flush=True)
