"""lib - what the Python tests share; import it. Not a test itself. Each test counts its cases as TAP."""
import os
import sys
import time

DEALWATCH = os.path.abspath(os.environ.get("DEALWATCH", "build/dealwatch"))
NOTE_LINES = 20
cases = bad = 0


def ok(good, name, note=""):
    """One case; the note's end tells what was wrong."""
    global cases, bad
    cases += 1
    bad += not good
    print(f"{'ok' if good else 'not ok'} {cases} - {name}")
    if not good and note:
        print("# " + "\n# ".join(str(note).splitlines()[-NOTE_LINES:]))
    sys.stdout.flush()


def skip(name, why):
    global cases
    cases += 1
    print(f"ok {cases} - {name} # SKIP {why}", flush=True)


def within(seconds, condition):
    """Does the condition hold before the time is over?"""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def has_failed():
    return bad > 0


def done_testing():
    """The number of cases; the exit status."""
    print(f"1..{cases}", flush=True)
    return int(bad > 0)
