"""The process that prints the demo's paper: in order, aloud when it fails, and gone when it isn't needed."""

import pytest

from wijkteam.town.demo.press import Press

PAGE = '<html lang="nl"><title>Proef</title><p>{}</p></html>'


@pytest.mark.slow
def test_what_is_asked_comes_out_and_then_it_ends():
    with Press() as press:
        first, second = press.page(PAGE.format("een")), press.page(PAGE.format("twee"))
        assert first.result().startswith(b"%PDF-")
        assert second.result() != first.result()
    assert press._printer.returncode == 0


@pytest.mark.slow
def test_what_cant_be_printed_is_told():
    with Press() as press:
        wrong = press.document({"kind": "nergens van"})
        after = press.page(PAGE.format("te laat"))
        for one in (wrong, after):
            with pytest.raises(RuntimeError, match="kon niet worden gemaakt"):
                one.result()
