"""What the tests don't see: one rule of the product is changed at a time, and the tests must notice. `./dev mutate`.

`mutants` lists every change there is, `conditions` and `matrix` those of one kind each. `warm` runs them: it loads
Django and collects the tests once, and splits off a process per mutant. `results` remembers what is known and tells.
By hand: WIJKTEAM_MUTANT='condition:case.start:has_goal:always' ./dev test -p tests.mutation.plugin tests/rules
"""
