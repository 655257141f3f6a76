"""Files to attach, for tests: pictures as cameras write them, and what is no picture."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

__all__ = [
    "HOSTILE",
    "PDF",
    "SECRET",
    "bomb_header",
    "object_stream",
    "pdf",
    "photo",
    "png",
    "stream",
    "zipped",
]

GPS = 0x8825
SECRET = b"SECRET-CAMERA-4711"


def photo(width: int = 2400, height: int = 1200, orientation: int = 6) -> bytes:
    """A JPEG with place, camera, comment, XMP and orientation, whose left half is red."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = SECRET.decode()  # Model
    exif[GPS] = {1: "N", 2: (50.0, 28.0, 0.0), 3: "E", 4: (4.0, 52.0, 0.0)}
    file = BytesIO()
    picture.save(
        file,
        "JPEG",
        exif=exif,
        comment=SECRET,
        xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>",
        icc_profile=_profile(),
    )
    return file.getvalue()


def _profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(
    colour: str | tuple[int, ...] = "white", mode: str = "RGB", size: int = 40
) -> bytes:
    """A PNG with a text in it."""
    about = PngInfo()
    about.add_text("Author", SECRET.decode())
    file = BytesIO()
    Image.new(mode, (size, size), colour).save(file, "PNG", pnginfo=about)
    return file.getvalue()


def bomb_header(side: int) -> bytes:
    """A PNG of a few bytes that says how many pixels a side has."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"0")), (b"IEND", b""))
    )


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, besides its pages."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    pages = b"<< /Type /Pages /Kids [] /Count 0 >>"
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, one)
        for number, one in enumerate((catalogue, pages, *objects), start=1)
    )
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def stream(about: bytes, content: bytes) -> bytes:
    """A stream of a PDF."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(content), content)


def object_stream(content: bytes, about: bytes = b"/Filter /FlateDecode") -> bytes:
    """Objects packed as most PDFs have them."""
    packed = zlib.compress(content) if b"Flate" in about else content
    return stream(b"/Type /ObjStm /N 1 /First 4 " + about, packed)


def zipped(**files: bytes) -> bytes:
    """A zip of these files."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


PDF = pdf(stream(b"/Filter /FlateDecode", zlib.compress(b"BT (Charter) Tj ET")))

_JAVASCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"

HOSTILE: dict[str, tuple[bytes, str]] = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
    "html.png": (b"<!doctype html><script>alert(1)</script>", "kind"),
    "zip": (zipped(a=b"x"), "kind"),
    "text": (b"just words", "kind"),
    "tiff": (b"II*\x00\x08\x00\x00\x00\x00\x00", "kind"),
    "empty": (b"", "empty"),
    "bomb": (bomb_header(100_000), "too-many-pixels"),
    "a little too many": (bomb_header(7_800), "too-many-pixels"),
    "truncated jpeg": (photo()[:4000], "broken"),
    "truncated png": (png(size=900, colour="red")[:-400], "broken"),
    "50 MB": (b"\xff\xd8\xff" + bytes(50_000_000), "too-large"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
    "script": (pdf(_JAVASCRIPT), "pdf-active"),
    "escaped name": (pdf(b"<< /S /J#61vaScript >>"), "pdf-active"),
    "escaped short name": (pdf(b"<< /J#53 (x) >>"), "pdf-active"),
    "short name": (pdf(b"<< /S /Rendition /JS (x) >>"), "pdf-active"),
    "packed script": (pdf(object_stream(b"5 0 " + _JAVASCRIPT)), "pdf-active"),
    "unpacked objects": (pdf(object_stream(_JAVASCRIPT, b"")), "pdf-active"),
    "stream in a string": (
        pdf(b"<< /A (\nstream\n) /S /JavaScript /B (\nendstream) >>"),
        "pdf-active",
    ),
    "launch": (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "pdf-active"),
    "embedded": (pdf(stream(b"/Type /EmbeddedFile", b"MZ")), "pdf-active"),
    "media": (pdf(b"<< /Subtype /RichMedia >>"), "pdf-active"),
    "encrypted": (PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"), "pdf-encrypted"),
    "another filter": (
        pdf(object_stream(b"x", b"/Filter [/ASCII85Decode /LZWDecode]")),
        "pdf-hidden",
    ),
    "filter elsewhere": (pdf(object_stream(b"x", b"/Filter 9 0 R")), "pdf-hidden"),
    "damaged objects": (
        pdf(stream(b"/Type /ObjStm /Filter /FlateDecode", b"no zlib")),
        "pdf-hidden",
    ),
    "pdf bomb": (pdf(object_stream(bytes(70_000_000))), "pdf-hidden"),
    "no end": (PDF.replace(b"%%EOF", b"%%EO"), "broken"),
}
"""What is refused: its content, and by which rule (``attachment-…``)."""
