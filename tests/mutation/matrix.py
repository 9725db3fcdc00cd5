"""Each cell of role × action × relation turned round: a right taken away, or one given that nobody should have.

The tables by hand must notice by themselves, whatever else rests on that cell.
"""

from collections.abc import Iterator
from functools import partial

from roles.actions import Action
from roles.matrix import MATRIX, Relation, Role
from tests.mutation.mutants import Mutant

TABLE = "tests/roles/test_matrix_table.py::"


def mutants() -> Iterator[Mutant]:
    for role in Role:
        own = f"{TABLE}test_the_matrix_has_these_cells_and_no_other[{role}]"
        for action in Action:
            for relation in Relation:
                name = f"matrix:{role}:{action}:{relation}"
                yield Mutant(name, "roles", partial(turn_round, role, action, relation), tests=(own, TABLE))


def turn_round(role: Role, action: Action, relation: Relation) -> None:
    there = MATRIX[role].get(action, ())
    turned = tuple(one for one in there if one != relation) if relation in there else (*there, relation)
    MATRIX[role] = {**MATRIX[role], action: turned}
