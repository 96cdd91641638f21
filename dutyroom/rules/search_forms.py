"""Other writings of what is asked: articles of laws, telephone numbers in groups, forms of English words."""

from __future__ import annotations

import re
from typing import Final

_GROUPED: Final = re.compile(
    r"(?<![0-9.])(?:1[0-9]{2}[ -][0-9]{4}[ -][0-9]{4}|0[0-9]{2,3}[ -][0-9]{3,4}[ -]?[0-9]{4}|[0-9]{3,4}[ -][0-9]{4})(?![0-9.])"
)
_YEARS: Final = re.compile(r"(?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2}")
_GAPS: Final = re.compile("[ -]")
_DIGITS: Final = "零一二三四五六七八九"
_NUMERAL: Final = "零〇一二三四五六七八九十百"
# 第四十五条, 第45条 and 45条 stand apart from what they follow (防洪法45条); 三条 alone is a count, 3条河流 too.
_ARTICLE: Final = re.compile(f"第(?:[0-9]{{1,4}}|[{_NUMERAL}]{{1,7}})条|(?<![0-9])[0-9]{{1,4}}条(?![\u4e00-\u9fff])")
_ARABIC: Final = re.compile("第?([0-9]{1,4})条")
_CHINESE: Final = re.compile(f"第([{_NUMERAL}]{{1,7}})条")
_LEAST_STEM: Final = 3
_MOST_COUNTED: Final = 999
_MOBILE: Final = 11
_LINE: Final = (7, 8)
_ENGLISH: Final = re.compile("[a-z]{4,}")
_VOWELS: Final = frozenset("aeiou")
_HISSING: Final = ("s", "x", "z", "ch", "sh")


def join_numbers(words: str) -> str:
    """Write telephone numbers in one: 138 0013 8000, 0371-6718 0000; two years are no number."""
    return _GROUPED.sub(lambda found: found[0] if _YEARS.fullmatch(found[0]) else _GAPS.sub("", found[0]), words)


def part_articles(words: str) -> str:
    """Set blanks around the articles of laws in folded words."""
    return _ARTICLE.sub(lambda found: f" {found[0]} ", words) if "条" in words else words


def wordings_of_article(phrase: str) -> tuple[str, ...]:
    """How else an article of a law is written: 45条 is 第四十五条, and the other way round."""
    if (found := _ARABIC.fullmatch(phrase)) is not None:
        return f"第{numeral(int(found[1]))}条", f"第{int(found[1])}条"
    if (found := _CHINESE.fullmatch(phrase)) is not None and (number := value(found[1])):
        return (f"第{number}条",)
    return ()


def numeral(number: int) -> str:
    """Write a number up to 999 in Chinese as the articles of laws are counted: 12 → 十二, 105 → 一百零五."""
    if not 0 < number <= _MOST_COUNTED:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones else "")


def value(written: str) -> int:
    """Read a Chinese number up to 999; 0 where it is none of that kind."""
    return _VALUES.get(written.replace("〇", "零"), 0)


_VALUES: Final = {numeral(number): number for number in range(1, _MOST_COUNTED + 1)}


def split_number(digits: str) -> tuple[tuple[str, ...], ...]:
    """The groups that a telephone number is written in: 13800138000 also as 138 0013 8000."""
    cuts: list[tuple[int, ...]] = []
    if len(digits) == _MOBILE and digits[0] == "1":
        cuts = [(3, 7), (3,)]
    elif digits[0] == "0" and len(digits) > max(_LINE):
        code = 3 if digits[1:2] in ("1", "2") else 4  # 010, 020 … have three digits
        cuts = [(code,), (code, len(digits) - 4)]
    elif len(digits) in _LINE:
        cuts = [(len(digits) - 4,)]
    return tuple(tuple(digits[a:b] for a, b in zip((0, *cut), (*cut, None), strict=True)) for cut in cuts)


def english_forms(word: str) -> tuple[str, ...]:
    """Other forms of an English word: singular and plural, -ed, -ing; the word itself is not among them."""
    if _ENGLISH.fullmatch(word) is None:
        return ()
    stems = _stems(word)
    forms = dict.fromkeys(form for stem in stems or [word] for form in (stem, *_inflected(stem)))
    forms.pop(word, None)
    return tuple(forms)


def _inflected(stem: str) -> tuple[str, str, str]:
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"
    if stem.endswith("e"):
        return f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"
    return f"{stem}{'es' if stem.endswith(_HISSING) else 's'}", f"{stem}ed", f"{stem}ing"


def _stems(word: str) -> list[str]:
    stems: list[str] = []
    if word.endswith(("ies", "ied")):
        stems.append(f"{word[:-3]}y")
    elif word.endswith("ing"):
        stems += (word[:-3], f"{word[:-3]}e")
    elif word.endswith(("ed", "es")):
        stems += (word[:-2], word[:-1])
    elif word.endswith("s") and not word.endswith("ss"):
        stems.append(word[:-1])
    return [stem for stem in stems if len(stem) >= _LEAST_STEM]
