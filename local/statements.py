"""Cut a SQL file into its statements, as the Supabase CLI does before it records them."""

from __future__ import annotations

import re

# What a semicolon may hide in, and the semicolon itself. The last alternative takes any other single character.
TOKEN = re.compile(
    r"""
    (?P<line>--[^\n]*)
  | (?P<block>/\*)
  | (?P<escape>\b[eE]'(?:[^'\\]|\\.|'')*')
  | (?P<quote>'(?:[^']|'')*')
  | (?P<name>"(?:[^"]|"")*")
  | (?P<dollar>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)
  | (?P<word>[A-Za-z_][\w$]*)
  | (?P<end>;)
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
BLOCK_EDGE = re.compile(r"/\*|\*/")


def split_statements(sql: str) -> list[str]:
    """The statements of `sql`, each with the comments before it, trimmed, without its semicolon.

    Knows strings, quoted names, dollar quotes, nested comments and `begin atomic` bodies.
    """
    statements: list[str] = []
    start = position = 0
    atomic: list[str] = []
    previous = ""
    while position < len(sql):
        match = TOKEN.match(sql, position)
        assert match is not None  # noqa: S101 (the last alternative matches anything)
        position = match.end()
        if match["block"]:
            position = _after_block(sql, position)
        elif match["dollar"]:
            closing = sql.find(match["dollar"], position)
            position = len(sql) if closing < 0 else closing + len(match["dollar"])
        elif match["word"]:
            word = match["word"].lower()
            if (word == "atomic" and previous == "begin") or (atomic and word == "case"):
                atomic.append(word)
            elif atomic and word == "end":
                atomic.pop()
            previous = word
        elif match["end"] and not atomic:
            statements.append(sql[start : match.start()].strip())
            start = position
    statements.append(sql[start:].strip())
    return [statement for statement in statements if statement]


def _after_block(sql: str, position: int) -> int:
    depth = 1
    while depth:
        edge = BLOCK_EDGE.search(sql, position)
        if edge is None:
            return len(sql)
        depth += 1 if edge[0] == "/*" else -1
        position = edge.end()
    return position
