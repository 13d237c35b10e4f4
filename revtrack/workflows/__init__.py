"""What the product does, one short function each; the only room where the others meet.

collect     init, read, add, undo: bring documents in, take a step back
consult     log, show, status: what is here
contrast    diff: what changed between two
connect     refs, lineage: what cites, revises, replaces what
keep        verify: is everything as it was stored
"""
