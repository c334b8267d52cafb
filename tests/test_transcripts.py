"""Every story in ``tests/transcripts`` goes as it is written."""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.fakes.stories import StoryError, parse, play

FOLDER = Path(__file__).parent / "transcripts"
STORIES = sorted(FOLDER.glob("*.txt"))


@pytest.fixture
def written(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("written", STORIES, ids=lambda path: path.stem, indirect=True)
async def test_the_story_goes_as_written(written: str, tmp_path: Path):
    told = await play(parse(written), tmp_path / "reminders.db")
    if told != written:
        difference = unified_diff(written.splitlines(), told.splitlines(), "as written", "as it went", lineterm="")
        pytest.fail("\n".join(["the story goes another way", *difference]), pytrace=False)


def test_the_readme_shows_a_talk_as_it_goes():
    readme, story = (
        [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("> ", "< "))]
        for path in (FOLDER.parent.parent / "README.md", FOLDER / "in_the_readme.txt")
    )
    assert len(readme) > 10
    lines = iter(story)
    assert [line for line in readme if line not in lines] == []


async def test_a_story_that_goes_another_way_is_noticed(tmp_path: Path):
    written = "# A list.\nnow: 2026-03-11 09:20\n\n> list\n< You have nothing.\n"
    assert await play(parse(written), tmp_path / "reminders.db") != written


@pytest.mark.parametrize(
    "text",
    ["when: 2026-03-11 09:20\n\n> list\n", "now: 2026-03-11 09:20\n\n< hello\n", "now: 2026-03-11 09:20\n\n> a\nb\n"],
)
def test_a_story_written_wrongly_is_refused(text: str):
    with pytest.raises(StoryError):
        parse(text)
