"""All plausible readings of a text, compared by features that can be read. The best one wins."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.asked_about import words_asked_about
from bot.understanding.command import (
    AskAbout,
    AskBot,
    AskTime,
    Cancel,
    CancelAll,
    Command,
    Create,
    Done,
    Edit,
    Help,
    ListReminders,
    Reading,
    Snooze,
    Target,
    Thanks,
    Undo,
    Unknown,
)
from bot.understanding.commands import (
    asking,
    cancelling,
    changing,
    chatting,
    correcting,
    creating,
    declining,
    ending,
    inquiring,
    listing,
    pausing,
    remembering,
    repeating,
    rewording,
    shifting,
    skipping,
    snoozing,
    telling,
    undoing,
)
from bot.understanding.context import Context
from bot.understanding.evidence import features_of
from bot.understanding.intents.creating import read_creation
from bot.understanding.intents.time_alone import not_understood
from bot.understanding.languages.loading import owner_of
from bot.understanding.lexicon import load_opener
from bot.understanding.match import Match, Named, kind_of
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.quoting import acts_of
from bot.understanding.rule_index import PossibleRules, index_of
from bot.understanding.rules import Builders, Rule, compiled, load_rows, walk
from bot.understanding.sentence import Sentence

COMMANDS: Mapping[str, Builders] = {
    "shifting": shifting.BUILDERS,
    "changing": changing.BUILDERS,
    "cancelling": cancelling.BUILDERS,
    "pausing": pausing.BUILDERS,
    "snoozing": snoozing.BUILDERS,
    "listing": listing.BUILDERS,
    "creating": creating.BUILDERS,
    "rewording": rewording.BUILDERS,
    "repeating": repeating.BUILDERS,
    "declining": declining.BUILDERS,
    "ending": ending.BUILDERS,
    "asking": asking.BUILDERS,
    "asking_terms": asking.BUILDERS,
    "chatting": chatting.BUILDERS,
    "inquiring": inquiring.BUILDERS,
    "correcting": correcting.BUILDERS,
    "skipping": skipping.BUILDERS,
    "telling": telling.BUILDERS,
    "remembering": remembering.BUILDERS,
    "undoing": undoing.BUILDERS,
}


@cache
def rules_of(code: str) -> tuple[Rule, ...]:
    """The rules of all commands in the language ``code``."""
    if (owner := owner_of(code, "rules")) != code:
        return rules_of(owner)
    return tuple(rule for command, builders in COMMANDS.items() for rule in load_rows(code, command, builders))


Reader = Callable[[str, Context], Command]


# What each feature adds to a reading's score.
WEIGHTS = {
    "wording": 1,  # how sure the words of the rule alone make it; written with each rule
    "reference": 1,  # how surely a reminder that is there is named; ``match.Named``
    "context": -1,  # a word outside the clause that was read
    "rival": -8,  # a verb of another request outside that clause
    "of something else": -8,  # "it", which may be what the words outside that clause name
    "free": -1,  # a word in THING, which any words fill
    "leftover": -8,  # a verb of another command before the name of a reminder
    "pasted": -12,  # words that refer to what was said before, in the message of a new reminder
    "remark": -12,  # a text without a command that tells of a change or an exception
    "new item": -8,  # "two alarms": one that is yet to be made
    "of the world": -12,  # the topic of another service
    "negated": -9,  # a "not" that the reading does not explain
}
_WHY: Mapping[type, str] = {
    Edit: "It changes a reminder.",
    Cancel: "It takes back a reminder.",
    CancelAll: "It takes back all reminders.",
    ListReminders: "It asks which reminders there are.",
    Snooze: "It asks to be told again later.",
    AskBot: "It asks about me.",
    Help: "It asks what I can do.",
    AskAbout: "It asks about a reminder.",
    Thanks: "Kind words; nothing to do.",
    Undo: "It takes back the last change.",
    Done: "It says that something is done.",
    Unknown: "That is not something I can do; I only remind.",
    AskTime: "It asks for a reminder, but says no time.",
    Create: "It asks for a reminder.",
}
_MOST_CONTEXT = 4
_LONGEST = 40  # words; a longer text is a reminder's message, if anything
_MOST_CLAUSES = 5
LEAST = 6  # what a reading must be worth to be acted upon
SET_PHRASE = 20  # "undo", "done"
_BASE = 12  # a rule that explains every word
_MOST_OF_REFERENCE = max(named.weight for named in Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a text, and the features that its score is the weighted sum of."""

    reading: Reading
    rule: str
    features: Mapping[str, int]
    overrules: bool = False

    @property
    def score(self) -> int:
        return sum(WEIGHTS.get(name, 1) * value for name, value in self.features.items())


