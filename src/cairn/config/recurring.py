"""Duties nobody asks for, done every half minute while the product is served: seal the log, escalate flags."""

import logging
import threading

from django.db import DatabaseError, IntegrityError, connection

from cairn.clock import now
from cairn.record.actor import PRODUCT
from cairn.record.services.audit_seal import seal_audit
from cairn.record.services.safety_flag import escalate_flags

SECONDS = 30
log = logging.getLogger(__name__)


def tick() -> None:
    """Do each duty once. Doing them twice at the same time is harmless: one of the two finds nothing left to do."""
    escalate_flags(by=PRODUCT, at=now())
    try:
        while seal_audit(at=now()) is not None:
            pass
    except IntegrityError:
        log.info("Another process is sealing the audit log.")


def start(stop: threading.Event) -> threading.Thread:
    """Tick in a thread until told to stop. A failed tick is logged, and the next one tried."""

    def run() -> None:
        while not stop.wait(SECONDS):
            try:
                tick()
            except DatabaseError:
                log.exception("A recurring duty failed; it will be tried again in %s seconds.", SECONDS)
            finally:
                connection.close()

    thread = threading.Thread(target=run, name="recurring", daemon=True)
    thread.start()
    return thread
