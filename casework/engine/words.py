"""Money as every screen and letter writes it."""

from decimal import Decimal


def euros(amount: Decimal | None) -> str:
    """'€ 4.850,00', as every screen and letter writes money."""
    if amount is None:
        return "–"
    whole = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {whole}"
