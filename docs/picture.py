"""Take the picture of the README anew: the top of the brief on Azerbaijan and Israel, 1280 by 860 pixels.

    python docs/picture.py

It writes ``docs/_static/brief.png`` from the embedded pack. It needs playwright (of the development dependencies) and
Chromium: the one that NINETENTHS_CHROMIUM names, else the first one found on the path.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize, sync_playwright

from ninetenths.brief import render_html
from ninetenths.datasets.packs import open_ledger
from ninetenths.findings import build_dossier

PICTURE = Path(__file__).parent / "_static" / "brief.png"
SIZE: ViewportSize = {"width": 1280, "height": 860}
PIXELS = """async (shot) => {
  const image = new Image();
  image.src = "data:image/png;base64," + shot;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const pixels = drawn.getImageData(0, 0, image.width, image.height).data;
  return await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(new Blob([pixels]));
  });
}"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_browser() -> str:
    """Return the path of a Chromium; exit with what to do where there is none."""
    named = os.environ.get("NINETENTHS_CHROMIUM", "")
    found = named or next((path for path in map(shutil.which, BROWSERS) if path), "")
    if not found:
        sys.exit("no Chromium on the path: install one, or name it in NINETENTHS_CHROMIUM")
    return found


def take_picture(page_file: Path, picture: Path) -> None:
    """Write the top of a page, as it is in a window of 1280 by 860 with light colours, to *picture*."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(page_file.as_uri())
        shot = b64encode(page.screenshot()).decode()
        page.goto("about:blank")
        pixels = b64decode(page.evaluate(PIXELS, shot))
        browser.close()
    picture.write_bytes(png(pixels, SIZE["width"], SIZE["height"]))


def png(pixels: bytes, width: int, height: int) -> bytes:
    """Return opaque RGBA pixels as a PNG without line filters: text packs a quarter smaller than with the browser's."""
    rgb = bytearray(3 * width * height)
    for colour in range(3):
        rgb[colour::3] = pixels[colour::4]
    lines = b"".join(b"\0" + rgb[start : start + 3 * width] for start in range(0, len(rgb), 3 * width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def main() -> None:
    """Render the brief and take its picture."""
    with TemporaryDirectory() as folder:
        working = Path(folder)
        dossier = build_dossier(open_ledger("azerbaijan-israel", working_directory=working), "AZE", "ISR")
        page_file = working / "brief.html"
        page_file.write_text(render_html(dossier), encoding="utf-8")
        PICTURE.parent.mkdir(exist_ok=True)
        take_picture(page_file, PICTURE)


if __name__ == "__main__":
    main()
