"""Small faults in Python source: one changed place a mutant. What is words for people is left alone.

Not mutated: imports, types, decorators, docstrings, TYPE_CHECKING, and whatever only makes a message: the arguments
of `raise`, of errors, of `fail`, `say` and log calls; nor the names of temporary files (`aside`, `probe`). That an
error is raised at all is mutated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
#: Methods that only shape their text (`x.lower()` becomes `x`), and functions with an opposite.
_SHAPING = {"lower", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace", "encode", "copy"}
_OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_WORDS = {"fail", "say", "debug", "info", "warning", "error", "exception", "cast"}
#: What may be wrong in a query: each match of the first is replaced by the second, one at a time.
_SQL = tuple(
    (re.compile(wrong), right)
    for wrong, right in (
        (r" AND ", " OR "), (r" DESC\b", ""), (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "),
        (r"(?<=\w) = (?=\S)", " != "), (r" OR IGNORE", ""), (r"OR REPLACE", "OR IGNORE"),
        (r"(?<!NOT )\bIN \(", "NOT IN ("),
        (r"\bmin\(", "max("), (r"\bmax\(", "min("), (r" \+ 1\b", ""), (r"\bEXISTS\b", "NOT EXISTS"),
        (r"ORDER BY \w[\w.]*, ", "ORDER BY "), (r", [\w.]+(?= LIMIT)", ""), (r" ORDER BY .*?(?= LIMIT|$)", ""),
        (r"=FULL\b", "=NORMAL"), (r"=WAL\b", "=DELETE"), (r"'([a-z]\w*)'", r"'\1X'"), (r"\bIMMEDIATE", "DEFERRED"),
        (r"(?<== )0\b", "1"), (r"\b200\b", "201"), (r"coalesce\(([\w.]+), ([\w.]+)\)", r"\1"),
        (r"coalesce\(([\w.]+), ([\w.]+)\)", r"\2"), (r"DISTINCT ", ""),
    )
)  # fmt: skip
#: Characters shown of a line on either side of its change.
_CONTEXT = 30
_IS_SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE FROM|PRAGMA|FROM|WHERE|ORDER BY|BEGIN)\b [A-Za-z(_?]")
_NETWORK = re.compile(r"(?<=[.:\da-f])/(\d+)$")
_CLASS = re.compile(r"\[(\^?)((?:\\.|[^\]\\])+)\]", re.DOTALL)
_ONE = r"(?:\\x..|\\u....|\\.|[^\\])"
_ATOM = re.compile(rf"{_ONE}(?:-{_ONE})?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where, the line before and after (`after` is empty when it is gone), and the whole module."""

    file: str
    function: str
    before: str
    after: str
    source: str

    @property
    def text(self) -> str:
        """How the list of equivalents names it."""
        return f"{self.before} → {self.after}"


def mutants(file: str, source: str, wanted: Callable[[str], bool]) -> list[Mutant]:
    """Every mutant of the functions (and of the module level, named "") that are wanted."""
    tree = ast.parse(source)
    plain = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for owner, field, place, node, function in list(_places(tree, "")):
        if not wanted(function):
            continue
        for other in _replacements(node, owner):
            _put(owner, field, place, other)
            text = ast.unparse(ast.fix_missing_locations(tree))
            _put(owner, field, place, node)
            if text != plain:
                found.setdefault(text, Mutant(file, function, *_difference(plain, text), text))
    return list(found.values())


def _put(owner: ast.AST, field: str, place: int | None, node: Any) -> None:
    if place is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[place] = node


def _difference(old: str, new: str) -> tuple[str, str]:
    before, after = old.splitlines(), new.splitlines()
    pairs = zip(before, after, strict=False)
    was, now = next(((a.strip(), b.strip()) for a, b in pairs if a != b), (before[-1].strip(), ""))
    if now == "pass":
        return was, ""
    head = _alike(was, now)
    tail = min(_alike(was[::-1], now[::-1]), len(was) - head, len(now) - head)
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    return was[head : len(was) - tail], now[head : len(now) - tail]


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _places(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, str]]:
    """Every node that may be changed: its owner, where it stands in it, and the function it belongs to."""
    for field, value in ast.iter_fields(node):
        if field in (
            "annotation",
            "returns",
            "decorator_list",
            "bases",
            "keywords" if isinstance(node, ast.ClassDef) else "",
            "format_spec",
        ):
            continue
        for place, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _left_alone(child):
                continue
            inside = function
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inside = f"{function}.{child.name}".lstrip(".")
            yield node, field, place, child, inside
            if not isinstance(child, ast.Raise):
                yield from _places(child, inside)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "aside", "probe"):
        return True  # names of temporary files, which nobody sees
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
        return True  # a type
    return isinstance(node, ast.Call) and (_called(node) in _WORDS or _called(node).endswith("Error"))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _replacements(node: ast.AST, owner: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.stmt):
        yield from _statement(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for op in _COMPARED[type(node.ops[0])]:
            yield ast.Compare(node.left, [op()], node.comparators)
    elif isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in _COMPARED[type(op)]:
                yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        yield ast.BinOp(node.left, _COMPUTED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant):
        yield from _constant(node.value, owner)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    yield from _fewer(node, owner)
    yield from _negated(node)


def _statement(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Return(value=None):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Name(id=name)]) if name in {
            n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)
        }:
            yield ast.Pass()
        case ast.Return(value=ast.Constant()):
            pass
        case ast.Return():
            yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
    if isinstance(node, ast.AugAssign) and type(node.op) in _COMPUTED:
        yield ast.AugAssign(node.target, _COMPUTED[type(node.op)](), node.value)


