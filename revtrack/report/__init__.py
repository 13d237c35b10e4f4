"""Values to text and JSON; no room prints."""
