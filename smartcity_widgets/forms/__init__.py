"""The widgets: forms, panels and the picker. The only folder that knows ipywidgets.

A widget is a thin shell: it draws with `smartcity_widgets.render`, and does what it is
given to do. `form.js` and its neighbours are the browser's part of all of them.
"""

from .agenda import AgendaPanel
from .comparison import ComparisonPanel
from .discussing import DiscussionPage
from .figures import FiguresPanel
from .form import Form
from .nextcycle import NextCyclePanel
from .panel import (
    ExportButton,
    FindingsPanel,
    IntroductionPage,
    MapPage,
    Panel,
    ReadinessPanel,
)
from .picker import Picker
from .plan import PlanPanel
from .sheets import SheetsPanel
from .thread import CarriedPanel, ThreadPanel

__all__ = [
    "AgendaPanel",
    "CarriedPanel",
    "ComparisonPanel",
    "DiscussionPage",
    "ExportButton",
    "FiguresPanel",
    "FindingsPanel",
    "Form",
    "IntroductionPage",
    "MapPage",
    "NextCyclePanel",
    "Panel",
    "Picker",
    "PlanPanel",
    "ReadinessPanel",
    "SheetsPanel",
    "ThreadPanel",
]
