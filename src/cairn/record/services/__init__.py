"""Every write: one verb a function, keyword-only, ``by=`` and ``at=``, its audit row inside, in one transaction."""
