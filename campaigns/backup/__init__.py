"""The whole installation in one file, taken while the site is in use, and brought back from it."""
