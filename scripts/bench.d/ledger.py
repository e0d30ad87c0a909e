"""Compare what was acknowledged with what is kept: ledger.py FILE prints JSON. Run with Cairn's settings.

FILE holds the e-mail addresses of people whose registration was acknowledged, and the ids of forms acknowledged as
finished.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
django.setup()

from django.db import connection  # noqa: E402 -- after set-up

from cairn.record.models import AuditEvent, Patient, QuestionnaireResponse, ResponseRevision, Score  # noqa: E402


def main(file: Path) -> None:
    """Count what is lost, doubled, or half written."""
    told = json.loads(file.read_text(encoding="utf-8"))
    people = Counter(Patient.objects.filter(email__startswith="new-").values_list("email", flat=True))
    acknowledged = Counter(told["registered"])
    ids = set(map(str, Patient.objects.filter(email__startswith="new-").values_list("pk", flat=True)))
    entries = Counter(
        map(str, AuditEvent.objects.filter(action="patient.register").values_list("patient", flat=True))
    )
    done = QuestionnaireResponse.objects.filter(occasion="asked", status="completed")
    finished = set(map(str, done.values_list("pk", flat=True)))
    kept = [Counter(map(str, rows)) for rows in (_of(ResponseRevision), _of(Score).filter(score="total"))]
    known = set(told["finished"])
    print(
        json.dumps(
            {
                "lost": sum((acknowledged - people).values()) + len(known - finished),
                "doubled": sum(count - 1 for count in people.values())
                + sum(count - 1 for each in kept for count in each.values() if count > 1),
                "without their audit row": sum(entries[pk] != 1 for pk in ids),
                "half written": sum(each[pk] != 1 for each in kept for pk in finished),
                "kept though the answer was not read": len(people - acknowledged) + len(finished - known),
                "open transactions": _open_transactions(),
            }
        )
    )


def _of(kind: type[ResponseRevision] | type[Score]) -> "object":
    return kind.objects.filter(response__occasion="asked").values_list("response", flat=True)


def _open_transactions() -> int:
    """Connections that sit in a transaction; on SQLite, one where the write lock cannot be had at once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA busy_timeout=1000")
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except Exception:  # noqa: BLE001 -- whatever keeps the lock from us is the answer
            return 1
        cursor.execute("ROLLBACK")
        return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
