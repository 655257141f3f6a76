"""The kernel's side of a form: what is stored, what is answered, what is sent."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING, Any

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances

from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import DocumentError, StoreFullError
from smartcity_widgets.forms import (
    DiscussionPage,
    ExportButton,
    Form,
    MapPage,
    Panel,
    Picker,
    ReadinessPanel,
)
from smartcity_widgets.forms.live import module_text
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from smartcity_widgets.method import Method

W1 = "political-will/W1"
BUDGET = "political-will/budget_committed"


@pytest.fixture(scope="module")
def method() -> Method:
    """The shipped method."""
    return load_method()


@pytest.fixture
def desk(tmp_path: Path, method: Method) -> Iterator[Desk]:
    """A new workbook on a store of its own."""
    store = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}", folder=tmp_path)
    named = {"name": "Valmont", "language": "en", "terms": "be", "author": "ann"}
    create(store, "valmont", method=method, **named)
    yield Desk(store, "valmont", method=method, author="ann")
    ipywidgets.Widget.close_all()
    store.close()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every message the kernel sends to the browser, in order."""
    messages: list[dict[str, Any]] = []

    def keep(_widget: object, message: dict[str, Any], buffers: object = None) -> None:  # noqa: ARG001
        messages.append(message.get("content") or {"type": message["method"], **message})

    monkeypatch.setattr(ipywidgets.Widget, "_send", keep)
    return messages


def edit(path: str, raw: object, **details: object) -> dict[str, object]:
    """An edit as the browser sends it."""
    plain = {
        "type": "edit",
        "op": "answer",
        "language": "en",
        "respondent": "",
        "base": None,
    }
    return plain | {"edit": str(uuid.uuid4()), "path": path, "raw": raw} | details


def kinds(sent: list[dict[str, Any]]) -> list[str]:
    return [one["type"] for one in sent]


