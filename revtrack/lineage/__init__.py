"""The graph of typed relations between documents."""
