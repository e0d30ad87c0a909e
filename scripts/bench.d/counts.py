"""Count the queries of a page, all included: counts.py FILE prints JSON. With Cairn's settings, after filling."""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- after set-up
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def main(ways: Path) -> None:
    """Queries of a search that finds one, one that finds twenty; of an everyday record and a long one."""
    said = json.loads(ways.read_text(encoding="utf-8"))
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = said["coordinators"][0]
    pages = {
        "search that finds one": "/clinic/people/?q=only+one",
        "search that finds twenty": "/clinic/people/?q=mar",
        "everyday record": f"/clinic/people/{said['people'][1]['id']}/",
        "long record": f"/clinic/people/{said['people'][-1]['id']}/",
    }
    _make_one_of_a_name(said["people"][0]["id"])
    for address in pages.values():  # what is looked up once for good is not part of a page
        client.get(address)
    print(json.dumps({name: _queries(client, address) for name, address in pages.items()}))


def _make_one_of_a_name(person: str) -> None:
    from cairn.record.models import Patient

    Patient.objects.filter(pk=person).update(given="Only", family="One", search=" only one")


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    if answer.status_code != 200:  # noqa: PLR2004 -- the page itself
        raise SystemExit(f"{address} answered {answer.status_code}")
    return len(seen)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
