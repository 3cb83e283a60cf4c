"""Fields that take a value of their own type only: no text for a number, no number for a text."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.models.addresses import clean_doi, clean_web_address


class Text(serializers.CharField):
    """A text as it is, '' included; '' is also what it is when it is left out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_blank", True)
        kwargs.setdefault("trim_whitespace", False)
        if not kwargs.get("required"):
            kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the text; only a text is one."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Title(Text):
    """A text in one line, without blanks at its ends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=True, **kwargs)


class Number(serializers.IntegerField):
    """A whole number."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number; neither a text nor true or false is one."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.BOOL)
class Flag(serializers.Field[bool, Any, bool, Any]):
    """True or false."""

    default_error_messages = {"invalid": "Must be true or false."}

    def to_internal_value(self, data: Any) -> bool:
        """Return the value."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return bool(data)

    def to_representation(self, value: bool) -> bool:
        """Return the value."""
        return value


class FormFlag(Flag):
    """True or false as a form says it."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value of one of the two words."""
        if data not in ("true", "false"):
            self.fail("invalid")
        return bool(data == "true")


class WebAddress(Text):
    """An http or https address that may become a link, in its written form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the address; raise with the code of what is wrong with it."""
        return _cleaned(clean_web_address, super().to_internal_value(data))


class Doi(Text):
    """A DOI, written in any of its ways."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the bare DOI."""
        return _cleaned(clean_doi, super().to_internal_value(data))


def _cleaned(clean: Any, value: str) -> str:
    try:
        return str(clean(value))
    except ValidationError as error:
        raise serializers.ValidationError(error.messages[0], error.code or "invalid") from error
