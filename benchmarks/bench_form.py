"""The largest form, beside the same fields as stock ipywidgets: messages, bytes, time."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import comm
from comm.base_comm import BaseComm
from measuring import in_turn, line, medians, valmont

SENT: list[int] = []


class Counted(BaseComm):
    """A comm that counts what would go to the browser."""

    def publish_msg(
        self,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,  # noqa: ARG002 - the signature of BaseComm
        **keys: Any,
    ) -> None:
        """Count one message, as JSON."""
        SENT.append(len(json.dumps([msg_type, data, metadata, keys], default=str)))


def counted(**keys: Any) -> Counted:
    """Stand in for the kernel's own comm."""
    return Counted(**keys)


def stock(questions: list[Any]) -> object:
    """Build the same fields from stock ipywidgets: a label and a control each."""
    import ipywidgets as widgets

    def control(question: Any) -> object:
        if question.kind == "level":
            return widgets.RadioButtons(options=["–", "0", "1", "2", "3", "4", "?", "na"])
        if question.kind in {"choice", "reference"}:
            return widgets.Dropdown(options=["–", *question.choices])
        if question.kind in {"choices", "checklist", "references"}:
            return widgets.VBox(
                [widgets.Checkbox(description=one) for one in question.choices]
            )
        if question.kind == "long_text":
            return widgets.Textarea()
        if question.kind == "table":
            return widgets.HBox([control(one) for one in question.columns])
        return widgets.Text()

    return widgets.VBox(
        [widgets.VBox([widgets.HTML(one.id), control(one)]) for one in questions]
    )


def main() -> None:
    """Print the ratios."""
    comm.create_comm = counted
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.forms import Form
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    method = load_method()
    step = max(
        (one for one in method.steps.values() if not one.outline),
        key=lambda one: sum(1 + len(question.columns) for question in one.questions),
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(valmont(folder), folder=folder)
        desk = Desk(store, "valmont", method=method, author="bench")

        def sent(act: Any) -> list[int]:
            SENT.clear()
            act()
            return list(SENT)

        ours = sent(lambda: Form(desk, step.id))
        theirs = sent(lambda: stock(list(step.questions)))
        what = f"form of {step.id} ({len(step.questions)} questions)"
        line(f"{what}, messages", len(ours), "", "stock ipywidgets", len(theirs))
        line(f"{what}, bytes", sum(ours), "B", "stock ipywidgets", sum(theirs))
        times, baseline = in_turn(
            lambda: Form(desk, step.id), lambda: stock(list(step.questions)), 20
        )
        medians(f"{what}, time in the kernel", times, "stock ipywidgets", baseline)
        store.close()


if __name__ == "__main__":
    main()
