"""Sources to readings, with a ledger of every character."""
