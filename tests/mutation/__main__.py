"""`./dev mutate`: change one rule at a time and see whether the tests notice.

It goes on where it was broken off, and runs again only what another state of the code may end otherwise. It ends with
1 where a mutant survived that isn't excused, or an excuse is wrong.
"""

import argparse
import sys

import django
import pytest

from tests.mutation import results
from tests.mutation.mutants import Mutant, chosen, every_mutant
from tests.mutation.warm import Warm

# Left out: what takes long and meets rules by chance; and what counts queries, which a change of a rule may alter too.
TESTS = ["tests/mutation", "tests/roles", "tests/rules", "tests/casework"]
LEFT_OUT = ["tests/rules/test_random_walk.py", "tests/rules/test_access.py", "tests/rules/test_step_cost.py"]


class Starting:
    """Once Django is loaded: which mutants there are, and with which of them the tests are run."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.mutants: dict[str, Mutant] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.mutants = every_mutant()
        them = chosen(self.mutants, only=self.asked.only, room=self.asked.room)
        session.config.pluginmanager.register(Warm(them, again=self.asked.again), "warm")


def main(args: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="only these, like 'condition:case.*'")
    parser.add_argument("--room", default="", help="only those of this room")
    parser.add_argument("--again", action="store_true", help="also what is known already")
    parser.add_argument("--list", action="store_true", help="only tell what is known")
    asked = parser.parse_args(args)
    if asked.list:
        django.setup()
        return tell(every_mutant(), asked)
    starting = Starting(asked)
    quiet = ["-q", "-s", "--no-header", "--no-summary", "--tb=native", "-p", "no:cacheprovider"]
    ignored = [f"--ignore={path}" for path in LEFT_OUT]
    code = pytest.main([*quiet, *ignored, *TESTS], [starting])
    return int(code) or tell(starting.mutants, asked)


def tell(mutants: dict[str, Mutant], asked: argparse.Namespace) -> int:
    text, nothing_left = results.told(chosen(mutants, only=asked.only, room=asked.room), results.Results())
    unknown = sorted(results.excused().keys() - mutants.keys())
    print("\n".join([text, *(f"excused, but there is no such mutant: {one}" for one in unknown)]), flush=True)
    return 0 if nothing_left and not unknown else 1


sys.exit(main(sys.argv[1:]))
