"""The second person: what beheer widens waits until somebody else confirms it (docs/adr/0014-second-person.md)."""
