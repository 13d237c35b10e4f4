"""The git store: write path, reading, history, verify; the only room that starts git or imports it."""
