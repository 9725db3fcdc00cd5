"""What letters say around what is fixed in code: a paragraph of a kind of letter, in words that hold from a day."""

import pgtrigger
from django.db import models


class Wording(models.Model):
    """The words of one paragraph of one kind of letter, from that day. The latest day counts; of two, what came last.

    Nothing of it is changed afterwards: other words are another row, so the rows are their own history. Without a row
    the words in the code hold. Who asked for it and who agreed: the proposal (`roles.proposals`).
    """

    letter = models.CharField("brief", max_length=30)
    paragraph = models.CharField("alinea", max_length=30)
    text = models.TextField("tekst", max_length=4000, blank=True)
    since = models.DateField("geldt vanaf")

    class Meta:
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"
        ordering = ("letter", "paragraph", "-since", "-pk")
        triggers = (pgtrigger.Protect(name="what_letters_said_stays", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.letter}, {self.paragraph}"
