"""Small faults put into a module, one at a time: what the tests do not notice, they do not prove."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

SWAPPED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One fault: its line, the lines of the statement around it, what was done, and the whole module with it."""

    line: int
    around: range
    what: str
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Give every mutant of a module's functions, in the order of their lines; its own constants are left alone."""
    tree = ast.parse(source)
    around = _statements(tree)
    for number, node in enumerate(_places(tree)):
        for turn, what in enumerate(_faults(node)):
            changed = copy.deepcopy(tree)
            _put(changed, _places(changed)[number], turn)
            yield Mutant(node.lineno, around[node], what, ast.fix_missing_locations(changed))


def _statements(tree: ast.Module) -> dict[ast.AST, range]:
    """Give the lines of the innermost statement around each node; of one with a body, its head and its body."""
    found: dict[ast.AST, range] = {}
    for statement in ast.walk(tree):  # the outer ones first
        if isinstance(statement, ast.stmt):
            lines = range(statement.lineno, statement.end_lineno + 1)
            found.update(dict.fromkeys(ast.walk(statement), lines))
    return found


def _places(tree: ast.Module) -> list[ast.AST]:
    """Give every node in the bodies of functions that is run there: no default, and no annotation of a name."""
    found = [node for function in _functions(tree) for part in function.body for node in ast.walk(part)]
    notes = {id(node) for other in found if isinstance(other, ast.AnnAssign) for node in ast.walk(other.annotation)}
    return list(dict.fromkeys(node for node in found if id(node) not in notes))


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [node for node in found if not any(node in ast.walk(other) for other in found if other is not node)]


def _faults(node: ast.AST) -> list[str]:
    """Give what can be done to a node; `_put` does it by the same turn."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SWAPPED:
        return [f"{type(node.ops[0]).__name__} -> {SWAPPED[type(node.ops[0])].__name__}"]
    if isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in SWAPPED:
        return [f"{type(node.op).__name__} -> {SWAPPED[type(node.op)].__name__}"]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ["not left out"]
    if isinstance(node, ast.If):
        return ["if always", "if never"]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [f"{node.value} -> {not node.value}"]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return [f"{node.value} -> {node.value + 1}"]
    if isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
        return ["returns nothing"]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ["call left out"]
    if isinstance(node, ast.Raise):
        return ["raise left out"]
    return []


def _is_nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not node.value


def _put(tree: ast.Module, node: ast.AST, turn: int) -> None:
    new: ast.AST
    if isinstance(node, ast.Compare):
        node.ops = [SWAPPED[type(node.ops[0])]()]
        return
    if isinstance(node, (ast.BoolOp, ast.BinOp)):
        node.op = SWAPPED[type(node.op)]()
        return
    if isinstance(node, ast.If):
        node.test = ast.Constant(value=turn == 0)
        return
    if isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
        return
    if isinstance(node, ast.Return):
        node.value = None
        return
    new = node.operand if isinstance(node, ast.UnaryOp) else ast.Pass()
    _Replace(node, new).visit(tree)


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)
