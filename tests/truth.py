"""Reads a truth table: a block of text with a row per thing to do, a column per role, and in each cell `yes` or `-`."""

from roles.matrix import Role

COLUMNS = {
    "eerste": Role.EERSTE_CONTACT,
    "administratie": Role.ADMINISTRATIE,
    "lid": Role.TEAMLID,
    "consulent": Role.WMO_CONSULENT,
    "leider": Role.TEAMLEIDER,
    "hoofd": Role.AFDELINGSHOOFD,
    "partner": Role.MIDDENVELD,
    "aanbieder": Role.UITVOERDER,
    "financien": Role.FINANCIEN,
    "beheer": Role.BEHEER,
    "privacy": Role.PRIVACY,
    "juridisch": Role.BEZWAAR,
    "inwoner": Role.BURGER,
    "meelezer": Role.MEELEZER,
}


def read(block: str) -> dict[tuple[str, Role], bool]:
    """(row, role) → whether that cell says yes.

    Raises ValueError where a column or a cell is missing, stands there twice, or says anything else.
    """
    header, *lines = [line.split() for line in block.strip().splitlines()]
    if header != list(COLUMNS):
        raise ValueError(f"the columns are {header}")
    found: dict[tuple[str, Role], bool] = {}
    for row, *cells in lines:
        if len(cells) != len(header) or not set(cells) <= {"yes", "-"}:
            raise ValueError(f"{row}: {cells}")
        if (row, Role.BURGER) in found:
            raise ValueError(f"{row} stands there twice")
        found |= {(row, COLUMNS[name]): cell == "yes" for name, cell in zip(header, cells, strict=True)}
    return found
