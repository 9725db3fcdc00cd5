"""Beheer (`/beheer/`): teams, people, mandates, budgets and lists, for whoever may CONFIGURE. No case is shown here.

What is refused elsewhere is refused here, in words; every change stands in the history; nobody changes their own
rights; and whose turn it is follows in the same transaction.

Django looks for this package at its start: here stand all rooms, each registers its pages with `site`.
"""

from wijkteam.admin import (  # noqa: F401
    accounts,
    contacts,
    defaults,
    law,
    mandates,
    memberships,
    products,
    teams,
    vangnet,
    visits,
    wijkweb,
)
