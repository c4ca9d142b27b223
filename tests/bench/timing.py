# SPDX-License-Identifier: Apache-2.0
"""What a program used: seconds on the clock and of the processor, and memory at its peak."""

import dataclasses
import os
import subprocess
import threading
import time


@dataclasses.dataclass
class Used:
    clock: float
    cpu: float  # user and system seconds
    peak: float  # megabytes


def measure(command, output=os.devnull, limit=None, env=None):
    """Runs a program to its end. Errors: RuntimeError if it fails or takes longer than the limit."""
    command = [str(part) for part in command]
    with open(output, "wb") as out:
        begin = time.monotonic()
        program = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=env)
        timer = threading.Timer(limit, program.kill) if limit else None
        try:
            if timer:
                timer.start()
            _, status, used = os.wait4(program.pid, 0)
        finally:
            if timer:
                timer.cancel()
        clock = time.monotonic() - begin
        program.returncode = os.waitstatus_to_exitcode(status)
    if status != 0:
        raise RuntimeError(f"{command[0]} failed or took too long")
    return Used(clock, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)
