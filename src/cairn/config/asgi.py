"""The server's entry: pages run in a pool of threads, which is faster than asking Django to hop between loops."""

from typing import Any

from a2wsgi import WSGIMiddleware

from cairn.config.wsgi import application as pages

THREADS = 8

wsgi: Any = pages  # Django answers more than the bare protocol asks for
application: Any = WSGIMiddleware(wsgi, workers=THREADS)
