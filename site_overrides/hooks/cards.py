"""MkDocs hook: the picture that is shown with a link to a page, drawn at build time from the page's own words."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from PIL import Image, ImageDraw, ImageFont

from followup_lint.rulepages.markdown import split

WIDTH, HEIGHT = 1200, 630
"""Pixels, as the readers of `og:image` expect them."""
MARGIN = 88
PAPER, INK, QUIET, BLUE, RED = "#fdfcf8", "#1b2733", "#56606a", "#17507a", "#b23a22"
HOME = "index.md"
SECTIONS = {"guide": "The guide", "tool": "The linter", "templates": "A draft to start from"}
_KEY = re.compile(r'^(title|question|description): "?(.*?)"?$', re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a card for each page but those of the rules, and remember for the page's head which one is its own."""
    cards: dict[str, str] = {}
    for file in list(files.documentation_pages()):
        folder, _, name = file.src_uri.rpartition("/")
        if folder != "rules":
            head = dict(_KEY.findall(split(file.content_string)[0]))
            cards[file.src_uri] = f"assets/cards/{file.src_uri.removesuffix('.md').replace('/', '-')}.png"
            line = head.get("title", "") if "question" in head else head.get("description", "")
            drawn = card(head.get("question") or head.get("title", name), line, SECTIONS.get(folder, ""))
            files.append(File.generated(config, cards[file.src_uri], content=drawn))
    config.extra["cards"] = cards
    config.extra["card"] = cards[HOME]
    return files


@cache
def card(title: str, line: str, section: str) -> bytes:
    """Return a card as PNG; the same words give the same bytes with the same version of Pillow."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    image.paste(_edge(), (0, HEIGHT - 26))
    draw = ImageDraw.Draw(image)
    _stamp(draw, WIDTH - MARGIN - 96, 66)
    y = 74
    draw.text((MARGIN, y), "followup-lint", font=_font(36), fill=BLUE, stroke_width=1, stroke_fill=BLUE)
    if section:
        x = MARGIN + _font(36).getlength("followup-lint") + 22
        draw.text((x, y), f"/  {section}", font=_font(36), fill=QUIET)
    size = next(size for size in (84, 74, 64, 54) if len(list(_wrapped(title, size))) <= 3 or size == 54)
    y = 186
    for words in _wrapped(title, size):
        draw.text((MARGIN - 3, y), words, font=_font(size), fill=INK, stroke_width=1, stroke_fill=INK)
        y += round(size * 1.2)
    y += 26
    for words in list(_wrapped(line, 36))[: (HEIGHT - 70 - y) // 48]:
        draw.text((MARGIN, y), words, font=_font(36), fill=QUIET)
        y += 48
    out = BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)  # Aileron, which Pillow carries: no font of this machine
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def _wrapped(text: str, size: int) -> Iterator[str]:
    """Yield the lines of a text that fit between the margins, in the characters that the font has."""
    line = ""
    for word in re.sub(r"[–—]", "-", text).split():
        longer = f"{line} {word}".strip()
        if line and _font(size).getlength(longer) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    if line:
        yield line


@cache
def _edge() -> Image.Image:
    """Return the edge of an air-mail envelope, drawn large and made smaller so that its slants are smooth."""
    scale, step, tall = 4, 66, 26
    band = Image.new("RGB", (WIDTH * scale, tall * scale), PAPER)
    draw = ImageDraw.Draw(band)
    for number, x in enumerate(range(-step, WIDTH + step, step)):
        corners = [(x + 26, 0), (x + 66, 0), (x + 40, tall), (x, tall)]
        draw.polygon([(a * scale, b * scale) for a, b in corners], fill=RED if number % 2 else BLUE)
    return band.resize((WIDTH, tall), Image.Resampling.LANCZOS)


def _stamp(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """Draw a stamp: an envelope with a tick."""
    draw.rounded_rectangle((x, y, x + 96, y + 72), 8, outline=BLUE, width=5)
    draw.line([(x + 6, y + 8), (x + 48, y + 42), (x + 90, y + 8)], fill=BLUE, width=5, joint="curve")
    draw.ellipse((x + 68, y + 44, x + 116, y + 92), fill=RED, outline=PAPER, width=5)
    draw.line([(x + 80, y + 68), (x + 89, y + 77), (x + 104, y + 59)], fill=PAPER, width=6, joint="curve")