def test_an_edit_is_acknowledged_before_anything_is_drawn(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()
    asked = edit(W1, "3")

    form.receive(asked)

    assert kinds(sent) == ["ack", "patch"]
    assert sent[0]["edit"] == asked["edit"]
    assert sent[0]["status"] == "saved"
    assert desk.answers.value(W1) == 3


def test_only_the_fragments_that_changed_are_sent(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()

    form.receive(edit(W1, "3"))

    # A line of the check list follows from W1.
    followed = "q:political-will/checklist"
    assert set(sent[1]["fragments"]) == {"header", f"q:{W1}", followed}


def test_opening_every_form_answers_nothing(desk: Desk) -> None:
    before = desk.answers.entry

    for step in desk.method.steps.values():
        if not step.outline:
            Form(desk, step.id)

    assert desk.answers.entry == before


def test_an_edit_sent_twice_is_stored_once_and_acknowledged_twice(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()
    asked = edit(W1, "3")

    form.receive(asked)
    form.receive(asked)

    acknowledgements = [one for one in sent if one["type"] == "ack"]
    assert len(acknowledgements) == 2
    assert acknowledgements[0]["entry"] == acknowledgements[1]["entry"]
    assert [one.value for one in desk.history() if one.path == W1] == [3]


def test_what_cannot_be_read_is_kept_and_said_so(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()

    form.receive(edit(BUDGET, "about <b>twelve</b>"))

    assert sent[0]["status"] == "draft"
    assert "problems" in sent[1]["fragments"]
    assert "about &lt;b&gt;twelve&lt;/b&gt;" in sent[1]["fragments"][f"q:{BUDGET}"]


def test_an_edit_of_nothing_we_know_is_given_up_with_a_sentence(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()

    form.receive(edit("political-will/W99", "3"))

    assert kinds(sent) == ["ack"]
    assert sent[0]["status"] == "refused"
    assert "W99" in sent[0]["message"]


def test_an_edit_that_could_not_be_stored_is_kept_by_the_browser(
    desk: Desk, sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = Form(desk, "political-will")
    sent.clear()

    def full(_message: object) -> None:
        raise StoreFullError("store-full", path="workbooks.sqlite")

    monkeypatch.setattr(desk, "apply", full)
    asked = edit(W1, "3")
    form.receive(asked)

    assert kinds(sent) == ["failed"]
    assert sent[0]["edit"] == asked["edit"]
    assert sent[0]["message"].startswith("Not saved, kept by this browser: ")


def test_an_edit_of_a_cycle_closed_in_another_kernel_is_refused_and_kept_by_the_browser(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    Desk(desk.store, "valmont", method=desk.method, author="ben").close()
    sent.clear()
    asked = edit(W1, "3")

    form.receive(asked)

    told = next(one for one in sent if one["type"] == "failed")
    assert told["edit"] == asked["edit"]
    assert "cycle 1 was closed by ben on" in told["message"]
    assert "run the cell again" in told["message"]
    assert not any(one["type"] == "ack" for one in sent)


def test_an_error_of_ours_is_a_sentence_a_log_entry_and_raised_under_pytest(
    desk: Desk,
    sent: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    form = Form(desk, "political-will")
    sent.clear()
    monkeypatch.setattr(desk, "apply", lambda _message: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        form.receive(edit(W1, "3"))

    assert kinds(sent) == ["failed"]
    assert "ZeroDivisionError" not in sent[0]["message"]
    assert "ZeroDivisionError" in caplog.text


def test_a_new_page_gets_the_form_as_it_is_now(desk: Desk) -> None:
    form = Form(desk, "political-will")
    before = form.get_state("page")["page"]

    form.receive(edit(W1, "3"))

    now = form.get_state("page")["page"]
    assert now["version"] == before["version"] + 1
    assert now["html"] != before["html"]


def test_a_page_that_missed_a_drawing_is_given_the_whole(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    form.receive(edit(W1, "3"))
    sent.clear()

    form.receive({"type": "hello", "version": 0})
    form.receive({"type": "hello", "version": 1})

    assert kinds(sent) == ["update"]
    assert sent[0]["state"]["page"]["version"] == 1


def test_another_language_shows_the_same_answers(desk: Desk) -> None:
    form = Form(desk, "political-will")
    form.receive(edit(W1, "3"))
    entry = desk.answers.entry

    form.receive({"type": "view", "language": "fr", "respondent": ""})

    page = form.get_state("page")["page"]
    assert page["language"] == "fr"
    assert "Volonté politique" in page["html"]
    assert desk.answers.entry == entry
    assert desk.answers.value(W1) == 3


def test_a_form_hears_of_edits_made_in_another(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    one, other = Form(desk, "political-will"), Form(desk, "leadership")
    sent.clear()

    other.receive(edit(W1, "3"))
    assert kinds(sent) == ["stale", "ack", "patch"]
    sent.clear()
    one.receive({"type": "draw", "version": 0})

    assert kinds(sent) == ["patch"]
    assert f"q:{W1}" in sent[0]["fragments"]


def test_a_form_that_gets_focus_sees_what_another_kernel_wrote(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    elsewhere = Desk(desk.store, desk.id, method=desk.method, author="bob")
    elsewhere.apply(edit(W1, "2"))
    sent.clear()

    form.receive({"type": "focus", "version": 0})

    assert kinds(sent) == ["patch"]
    assert desk.answers.value(W1) == 2


def test_edits_of_many_threads_are_all_stored(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will")
    sent.clear()
    paths = [f"political-will/W{number}" for number in range(1, 6)]
    threads = [
        threading.Thread(target=form.receive, args=(edit(one, "2"),)) for one in paths
    ]

    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert all(desk.answers.value(one) == 2 for one in paths)
    assert kinds(sent).count("ack") == 5
    versions = [one["version"] for one in sent if one["type"] == "patch"]
    assert versions == sorted(versions)


def test_a_cell_run_twenty_times_leaves_as_many_models_as_once(desk: Desk) -> None:
    def models() -> int:
        return len(_instances)

    made: Callable[[], object] = lambda: (  # noqa: E731 - what one run of the cells shows
        Form(desk, "political-will"),
        Form(desk, "leadership"),
        ReadinessPanel(desk),
        MapPage(desk),
    )
    made()
    once = models()

    for _ in range(20):
        made()

    assert models() == once
    assert len(desk._subscribers) == 4


def test_a_form_is_one_model_and_its_layout(desk: Desk) -> None:
    before = len(_instances)

    Form(desk, "political-will")

    assert len(_instances) == before + 2


def test_what_is_closed_hears_nothing_more(desk: Desk, sent: list[dict[str, Any]]) -> None:
    form, panel = Form(desk, "political-will"), ReadinessPanel(desk)
    panel.close()
    sent.clear()

    form.receive(edit(W1, "3"))

    assert "stale" not in kinds(sent)


def test_a_subscriber_that_fails_does_not_fail_the_edit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, panel = Form(desk, "political-will"), ReadinessPanel(desk)
    monkeypatch.setattr(panel, "send", lambda _message: 1 / 0)

    form.receive(edit(W1, "3"))

    assert desk.answers.value(W1) == 3


def test_a_panel_follows_when_it_is_asked(desk: Desk, sent: list[dict[str, Any]]) -> None:
    panel = ReadinessPanel(desk)
    form = Form(desk, "political-will")
    sent.clear()

    form.receive(edit(W1, "3"))
    panel.receive({"type": "draw", "version": 0})
    panel.receive({"type": "draw", "version": 1})

    assert kinds(sent) == ["stale", "ack", "patch", "update"]


def test_equal_weights_are_one_click(desk: Desk) -> None:
    panel = ReadinessPanel(desk)

    panel.receive({"type": "action", "action": "equal-weights", "fields": {}})

    assert desk.answers.value("settings/weight_team") == "20"


def test_an_action_that_is_refused_says_why(desk: Desk, sent: list[dict[str, Any]]) -> None:
    def refuse(fields: Mapping[str, str]) -> str:
        raise DocumentError("document-known", workbook=fields["name"])

    panel = Panel(desk, "try", lambda _words, uid: f"<p id={uid}>", actions={"try": refuse})
    sent.clear()

    panel.receive({"type": "action", "action": "try", "fields": {"name": "namur"}})

    assert kinds(sent) == ["error"]
    assert "namur" in sent[0]["message"]


def test_the_picker_opens_and_creates(sent: list[dict[str, Any]]) -> None:
    done = []

    class Shelf:
        def workbooks(self) -> list[tuple[str, str, None]]:
            return [("namur", "Namur", None)]

        def current(self) -> str:
            return ""

        def author(self) -> str:
            return "ann"

        def terms(self) -> str:
            return "be"

        def open(self, workbook: str, *, author: str) -> str:
            done.append((workbook, author))
            return "Namur"

        def create(self, name: str, *, language: str, terms: str, author: str) -> str:
            done.append((name, language, terms, author))
            return name

    picker = Picker(Shelf())
    opened = {"workbook": "namur", "author": "ann"}
    made = {"name": " Valmont ", "language": "fr", "terms": "be", "author": " bob "}
    sent.clear()
    picker.receive({"type": "action", "action": "open", "fields": opened})
    picker.receive({"type": "action", "action": "create", "fields": made})

    assert done == [("namur", "ann"), ("Valmont", "fr", "be", "bob")]
    assert kinds(sent) == ["update", "done", "update", "done"]


def test_a_report_that_fails_says_why(
    desk: Desk, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    button = ExportButton(desk, workbook="nobody", folder=tmp_path)
    sent.clear()

    button.write()

    assert kinds(sent) == ["error"]
    assert sent[0]["message"].startswith("The report could not be written: ")


def test_a_button_writes_sheets_and_ballots_and_lists_them(
    desk: Desk, sent: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCITY_STORE", f"sqlite:///{tmp_path / 'workbooks.sqlite'}")
    (tmp_path / "notebooks").mkdir()
    button = ExportButton(desk, workbook="valmont", folder=tmp_path, phase="prerequisites")
    assert button.html().count('data-action="papers"') == 1
    sent.clear()

    button.write(("--blank",))

    assert kinds(sent) == ["update", "done"]
    assert sent[-1]["message"].startswith("The sheets are written")
    for name in ("blank-prerequisites.en.html", "ballots.en.html"):
        assert f"exports/valmont/{name}" in button.html()


def test_the_button_for_paper_asks_for_paper(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    heard = threading.Event()

    def write(_self: ExportButton, marks: tuple[str, ...] = ()) -> None:
        asked.append(marks)
        heard.set()

    monkeypatch.setattr(ExportButton, "write", write)
    button = ExportButton(desk, workbook="valmont", folder=tmp_path)
    for action in ("papers", "export"):
        heard.clear()
        button.hear({"type": "action", "action": action, "fields": {"internal": "yes"}})
        assert heard.wait(10)

    assert asked == [("--blank", "--internal"), ("--internal",)]


def test_the_module_is_one_and_its_borrowed_part_keeps_its_licence() -> None:
    module = module_text()

    assert "import " not in module.replace("@import", "").split("Zero-Clause BSD")[0]
    assert "Zero-Clause BSD" in module
    assert module.count("export default") == 1


def test_the_status_line_has_the_same_sentences_in_every_language() -> None:
    def names(language: str) -> set[str]:
        return {one for one in words(language).entries if one.startswith("ui.status.")}

    assert len(names("en")) > 10
    assert all(names(one) == names("en") for one in languages())


def test_hands_are_counted_in_a_form_and_patched_alone(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    form = Form(desk, "political-will", respondent="*")
    sent.clear()

    more = {"op": "count", "to": "up", "respondent": "*"}
    form.receive(edit(f"tallies/{W1}/3", None, **more))

    assert [one["type"] for one in sent] == ["ack", "patch"]
    assert set(sent[1]["fragments"]) == {"header", f"q:{W1}"}
    assert desk.answers.tally(W1) == {"3": 1}


def test_a_count_sent_twice_is_counted_once(desk: Desk) -> None:
    form = Form(desk, "political-will", respondent="*")
    click = edit(f"tallies/{W1}/3", None, op="count", to="up", respondent="*")

    form.receive(click)
    form.receive(click)

    assert desk.answers.tally(W1) == {"3": 1}


def test_a_mended_count_sent_twice_is_stored_once(desk: Desk) -> None:
    form = Form(desk, "political-will", respondent="*")
    form.receive(edit(f"tallies/{W1}/3", "5x", respondent="*"))
    mended = edit(f"tallies/{W1}/3", "5", respondent="*")

    form.receive(mended)
    before = desk.answers.entry
    form.receive(mended)

    assert desk.answers.entry == before
    assert desk.answers.tally(W1) == {"3": 5}


def test_a_level_agreed_in_the_discussion_is_stored_and_the_page_follows(
    desk: Desk, sent: list[dict[str, Any]]
) -> None:
    page = DiscussionPage(desk)
    page.drawn()
    sent.clear()

    page.receive(edit(W1, "3"))

    assert kinds(sent) == ["ack", "update"]
    assert desk.answers.value(W1) == 3
    assert "agreed level: 3" in page.html()
