"""The engine knows no noun: not in code, not in strings, not in comments."""

import ast
import re
import tokenize
from pathlib import Path

import pytest

from casework.engine.registry import model_of, nouns

ENGINE = Path(__file__).resolve().parents[2] / "casework" / "engine"
# what the names of nouns don't say: the Dutch of the screens, and what a noun is called in a sentence
WORDS = {
    "zaak", "doel", "overdracht", "aanvraag", "afspraak", "notitie", "besluit", "verslag", "driehoek",
    "hand-over", "regisseur", "contact", "goal", "note",
}  # fmt: skip
# a person is also who does something, a piece also a part of work; and who is locked out, queues or is asked waits
ALSO_WORDS = {"person", "persons", "people", "desk", "piece", "pieces", "wait", "waits"}
# what others call so: a type of content, a part of a file in their format
NOT_OURS = ("application/", "OpenDocument", "office:document", "word/document.xml", "wordprocessingml.document")
SAID = (tokenize.NAME, tokenize.STRING, tokenize.COMMENT)


def words_of_the_nouns() -> set[str]:
    found = set(WORDS)
    for noun in nouns():
        model = model_of(noun)
        names = [noun.name, noun.rows_name, *noun.formerly, noun.place.strip("/"), model.__name__ if model else ""]
        found |= {name.lower() for name in names if name}
    return {word for word in found | {f"{word}s" for word in found} if word} - ALSO_WORDS


def said(path: Path) -> list[tuple[int, str]]:
    """Every name, string and comment, without the keyword that is also a noun and without what Django calls so."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    theirs = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django")
        for alias in node.names
    }
    matches = {case.pattern.lineno for node in ast.walk(tree) if isinstance(node, ast.Match) for case in node.cases}
    result = []
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            keyword = token.string == "case" and token.start[0] in matches
            if token.type in SAID and not keyword and token.string not in theirs:
                result.append((token.start[0], token.string))
    return result


@pytest.mark.parametrize("path", sorted(ENGINE.glob("*.py")), ids=lambda path: path.name)
def test_the_engine_names_no_noun(path: Path) -> None:
    words = "|".join(sorted(map(re.escape, words_of_the_nouns())))
    named = re.compile(rf"(?<![a-z])({words})(?![a-z])")
    found = []
    for line, text in said(path):
        for theirs in NOT_OURS:
            text = text.replace(theirs, "")
        plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()
        found += [f"{path.name}:{line}: {hit[0]}" for hit in named.finditer(plain)]
    assert found == []


def test_a_noun_would_be_found() -> None:
    assert {"case", "cases", "goals", "handover", "application", "vangnet"} <= words_of_the_nouns()
