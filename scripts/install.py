"""Makes `.venv` and installs one of the hash-pinned lists: `python3 scripts/install.py [runtime|test]`.

Standard library only and without new syntax: it runs under whatever `python3` the machine has, so that it can say in
one line what is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
FITTING = ((3, 11), (3, 12), (3, 13))
# What an interpreter must answer to be used: its version, and that it can make environments with pip.
QUESTION = "import ensurepip, sys; print(*sys.version_info[:2])"


def version_of(command):
    """(major, minor) of an interpreter that can make environments, else None."""
    try:
        # Spelled for a python3 as old as 3.6, which is to be told in one line that it is too old.
        answer = subprocess.run(
            [str(command), "-c", QUESTION],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,  # noqa: UP021
            timeout=30,
            check=False,
        )
    except OSError:
        return None
    return tuple(int(part) for part in answer.stdout.split()) if answer.returncode == 0 else None


def find_python():
    """The first of python3.11, 3.12, 3.13 and python3 that fits; ends with one line when there is none."""
    for name in ("python3.11", "python3.12", "python3.13", "python3"):
        # Version managers leave stand-ins that are found but do not run, so each is asked.
        command = shutil.which(name)
        if command and version_of(command) in FITTING:
            return command
    sys.exit(
        "Reading Room needs Python 3.11, 3.12 or 3.13 with venv (on Debian: apt-get install python3 python3-venv)."
    )


def make_venv():
    if PYTHON.exists() and version_of(PYTHON) in FITTING:
        return
    command = find_python()
    print(f"Making .venv with {Path(command).name} …", flush=True)
    subprocess.run([command, "-m", "venv", "--clear", str(VENV)], check=True)


def install(name):
    """Brings `.venv` in step with requirements/<name>.txt; does nothing when it already is."""
    make_venv()
    lock = PROJECT / "requirements" / (name + ".txt")
    stamp = VENV / ("installed-" + name)
    checksum = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == checksum:
        return
    print("Installing the pinned packages of requirements/" + lock.name + " (once; about a minute) …", flush=True)
    # Quiet twice: what the machine's own pip settings make it warn of is nobody's business here; errors are still told.
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    result = subprocess.run([*command, "--require-hashes", "--no-deps", "-r", str(lock)], check=False)
    if result.returncode:
        sys.exit("The packages could not be installed; the lines above say why. Nothing else was changed.")
    stamp.write_text(checksum, encoding="ascii")


if __name__ == "__main__":
    os.chdir(str(PROJECT))
    install(sys.argv[1] if len(sys.argv) > 1 else "runtime")
