"""`python -m voting.verify BUNDLE`: the verifier with nothing but the standard library around it.

`pb verify` does the same with a progress bar. Exit code 0 says that everything holds, 1 that something doesn't.
"""

import os
import sys
from pathlib import Path

from voting.verify.bundle import VerificationError, open_bundle
from voting.verify.cores import use_cores
from voting.verify.verification import verify


def main(arguments: list[str]) -> int:
    """Verify the bundle (a folder or a ZIP archive) that is named, and say line by line what was checked."""
    if len(arguments) != 1:
        print("usage: python -m voting.verify BUNDLE", file=sys.stderr)
        return 2
    try:
        with use_cores(os.cpu_count() or 1, lambda _done, _total: None) as spread:
            for checked in verify(open_bundle(Path(arguments[0])), spread):
                print(f"ok    {checked.heading}: {checked.sentence}", flush=True)
    except VerificationError as error:
        print(f"FAIL  {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
