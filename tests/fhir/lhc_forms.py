"""LHC-Forms of the National Library of Medicine, served from the test cache on a free port of this machine."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

FOLDER = Path("var/test-cache/lforms-40.1.3/package/dist/lforms")

PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A form</title><link rel="icon" href="data:,"></head>
<body><div id="form"></div>
<script src="/webcomponent/assets/lib/zone.min.js"></script>
<script src="/webcomponent/lhc-forms.js"></script>
<script src="/fhir/R4/lformsFHIR.min.js"></script>
</body></html>"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/form":
            super().do_GET()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Keep the test's output to the test's own."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page that renders forms."""
    handler = functools.partial(_Handler, directory=str(FOLDER.resolve()))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/form"
        finally:
            server.shutdown()
            thread.join()
