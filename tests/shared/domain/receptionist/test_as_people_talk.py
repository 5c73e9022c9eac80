"""Calls as people hold them: dialect, restarts, second thoughts, half answers. Now is Saturday, 21 November 2026, 10:00."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.domain.business import Business
from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import Call, at, dentist, hairdresser, plumber, salon

HAIRCUT = "Herrenhaarschnitt Dienstag zehn"


def held(business: Business, *said: str) -> Call:
    """A call in which these things were said, until the desk hung up."""
    call = Call(business)
    for words in said:
        if call.then is Then.LISTEN:
            call.say(words)
    return call


@pytest.mark.parametrize("yes", ["jo", "jawoll", "japp", "jup", "mhm", "jep", "freilich", "passt", "ja klar"])
def test_a_german_yes_has_dialects(yes: str) -> None:
    assert held(salon(), HAIRCUT, yes).booked == [("Herrenhaarschnitt", "Maria Schmidt", "Tue 24.11. 10:00")]


@pytest.mark.parametrize("no", ["nö", "nee", "nope", "naa", "nei", "ja … nein warte", "äh", "hm", "ähm moment"])
def test_a_german_no_has_dialects_and_a_sound_is_no_yes(no: str) -> None:
    assert held(salon(), HAIRCUT, no).booked == []


@pytest.mark.parametrize(
    ("business", "wish", "half_a_yes"),
    [
        *((salon, HAIRCUT, each) for each in ("ja moment", "okay moment", "ja ich weiß nicht", "ja vielleicht", "ja ich überleg noch", "na ja", "natürlich nicht")),
        *((hairdresser, "klippning tisdag tio", each) for each in ("ja vänta", "ja jag vet inte", "ja kanske", "visst inte", "ja fast vänta")),
        *((dentist, "I would like a check-up on Tuesday at ten please", each) for each in ("yes hold on", "not sure", "yes maybe", "of course not", "yes I don't know")),
    ],
)  # fmt: skip
def test_half_a_yes_books_nothing_and_a_whole_one_after_it_does(
    business: Callable[[], Business], wish: str, half_a_yes: str
) -> None:
    call = held(business(), wish, half_a_yes)
    assert call.booked == []
    if not call.last.text.startswith(("In Ordnung", "Okej", "All right")):
        call.say({"en": "yes"}.get(call.last.language, "ja"))
        assert len(call.booked) == 1


@pytest.mark.parametrize(
    ("business", "said", "booked"),
    [
        # corrections
        (salon, ["Damenhaarschnitt am Mittwoch um drei", "nein moment mittwoch geht doch nicht donnerstag", "ja"], ["Damenhaarschnitt Thu 26.11. 15:00"]),
        (salon, ["Damenhaarschnitt am Mittwoch um drei", "einen Tag später", "eine Stunde früher", "ja"], ["Damenhaarschnitt Thu 26.11. 14:00"]),
        (salon, ["Herrenhaarschnitt Freitag zehn oder elf, am liebsten elf", "ja"], ["Herrenhaarschnitt Fri 27.11. 11:00"]),
        (salon, ["Färben am Dienstag um fünf", "ach so dann um drei", "ja"], ["Färben Tue 24.11. 15:00"]),
        (salon, ["Damenhaarschnitt am Mittwoch, aber nicht so früh", "das ist mir zu früh", "der letzte", "ja"], ["Damenhaarschnitt Wed 25.11. 15:15"]),
        (salon, ["Herrenhaarschnitt am Mittwoch um 15 Uhr", "15 Uhr ist mir doch zu spät", "der erste", "ja"], ["Herrenhaarschnitt Wed 25.11. 14:30"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "10 Uhr ist zu früh, lieber 11 Uhr", "ja"], ["Herrenhaarschnitt Tue 24.11. 11:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "das ist zu früh, geht auch 13 Uhr?", "ja"], ["Herrenhaarschnitt Tue 24.11. 13:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "nicht so früh, um elf", "ja"], ["Herrenhaarschnitt Tue 24.11. 11:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "zu früh, Mittwoch um elf", "ja"], ["Herrenhaarschnitt Wed 25.11. 11:00"]),
        (salon, ["a men's haircut on Tuesday at 10", "that's too early, how about 11", "yes"], ["Herrenhaarschnitt Tue 24.11. 11:00"]),
        (hairdresser, ["klippning på tisdag klockan tio", "det är för tidigt, onsdag klockan 11", "ja"], ["Klippning Wed 25.11. 11:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "ja, das ist nicht zu früh"], ["Herrenhaarschnitt Tue 24.11. 10:00"]),
        (salon, ["a men's haircut on Tuesday at 10", "10 is not too early", "yes"], ["Herrenhaarschnitt Tue 24.11. 10:00"]),
        (hairdresser, ["klippning på tisdag klockan tio", "ja, det är inte för tidigt"], ["Klippning Tue 24.11. 10:00"]),
        (salon, ["a men's haircut on Wednesday but not too early", "that's too early for me", "the last one", "yes"], ["Herrenhaarschnitt Wed 25.11. 15:15"]),
        (plumber, ["jag vill boka ett servicebesök på torsdag men inte för tidigt", "det är för tidigt", "den första", "ja tack"], ["Servicebesök Thu 26.11. 13:15"]),
        (salon, ["Herrenhaarschnitt am 30.2.", "am Dienstag um neun", "ja"], ["Herrenhaarschnitt Tue 24.11. 09:00"]),
        (hairdresser, ["klippning tisdag tio", "va", "ja tack det går bra"], ["Klippning Tue 24.11. 10:00"]),
        (hairdresser, ["klippning på julafton klockan tio", "dagen innan då", "ja"], ["Klippning Wed 23.12. 10:00"]),
        (hairdresser, ["hej jag ska klippa mig på fredag typ tre", "nej förresten halv fyra", "ja tack"], ["Klippning Fri 27.11. 15:30"]),
        (plumber, ["en läcka på måndag klockan sju", "den första", "ja"], ["Läckage Mon 23.11. 07:00"]),
        (plumber, ["boka service torsdag kvart i åtta", "jo men kan det bli lite senare", "den första", "ja tack"], ["Servicebesök Thu 26.11. 08:00"]),
        # asks back
        (salon, ["Bartpflege bitte", "was haben Sie denn am Freitag frei", "das letzte", "ja"], ["Bartpflege Fri 27.11. 11:00"]),
        (plumber, ["servicebesök på tisdag", "vilken tid har ni", "den första", "mm"], ["Servicebesök Tue 24.11. 07:00"]),
        (dentist, ["I need a check-up on Wednesday do you speak English", "what times do you have", "the latest", "yes"], ["Kontrolle Wed 25.11. 10:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "von zehn auf elf bitte", "ja"], ["Herrenhaarschnitt Tue 24.11. 11:00"]),
        (salon, ["Herrenhaarschnitt am Dienstag um zehn", "nein nein nicht zehn sondern elf", "ja"], ["Herrenhaarschnitt Tue 24.11. 11:00"]),
        (salon, ["morgen in einer Woche Herrenhaarschnitt", "um zwölf", "ja"], ["Herrenhaarschnitt Tue 01.12. 12:00"]),
        (salon, ["Termin", "Haare", "Mann", "Dienstag", "zehn", "ja"], ["Herrenhaarschnitt Tue 24.11. 10:00"]),
        (salon, ["ich möchte die Haare blond gefärbt haben", "am Freitag um neun", "ja"], ["Färben Fri 27.11. 09:00"]),
        # loose wishes
        (salon, ["am liebsten vormittags unter der Woche Herrenhaarschnitt", "das dritte", "ja"], ["Herrenhaarschnitt Thu 26.11. 09:00"]),
        (salon, ["freitag so spät wie möglich herrenhaarschnitt", "das letzte", "ja"], ["Herrenhaarschnitt Fri 27.11. 17:30"]),
        (salon, ["zwischen den jahren hätte ich gern einen termin zum färben", "das erste", "ja"], ["Färben Tue 29.12. 09:00"]),
        (hairdresser, ["klippning om en timme", "ja"], ["Klippning Sat 21.11. 11:00"]),
        # people
        (salon, ["Herrenhaarschnitt am Dienstag um zehn, nein, Damenhaarschnitt", "ja"], ["Damenhaarschnitt Tue 24.11. 10:00"]),
        # two services in one breath
        (salon, ["Färben und Damenhaarschnitt am Freitag um zehn", "ja", "Ute Klein", "um zwölf", "ja"], ["Färben Fri 27.11. 10:00", "Damenhaarschnitt Fri 27.11. 12:00"]),
        (hairdresser, ["jag vill klippa mig och trimma skägget på onsdag klockan tio", "ja", "Per Ek", "kvart i elva", "ja"], ["Klippning Wed 25.11. 10:00", "Skäggtrimning Wed 25.11. 10:45"]),
        (salon, ["Färben am Freitag um zehn und Bartpflege am Samstag um elf", "ja", "Kai Lenz", "ja"], ["Färben Fri 27.11. 10:00", "Bartpflege Sat 28.11. 11:00"]),
        # two people
        (dentist, ["Kontrolle für mich und meinen Mann am Dienstag um neun", "ja", "Vreni Hug", "halb zehn", "ja"], ["Kontrolle Tue 24.11. 09:00", "Kontrolle Tue 24.11. 09:30"]),
        (hairdresser, ["en klippning åt mig och min son på fredag klockan tio", "ja", "Per Ek", "kvart i elva", "ja"], ["Klippning Fri 27.11. 10:00", "Klippning Fri 27.11. 10:45"]),
        (dentist, ["I need a check-up for me and my husband on Tuesday at nine please", "yes", "Al Kay", "ten", "yes"], ["Kontrolle Tue 24.11. 09:00", "Kontrolle Tue 24.11. 10:00"]),
        (salon, ["Einen Haarschnitt bitte", "Herren und Damen", "Dienstag um neun", "ja", "Kai Lenz", "um zehn", "ja"], ["Herrenhaarschnitt Tue 24.11. 09:00"]),
    ],
)  # fmt: skip
def test_a_call_ends_with_what_a_person_would_have_booked(
    business: Callable[[], Business], said: list[str], booked: list[str]
) -> None:
    assert [f"{what} {start}" for what, _, start in held(business(), *said).booked] == booked


def test_the_person_named_last_is_meant() -> None:
    call = held(salon(), "Herrenhaarschnitt bei Maria am Dienstag um zehn, nein, bei Thomas", "ja")
    assert call.booked == [("Herrenhaarschnitt", "Thomas Weber", "Tue 24.11. 10:00")]


def test_who_is_refused_does_not_get_the_appointment_whatever_comes_first() -> None:
    assert held(salon(), "bloß nicht bei Maria", HAIRCUT, "ja").booked == [
        ("Herrenhaarschnitt", "Thomas Weber", "Tue 24.11. 10:00")
    ]
    assert "macht bei uns Reto Meier" in Call(dentist()).say(
        "Dentalhygiene am Montag um zehn aber nicht bei Herrn Meier"
    )


@pytest.mark.parametrize(
    ("business", "said", "name"),
    [
        (salon, "S wie Siegfried T wie Theodor E wie Emil I wie Ida N wie Nordpol", "Stein"),
        (salon, "Meyer, M A I E R", "Maier"),
        (salon, "Anna Meier, m a i e r", "Anna Maier"),
        (salon, "Müller mit Doppel-L, M Ü doppel L E R", "Müller"),
        (salon, "mein name ist krämer k r ä m e r", "Krämer"),
        (hairdresser, "S som i Sigurd Ö som i Östen D E R", "Söder"),
        (hairdresser, "Åsa Vik, V I I K", "Åsa Viik"),
    ],
)
def test_a_spelled_name_is_put_together(business: Callable[[], Business], said: str, name: str) -> None:
    wish = "Bartpflege am Freitag um elf" if business is salon else "klippning på fredag klockan elva"
    assert held(business(), wish, "ja", said).calendar.names == [name]


@pytest.mark.parametrize("told", ["mein Name ist K R Ä M E R Krämer, Bartpflege am Freitag um elf", "Krämer mein Name, ich bräuchte Bartpflege am Freitag um elf"])  # fmt: skip
def test_a_name_told_on_the_way_is_kept_and_the_wish_is_not_lost(told: str) -> None:
    call = held(salon(), told, "ja")
    assert call.calendar.names == ["Krämer"]
    assert call.booked == [("Bartpflege", "Thomas Weber", "Fri 27.11. 11:00")]


@pytest.mark.parametrize(
    ("business", "said", "answer"),
    [
        (salon, "äh", "lassen Sie sich Zeit"),
        (salon, "wie geht's Ihnen?", "Danke der Nachfrage"),
        (salon, "Hallo ich wollte nur fragen ob ihr auch Kinder schneidet", "Das weiß ich leider nicht"),
        (hairdresser, "hur mår du", "Tack som frågar"),
        (salon, "Ich bin in zehn Minuten da, ich steh im Stau", "Das gebe ich gern weiter"),
        (salon, "Ostermontag haben Sie da auf?", "Am Montag, den 29. März haben wir geschlossen"),
        (salon, "ich hab am Freitag einen Termin und würd gern wissen was das kostet", "Kann ich sonst noch etwas"),
        (dentist, "Ich habe seit gestern wahnsinnige Zahnschmerzen, kann ich heute noch kommen?", "Heute haben wir geschlossen"),
        (plumber, "vi har vatten överallt i källaren", "brådskande"),
        (salon, "Can I book colouring for the day after tomorrow? Or is it closed?", "On Monday the 23rd of November we are closed. There are free slots"),
    ],
)  # fmt: skip
def test_a_sentence_gets_the_answer_a_person_would_give(
    business: Callable[[], Business], said: str, answer: str
) -> None:
    assert answer in Call(business()).say(said)


@pytest.mark.parametrize(("business", "said"), [(salon, "nein danke ich habe mich verwählt"), (plumber, "oj jag har ringt fel"), (salon, "I am sorry, I have the wrong number")])  # fmt: skip
def test_a_wrong_number_is_let_go(business: Callable[[], Business], said: str) -> None:
    call = held(business(), said)
    assert call.then is Then.HANG_UP
    assert call.calendar.used == []


def test_whoever_has_nothing_after_all_hears_goodbye() -> None:
    call = held(
        salon(), "ich möchte Ihnen etwas ausrichten lassen", "die Rechnung fehlt mir noch", "ja", "ja", "ach nein danke"
    )
    assert call.then is Then.HANG_UP
    assert call.calendar.messages == [("die Rechnung fehlt mir noch", None)]


@pytest.mark.parametrize(
    ("business", "service", "said", "moved"),
    [
        (salon, ("Bartpflege", "Thomas Weber", 20), ["Kann ich meinen Termin eine Stunde nach hinten verschieben", "ja"], "2026-11-25 11:00"),
        (salon, ("Bartpflege", "Thomas Weber", 20), ["meinen Termin am Mittwoch bitte anderthalb Stunden später", "ja"], "2026-11-25 11:30"),
        (salon, ("Bartpflege", "Thomas Weber", 20), ["wann ist mein Termin", "geht es eine halbe Stunde früher?", "ja"], "2026-11-25 09:30"),
        (salon, ("Bartpflege", "Thomas Weber", 20), ["Ich muss meinen Termin um eine Woche verschieben", "ja"], "2026-12-02 10:00"),
        (plumber, ("Servicebesök", "Erik Lindqvist", 60), ["vilken tid var det nu jag hade", "oj då måste jag flytta den", "till torsdag samma tid", "ja"], "2026-11-26 10:00"),
        (plumber, ("Servicebesök", "Erik Lindqvist", 60), ["jag har en tid på onsdag men vill hellre komma fredag samma tid", "ja"], "2026-11-27 10:00"),
        (salon, ("Bartpflege", "Thomas Weber", 20), ["Ich habe am Mittwoch einen Termin, lieber wäre mir Freitag zur selben Zeit", "ja"], "2026-11-27 10:00"),
        (dentist, ("Kontrolle", "Dr. Anna Keller", 30), ["Hi, I've got a check-up booked but I can't make it", "could we do Thursday instead", "two o'clock", "perfect"], "2026-11-26 14:00"),
    ],
)  # fmt: skip
def test_an_appointment_moves_by_as_much_as_was_said(
    business: Callable[[], Business], service: tuple[str, str, int], said: list[str], moved: str
) -> None:
    call = Call(business())
    name, person, minutes = service
    call.calendar.has(name, person, at("2026-11-25 10:00"), minutes)
    for words in said:
        call.say(words)
    assert call.calendar.moved == [("389954", at(moved))]
    assert call.calendar.cancelled == []
