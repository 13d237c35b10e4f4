"""revtrack keeps the versions of a document, shows what changed, and traces which document cites, revises or replaces which."""

__version__ = "0.1.0"
