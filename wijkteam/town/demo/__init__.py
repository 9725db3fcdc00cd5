"""Sixty cases of a made-up year in the Hoeksche Waard, played by taking the steps at their moments."""
