"""The web server: waitress reads and writes, these modules decide who is served when (docs/adr/0010).

`python -m wijkteam.serving` starts it, in the demo and in the container.

- `address.py`: where it listens.
- `connection.py`: what is said over one connection, and for how long we wait for it.
- `lanes.py`: who is served when, and who is told that it is too busy.
- `processes.py`: one process that keeps some others, which serve.
"""

from typing import Final

# What the server tells the application in a request, beside what WSGI says.
REFUSED: Final = "wijkteam.refused"  # the status of a request that no page is asked to answer
OLDEST: Final = "wijkteam.oldest"  # how many seconds the page has waited that waits longest
