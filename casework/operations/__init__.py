"""Writes that are no step: verb_noun, keyword-only, each one transaction with its event and routing."""
