"""`make run`: installs, prepares the data, then keeps web and worker running until one of them, or the user, ends.

Standard library only and without new syntax, like scripts/install.py.
"""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from install import PROJECT, PYTHON, install

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECONDS_TO_START = 60
SECONDS_TO_END = 10
PR_SET_PDEATHSIG = 1
# What data/samples-loaded says of the room since its first start.
DEMO_ROOM, OWN_ROOM, LOADING = "demo", "own", "loading"


class Room:
    """The address, the data folder and the environment that the room's processes get."""

    def __init__(self):
        self.port = os.environ.get("PORT", "").strip() or "8000"
        if not (self.port.isdigit() and 0 < int(self.port) < 65536):
            sys.exit("PORT is “" + self.port + "”; it must be a whole number from 1 to 65535.")
        self.url = os.environ.get("READING_ROOM_URL", "").strip() or "http://127.0.0.1:" + self.port
        self.data = Path(os.environ.get("READING_ROOM_DATA", "").strip() or str(PROJECT / "var")).expanduser()
        self.samples = self.data / "samples-loaded"
        self.demo = self.is_demo()

    @property
    def environment(self):
        """What the room's processes get: the user's own settings first."""
        # glibc gives every thread its own arena; two are enough here and keep memory low.
        given = {"MALLOC_ARENA_MAX": "2", **os.environ, "PORT": self.port}
        return {**given, "READING_ROOM_DEMO": "1", "READING_ROOM_PUBLIC": "texts+notes"} if self.demo else given

    def is_demo(self):
        """True on a loopback address as long as nothing says that the room is for others, and it never was."""
        settings = ("READING_ROOM_PUBLIC", "READING_ROOM_DEMO", "ALLOWED_HOSTS", "TRUSTED_PROXY")
        if urlsplit(self.url).hostname not in LOOPBACK or any(os.environ.get(name) for name in settings):
            return False
        return not self.samples.exists() or self.samples.read_text(encoding="ascii") != OWN_ROOM

    def kind(self):
        """DEMO_ROOM, OWN_ROOM, or "" while nobody is registered; asked of the database, which may be a restored one."""
        question = (
            "from statements.models import User; known = User.objects.values_list('is_demo', flat=True); "
            f"print('{DEMO_ROOM}' if True in known else '{OWN_ROOM}' if known else '')"
        )
        asked = self.manage("shell", "--verbosity=0", "--no-imports", "--command=" + question)
        answer = subprocess.run(asked, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return answer.stdout.strip()

    def manage(self, *arguments):
        return [str(PYTHON), str(PROJECT / "manage.py"), *arguments]

    def run(self, *arguments):
        """Runs one command of the room; its own sentence is the last thing printed when it fails."""
        result = subprocess.run(self.manage(*arguments), env=self.environment, check=False)
        if result.returncode:
            sys.exit(result.returncode)


def refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            other = int(port) % 65535 + 1
            reason = error.strerror.lower()
            sys.exit(f"Port {port} of 127.0.0.1 cannot be used ({reason}). Choose another: make run PORT={other}")


def prepare(room):
    room.run("migrate", "--no-input", "--verbosity=0")
    collect_static(room)
    known = room.samples.read_text(encoding="ascii") if room.samples.exists() else room.kind()
    if known not in (DEMO_ROOM, OWN_ROOM):
        # Noted first: if loading is cut short, the next start goes on with it.
        room.samples.write_text(LOADING, encoding="ascii")
        room.run("load_samples", *(["--demo"] if room.demo else []))
        known = DEMO_ROOM if room.demo else OWN_ROOM
    room.demo = room.demo and known == DEMO_ROOM
    room.samples.write_text(known, encoding="ascii")


def collect_static(room):
    """Collects static files when they, or the packages that bring some, have changed since the last time."""
    checksum = hashlib.sha256((PROJECT / "requirements" / "runtime.txt").read_bytes())
    for name in ("settings.py", "storage.py"):  # which say how the files are collected
        checksum.update((PROJECT / "reading_room" / name).read_bytes())
    for path in sorted((PROJECT / "static").rglob("*")):
        if path.is_file():
            checksum.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    stamp = room.data / "static-checksum"
    if not stamp.exists() or stamp.read_text(encoding="ascii") != checksum.hexdigest():
        print("Collecting static files …", flush=True)
        room.run("collectstatic", "--no-input", "--verbosity=0")
        stamp.write_text(checksum.hexdigest(), encoding="ascii")


def end_with_parent():
    """Asks the kernel to end this process when its parent is gone, even when the parent was killed outright (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(room, *command):
    # A session of its own: Ctrl-C then reaches this parent alone, which ends both in order.
    return subprocess.Popen(command, env=room.environment, start_new_session=True, preexec_fn=end_with_parent)


def wait_until_open(port, processes):
    """True when the room answers; False when a process ended before it did."""
    limit = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < limit and all(process.poll() is None for process in processes.values()):
        try:
            socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def greet(room):
    print("\nReading Room is open at " + room.url + "/")
    if room.demo:
        print("This is the demo room: whoever reaches this address reads the texts and the notes meant for the room.")
        print("Sign in as one of the demo people, with one press: " + room.url + "/accounts/login/")
    else:
        print("Sign in: " + room.url + "/accounts/login/")
    print("A new password for anyone: .venv/bin/python manage.py reset_link NAME")
    print("Ctrl-C ends web and worker. All data is in " + str(room.data), flush=True)


def end(processes):
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + SECONDS_TO_END
    for process in processes.values():
        try:
            process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def serve(room):
    """Runs web and worker; returns the exit code: 0 after Ctrl-C or SIGTERM, 1 when one of them ended by itself."""

    def stop(_number, _frame):
        raise KeyboardInterrupt

    processes = {}
    # SIGINT too: a shell script that starts the room in the background has it ignored otherwise. SIGHUP stays as it
    # was: nohup means it.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop)
    try:
        gunicorn = (str(PYTHON), "-m", "gunicorn", "--config", "python:reading_room.server")
        processes["web"] = start(room, *gunicorn, "reading_room.wsgi:application")
        processes["worker"] = start(room, *room.manage("worker"))
        if wait_until_open(room.port, processes):
            greet(room)
        while True:
            for name, process in processes.items():
                if process.poll() is not None:
                    print("The " + name + " process has ended; the room closes.", file=sys.stderr)
                    return 1
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("\nThe room closes.", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        end(processes)


def main():
    os.chdir(str(PROJECT))
    if os.environ.get("MAKELEVEL"):
        end_with_parent()
    room = Room()
    refuse_taken_port(room.port)
    install("runtime")
    prepare(room)
    sys.exit(serve(room))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
