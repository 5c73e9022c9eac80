"""Numbers that are times only by where they stand, lengths of time, and sounds that mean nothing. Now is 21 November 2026, 10:00."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.spoken.when import parse_when
from tests.shared.domain.spoken.reading import NOW, read


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        # right after a day or a part of it
        ("de", "Dienstag zehn", "Tue 24.11. 10:00"),
        ("de", "am Dienstag vielleicht zehn", "Tue 24.11. 10:00"),
        ("de", "Dienstag zehn dreißig", "Tue 24.11. 10:30"),
        ("de", "Dienstag zehn Uhr", "Tue 24.11. 10:00"),
        ("de", "Dienstag 10.", "Tue 24.11. 10:00"),
        ("de", "Dienstag 24.", "Tue 24.11."),
        ("de", "am Dienstag, den 10.", "Thu 10.12."),
        ("de", "morgen früh neun", "Sun 22.11. 09:00"),
        ("de", "Dienstag zehn bis zwölf", "Tue 24.11. 10:00-12:00"),
        ("de", "Dienstag zwei Personen", "Tue 24.11."),
        ("de", "Dienstag zwei bis drei Stunden", "Tue 24.11."),
        ("sv", "tisdag tio", "Tue 24.11. 10:00"),
        ("sv", "imorgon bitti åtta", "Sun 22.11. 08:00"),
        ("sv", "på tisdag typ tre", "Tue 24.11. 15:00"),
        ("sv", "tisdag två personer", "Tue 24.11."),
        ("en", "Tuesday ten", "Tue 24.11. 10:00"),
        ("en", "Tuesday ten fifteen", "Tue 24.11. 10:15"),
        ("en", "tomorrow morning nine", "Sun 22.11. 09:00"),
        ("en", "Tuesday two people", "Tue 24.11."),
        ("en", "Tuesday one of you", "Tue 24.11."),
        # beside a "statt" or a "nein"
        ("de", "statt neun um zwölf", "12:00"),
        ("de", "um zwölf statt neun", "12:00"),
        ("de", "um drei, nein, vier", "16:00"),
        ("de", "Dienstag zehn oder elf, am liebsten elf", "Tue 24.11. 11:00"),
        ("sv", "klockan tolv istället för nio", "12:00"),
        ("sv", "fredag tio eller elva, helst elva", "Fri 27.11. 11:00"),
        ("en", "at twelve instead of nine", "12:00"),
        ("en", "at three, no, four", "16:00"),
        # sounds
        ("de", "am Dienstag, äh, halb, ähm, drei", "Tue 24.11. 14:30"),
        ("sv", "på tisdag, öh, halv, eh, tre", "Tue 24.11. 14:30"),
        ("en", "on, um, Tuesday at half, er, past two", "Tue 24.11. 14:30"),
        # weeks as they are counted
        ("de", "heute in acht Tagen", "Sat 28.11."),
        ("de", "Freitag in acht Tagen", "Fri 04.12."),
        ("de", "Freitag in vierzehn Tagen", "Fri 11.12."),
        ("en", "Tuesday fortnight", "Tue 08.12."),
        ("de", "zischtig", "Tue 24.11."),
        ("de", "unter der Woche", "Mon 23.11. + Tue 24.11. + Wed 25.11. + Thu 26.11. + Fri 27.11. + Mon 30.11. + Tue 01.12. + Wed 02.12. + Thu 03.12. + Fri 04.12."),
        # dialect, words that were split or run together
        ("de", "am Freitag um fünfe", "Fri 27.11. 17:00"),
        ("de", "gegen neune", "09:00"),
        ("de", "freitag nach mittag", "Fri 27.11. 12:00-18:00"),
        ("de", "dienstag vor mittag um zehnuhr", "Tue 24.11. 10:00"),
        ("de", "eher nachmittags", "12:00-18:00"),
        ("de", "geht es auch eher", "earlier"),
        ("sv", "på torsda förmiddan", "Thu 26.11. 05:00-12:00"),
        ("sv", "efter middag på fredan", "Fri 27.11. 12:00-18:00"),
        ("en", "Friday after noon at three o clock", "Fri 27.11. 15:00"),
        # days told by others
        ("en", "a week today", "Sat 28.11."),
        ("en", "a week tomorrow", "Sun 29.11."),
        ("en", "twice a week", "nothing"),
        ("en", "any day but Wednesday", "not Wed 25.11."),
        ("en", "the first Friday in December", "Fri 04.12."),
        ("de", "am zweiten Dienstag im Dezember", "Tue 08.12."),
        ("sv", "första fredagen i december", "Fri 04.12."),
        ("de", "am fünften Montag im Februar", "no_such_day"),
        # what is refused, and what is only told
        ("de", "am Mittwoch nicht", "not Wed 25.11."),
        ("de", "geht Mittwoch nicht, Donnerstag", "Thu 26.11. not Wed 25.11."),
        ("de", "Mittwoch geht doch nicht, Donnerstag", "Thu 26.11. not Wed 25.11."),
        ("de", "Mittwoch, nicht Donnerstag", "Wed 25.11. not Thu 26.11."),
        ("de", "am Dienstag nicht zu spät", "Tue 24.11. earlier"),
        ("de", "15 Uhr ist mir zu spät", "earlier"),
        ("de", "am Dienstag, aber nicht so früh", "Tue 24.11. later"),
        ("de", "Dienstag ist mir zu früh", "later not Tue 24.11."),
        ("en", "3 pm is too late for me", "earlier"),
        ("en", "on Tuesday but not too early", "Tue 24.11. later"),
        ("sv", "klockan 15 är för sent", "earlier"),
        ("sv", "på tisdag men inte så tidigt", "Tue 24.11. later"),
        ("de", "Mittwoch kein Problem", "Wed 25.11."),
        ("sv", "på onsdag inte", "not Wed 25.11."),
        ("en", "Wednesday is no good, Thursday please", "Thu 26.11. not Wed 25.11."),
        ("de", "seit gestern habe ich Zahnschmerzen, geht es heute noch", "Sat 21.11."),
        ("de", "letzten Dienstag war ich da, jetzt wieder am Freitag", "Fri 27.11."),
        ("sv", "sedan i måndags har jag ont", "nothing"),
        # from now, to the next quarter of an hour
        ("de", "in einer Stunde", "Sat 21.11. 11:00"),
        ("de", "in einer halben Stunde", "Sat 21.11. 10:30"),
        ("sv", "om två timmar", "Sat 21.11. 12:00"),
        ("en", "in twenty minutes", "Sat 21.11. 10:30"),
    ],
)  # fmt: skip
def test_a_number_and_a_sign_mean_what_their_place_says(language: str, said: str, meant: str) -> None:
    assert read(said, language) == meant


@pytest.mark.parametrize(
    ("language", "said", "seek", "minutes"),
    [
        ("de", "eine Stunde später", "later", 60),
        ("de", "ne halbe Stunde früher bitte", "earlier", -30),
        ("de", "anderthalb Stunden nach hinten", "later", 90),
        ("de", "eine Viertelstunde nach vorne", "earlier", -15),
        ("de", "zwanzig Minuten später", "later", 20),
        ("de", "zwei einhalb Stunden später", "later", 150),
        ("de", "am Tag davor", "earlier", -24 * 60),
        ("de", "um eine Woche verschieben", "later", 7 * 24 * 60),
        ("sv", "en timme senare", "later", 60),
        ("sv", "en halvtimme tidigare", "earlier", -30),
        ("sv", "en kvart senare", "later", 15),
        ("sv", "dagen innan", "earlier", -24 * 60),
        ("sv", "en och en halv timme senare", "later", 90),
        ("en", "an hour later", "later", 60),
        ("en", "half an hour earlier", "earlier", -30),
        ("en", "back by an hour and a half", "later", 90),
        ("en", "three quarters of an hour later", "later", 45),
        ("en", "the day after", "later", 24 * 60),
    ],
)
def test_a_time_may_be_told_by_how_far_it_is_from_another(language: str, said: str, seek: str, minutes: int) -> None:
    when = parse_when(said, language, NOW)
    assert (when.seek, when.by) == (seek, timedelta(minutes=abs(minutes)))
    assert not when.days
    assert when.at is None


@pytest.mark.parametrize(("language", "said"), [("de", "nicht drei sondern vier"), ("sv", "inte tre utan fyra"), ("en", "not three, four")])  # fmt: skip
def test_numbers_around_a_not_are_times_once_times_are_spoken_of(language: str, said: str) -> None:
    assert read(said, language, bare_numbers=True) == "16:00"
