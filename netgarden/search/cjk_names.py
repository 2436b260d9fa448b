"""Latin spellings of names in Chinese characters, Kana and Hangul.

A name of Chinese characters is cut into a family name and a given name, and read in Japanese where the family name
is a Japanese one, in Chinese otherwise. Family names are spelled as their bearers do, which is not always as the
rules of romanisation have it: 박 is Park, 陳 is Chen and Chan.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache

from netgarden.text.plain import word_set

_HANGUL = re.compile("[\uac00-\ud7af]")
_KANA = re.compile("[\u3040-\u30ff]")


def spelling_table(text: str) -> dict[str, tuple[str, ...]]:
    """Return what is written mapped to its spellings, from `written=one,other` parted by blanks.

    Nothing behind the equals sign or a comma is a silent letter.
    """
    return {
        written: tuple(rest.split(",")) for written, _, rest in (one.partition("=") for one in text.split())
    }


MAX_READINGS = 6
"""Most Japanese readings of one given name; some have twenty."""

Spelled = tuple[str, int, int]


def spell_cjk(text: str, start: int, *, name: bool) -> Iterator[Spelled]:
    """Yield spellings of a run of characters that begins at `start`, each with the offsets of what it spells."""
    parts = [(part[0], start + part.start()) for part in re.finditer(r"[^ 　・]+", text)]
    if not name:
        for part, at in parts:
            yield _joined(part), at, at + len(part)
        return
    if _HANGUL.search(text):
        yield from _korean(parts)
    else:
        yield from _of_characters(parts)


def _joined(text: str) -> str:
    return "".join(_syllables(text))


@lru_cache(maxsize=4096)
def _syllables(text: str) -> tuple[str, ...]:
    """The romanised characters: one a Hangul block or Chinese character, Kana as they come."""
    from anyascii import anyascii  # imported for the first name in such letters

    return tuple("".join(char for char in anyascii(one).lower() if char.isalpha()) for one in text)


def _word(part: str, at: int) -> Iterator[Spelled]:
    """A part of a name: all of it, and each syllable of several."""
    syllables = _syllables(part)
    yield "".join(syllables), at, at + len(part)
    if len(part) > 1:
        for place, one in enumerate(syllables):
            if len(one) > 1:
                yield one, at + place, at + place + 1


def _cut(parts: list[tuple[str, int]], length: int) -> list[tuple[str, int]]:
    """The family name of `length` characters apart from what follows, where no blank parts them."""
    if len(parts) > 1:
        return parts
    (whole, at) = parts[0]
    return [(whole[:length], at), (whole[length:], at + length)] if len(whole) > length else parts


def _family_and_given(
    parts: list[tuple[str, int]], length: int, usual: Mapping[str, tuple[str, ...]]
) -> Iterator[Spelled]:
    """A family name of `length` characters as its bearers spell it and by the rules, and the given name by these."""
    (text, at), *given = _cut(parts, length)
    for spelled in (*usual.get(text, ()), _joined(text)):
        yield spelled, at, at + len(text)
    for part in given:
        yield from _word(*part)


# ── Korean ───────────────────────────────────────────────────────────────────

_KOREAN = spelling_table(
    "김=kim 이=lee,yi,rhee 박=park,pak 최=choi,choe 정=jung,jeong,chung 강=kang 조=cho,jo 윤=yoon,yun"
    " 장=jang,chang 임=lim,im 오=oh 서=seo,suh 신=shin 권=kwon 황=hwang 안=ahn,an 류=ryu,yoo 유=yoo,yu"
    " 전=jeon,jun,chun 홍=hong 고=ko,go 문=moon 양=yang 손=son,sohn 배=bae,pae 백=baek,paik 허=heo,hur,huh"
    " 노=noh,roh 심=shim 곽=kwak 성=sung 주=joo,ju 우=woo 구=koo,ku 민=min 나=na,ra 진=jin 지=ji 엄=um"
    " 채=chae 원=won 천=cheon,chun 방=bang 공=kong 현=hyun 함=ham 변=byun 염=yeom 여=yeo 추=choo 도=do"
    " 소=so 석=seok,suk 선=sun 설=seol,sul 길=gil,kil 연=yeon 명=myung 기=ki 금=keum 옥=ok 육=yook 국=kook"
    " 남=nam 차=cha 남궁=namgung,namkoong 황보=hwangbo 제갈=jegal 선우=sunwoo 독고=dokgo 사공=sagong"
)


def _korean(parts: list[tuple[str, int]]) -> Iterator[Spelled]:
    first = parts[0][0]
    yield from _family_and_given(parts, 2 if first[:2] in _KOREAN and len(first) > 2 else 1, _KOREAN)


# ── Chinese and Japanese ─────────────────────────────────────────────────────

_DOUBLE = word_set(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 司徒 长孙 端木 东方 南宫 西门"
)
_ELSEWHERE = spelling_table(
    "陳=chan 陈=chan 黃=wong 黄=wong 王=wong 李=lee 林=lam 張=cheung,chang 张=cheung,chang 劉=lau 刘=lau"
    " 吳=ng 吴=ng 周=chow,chou 葉=yip,ip 叶=yip,ip 鄭=cheng 郑=cheng 謝=tse,hsieh 谢=tse,hsieh 楊=yeung"
    " 杨=yeung 蔡=choi,tsai 許=hui,hsu 许=hui,hsu 何=ho 羅=lo 罗=lo 梁=leung 郭=kwok,kuo 曾=tsang"
    " 趙=chiu,chao 赵=chiu,chao 馬=ma 馮=fung 冯=fung 朱=chu 徐=tsui,hsu 孫=suen,sun 蕭=siu,hsiao"
    " 萧=siu,hsiao 關=kwan 关=kwan 鄧=tang 邓=tang 蘇=so 苏=so 盧=lo 卢=lo 江=kong,chiang 蔣=chiang"
    " 蒋=chiang 潘=poon 譚=tam 谭=tam 方=fong 余=yu 袁=yuen 邱=chiu,yau 莫=mok 呂=lui,lu 吕=lui,lu 錢=chien"
    " 钱=chien 沈=shum,shen 侯=hau 戴=tai 洪=hung 高=ko,kao 胡=wu,hu 簡=kan 麥=mak 麦=mak"
)
"""Family names as they are spelled in Hong Kong, Taiwan and abroad."""


def _of_characters(parts: list[tuple[str, int]]) -> Iterator[Spelled]:
    whole = "".join(part for part, _ in parts)
    japanese = list(_japanese(parts))
    yield from japanese
    if _KANA.search(whole):
        if not japanese:
            for part, at in parts:
                yield from _kana(part, at)
        return
    if not japanese or parts[0][0][:1] in _ELSEWHERE:
        yield from _chinese(parts)


def _chinese(parts: list[tuple[str, int]]) -> Iterator[Spelled]:
    yield from _family_and_given(parts, 2 if parts[0][0][:2] in _DOUBLE else 1, _ELSEWHERE)


def _kana(part: str, at: int) -> Iterator[Spelled]:
    for spelled in _long_vowels(_joined(part)):
        yield spelled, at, at + len(part)


def _japanese(parts: list[tuple[str, int]]) -> Iterator[Spelled]:
    """The readings where the name begins with a Japanese family name; nothing otherwise."""
    first = parts[0][0]
    if _KANA.match(first):
        return
    family, given = _japanese_names()
    length = next((end for end in range(min(len(first), 4), 0, -1) if first[:end] in family), 0)
    if not length or not _is_cut_well(parts, length, given):
        return
    (text, at), *rest = _cut(parts, length)
    for spelled in _long_vowels(family[text]):
        yield spelled, at, at + len(text)
    for part, place in rest:
        readings = given.get(part, ())[:MAX_READINGS] or (() if not _KANA.search(part) else (_joined(part),))
        for reading in readings:
            for spelled in _long_vowels(reading):
                yield spelled, place, place + len(part)


def _is_cut_well(parts: list[tuple[str, int]], length: int, given: Collection[str]) -> bool:
    """Return whether a family name of `length` leaves a given name; without one, one character tells too little."""
    first = parts[0][0]
    if len(parts) > 1:
        return length == len(first)
    return length > 1 or len(first) == 1 or first[1:] in given


def _long_vowels(reading: str) -> tuple[str, ...]:
    """A reading as it is, and as most write it: satou is Sato, yuuko is Yuko."""
    short = reading.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    return (short, reading) if short != reading else (reading,)


@cache
def _japanese_names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Family name to its reading, and given name to its readings, in Latin letters."""
    import japanese_personal_name_dataset as names  # read for the first name in Chinese characters

    men, women, families = names.load_dataset(kind="opti", include_last_names=True)
    given: dict[str, tuple[str, ...]] = {}
    for of_sex in (women, men):
        for entry in of_sex.values():
            for written in entry["kanji"]:
                given[written] = (*given.get(written, ()), entry["en"])
    names.clear_cache()
    return {written: entry["en"] for written, entry in families.items()}, given
