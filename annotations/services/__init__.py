"""Verbs: each takes an explicit `actor`, runs in one transaction and writes one history entry, last."""
