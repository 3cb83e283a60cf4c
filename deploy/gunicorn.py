"""How gunicorn serves factcheck: on SQLite by one process, which queues its writers; on PostgreSQL by two."""

import os

on_postgresql = bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))

bind = "0.0.0.0:8000"  # inside the container; compose publishes it on the loopback address
worker_class = "gthread"
workers, threads = (2, 4) if on_postgresql else (1, 8)
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm"  # noqa: S108 (a memory file system: the heartbeat must not wait for a disk)
control_socket_disable = True
