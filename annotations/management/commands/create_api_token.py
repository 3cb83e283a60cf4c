"""`manage.py create_api_token USERNAME`: make a token for programs and print it, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.models import User
from annotations.services import people


class Command(BaseCommand):
    """Make an API token."""

    help = "Make a token with which a program acts as this person. It is printed once and stored as a hash."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("username")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--days", type=int, default=90, help="its lifetime, 1 to 366 days")
        parser.add_argument("--write", action="store_true", help="let it change things, not only read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and print it."""
        with in_one_line():
            owner = User.objects.filter(username__iexact=options["username"], is_active=True).first()
            if owner is None:
                raise CommandError(f"There is no active account “{options['username']}”.")
            token = people.make_api_token(
                actor=people.command_line_person(), owner=owner, name=options["name"], days=options["days"],
                may_write=options["write"],
            )  # fmt: skip
        self.stdout.write(token)
