"""Languages: two letters for people (da, nb), three for Akoma Ntoso IRIs (dan, nob). Unknown is a value: `und`."""

from __future__ import annotations

from enum import Enum

from revtrack.errors import BadValue


class Language(Enum):
    """A language of a text. The value is (ISO 639-1 or -3 short form, ISO 639-2/T form, English name)."""

    BG = ("bg", "bul", "Bulgarian")
    CS = ("cs", "ces", "Czech")
    DA = ("da", "dan", "Danish")
    DE = ("de", "deu", "German")
    EL = ("el", "ell", "Greek")
    EN = ("en", "eng", "English")
    ES = ("es", "spa", "Spanish")
    ET = ("et", "est", "Estonian")
    FI = ("fi", "fin", "Finnish")
    FO = ("fo", "fao", "Faroese")
    FR = ("fr", "fra", "French")
    GA = ("ga", "gle", "Irish")
    HR = ("hr", "hrv", "Croatian")
    HU = ("hu", "hun", "Hungarian")
    IS = ("is", "isl", "Icelandic")
    IT = ("it", "ita", "Italian")
    LT = ("lt", "lit", "Lithuanian")
    LV = ("lv", "lav", "Latvian")
    MT = ("mt", "mlt", "Maltese")
    NB = ("nb", "nob", "Norwegian Bokmål")
    NL = ("nl", "nld", "Dutch")
    NN = ("nn", "nno", "Norwegian Nynorsk")
    PL = ("pl", "pol", "Polish")
    PT = ("pt", "por", "Portuguese")
    RO = ("ro", "ron", "Romanian")
    SE = ("se", "sme", "Northern Sami")
    SK = ("sk", "slk", "Slovak")
    SL = ("sl", "slv", "Slovenian")
    SV = ("sv", "swe", "Swedish")
    AR = ("ar", "ara", "Arabic")
    HE = ("he", "heb", "Hebrew")
    JA = ("ja", "jpn", "Japanese")
    RU = ("ru", "rus", "Russian")
    TR = ("tr", "tur", "Turkish")
    UK = ("uk", "ukr", "Ukrainian")
    ZH = ("zh", "zho", "Chinese")
    UND = ("und", "und", "undetermined")

    @property
    def short(self) -> str:
        """`da`: for the command line and file names."""
        return self.value[0]

    @property
    def long(self) -> str:
        """`dan`: for Akoma Ntoso IRIs and `FRBRlanguage`."""
        return self.value[1]

    @property
    def english(self) -> str:
        """`Danish`."""
        return self.value[2]

    @property
    def is_known(self) -> bool:
        return self is not Language.UND

    def __str__(self) -> str:
        return self.short

    @classmethod
    def parse(cls, text: str) -> Language:
        """The language of a two- or three-letter code, in any case. `no` is refused: it is nb or nn.

        Raises BadValue for anything else.
        """
        code = text.strip().lower()
        found = _BY_CODE.get(code)
        if found is not None:
            return found
        if code in ("no", "nor"):
            raise BadValue("'no' does not say which Norwegian", tries=("--lang nb   or   --lang nn",))
        raise BadValue(
            f"'{text}' is not a language code revtrack knows",
            facts=("codes are two letters: da, nb, nn, sv, en, de, fr …; 'und' if nobody knows",),
            tries=("--lang da   or   --lang und",),
        )


_BY_CODE: dict[str, Language] = {code: lang for lang in Language for code in (lang.short, lang.long)}