def candidates(
    mentions: Mentions,
    read_plainly: Reader | None = None,
    all_rules: tuple[Rule, ...] | None = None,
    *,
    only_best: bool = False,
) -> list[Candidate]:
    """The readings that the rules see in a text, the best first."""
    count = len(mentions.words)
    if count > _LONGEST:
        return []
    possible = PossibleRules(mentions, index_of(all_rules or rules_of(mentions.sentence.context.locale.language)))
    for first, last in _stretches(mentions):
        matches = [
            Match(rule, mentions, start, last, bound, read_plainly)
            for start in _starts(mentions, first, last)
            for rule in possible.starting_at(start)
            for behind, bound in walk(mentions, rule.start, start, last)
            if behind == last
        ]
        context = first + count - last
        found = _best_of(matches, context) if only_best else [_candidate(match, context) for match in matches]
        if readings := [one for one in found if one is not None]:
            readings.sort(key=lambda one: -one.score)
            return readings  # what the whole text says comes before what a part of it says
    return []


def _best_of(matches: list[Match], context: int) -> list[Candidate]:
    """The best candidate. What cannot be better than one that was found is not made."""
    found: tuple[int, int, Candidate] | None = None
    most = [match.rule.weight + (_MOST_OF_REFERENCE if match.span("REF") else 1) for match in matches]
    for place in sorted(range(len(matches)), key=lambda place: -most[place]):
        if found is not None and most[place] + _BASE - min(context, _MOST_CONTEXT) < found[0]:
            break
        candidate = _candidate(matches[place], context)
        if candidate is not None and (found is None or (candidate.score, -place) > found[:2]):
            found = (candidate.score, -place, candidate)
    return [found[2]] if found is not None else []


