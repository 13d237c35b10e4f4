"""Find the circles of a directed graph: the groups of nodes of which each leads back to itself through the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Graph = Mapping[int, Sequence[int]]


def circles(graph: Graph) -> list[list[int]]:
    """Each group of nodes that reach one another, along the edges from its smallest node; sorted by that node.

    A node that points to itself is a group of one. Every node and every target is a key of `graph`. These are the
    strongly connected components (Tarjan 1972), found without recursion, in time linear in nodes and edges.
    """
    groups = (group for group in _components(graph) if len(group) > 1 or group[0] in graph[group[0]])
    return sorted(_walk(graph, group) for group in groups)


def _components(graph: Graph) -> list[list[int]]:
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    waiting: set[int] = set()
    found: list[list[int]] = []
    for root in graph:
        if root in order:
            continue
        path = [(root, iter(graph[root]))]
        _enter(root, order, low, stack, waiting)
        while path:
            node, targets = path[-1]
            target = next((each for each in targets if each not in order or each in waiting), None)
            if target is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    found.append(_leave(node, stack, waiting))
            elif target in waiting:
                low[node] = min(low[node], order[target])
            else:
                _enter(target, order, low, stack, waiting)
                path.append((target, iter(graph[target])))
    return found


def _enter(node: int, order: dict[int, int], low: dict[int, int], stack: list[int], waiting: set[int]) -> None:
    order[node] = low[node] = len(order)
    stack.append(node)
    waiting.add(node)


def _leave(node: int, stack: list[int], waiting: set[int]) -> list[int]:
    """Take the component that `node` heads off the stack."""
    group = [stack.pop()]
    while group[-1] != node:
        group.append(stack.pop())
    waiting.difference_update(group)
    return group


def _walk(graph: Graph, group: Sequence[int]) -> list[int]:
    """The group from its smallest node in depth-first order, smaller targets first: a plain circle in its own order."""
    members = set(group)
    walked: dict[int, None] = {}
    todo = [min(group)]
    while todo:
        node = todo.pop()
        if node not in walked:
            walked[node] = None
            todo += sorted((each for each in graph[node] if each in members and each not in walked), reverse=True)
    return list(walked)
