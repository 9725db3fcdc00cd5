"""The sentences of a visit, and its marks where the text is put right."""

import pytest

from casework.visits.sentences import marked_anew, sentences

TEXT = (
    "Zij durft niet alleen. “Corrie slaapt er vrijdag.” Echt waar?\n\nEten is het ergste: hij kookte\nVan geld… niets"
)


def test_each_sentence_stands_where_it_says() -> None:
    found = sentences(TEXT)
    assert [one.text for one in found] == [
        "Zij durft niet alleen.",
        "“Corrie slaapt er vrijdag.”",
        "Echt waar?",
        "Eten is het ergste: hij kookte",
        "Van geld…",
        "niets",
    ]
    assert all(TEXT[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", ["", "  \n\n ", "...", "\n", "a", " a. ", "😀 Ja! 😀"])
def test_odd_texts(text: str) -> None:
    assert [text[one.start : one.end] for one in sentences(text)] == [one.text for one in sentences(text)]
    assert "".join(one.text for one in sentences(text)).replace(" ", "") == "".join(text.split())


def test_marks_follow_their_words() -> None:
    first, _, third, *_ = sentences(TEXT)
    marks = [
        {"from": first.start, "to": first.end, "part": "a", "need": 1},
        {"from": third.start, "to": third.end, "part": "c", "need": None},
    ]
    after = "Eerst dit. " + TEXT.replace("Echt waar?", "Heus?")
    assert marked_anew(TEXT, after, marks) == [{"from": 11, "to": 11 + len(first.text), "part": "a", "need": 1}]
