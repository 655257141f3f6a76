"""The log on disk: an append-only table of edits, in one SQLite file or in PostgreSQL.

The current answers are the latest entry per path, so undo, history and two people's work
side by side all come from here. A `Store` holds no answers and decides nothing.

SQLAlchemy is loaded when a store is opened, not when this package is imported.
"""

from .address import Address, store_url
from .store import Store

__all__ = ["Address", "Store", "store_url"]
