"""What may be attached, and what of it is kept: by content alone, pixels alone."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from io import BytesIO

import pytest
from attachable import HOSTILE, PDF, SECRET, object_stream, pdf, photo, png, stream
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from smartcity_widgets.attachments import Files, accept, check_kept, title_of
from smartcity_widgets.errors import AttachmentError

MARKERS = (SECRET, b"Exif", b"GPS", b"xmpmeta", b"ICC_PROFILE", b"iCCP", b"tEXt", b"eXIf")


@pytest.fixture
def files(tmp_path):
    return Files.of("namur", store=tmp_path / "data" / "w.sqlite", root=tmp_path)


def opened(content):
    return Image.open(BytesIO(content))


# Pictures --------------------------------------------------------------------------------


def test_a_photo_loses_place_camera_and_comments():
    assert SECRET in photo()
    assert opened(photo()).getexif().get_ifd(0x8825)

    kept = accept(photo(), "DSC_1.jpg")

    for content in (kept.content, kept.thumbnail):
        assert [one for one in MARKERS if one in content] == []
        assert dict(opened(content).getexif()) == {}
        assert opened(content).info.keys() <= {"jfif", "jfif_version", "jfif_unit"} | {
            "jfif_density"
        }


def test_a_photo_is_turned_as_the_camera_meant_and_made_smaller():
    kept = opened(accept(photo(2400, 1200, orientation=6), "a.jpg").content)

    assert kept.size == (800, 1600)
    top, bottom = (kept.getpixel((400, y)) for y in (10, 1590))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def test_a_small_picture_keeps_its_size_and_has_a_smaller_one_beside():
    kept = accept(photo(300, 200, orientation=1), "a.jpg")

    assert opened(kept.content).size == (300, 200)
    assert max(opened(kept.thumbnail).size) == 160


def noise(mode, size=64):
    made = Image.frombytes(mode, (size, size), os.urandom(size * size * len(mode)))
    file = BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (png(), "png"),
        (png((0, 0, 0, 90), "RGBA"), "png"),
        (png((0, 0, 0, 255), "RGBA"), "png"),
        (png(1, "1"), "png"),
        (png(7, "P"), "png"),
        (png(40_000, "I;16"), "png"),
        (noise("RGB"), "jpg"),
        (photo(), "jpg"),
    ],
)
def test_a_drawing_stays_png_and_a_photo_is_jpeg(data, extension):
    kept = accept(data, "a")

    assert kept.extension == extension
    assert SECRET not in kept.content
    assert check_kept(kept.content, kept.name).content == kept.content


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_of_a_moving_picture_the_first_frame_is_kept(kind):
    file = BytesIO()
    frames = [Image.new("RGB", (30, 30), one) for one in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], lossless=True)

    kept = opened(accept(file.getvalue(), "a").content)

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((5, 5))[0] > 200


def test_a_picture_in_the_colours_of_print_is_kept_as_a_screen_shows_it():
    file = BytesIO()
    Image.new("CMYK", (30, 30), (0, 255, 255, 0)).save(file, "JPEG")

    kept = opened(accept(file.getvalue(), "a").content)

    assert kept.mode == "RGB"
    assert kept.getpixel((5, 5))[0] > 200


def test_the_same_photo_twice_is_the_same_file(files):
    kept = [accept(photo(), name) for name in ("a.jpg", "b.png")]

    assert [files.keep(one) for one in kept] == [True, False]
    assert files.names() == (kept[0].name,)
    assert files.read(kept[0].name) == kept[0].content


# What is refused -------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_unsafe_is_refused_in_a_sentence(name, language):
    data, rule = HOSTILE[name]

    with pytest.raises(AttachmentError) as refused:
        accept(data, "C:\\Secret\\photo \u202egnp.jpg")

    assert refused.value.rule == f"attachment-{rule}"
    sentence = refused.value.sentence(language)
    assert "photo gnp.jpg" in sentence
    assert "Secret" not in sentence
    assert len(re.findall(r"[.!?](\s|$)", sentence)) >= 2 or ":" in sentence


def test_a_harmless_pdf_is_kept_byte_for_byte():
    outline = b"<< /First 3 0 R /Last 3 0 R >>"
    picture = stream(b"/Subtype /Image /Filter /DCTDecode", b"\xff\xd8 /JS( \xff")
    annotation = b"<< /AP << /N 5 0 R >> /A << /S /URI /URI (https://e.example) >> >>"
    whole = pdf(outline, annotation, picture, object_stream(b"7 0 << /Title (x) >>"))

    for data in (PDF, whole):
        assert accept(data, "a").content == data


@settings(deadline=None)
@given(
    st.sampled_from(
        [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF", b"%PDF-1.7\n"]
    ),
    st.binary(max_size=600),
    st.text(max_size=40),
)
def test_no_bytes_do_more_than_be_refused(start, rest, name):
    with suppress(AttachmentError):
        accept(start + rest + b"%%EOF", name)


@settings(deadline=None)
@given(
    st.sampled_from([photo(90, 60), png(size=20), PDF]),
    st.integers(0, 3000),
    st.binary(min_size=1, max_size=30),
)
def test_a_damaged_file_is_kept_bare_or_refused(data, place, damage):
    broken = data[: place % len(data)] + damage + data[place % len(data) + len(damage) :]
    try:
        kept = accept(broken, "a")
    except AttachmentError:
        return
    assert check_kept(kept.content, kept.name).name == kept.name


@settings(deadline=None)
@given(st.text())
def test_a_title_is_short_and_has_no_folder(name):
    title = title_of(name)

    assert len(title) <= 120
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e]", title)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("/home/anne/Atelier du 12.03.jpg", "Atelier du 12.03"),
        ("a.tar.gz", "a.tar"),
        (".jpg", ".jpg"),
        ("", ""),
        ("note\n\x00.pdf", "note"),
    ],
)
def test_a_title_is_the_name_without_its_extension(name, title):
    assert title_of(name) == title


# What comes in a bundle ------------------------------------------------------------------


def test_a_picture_of_a_bundle_must_be_bare_and_named_by_its_content():
    kept = accept(photo(), "a.jpg")
    with_more = kept.content + SECRET
    for content, rule in ((photo(400, 300), "not-bare"), (with_more, "not-bare")):
        name = f"{hashlib.sha256(content).hexdigest()}.jpg"
        with pytest.raises(AttachmentError) as refused:
            check_kept(content, name)
        assert refused.value.rule == f"attachment-{rule}"
    for name in (f"{'0' * 64}.jpg", kept.name.replace("jpg", "png"), "x.jpg"):
        with pytest.raises(AttachmentError):
            check_kept(kept.content, name)


# On disk ---------------------------------------------------------------------------------


def test_a_file_stands_beside_the_store_whole_and_alone(files, tmp_path):
    kept = accept(photo(), "a.jpg")
    files.keep(kept)

    folder = tmp_path / "data" / "attachments" / "namur"
    names = sorted(one.name for one in folder.iterdir())
    assert names == [kept.name, f"{kept.name[:64]}.thumb.jpg"]
    shown = files.shown(kept.name)
    assert shown.size == len(kept.content)
    assert shown.thumbnail.startswith("data:image/jpeg;base64,")
    assert shown.path == f"data/attachments/namur/{kept.name}"


def test_without_a_file_of_a_store_they_stand_in_the_working_folder(tmp_path):
    files = Files.of("namur", store=None, root=tmp_path)

    assert files.folder == tmp_path / "data" / "attachments" / "namur"


def test_a_file_that_was_changed_on_disk_is_as_good_as_absent(files):
    kept = accept(PDF, "a.pdf")
    files.keep(kept)
    (files.folder / kept.name).write_bytes(PDF + b" ")

    assert files.read(kept.name) is None
    assert files.keep(kept) is True
    assert files.read(kept.name) == PDF


@pytest.mark.parametrize(
    "name", ["../w.sqlite", "/etc/passwd", "", "x.jpg", f"{'a' * 64}.svg"]
)
def test_nothing_else_is_read(files, name):
    assert files.read(name) is None
    assert files.shown(name).size is None


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "data").write_text("a file")
    files = Files.of("namur", store=tmp_path / "data" / "w.sqlite", root=tmp_path)

    with pytest.raises(AttachmentError) as refused:
        files.keep(accept(PDF, "a.pdf"))

    assert "could not be kept" in refused.value.sentence("en")
