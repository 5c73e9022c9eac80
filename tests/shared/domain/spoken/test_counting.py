"""Numbers, ordinals and digits as tables, written out by hand: nothing here is derived from the words of the grammar."""

from __future__ import annotations

import pytest

from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.phone import hear_digits, to_e164
from shared.domain.spoken.speaking import say_number
from shared.domain.spoken.tokens import tidy, tokens

NUMBERS = {
    "de": """
        null eins zwei drei vier fünf sechs sieben acht neun
        zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
        zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig sechsundzwanzig siebenundzwanzig achtundzwanzig neunundzwanzig
        dreißig einunddreißig zweiunddreißig dreiunddreißig vierunddreißig fünfunddreißig sechsunddreißig siebenunddreißig achtunddreißig neununddreißig
        vierzig einundvierzig zweiundvierzig dreiundvierzig vierundvierzig fünfundvierzig sechsundvierzig siebenundvierzig achtundvierzig neunundvierzig
        fünfzig einundfünfzig zweiundfünfzig dreiundfünfzig vierundfünfzig fünfundfünfzig sechsundfünfzig siebenundfünfzig achtundfünfzig neunundfünfzig
        sechzig einundsechzig zweiundsechzig dreiundsechzig vierundsechzig fünfundsechzig sechsundsechzig siebenundsechzig achtundsechzig neunundsechzig
        siebzig einundsiebzig zweiundsiebzig dreiundsiebzig vierundsiebzig fünfundsiebzig sechsundsiebzig siebenundsiebzig achtundsiebzig neunundsiebzig
        achtzig einundachtzig zweiundachtzig dreiundachtzig vierundachtzig fünfundachtzig sechsundachtzig siebenundachtzig achtundachtzig neunundachtzig
        neunzig einundneunzig zweiundneunzig dreiundneunzig vierundneunzig fünfundneunzig sechsundneunzig siebenundneunzig achtundneunzig neunundneunzig
    """,
    "en": """
        zero one two three four five six seven eight nine
        ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
        twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine
        thirty thirty-one thirty-two thirty-three thirty-four thirty-five thirty-six thirty-seven thirty-eight thirty-nine
        forty forty-one forty-two forty-three forty-four forty-five forty-six forty-seven forty-eight forty-nine
        fifty fifty-one fifty-two fifty-three fifty-four fifty-five fifty-six fifty-seven fifty-eight fifty-nine
        sixty sixty-one sixty-two sixty-three sixty-four sixty-five sixty-six sixty-seven sixty-eight sixty-nine
        seventy seventy-one seventy-two seventy-three seventy-four seventy-five seventy-six seventy-seven seventy-eight seventy-nine
        eighty eighty-one eighty-two eighty-three eighty-four eighty-five eighty-six eighty-seven eighty-eight eighty-nine
        ninety ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight ninety-nine
    """,
    "sv": """
        noll ett två tre fyra fem sex sju åtta nio
        tio elva tolv tretton fjorton femton sexton sjutton arton nitton
        tjugo tjugoett tjugotvå tjugotre tjugofyra tjugofem tjugosex tjugosju tjugoåtta tjugonio
        trettio trettioett trettiotvå trettiotre trettiofyra trettiofem trettiosex trettiosju trettioåtta trettionio
        fyrtio fyrtioett fyrtiotvå fyrtiotre fyrtiofyra fyrtiofem fyrtiosex fyrtiosju fyrtioåtta fyrtionio
        femtio femtioett femtiotvå femtiotre femtiofyra femtiofem femtiosex femtiosju femtioåtta femtionio
        sextio sextioett sextiotvå sextiotre sextiofyra sextiofem sextiosex sextiosju sextioåtta sextionio
        sjuttio sjuttioett sjuttiotvå sjuttiotre sjuttiofyra sjuttiofem sjuttiosex sjuttiosju sjuttioåtta sjuttionio
        åttio åttioett åttiotvå åttiotre åttiofyra åttiofem åttiosex åttiosju åttioåtta åttionio
        nittio nittioett nittiotvå nittiotre nittiofyra nittiofem nittiosex nittiosju nittioåtta nittionio
    """,
}  # fmt: skip

ORDINALS = {
    "de": """
        ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften dreizehnten vierzehnten
        fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten zweiundzwanzigsten
        dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten
        neunundzwanzigsten dreißigsten einunddreißigsten
    """,
    "en": """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
        sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth
        twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
    """,
    "sv": """
        första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde
        sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde
        tjugoåttonde tjugonionde trettionde trettioförsta
    """,
}

TABLE = [(language, number, word) for language, words in NUMBERS.items() for number, word in enumerate(words.split())]
ORDINAL_TABLE = [
    (language, number, word)
    for language, words in ORDINALS.items()
    for number, word in enumerate(words.split(), start=1)
]


def cardinal(said: str, language: str) -> tuple[object, int] | None:
    words = tokens(tidy(said))
    found = spoken_language(language).counting.cardinal(words, 0)
    return found if found is None or found[1] == len(words) else None


def test_the_tables_are_whole() -> None:
    assert {language: len(words.split()) for language, words in NUMBERS.items()} == {"de": 100, "en": 100, "sv": 100}
    assert {language: len(words.split()) for language, words in ORDINALS.items()} == {"de": 31, "en": 31, "sv": 31}


