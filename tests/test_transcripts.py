"""Every conversation in ``tests/transcripts`` goes as written."""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.fakes.transcripts import TranscriptError, parse, play

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture
def written(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("written", TRANSCRIPTS, ids=lambda path: path.stem, indirect=True)
async def test_conversation_goes_as_written(written: str, tmp_path: Path):
    played = await play(parse(written), tmp_path / "reminders.db")
    if played != written:
        difference = unified_diff(written.splitlines(), played.splitlines(), "written", "played", lineterm="")
        pytest.fail("\n".join(["the conversation went differently", *difference]), pytrace=False)


def test_readme_shows_a_real_conversation():
    readme, transcript = (
        [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("> ", "< "))]
        for path in (FOLDER.parent.parent / "README.md", FOLDER / "in_the_readme.txt")
    )
    assert len(readme) > 10
    lines = iter(transcript)
    assert [line for line in readme if line not in lines] == []


async def test_a_different_reply_is_noticed(tmp_path: Path):
    written = "# A list.\nnow: 2026-03-11 09:20\n\n> list\n< You have nothing.\n"
    assert await play(parse(written), tmp_path / "reminders.db") != written


@pytest.mark.parametrize(
    "text",
    ["when: 2026-03-11 09:20\n\n> list\n", "now: 2026-03-11 09:20\n\n< hello\n", "now: 2026-03-11 09:20\n\n> a\nb\n"],
)
def test_a_malformed_transcript_is_refused(text: str):
    with pytest.raises(TranscriptError):
        parse(text)
