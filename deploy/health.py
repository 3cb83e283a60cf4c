"""Ends with status 0 when the server in this container is well: `GET /healthz`, asked as a proxy would ask."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def is_healthy(port: int, host: str) -> bool:
    """Whether the server on this machine's port answers 200 to a question for the public host name."""
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    server_port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    sys.exit(0 if is_healthy(server_port, os.environ.get("FACTCHECK_HOST") or "localhost") else 1)
