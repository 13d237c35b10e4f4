"""What the product does, one short function each; the only place where rooms meet."""
