"""The browser's sealing code run by Node.js, one process for all ballots: the very file that voters' browsers load."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import BallotContext
from voting.core.ballot.style import BallotStyle
from voting.rehearsal.box_steps import SealElsewhere
from voting.rehearsal.report import RehearsalError

_SEAL_LINES = """
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
const { readHex, sealChoices, writeHex } = await import(pathToFileURL(process.argv[1]));
for await (const line of createInterface({ input: process.stdin })) {
  const { manifest, tag, key, style, choices } = JSON.parse(line);
  const context = { manifest: readHex(manifest), tag: readHex(tag), key: readHex(key) };
  console.log(writeHex(sealChoices(context, style, choices).sealed));
}
"""


@contextmanager
def seal_by_node(script: Path) -> Iterator[SealElsewhere | None]:
    """Give a function that seals by the browser's ``script``; None where there is no Node.js or no script."""
    node = shutil.which("node")
    if node is None or not script.is_file():
        yield None
        return
    command = [node, "--input-type=module", "--eval", _SEAL_LINES, str(script)]
    with subprocess.Popen(  # noqa: S603 - our own program with a path of our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:

        def seal(context: BallotContext, style: BallotStyle, choices: Choices) -> bytes:
            asked = {
                "manifest": context.manifest.hex(),
                "tag": context.tag.hex(),
                "key": context.key.hex(),
                "style": style.to_plain(),
                "choices": [[project, value] for project, value in choices],
            }
            return _ask(process, asked)

        try:
            yield seal
        finally:
            process.kill()


def _ask(process: "subprocess.Popen[str]", asked: Mapping[str, object]) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise RehearsalError("Node.js has no input or output")
    try:
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        raise RehearsalError("the browser's sealing stopped") from None
    answer = process.stdout.readline().strip()
    if not answer:
        raise RehearsalError("the browser's sealing gave no answer")
    return bytes.fromhex(answer)
