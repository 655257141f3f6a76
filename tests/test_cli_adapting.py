"""What the command line says of an adapted workbook, beside what test_cli.py holds."""

from __future__ import annotations

from test_cli import smartcity

__all__ = ["smartcity"]

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAA"
    "AADElEQVR4nGPgikkGAAE9AMqRnjyjAAAAAElFTkSuQmCC"
)


def test_the_history_leaves_the_bytes_of_a_logo_out(smartcity, tmp_path):
    smartcity("new", "namur", "--name", "Namur")
    file = tmp_path / "client.toml"
    file.write_text(f'[look]\nlogo = "{DOT}"', encoding="utf-8")
    assert smartcity("adapt", "namur", "client.toml").returncode == 0

    line = smartcity("history", "namur", "--path", "workbook/overlay").stdout
    whole = smartcity("history", "namur", "--path", "workbook/overlay", "--json").stdout

    assert "data:image/png;base64,…" in line
    assert DOT in whole
