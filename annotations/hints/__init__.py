"""Hints for the marking pass: what in a claim speaks for checking it, and what speaks for another mark.

Standard library only: word lists and patterns, no model. A hint says where it looked and why; it never marks anything.
"""

from annotations.hints.finding import hints
from annotations.hints.languages import LANGUAGES
from annotations.hints.reasons import REASONS, Hint, Reason

__all__ = ["LANGUAGES", "REASONS", "Hint", "Reason", "hints"]
