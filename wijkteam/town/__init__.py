"""Made-up towns: the Hoeksche Waard of the demo, to look at, and load data, to measure with."""
