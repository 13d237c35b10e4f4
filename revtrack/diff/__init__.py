"""Align two expressions, classify the changes, find the words that changed."""
