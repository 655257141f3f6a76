"""Files that show that an answer holds: a photo of a flip chart, a PDF.

`accept` decides by content alone what a file is and what of it is kept, and touches no
disk; `Files` keeps what was accepted beside the store, under the hash of its content. A
picture is always decoded and written anew, so nothing it carried besides its pixels (place,
camera, names, hidden data) is kept; a PDF is kept as it is or refused. Nothing here is ever
executed, and nothing is believed because of its name.
"""

from .accepting import MOST_BYTES, Accepted, accept, check_kept, check_size, title_of
from .keeping import Attached, Files

__all__ = [
    "MOST_BYTES",
    "Accepted",
    "Attached",
    "Files",
    "accept",
    "check_kept",
    "check_size",
    "title_of",
]
