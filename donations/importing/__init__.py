"""Bringing in spreadsheets: read, matched with what is stored, shown, and only then saved."""
