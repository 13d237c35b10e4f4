"""Trace which document revises, replaces, cites or follows which, from references that others have found.

    trace          the graph around one document: nodes, typed edges, circles
    surroundings   what stands directly around each document
    trace_among    the graph around one document, from the surroundings of the documents on the way
    Direction      which way to go: UP, DOWN or BOTH

The room knows nothing of texts: references go in, a `Lineage` comes out.
"""

from revtrack.lineage.graph import Direction, Look, trace, trace_among
from revtrack.lineage.surroundings import Surroundings, surroundings

__all__ = ["Direction", "Look", "Surroundings", "surroundings", "trace", "trace_among"]
