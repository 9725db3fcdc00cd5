"""Paper of paper: the letters that wait to be posted, printed at one go."""

from casework.documents.envelopes import pages_of_post
from casework.documents.kinds import POST
from casework.engine.noun import Letter

LETTERS = (
    Letter(
        kind=POST,
        label="Brieven voor de post",
        template="documents/pdf/letter.html",
        letter=False,
        citizen_reads=False,
        pages=pages_of_post,
    ),
)
