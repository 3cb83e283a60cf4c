"""Log lines that stay one line, whatever a client sent."""

import logging


class OneLineFormatter(logging.Formatter):
    """Escape control characters in the message, so that no client can forge a second log line."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the formatted message with control characters shown as escapes."""
        line = super().formatMessage(record)
        return "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)
