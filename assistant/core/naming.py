"""Names of the files that leave: ASCII, short, legal on every system, label first."""

from __future__ import annotations

import re
import unicodedata

from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem

LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_EXTENSIONS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
}


#: Letters of other alphabets in the commonest Latin ones, so that a name stays readable; others are left out.
_LETTERS = """
а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=
ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=d џ=dz ѕ=dz ќ=k ѓ=g
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i
"""
_LATIN = {sign: latin for sign, _, latin in (pair.partition("=") for pair in _LETTERS.split())}


def slug(untrusted_text: str, longest: int = LONGEST) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, at most ``longest``; empty where nothing is left."""
    composed = unicodedata.normalize("NFKC", untrusted_text).lower()
    # twice, since a letter with a mark may be in the table as a whole (й) or without its mark (ά)
    apart = unicodedata.normalize("NFKD", "".join(_LATIN.get(sign, sign) for sign in composed))
    plain = "".join(_LATIN.get(sign, sign) for sign in apart).encode("ascii", "ignore").decode("ascii")
    text = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:longest].strip("-")
    return f"{text}-" if _RESERVED.fullmatch(text) else text


def prefix(account: str, platform: str, round_number: int) -> str:
    """The first part of the names of an export: ``jdoe_upwork-letter-1``; without the account where none is given."""
    subject = f"{slug(platform, 20) or 'platform'}-letter-{round_number}"
    name = slug(account, 30)
    return f"{name}_{subject}" if name else subject


def folder_name(item: RequestedItem) -> str:
    """The folder of an item in the zip: ``C_communication``."""
    return f"{item.letter}_{item.kind.replace('_', '-')}"


def exhibit_name(exhibit: Exhibit, extension: str) -> str:
    """The file name of an exhibit in the zip: ``C-2_2015-12-17_scope-and-rate.png``. ``extension`` has its dot."""
    date = exhibit.event_date.text().replace("..", "_to_") if exhibit.event_date else ""
    stem = "_".join(part for part in (exhibit.label, date) if part)
    title = slug(exhibit.title, LONGEST - len(stem) - len(extension) - 1)
    return f"{stem}_{title}{extension}" if title else f"{stem}{extension}"


def extension_of(media_type: str, original_name: str) -> str:
    """The extension for a kind of file, with its dot; the original's own where the kind is not known."""
    known = _EXTENSIONS.get(media_type)
    if known:
        return known
    match = re.search(r"\.([A-Za-z0-9]{1,8})$", original_name)
    return f".{match[1].lower()}" if match else ".bin"
