"""A key made and a box opened through the officials' pages, by the very files that `pb trustee` writes and reads."""

import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from pb.engine.acts import OPEN
from pb.web.roles import Role
from tests.support.voting_app import ADDRESS, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import CLOSES, PUBLICATION, ROUND
from voting.cli import key_file
from voting.cli.trustee import trustee_command
from voting.cli.verify import verify_command
from voting.core.tally.parcel import read_parcel, write_parcel
from voting.tally_worker import is_at_work

CYCLE = f"/en/admin/cycles/{ROUND}"
NAMES = ("Library", "School", "Union")
PASSPHRASE = "correct horse battery"

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def quick_key_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a key file is measured in the bench, not paid in every test."""
    monkeypatch.setattr(key_file, "MEMORY_KIB", 1024)
    monkeypatch.setattr(key_file, "PASSES", 1)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `pb trustee` in a folder of its own."""
    (tmp_path / "trustees").mkdir()
    monkeypatch.chdir(tmp_path / "trustees")

    def invoke(*arguments: str, typed: str = "", code: int = 0) -> str:
        result = CliRunner().invoke(trustee_command, list(arguments), input=typed)
        assert result.exit_code == code, result.output
        return result.output

    return invoke


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A house before a vote whose box trustees keep, on both databases."""
    with open_house(database_url, tmp_path, {"custody": "trustees"}, is_open=False) as opened:
        yield opened


def sign_in(house: VotingHouse, role: Role = Role.ADMINISTRATOR) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, role))
    return visitor


def upload(visitor: Visitor, page: str, action: str, files: Mapping[str, bytes]) -> int:
    visitor.open(page)
    path, data = visitor.fill({}, action)
    visitor.answer = visitor.client.post(
        path,
        data={name: values[0] for name, values in data.items()},
        files=[("file", (name, content)) for name, content in files.items()] or {"other": ("", b"")},
        headers={"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return visitor.answer.status_code


def bring(visitor: Visitor, *names: str) -> int:
    return upload(
        visitor, f"{CYCLE}/trustees", "/trustees", {name: Path(name).read_bytes() for name in names}
    )


def fetch(visitor: Visitor, address: str, name: str) -> None:
    answer = visitor.client.get(address)
    assert answer.status_code == 200, answer.text
    Path(name).write_bytes(answer.content)


def unpack(name: str) -> None:
    with zipfile.ZipFile(name) as archive:
        archive.extractall(".")


def join_all(run: Run, official: Visitor) -> None:
    for name in NAMES:
        run("join", name, "--key", f"{name}.key", "--card", f"{name}.card", typed=f"{PASSPHRASE}\n" * 2)
    assert bring(official, *(f"{name}.card" for name in NAMES)) == 200
    official.send({"threshold": "2"}, "/trustees/roster")
    assert "The list of trustees is fixed." in official.page
    fetch(official, f"{CYCLE}/trustees/ceremony.zip", "ceremony.zip")
    unpack("ceremony.zip")


def hold_ceremony(run: Run, official: Visitor) -> None:
    join_all(run, official)
    for name in NAMES:
        arguments = ("share", "roster.json", "--key", f"{name}.key", "--out", f"{name}.deal")
        run(*arguments, typed=f"y\n{PASSPHRASE}\n")
    assert bring(official, *(f"{name}.deal" for name in NAMES)) == 200
    fetch(official, f"{CYCLE}/trustees/ceremony.zip", "all.zip")
    unpack("all.zip")
    for name in NAMES:
        deals = ("1.deal", "2.deal", "3.deal")
        confirmation = ("--key", f"{name}.key", "--out", f"{name}.confirmation")
        run("confirm", "roster.json", *deals, *confirmation, typed=f"{PASSPHRASE}\n")
    assert bring(official, *(f"{name}.confirmation" for name in NAMES)) == 200


def vote_and_close(house: VotingHouse, official: Visitor) -> None:
    """Let weeks pass; the official then signs in anew."""
    house.world.open_voting()
    house.visit().vote(house.code(0), "1", "3")
    house.visit().vote(house.code(1), "3")
    house.world.close_voting()
    official.sign_in(Role.ADMINISTRATOR.value)


def await_tally(house: VotingHouse) -> None:
    """Return once no worker is at the tally."""
    while True:
        with house.world.database.read() as work:
            if not is_at_work(work, ROUND):
                return
        time.sleep(0.05)


def bring_parcel(house: VotingHouse, visitor: Visitor, name: str) -> None:
    assert upload(visitor, f"{CYCLE}/tally", "/tally/parcel", {name: Path(name).read_bytes()}) == 200
    await_tally(house)
    visitor.open(f"{CYCLE}/tally")


def test_trustees_make_the_key_open_the_box_and_the_bundle_verifies(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    assert "No trustee has joined yet" in official.open(f"{CYCLE}/trustees").text
    hold_ceremony(run, official)
    assert "Any 2 of 3 open the box." in official.page
    assert "Key of the ballot box made by the trustees" in official.open(f"{CYCLE}/journal").text
    vote_and_close(house, official)

    assert "It is the turn of Library to shuffle." in official.open(f"{CYCLE}/tally").text
    for number, name in enumerate(NAMES):
        fetch(official, f"{CYCLE}/tally/box.zip", f"box{number}.zip")
        run("mix", f"box{number}.zip", "--name", name, "--parcel", f"mix-{name}.zip", "--cores", "1")
        bring_parcel(house, official, f"mix-{name}.zip")
    assert "2 trustees more have to open." in official.page
    fetch(official, f"{CYCLE}/tally/box.zip", "box.zip")
    for name in ("Library", "Union"):
        arguments = ("--key", f"{name}.key", "--parcel", f"open-{name}.zip", "--cores", "1")
        run("open", "box.zip", *arguments, typed=f"{PASSPHRASE}\ny\n")
        bring_parcel(house, official, f"open-{name}.zip")
    assert "All ballots are open" in official.page

    assert house.visit().client.get(f"/en/cycles/{ROUND}/bundle.zip").status_code == 409
    house.world.act(PUBLICATION, OPEN, CLOSES)
    house.world.act(PUBLICATION, "publish")
    fetch(house.visit(), f"/en/cycles/{ROUND}/bundle.zip", "bundle.zip")
    result = CliRunner().invoke(verify_command, ["bundle.zip", "--cores", "1"])
    assert result.exit_code == 0, result.output
    assert "3 trustees, any 2 of them open" in result.output


def test_box_for_trustees_holds_no_share_and_no_ballot(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    hold_ceremony(run, official)
    vote_and_close(house, official)
    for number, name in enumerate(NAMES):
        fetch(official, f"{CYCLE}/tally/box.zip", f"box{number}.zip")
        run("mix", f"box{number}.zip", "--name", name, "--parcel", f"mix-{name}.zip", "--cores", "1")
        bring_parcel(house, official, f"mix-{name}.zip")
    fetch(official, f"{CYCLE}/tally/box.zip", "before.zip")
    run(
        "open",
        "before.zip",
        "--key",
        "Union.key",
        "--parcel",
        "o.zip",
        "--cores",
        "1",
        typed=f"{PASSPHRASE}\ny\n",
    )
    bring_parcel(house, official, "o.zip")
    fetch(official, f"{CYCLE}/tally/box.zip", "after.zip")
    assert Path("before.zip").read_bytes() == Path("after.zip").read_bytes()


def test_cheating_mixer_is_named_on_the_page(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    hold_ceremony(run, official)
    vote_and_close(house, official)
    fetch(official, f"{CYCLE}/tally/box.zip", "box.zip")
    run("mix", "box.zip", "--name", "Library", "--parcel", "mix.zip", "--cores", "1")
    files = read_parcel(Path("mix.zip").read_bytes(), "mix.zip", 10**6)
    files["mix/north-1.table"] = files["mix/north-1.table"][:64] * 2
    Path("forged.zip").write_bytes(write_parcel(files))
    bring_parcel(house, official, "forged.zip")
    assert "round 1 by Library" in official.page
    assert "File for the opening of the ballots did not hold" in official.open(f"{CYCLE}/journal").text
    bring_parcel(house, official, "mix.zip")
    assert "It is the turn of School to shuffle." in official.page


def test_files_out_of_turn_and_of_another_kind_are_refused(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    join_all(run, official)
    assert bring(official, "Library.card") == 422
    assert "The list of trustees is fixed already." in official.page
    for content, said in (
        (b"{}", "not a file of the key ceremony"),
        (b"\x00", "What is wrong with it"),
        (b"", "Choose a file."),
    ):
        Path("odd").write_bytes(content)
        assert bring(official, "odd") == 422
        assert said in official.page
    arguments = ("share", "roster.json", "--key", "School.key", "--out", "School.deal")
    run(*arguments, typed=f"y\n{PASSPHRASE}\n")
    assert bring(official, "School.deal") == 200
    assert bring(official, "School.deal") == 422
    assert "The part from School is here already." in official.page
    official.open(f"{CYCLE}/trustees")
    official.send({}, "/trustees/start-over")
    assert "Tick the box to start over." in official.page
    official.send({"sure": "yes"}, "/trustees/start-over")
    assert "No trustee has joined yet" in official.page


def test_voting_waits_for_the_key_and_then_keeps_it(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    assert "The trustees have not made the key of the ballot box yet." in official.open(CYCLE).text
    hold_ceremony(run, official)
    house.world.open_voting()
    official.sign_in(Role.ADMINISTRATOR.value)
    official.open(f"{CYCLE}/trustees")
    assert "start-over" not in official.page
    answer = official.post(f"{CYCLE}/trustees/start-over", {"sure": "yes"})
    assert answer.status_code in (403, 409)


def test_tally_before_the_close_and_parcels_of_nobody_are_refused(house: VotingHouse, run: Run) -> None:
    official = sign_in(house)
    hold_ceremony(run, official)
    assert official.open(f"{CYCLE}/tally").status_code == 409
    vote_and_close(house, official)
    for content in (b"", b"no archive", b"PK\x05\x06" + bytes(18)):
        assert upload(official, f"{CYCLE}/tally", "/tally/parcel", {"odd.zip": content}) == 422


def test_server_custody_says_so_and_opens_at_a_press(database_url: str, tmp_path: Path) -> None:
    with open_house(database_url, tmp_path) as house:
        official = sign_in(house)
        assert "The server keeps the key" in official.open(f"{CYCLE}/trustees").text
        house.visit().vote(house.code(0), "1", "3")
        house.world.close_voting()
        official.sign_in(Role.ADMINISTRATOR.value)
        official.open(f"{CYCLE}/tally")
        assert "Whoever runs the server could open ballots." in official.page
        official.send({}, "/tally")
        await_tally(house)
        assert "All ballots are open" in official.open(f"{CYCLE}/tally").text
        assert "support" not in official.page
        trustee = sign_in(house, Role.TRUSTEE)
        assert "All ballots are open" in trustee.open(f"{CYCLE}/tally").text


def test_bundle_is_kept_back_until_the_result_is_published(database_url: str, tmp_path: Path) -> None:
    with open_house(database_url, tmp_path) as house:
        house.visit().vote(house.code(0), "1")
        house.world.close_voting()
        house.world.open_publication()
        reader = house.visit()
        page = f"/en/cycles/{ROUND}/bundle"
        assert "Not published yet" in reader.open(page).text
        for name in (".zip", "/outcome.json", "/ballots/north.jsonl"):
            assert reader.client.get(f"{page}{name}").status_code == 409
        house.world.act(PUBLICATION, "publish")
        assert "outcome.json" in reader.open(page).text
        answer = reader.client.get(f"{page}/ballots/north.jsonl")
        assert answer.text == '{"choices":[["1",1]]}\n'
        assert "immutable" in answer.headers["cache-control"]
        for name in ("/nothing", "/../manifest-1.json", "/manifest-2.json", "/checkpoints/000099.note"):
            assert reader.client.get(f"{page}{name}").status_code == 404