def _constant(value: Any, owner: ast.AST) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, bytes):
        yield ast.Constant(value + b"X")
    elif isinstance(value, str) and _IS_SQL.search(value):
        yield from (ast.Constant(text) for text in _queries(value))
    elif isinstance(value, str) and isinstance(owner, ast.Call) and ast.unparse(owner.func).startswith("re."):
        yield from (ast.Constant(text) for text in _patterns(value))
    elif isinstance(value, str) and isinstance(owner, ast.Call) and _called(owner) in ("strip", "lstrip", "rstrip"):
        for place in range(len(value)) if len(value) > 1 else ():
            yield ast.Constant(value[:place] + value[place + 1 :])
    elif isinstance(value, str) and (network := _NETWORK.search(value)):
        yield ast.Constant(f"{value[: network.start()]}/{int(network[1]) + 1}")
    elif isinstance(value, str):
        yield ast.Constant(value + "X")


def _queries(text: str) -> Iterator[str]:
    for wrong, right in _SQL:
        for match in wrong.finditer(text):
            before = text[: match.start()]
            if " = " in match.group() and before.rfind(" SET ") > before.rfind("WHERE"):
                continue  # an assignment: no more than a mistake of syntax
            yield before + match.expand(right) + text[match.end() :]


def _patterns(text: str) -> Iterator[str]:
    """A regular expression with a class turned round or without one of its members, or a quantifier changed."""
    for found in _CLASS.finditer(text):
        yield text[: found.start(1)] + ("" if found[1] else "^") + text[found.end(1) :]
        atoms = list(_ATOM.finditer(found[2]))
        for atom in atoms if len(atoms) > 1 else ():
            yield text[: found.start(2) + atom.start()] + text[found.start(2) + atom.end() :]
    outside = _CLASS.sub(lambda found: "." * len(found[0]), text)
    for found in re.finditer(r"(?<!\\)[+*]", outside):
        yield text[: found.start()] + ("*" if found[0] == "+" else "+") + text[found.end() :]
    for found in re.finditer(r"\{\d+(?:,(\d+))?\}", outside):
        bound = found[0].replace(found[1] + "}", f"{int(found[1]) + 1}}}") if found[1] else "+"
        yield text[: found.start()] + bound + text[found.end() :]


def _call(node: ast.Call) -> Iterator[ast.AST]:
    name = _called(node)
    if isinstance(node.func, ast.Attribute) and name in _SHAPING:
        yield node.func.value
    if isinstance(node.func, ast.Name) and name in _OPPOSITE:
        yield ast.Call(ast.Name(_OPPOSITE[name], ast.Load()), node.args, [] if name == "sorted" else node.keywords)
    if name == "suppress":
        yield ast.Call(node.func, [], [])


def _fewer(node: ast.AST, owner: ast.AST) -> Iterator[ast.AST]:
    """A table without one of its rows; an `except` that catches one kind less."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        caught = isinstance(owner, ast.ExceptHandler)
        if len(node.elts) > 1 and (caught or all(isinstance(each, ast.Constant) for each in node.elts)):
            for place in range(len(node.elts)):
                rest = [*node.elts[:place], *node.elts[place + 1 :]]
                yield type(node)(rest, ast.Load()) if not isinstance(node, ast.Set) else ast.Set(rest)
    if (
        isinstance(node, ast.Dict)
        and node.keys
        and all(isinstance(each, ast.Constant) for each in (*node.keys, *node.values))
    ):
        for place in range(len(node.keys)):
            yield ast.Dict(
                [*node.keys[:place], *node.keys[place + 1 :]], [*node.values[:place], *node.values[place + 1 :]]
            )


def _negated(node: ast.AST) -> Iterator[ast.AST]:
    """The branch that was not meant to be taken."""
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(
        node.test, ast.Compare | ast.UnaryOp | ast.Constant
    ):
        changed = dict(ast.iter_fields(node)) | {"test": ast.UnaryOp(ast.Not(), node.test)}
        yield type(node)(**changed)
    if isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)
