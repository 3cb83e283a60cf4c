"""`manage.py erase_person USERNAME`: take a person's names out of the installation, for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.models import User
from annotations.services.erasure import erase_person
from annotations.services.people import command_line_person


class Command(BaseCommand):
    """Erase a person."""

    help = "Erase a person on their demand: the names go for good, what they entered stays under a pseudonym."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("username", help="the account's name, with its capitals: there is no way back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase and say what is left."""
        with in_one_line():
            person = User.objects.filter(username=options["username"]).first()
            if person is None:
                raise CommandError(f"There is no account “{options['username']}”.")
            left = erase_person(actor=command_line_person(), person=person)
        self.stdout.write(f"erased; what they entered stays under “{left.username}”")
