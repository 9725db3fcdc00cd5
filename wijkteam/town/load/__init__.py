"""Load data: many believable cases, written in bulk, to measure with."""
