"""The nouns: frozen values, made of the standard library and msgspec only."""
