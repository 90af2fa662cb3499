"""Labels in the catalogue: once a bundle of the case was sent, every label that is given is written down and stays.

Before that no label is stored; they follow what will be sent. A number that was given once is never given again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.core.exhibits import ExhibitStatus

if TYPE_CHECKING:
    from assistant.storage.opening import Change

_LAST = """SELECT coalesce(max(CAST(substr(label, length(?1) + 2) AS INTEGER)), 0)
    FROM (SELECT label FROM exhibits UNION ALL SELECT label FROM erased) WHERE label LIKE ?1 || '-%'"""


def fix(change: Change) -> dict[str, str]:
    """Gives each exhibit that goes out and has none its label, where something was sent; the new ones by id."""
    connection = change.connection
    if not connection.execute("SELECT 1 FROM exports WHERE sent IS NOT NULL").fetchone():
        return {}
    rows = connection.execute(
        "SELECT id, item FROM exhibits WHERE label = '' AND send = 1 AND status = ? ORDER BY id",
        (str(ExhibitStatus.ACTIVE),),
    ).fetchall()
    last: dict[str, int] = {}
    given = {}
    for number, item in rows:
        if item not in last:
            last[item] = int(connection.execute(_LAST, (item,)).fetchone()[0])
        last[item] += 1
        label = f"{item}-{last[item]}"
        connection.execute("UPDATE exhibits SET label = ?, version = ? WHERE id = ?", (label, change.version, number))
        given[f"x{number}"] = label
    return given