@pytest.mark.parametrize(("language", "number", "word"), TABLE)
def test_a_number_to_99_is_said_and_understood(language: str, number: int, word: str) -> None:
    assert say_number(language, number) == word
    for said in (word, word.upper(), word.replace("-", " "), str(number)):
        found = cardinal(said, language)
        assert found is not None, said
        assert found[0] == number


@pytest.mark.parametrize(("language", "number", "word"), ORDINAL_TABLE)
def test_an_ordinal_to_31_is_understood(language: str, number: int, word: str) -> None:
    for said in (word, word.replace("-", " ")):
        words = tokens(tidy(said))
        assert spoken_language(language).counting.ordinal(words, 0) == (number, len(words)), said


@pytest.mark.parametrize(
    ("language", "said", "number"),
    [
        ("de", "zwo", 2), ("de", "zwoundzwanzig", 22), ("de", "vier und zwanzig", 24), ("de", "ein und dreissig", 31),
        ("de", "fuenf und fuenfzig", 55), ("de", "dreissig", 30), ("de", "zwoelf", 12),
        ("en", "fourty", 40), ("en", "nought", 0), ("en", "ninety nine", 99), ("en", "twenty one", 21),
        ("sv", "tjuge", 20), ("sv", "tjugefem", 25), ("sv", "tjufem", 25), ("sv", "tretti", 30), ("sv", "trettiett", 31),
        ("sv", "fyrti", 40), ("sv", "förtitvå", 42), ("sv", "femti", 50), ("sv", "femtifem", 55), ("sv", "sextisju", 67),
        ("sv", "sjutti", 70), ("sv", "åttiåtta", 88), ("sv", "nittifem", 95), ("sv", "tjugo fem", 25), ("sv", "nittio nio", 99),
        ("sv", "tie", 10), ("sv", "nie", 9), ("sv", "aderton", 18), ("sv", "atta", 8), ("sv", "tva", 2), ("sv", "hundra", 100),
        ("sv", "etthundra", 100), ("sv", "ettusen", 1000), ("sv", "femtonhundra", 1500), ("sv", "tusen fyrahundrafemtio", 1450),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_people_and_recognition_write_it(language: str, said: str, number: int) -> None:
    assert cardinal(said, language) == (number, len(said.split()))


@pytest.mark.parametrize(
    ("said", "number"),
    [("24:e", 24), ("1:a", 1), ("2:a", 2), ("3:e", 3), ("24e", 24), ("31:a", 31), ("trettiförsta", 31)],
)
def test_a_swedish_ordinal_is_written_with_a_colon(said: str, number: int) -> None:
    assert spoken_language("sv").counting.ordinal(tokens(tidy(said)), 0) == (number, 1)


@pytest.mark.parametrize(
    ("language", "said", "digits"),
    [
        # one by one, in pairs, in threes
        ("sv", "noll sju noll ett två tre fyra fem sex sju", "0701234567"),
        ("sv", "noll sju noll, ett sjutton fyrtio sextio fem", "0701174065"),
        ("sv", "noll sju noll, hundrasjutton, fyrtio, sextiofem", "0701174065"),
        ("sv", "noll åtta, fyra sex fem, noll noll, fyra", "08465004"),
        ("sv", "noll fyrtio, sexhundratjugoåtta, noll fyra, tio", "0406280410"),
        ("sv", "noll åtta hundra tjugotre", "08123"),
        ("sv", "070-174 06 05", "0701740605"),
        ("sv", "+46 70 174 06 05", "+46701740605"),
        ("sv", "plus fyrtiosex sjuttio ett sjutton", "+467117"),
        ("sv", "plus fyrtiosex, sjuttio, ett sjutton", "+4670117"),
        ("sv", "dubbel noll fyrtiosex", "0046"),
        ("sv", "jag har ett nummer, det är noll sju sex", "076"),
        ("sv", "nittifem femtifem tjuge", "955520"),
        ("sv", "ett ett två", "112"),
        ("sv", "vet inte", ""),
        ("de", "null eins sieben eins, dreiundzwanzig fünfundvierzig", "01712345"),
        ("de", "null eins sieben eins, drei und zwanzig, fünf und vierzig", "01712345"),
        ("de", "null eins sieben null, vier null sechs, null fünf", "017040605"),
        ("de", "null vierzig zwo hundert drei", "040203"),
        ("de", "null ein sieben", "017"),
        ("de", "ich habe ein Handy, null eins sieben neun", "0179"),
        ("de", "dreimal sieben, doppel null", "77700"),
        ("en", "oh seven seven double nine, forty five, sixty seven", "077994567"),
        ("en", "zero two zero, seven one eight three", "0207183"),
        ("en", "one eight hundred", "1800"),
        ("en", "plus forty four, twenty", "+4420"),
    ],
)  # fmt: skip
def test_a_telephone_number_is_heard_in_its_groups(language: str, said: str, digits: str) -> None:
    assert hear_digits(said, language) == digits


def test_a_number_said_in_swedish_pairs_can_be_dialled() -> None:
    assert to_e164(hear_digits("noll sju noll, ett sjutton, fyrtio, sextio fem", "sv"), "SE") == "+46701174065"
    assert to_e164(hear_digits("+46 8 465 00 4 12", "sv"), "SE") == "+46846500412"
