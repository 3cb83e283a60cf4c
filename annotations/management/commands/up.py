"""`manage.py up`: everything from an empty folder to a running server on this machine. `make run` calls it."""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.models import User
from annotations.services import demo, imports, originals, people

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Prepare and serve, on loopback only."""

    help = "Prepare the database, load the demo on the first start, and serve on 127.0.0.1."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="do everything but serve")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, print how to sign in, and become the server."""
        if settings.IS_PUBLIC:
            raise CommandError("`up` serves this machine alone; with FACTCHECK_HOST set, run gunicorn.")
        with in_one_line():
            call_command("migrate", interactive=False, verbosity=0)
            self._collect_static()
            imports.forget_old()
            originals.sweep()
            if not User.objects.exclude(username=people.COMMAND_LINE).exists():
                demo.load_demo()
                self._open_accounts()
            self._print_links(options["port"])
        if not options["prepare_only"]:
            self._serve(options["port"])

    def _collect_static(self) -> None:
        """Collect static files when they are newer than the last collection."""
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        sources = Path(__file__).parents[2] / "static"
        newest = max((path.stat().st_mtime for path in sources.rglob("*")), default=0.0)
        if stamp.exists() and stamp.stat().st_mtime > newest:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.touch()

    @property
    def _passwords_file(self) -> Path:
        return Path(settings.DATA_DIR) / "demo-passwords.json"

    def _open_accounts(self) -> None:
        passwords = {person.username: secrets.token_urlsafe(12) for person in demo.demo_people()}
        descriptor = os.open(self._passwords_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(passwords, file)
        demo.open_accounts(passwords)

    def _print_links(self, port: int) -> None:
        kept = json.loads(self._passwords_file.read_text()) if self._passwords_file.exists() else {}
        self.stdout.write(f"\nfactcheck runs at http://{HOST}:{port}/\n\nSign in as (each link works once):\n")
        for person in demo.demo_people():
            if not person.is_active:
                continue
            link = f"http://{HOST}:{port}/sign-in/{people.make_sign_in_link(person)}/"
            password = kept.get(person.username, "")
            shown = password if password and person.check_password(password) else "(changed)"
            self.stdout.write(f"  {person!s:<16} {link}\n  {'':<16} name {person.username}, password {shown}\n")
        self.stdout.flush()

    def _serve(self, port: int) -> None:
        command = [
            sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"{HOST}:{port}", "--workers", "1",
            "--threads", "8", "--worker-class", "gthread", "--graceful-timeout", "30", "--timeout", "60",
            "--access-logfile", os.devnull, "--log-level", "warning",
        ]  # fmt: skip
        os.environ["FACTCHECK_WORKER"] = "1"  # on PostgreSQL too: here is no other process to do it
        sys.stderr.flush()
        os.execv(sys.executable, command)  # noqa: S606 (no shell, fixed arguments)