def _stretches(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """The whole text, then what is left of it without its first clauses or its last ones."""
    clauses = mentions.clauses
    if len(clauses) > _MOST_CLAUSES:
        return
    for length in range(len(clauses), 0, -1):
        for first in range(len(clauses) - length + 1):
            yield clauses[first][0], clauses[first + length - 1][1]


def _starts(mentions: Mentions, first: int, last: int) -> list[int]:
    """Where a request may start: at the first word, or behind "i want to" and the like."""
    found = {first, first + mentions.is_a("SELF", first)}
    found |= {behind for behind, _ in mentions.times.get(first, ()) if behind < last}
    opener = compiled(load_opener(mentions.sentence.context.locale.language))
    for _ in range(2):
        opened = [
            at for at in found if at < last and ("OPENER" in mentions.labels[at] or "MODAL" in mentions.labels[at])
        ]
        found |= {end for at in opened for end, _ in walk(mentions, opener, at, last)}
    return sorted(at for at in found if at < last)


def _candidate(match: Match, context: int) -> Candidate | None:
    if match.named is Named.NOT_OURS or match.named is Named.NEW_ITEM:
        return None
    command: Command | None = match.rule.build(match)
    if command is None:
        return None
    if isinstance(command, Edit | Cancel) and command.target == Target() and (kind := kind_of(match)):
        command = replace(command, target=Target(kind=kind))
    thing = match.span("THING")
    features = {
        "base": _BASE,
        "wording": match.rule.weight,
        "reference": match.named.weight,
        "context": min(context, _MOST_CONTEXT),
        "rival": _rivals(match),
        "of something else": int(match.named is Named.PRONOUN and context > 0 and not _names_outside(match)),
        "free": rewording.free_words(command, thing[1] - thing[0]) if thing else 0,
    }
    reading, rule = Reading(command, _WHY[type(command)], acts=acts_of(match, command)), match.rule
    return Candidate(reading=reading, rule=rule.pattern, features=features, overrules=rule.overrules)


def _rivals(match: Match) -> int:
    """Whether the words outside the clause that was read ask for something, too."""
    labels = match.mentions.labels
    outside = [*range(match.start), *range(match.end, len(labels))]
    return int(any("SURE_VERB" in labels[at] and (not at or "DEF" not in labels[at - 1]) for at in outside))


def _names_outside(match: Match) -> bool:
    """Whether the words outside the clause that was read name a reminder."""
    mentions = match.mentions
    outside = [*range(match.start), *range(match.end, len(mentions.labels))]
    return any("ITEM" in mentions.labels[at] or "ITEMS" in mentions.labels[at] for at in outside)


def read_by_rules(sentence: Sentence) -> Reading | None:
    """The best reading that the rules alone see in a text or a part of one; None where they see none."""
    found = candidates(find_mentions(sentence), only_best=True) if sentence.tokens else []
    return found[0].reading if found and found[0].score >= LEAST else None


def read_of_kind(sentence: Sentence, *kinds: type[Command]) -> Reading | None:
    """As ``read_by_rules``, where the reading is one of these commands."""
    found = read_by_rules(sentence)
    return found if found is not None and isinstance(found.command, kinds) else None


def best(mentions: Mentions, old: Reading, read_plainly: Reader) -> Candidate:
    """The best of the readings by rules and ``old``, that of the readers; none of them where all are poor."""
    if not isinstance(old.command, _CONTESTED):
        return Candidate(reading=old, rule="", features={"base": SET_PHRASE})
    found = candidates(mentions, read_plainly, only_best=True)
    chosen = _best(mentions, found, _of_reader(mentions, old))
    is_poor = chosen.score < LEAST and not isinstance(chosen.reading.command, Unknown)
    reading = not_understood(mentions.sentence) if is_poor else _narrowed(mentions, chosen.reading)
    return replace(chosen, reading=reading)


def _narrowed(mentions: Mentions, reading: Reading) -> Reading:
    """A question about one thing, asked about that alone."""
    command = reading.command
    if not isinstance(command, ListReminders) or command.words or command.numbers or command.more or command.only_next:
        return reading
    words = words_asked_about(mentions)
    return replace(reading, command=replace(command, words=words)) if words else reading


def ranked(mentions: Mentions, old: Reading, read_plainly: Reader) -> list[Candidate]:
    """All readings that ``best`` chooses from, one for each command that they come to, the chosen one first."""
    other = _of_reader(mentions, old)
    found = candidates(mentions, read_plainly) if isinstance(old.command, _CONTESTED) else []
    chosen = _best(mentions, found, other)
    others = sorted([*found, other, *_creations(mentions)], key=lambda one: -one.score)
    distinct = {repr(one.reading.command): one for one in reversed([chosen, *others])}
    return [chosen, *(one for one in reversed(distinct.values()) if one.reading.command != chosen.reading.command)]


def _of_reader(mentions: Mentions, reading: Reading) -> Candidate:
    return Candidate(reading=reading, rule="", features=features_of(mentions, reading))


def _best(mentions: Mentions, found: list[Candidate], other: Candidate) -> Candidate:
    """The best of ``found`` or ``other``, the one of the readers, which knows more details of the same command."""
    command = other.reading.command
    if found and found[0].score > other.score:
        by_rule = found[0].reading.command
        if found[0].overrules or not _agree(by_rule, command) or _says_more(by_rule, command):
            return found[0]
        return replace(other, features=found[0].features) if found[0].score >= _BASE else other
    if not isinstance(command, Create | AskTime | Unknown) and other.score < _BASE:
        return max([other, *_creations(mentions)], key=lambda one: one.score)
    return other


def _says_more(one: Command, other: Command) -> bool:
    """True where ``one`` has what ``other`` of the same command has missed: by how much, or what is asked about."""
    if isinstance(one, Edit) and isinstance(other, Edit):
        return bool(one.shift_seconds and not other.shift_seconds)
    return isinstance(one, ListReminders) and isinstance(other, ListReminders) and bool(one.words and not other.words)


def _creations(mentions: Mentions) -> list[Candidate]:
    """The text as a request for a new reminder, where it has the words for one."""
    is_likely = not mentions.present.isdisjoint(_ASKING_FOR_NEW)
    reading = read_creation(mentions.sentence) if is_likely else None
    return [_of_reader(mentions, reading)] if reading else []


_ASKING_FOR_NEW = frozenset({"SET", "REMIND", "ITEM", "ITEMS"})
_REMOVALS = (Cancel, CancelAll)
_CONTESTED = (Unknown, Create, AskTime, ListReminders, Edit, Snooze, Done, Cancel, CancelAll)


def _agree(one: Command, other: Command) -> bool:
    """True where both readings are of the same command."""
    return type(one) is type(other) or (isinstance(one, _REMOVALS) and isinstance(other, _REMOVALS))
