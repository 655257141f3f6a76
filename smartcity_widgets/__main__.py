"""``python -m smartcity_widgets`` is the command ``smartcity``."""

from .cli import main

if __name__ == "__main__":
    main()
