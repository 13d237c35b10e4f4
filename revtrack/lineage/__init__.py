"""Trace which document revises, replaces, cites or follows which, from references that others have found.

    trace       the graph around one document: nodes, typed edges, circles
    Direction   which way to go: UP, DOWN or BOTH

The room knows nothing of texts: references go in, a `Lineage` comes out.
"""

from revtrack.lineage.graph import Direction, trace

__all__ = ["Direction", "trace"]
