"""`./dev bench --peers`: the same few things in what others made, by turns with ours."""
