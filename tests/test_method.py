"""Content becomes a sound method, or is refused with the file, the id, the rule, a name."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method import KINDS, Condition, Method, load_method
from smartcity_widgets.words import read_words

CONTENT = Path(__file__).parent / "fixtures" / "method"
WILL = "steps/10-political-will.toml"
LEAD = "steps/20-leadership.toml"
ENGLISH = "text/en.toml"


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method(CONTENT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder that a test may break."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def broken(content: Path, file: str, old: str, new: str) -> str:
    """Change one place of a file, and return what loading says then."""
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load_method(content)
    return str(refused.value)


# A method --------------------------------------------------------------------------------


def test_steps_stand_in_order_after_the_settings_and_the_context(method: Method) -> None:
    assert list(method.steps) == [
        "workbook",
        "settings",
        "context",
        "political-will",
        "leadership",
        "diagnosis",
    ]
    assert [one.number for one in method.steps.values()] == [0, 0, 0, 1, 2, 3]


def test_a_step_knows_its_phase(method: Method) -> None:
    phases = {one.id: one.phase for one in method.steps.values()}

    assert phases["leadership"] == "prerequisites"
    assert phases["diagnosis"] == "planning"
    assert phases["context"] is None


def test_every_step_ends_with_the_common_questions(method: Method) -> None:
    common = ["step_status", "step_notes", "step_evidence"]

    for step in method.steps.values():
        ids = [one.id for one in step.questions]
        assert (ids[-3:] == common) == (step.role == "step")


def test_common_questions_share_their_words_and_belong_to_their_step(
    method: Method,
) -> None:
    status = method.steps["leadership"].question("step_status")

    assert status is not None
    assert status.path == "leadership/step_status"
    assert status.words_key == "question.every.step_status"


def test_a_question_is_read_with_all_it_says(method: Method) -> None:
    question = method.at("context/area_km2")

    assert question is not None
    assert (question.kind, question.minimum, question.unit) == (
        "decimal",
        Decimal(0),
        "km2",
    )
    assert question.path == "context/area_km2"
    assert question.words_key == "question.context.area_km2"


def test_a_column_is_a_question_of_its_table(method: Method) -> None:
    column = method.at("leadership/resources/r1/since")

    assert column is not None
    assert column.path == "leadership/resources/*/since"
    assert column.words_key == "question.leadership.resources.since"
    assert column.shown_when == Condition("secured", (True,))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("leadership/resources/r1", "resources"),
        ("leadership/resources", "resources"),
        ("leadership/L1/r1", None),
        ("leadership/resources/r1/what/more", None),
        ("leadership/resources/r1/none", None),
        ("leadership/none", None),
        ("leadership", None),
        ("none/L1", None),
        ("", None),
    ],
)
def test_a_path_is_a_question_or_nothing(
    method: Method, path: str, found: str | None
) -> None:
    question = method.at(path)

    assert (question.id if question else None) == found


def test_choices_come_from_the_list_that_is_named(method: Method) -> None:
    form = method.at("political-will/commitment_form")

    assert form is not None
    assert form.choice_list == "commitment_form"
    assert form.choices == ("none", "oral", "council_decision")


def test_every_language_can_be_chosen_without_a_list_of_them(method: Method) -> None:
    dutch = read_words(CONTENT / "text")["nl"]

    assert method.choice_lists["language"] == ("en", "fr", "nl")
    assert dutch.say("choice.language.fr") == "Français"


def test_weights_thresholds_and_renames_are_read(method: Method) -> None:
    assert method.weights == {
        "political-will": Decimal("0.6"),
        "leadership": Decimal("0.4"),
    }
    assert method.thresholds["overall_go"] == 65
    assert method.renames["1.0.0"] == {
        "political-will/owner": "political-will/mandate_holder"
    }


def test_criteria_stand_in_the_order_of_the_prerequisites(method: Method) -> None:
    assert method.prerequisites == ("political-will", "leadership")
    assert [one.id for one in method.criteria] == ["W1", "W2", "L1"]


@pytest.mark.parametrize(
    ("values", "answer", "met"),
    [
        (("council_decision",), ["oral", "council_decision"], True),
        (("council_decision",), ["oral"], False),
        (("oral",), "oral", True),
        (("oral",), None, False),
        ((True,), True, True),
        ((True,), 1, False),
        ((0,), 0, True),
        ((0,), False, False),
    ],
)
def test_a_condition_is_met_by_an_answer_or_one_of_several(
    values: tuple[object, ...], answer: object, met: object
) -> None:
    assert Condition("any", values).met(answer) is met


@pytest.mark.parametrize(
    ("answer", "met"), [("x", True), (False, True), (0, True), (None, False)]
)
def test_a_condition_can_ask_for_any_answer(answer: object, met: object) -> None:
    assert Condition("any", filled=True).met(answer) is met


# Content that breaks a rule ---------------------------------------------------------------

BROKEN = [
    # ids
    ('id = "W2"', 'id = "W1"', WILL, "its step has this id already. Rename one."),
    ('id = "W2"', 'id = "step_notes"', WILL, "its step has this id already."),
    (
        'id = "W2"',
        'id = "W 2"',
        WILL,
        "'W 2' cannot be an id. Use letters, digits, _ and -.",
    ),
    ('id = "secured"', 'id = "what"', LEAD, "its table has this id already."),
    ('id = "secured"', 'id = "label"', LEAD, "a column cannot be called 'label'."),
    ('id = "leadership"', 'id = "political-will"', LEAD, "has this id too."),
    ('"oral"', '"Oral"', WILL, "'Oral' cannot be an id. Use a to z"),
    ('"oral"', '"none"', WILL, "'none' stands twice. Remove one."),
    ("commitment_form = [", "confidence = [", WILL, "another file has a list of this id."),
    # keys and types
    ('kind = "level"', 'knid = "level"', WILL, "'kind' is missing. Add it."),
    ("criterion = true", "criterium = true", WILL, "Did you mean 'criterion'?"),
    ("criterion = true", 'criterion = "yes"', WILL, "must be true or false, not 'yes'."),
    ("minimum = 0", 'minimum = "0"', WILL, "'minimum' must be a number, not '0'."),
    ('targets = ["context/persons"]', "targets = [5]", WILL, "must be a list of texts"),
    ("number = 1", "number = true", WILL, "'number' must be a whole number, not True."),
    # kinds
    (
        'kind = "money"',
        'kind = "mony"',
        WILL,
        "no kind is called 'mony'. Did you mean 'money'?",
    ),
    ('of = "year"', 'of = "money"', WILL, "a list cannot be of 'money'."),
    ('of = "year"', "", WILL, "the kind 'list' needs 'of'."),
    ('kind = "yes_no"', 'kind = "table"', LEAD, "the kind 'table' needs 'columns'."),
    (
        'kind = "yes_no"',
        'kind = "reference"',
        LEAD,
        "the kind 'reference' needs 'targets'.",
    ),
    ('importance = "essential"', 'importance = "high"', WILL, "Known: essential, full."),
    ('kind = "money"', 'kind = "money"\npattern = "x"', WILL, "'money' has no 'pattern'."),
    ("max_length = 40", "minimum = 40", LEAD, "the kind 'text' has no 'minimum'."),
    (
        "minimum = 0\nmaximum = 100",
        "minimum = 9\nmaximum = 1",
        LEAD,
        "is above its maximum",
    ),
    ('pattern = "^[A-Z]{3}$"', 'pattern = "["', "steps/00-workbook.toml", "not a regular"),
    (
        'kind = "level"\nimportance = "essential"\ncriterion',
        'kind = "yes_no"\ncriterion',
        WILL,
        "the kind 'yes_no' has no 'criterion'.",
    ),
    # lists of choices
    (
        'choices = "commitment_form"',
        'choices = "comitment_form"',
        WILL,
        "no list of choices is called 'comitment_form'. Did you mean 'commitment_form'?",
    ),
    ('choices = "commitment_form"', "", WILL, "the kind 'choices' needs 'choices'."),
    ('of = "year"', 'of = "year"\nchoices = "vat"', WILL, "'list' has no 'choices'."),
    # references and conditions
    (
        'targets = ["context/persons"]',
        'targets = ["context/person"]',
        WILL,
        "no table is called 'context/person'. Did you mean 'context/persons'?",
    ),
    (
        'question = "commitment_form"',
        'question = "commitment"',
        WILL,
        "no question beside it is called 'commitment'. Did you mean 'commitment_form'?",
    ),
    ('values = ["council_decision"]', 'values = ["council"]', WILL, "is no answer to"),
    ('values = ["council_decision"]', "values = []", WILL, "'values' is empty."),
    ('values = ["council_decision"]', "filled = false", WILL, "'values' is empty."),
    (
        'values = ["council_decision"]',
        'filled = true, values = ["oral"]',
        WILL,
        "'filled' and 'values' exclude each other.",
    ),
    ("values = [true]", "values = [1]", LEAD, "1 is no answer to 'mandate_written'."),
    ('question = "commitment_form"', 'question = "motivation"', WILL, "cannot be listed"),
    # phases, numbers, weights, thresholds
    ("leadership = 0.4", "leadership = 0.5", "method.toml", "they sum to 1.1."),
    ("leadership = 0.4", "", "method.toml", "'leadership' is missing."),
    (
        "leadership = 0.4",
        "leadership = 0.4\nteam = 0",
        "method.toml",
        "no key is called 'team'.",
    ),
    ("overall_go = 65", "overall_go = 650", "method.toml", "'overall_go' is 650."),
    ("overall_go = 65", "", "method.toml", "'overall_go' is missing."),
    ('version = "1.2.3"', 'version = "1.2"', "method.toml", "'1.2' is not a version."),
    ("scale = [0, 1, 2, 3, 4]", "scale = [1, 2]", "method.toml", "'scale' must be"),
    ('"leadership"]', '"leader"]', "method.toml", "no step is called 'leader'."),
    (
        '"leadership"]',
        "]",
        "method.toml",
        "step 'diagnosis' is number 3, but stands in place 2",
    ),
    (
        "number = 2",
        "number = 4",
        LEAD,
        "step 'leadership' is number 4, but stands in place 2.",
    ),
    ('id = "prerequisites"', 'id = "before"', "method.toml", "called 'prerequisites'."),
    ('role = "step"', 'role = "stage"', LEAD, "no role is called 'stage'."),
    ('role = "step"', 'role = "step"\noutline = true', WILL, "an outline has no criteria."),
    ("criterion = true", "criterion = false", LEAD, "a prerequisite has no criterion."),
    ("criterion = true", "criterion = true\nat_hand = true", LEAD, "has no 'at_hand'."),
    # files
    ("number = 1", "number = ", WILL, "is not TOML"),
    # words
    ('label = "Motivation"\n', "", ENGLISH, "'question.political-will.motivation.label'"),
    ("question.leadership.L1", "question.leadership.L9", ENGLISH, "this word is missing"),
    ('"Say it.", ', "", ENGLISH, "has 3 sentences. Write 4."),
    ('"None.", ', "", ENGLISH, "has 4 sentences. Write 5."),
    ('high = "High"', 'hihg = "High"', ENGLISH, "Did you mean 'choice.confidence.hihg'?"),
    ('label = "Motivation"', 'label = " "', ENGLISH, "an empty word. Write it."),
    ('title = "Diagnosis"', 'titel = "Diagnosis"', ENGLISH, "this word is missing."),
    (
        'label = "Motivation"',
        'label = "M"\nhepl = "H"',
        ENGLISH,
        "no id of the method asks",
    ),
    ('guiding = ["Who carries it?"]', 'guiding = "Who?"', ENGLISH, "must be a list."),
    ('help = "Three capital letters."\n', "", ENGLISH, "'question.workbook.currency.help'"),
    ('other = "inhabitants"', 'more = "inhabitants"', ENGLISH, "'unit.inhabitants.other'"),
]


@pytest.mark.parametrize(("old", "new", "file", "says"), BROKEN)
def test_content_that_breaks_a_rule_is_refused_with_where_and_what_to_do(
    content: Path, old: str, new: str, file: str, says: str
) -> None:
    sentence = broken(content, file, old, new)

    assert says in sentence


def test_an_error_names_the_file_then_the_question_then_the_rule(content: Path) -> None:
    sentence = broken(
        content, WILL, 'choices = "commitment_form"', 'choices = "commitment_from"'
    )

    assert sentence == (
        "10-political-will.toml: question 'political-will/commitment_form': no list of "
        "choices is called 'commitment_from'. Did you mean 'commitment_form'?"
    )


@pytest.mark.parametrize("file", ["method.toml", "steps/every.toml"])
def test_a_missing_file_is_named(content: Path, file: str) -> None:
    (content / file).unlink()

    with pytest.raises(ContentError, match=r"the file is missing\. Restore it\."):
        load_method(content)


def test_a_file_in_another_encoding_is_named(content: Path) -> None:
    (content / WILL).write_bytes("# é".encode("latin-1"))

    with pytest.raises(ContentError, match=r"10-political-will\.toml: is not UTF-8\."):
        load_method(content)


def test_a_table_in_a_table_is_refused(content: Path) -> None:
    nested = 'id = "secured"\n  kind = "table"'

    assert "a table cannot stand in a table." in broken(
        content, LEAD, 'id = "secured"\n  kind = "yes_no"', nested
    )


def test_a_draft_language_may_lack_words(content: Path) -> None:
    dutch = content / "text" / "nl.toml"
    assert load_method(content)

    dutch.write_text(
        dutch.read_text(encoding="utf-8").replace("draft", "finished"), encoding="utf-8"
    )

    with pytest.raises(ContentError, match=r"text/nl\.toml: '.*': this word is missing\."):
        load_method(content)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('label = "Motivation"', 'label = "Motivation"\nhelp = "Why."', "English has it."),
        ('pitfalls = ["Des mots seulement."]', 'pitfalls = ["A.", "B."]', "2 in Français."),
    ],
)
def test_finished_languages_say_the_same_things(
    content: Path, old: str, new: str, says: str
) -> None:
    file = content / ("text/en.toml" if "help" in new else "text/fr.toml")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentError, match=says):
        load_method(content)


# The shipped content ----------------------------------------------------------------------


def test_the_shipped_method_has_four_phases_fifteen_steps_and_25_criteria() -> None:
    method = load_method()

    assert list(method.phases) == [
        "prerequisites",
        "planning",
        "implementation",
        "monitoring",
    ]
    assert [one.number for one in method.steps.values() if one.role == "step"] == list(
        range(1, 16)
    )
    assert len(method.criteria) == 25
    assert {len(method.steps[one].criteria) for one in method.prerequisites} == {5}


def test_the_shipped_method_is_read_once() -> None:
    assert load_method() is load_method()


def test_the_shipped_method_uses_every_kind() -> None:
    method = load_method()
    used = {
        question.kind
        for step in method.steps.values()
        for one in step.questions
        for question in (one, *one.columns)
    }

    assert used == set(KINDS)


def test_the_essentials_of_a_prerequisite_fit_a_half_day() -> None:
    """The 25 criteria and at most six other fields (method.md, "How much is asked")."""
    method = load_method()
    others = [
        one.path
        for step in method.prerequisites
        for one in method.steps[step].questions
        if one.importance == "essential" and not one.criterion
    ]

    assert others == [
        "political-will/mandate_holder",
        "leadership/project_lead",
        "team/members",
        "pre-vision/own_definition",
        "pre-vision/linked_plans",
        "openness/stakeholders",
    ]
