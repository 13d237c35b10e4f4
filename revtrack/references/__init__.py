"""Find mentions in text and resolve them to documents."""
