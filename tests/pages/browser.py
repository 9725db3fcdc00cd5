"""What somebody does at the screen, and what they read there."""

import re
import uuid


def as_(client, who):
    client.force_login(who)
    return client


def token() -> str:
    return str(uuid.uuid4())


def post(client, obj, slug, **data):
    """Takes a step: sends the form of its page."""
    return send(client, f"{obj.get_absolute_url()}stap/{slug}/", **{"expected": obj.standing} | data)


def send(client, url, **data):
    return client.post(url, {"token": token()} | data)


# what a page is for in general, behind '?', tells nothing of what it shows
EXPLAINED = re.compile(r'<details class="[^"]*wt-explained.*?</details>', re.DOTALL)


def words(response) -> str:
    """As one reads it: money isn't broken over two lines."""
    return EXPLAINED.sub("", response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
