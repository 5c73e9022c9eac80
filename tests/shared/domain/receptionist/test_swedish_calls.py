"""Calls in Swedish: at a hairdresser's in Stockholm and a plumber's in Malmö. Now is Saturday, 21 November 2026, 10:00."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.business import Closure
from shared.domain.calls import Then
from tests.shared.domain.receptionist.calls import SATURDAY_MORNING, Call, at, hairdresser, plumber

EVERYTHING = "Hej, jag skulle vilja ha en tid för klippning på tisdag klockan halv tre hos Karin"
NIGHT = SATURDAY_MORNING.replace(hour=22)


def test_everything_in_one_sentence_is_read_back_and_booked_on_yes() -> None:
    call = Call(hairdresser())
    said = call.say(EVERYTHING)
    assert said == (
        "Klippning med Karin Berg, tisdagen den 24 november klockan 14 och 30, för 550 kronor. Ska jag boka det?"
    )
    assert call.booked == []
    assert "Din tid är bokad" in call.say("ja tack")
    assert "Tack, Anna Svensson." in call.say("Anna Svensson")
    assert "Hej då!" in call.say("nej tack, det var bra")
    assert call.then is Then.HANG_UP
    assert call.booked == [("Klippning", "Karin Berg", "Tue 24.11. 14:30")]
    assert call.calendar.names == ["Anna Svensson"]


def test_the_greeting_is_swedish_and_knows_the_hour() -> None:
    assert Call(hairdresser()).last.text.startswith("Hej, det här är Frisör Solsidan")
    assert Call(hairdresser(), now=SATURDAY_MORNING.replace(hour=8)).last.text.startswith("God morgon, ")
    assert Call(hairdresser(), now=NIGHT).last.text.startswith("God kväll, ")
    assert "Petra Lind" in Call(hairdresser(), name="Petra Lind").last.text
    assert Call(plumber()).last.text == "Hej, det här är Malmö Rörservice."


def test_the_missing_parts_are_asked_one_at_a_time() -> None:
    call = Call(hairdresser())
    assert "Klippning, Färgning eller Skäggtrimning" in call.say("Hej, jag vill boka en tid")
    assert call.say("jag behöver klippa mig") == "Vilken dag passar dig?"
    assert "från klockan 9 till klockan 18" in call.say("på torsdag")
    assert "torsdagen den 26 november klockan 16" in call.say("vid fyra")
    call.say("det blir bra")
    assert call.booked == [("Klippning", "Karin Berg", "Thu 26.11. 16:00")]


@pytest.mark.parametrize(
    ("wish", "read_back"),
    [
        ("klippning tisdag halv tre", "Klippning med Karin Berg, tisdagen den 24 november klockan 14 och 30"),
        ("jag vill klippa håret på tisdag kvart över två", "klockan 14 och 15"),
        ("klipning pa tisdag klockan tio", "Klippning med Karin Berg, tisdagen den 24 november klockan 10"),
        ("en tid för färgning med Karin den 27:e klockan elva", "Färgning med Karin Berg, fredagen den 27 november klockan 11"),
        ("göra slingor på fredag klockan elva", "Färgning med Karin Berg"),
        ("trimma skägget den tjugofjärde november klockan 15.30", "Skäggtrimning med Lars Holm"),
        ("skäggtrimning hos Lasse Holm onsdag kvart i tio", "onsdagen den 25 november klockan 9 och 45"),
        ("hej det är så att jag skulle behöva klippa mig nu på onsdag runt elvatiden", "onsdagen den 25 november klockan 11"),
        ("har ni något ledigt för klippning på torsdag klockan tjugo i tre", "orsdagen den 26 november klockan 14 och 40 är tyvärr"),
    ],
)  # fmt: skip
def test_a_wish_is_understood_as_people_and_recognition_put_it(wish: str, read_back: str) -> None:
    call = Call(hairdresser())
    assert read_back in call.say(wish)


@pytest.mark.parametrize(
    "yes",
    ["ja", "Ja tack!", "japp", "jajamän", "javisst", "absolut", "precis", "gärna", "det stämmer", "det blir bra", "det går bra", "kör på det",
     "boka det", "boka den tack", "okej", "perfekt", "toppen tack", "ja, tisdag halv tre", "ja hos Karin", "jo det funkar", "det låter bra",
     "självklart", "så klart", "jättebra", "gör så", "den tar jag", "ja men visst", "mm"],
)  # fmt: skip
def test_yes_has_many_words(yes: str) -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    call.say(yes)
    assert call.booked == [("Klippning", "Karin Berg", "Tue 24.11. 14:30")]


@pytest.mark.parametrize(
    "no",
    ["nej", "nä", "nej tack", "det passar inte", "passar mig inte", "helst inte", "fel", "det stämmer inte", "inte än", "glöm det", "strunta i det",
     "jag ska fundera på saken", "hej då", "tack", "ja nej", "hm", "va?", "vad sa du", "vänta lite", "igår", "den 30 februari", "hos vem?",
     "stämmer det?", "boka inte", "absolut inte", "okej, och vad kostar det?", "ja men jag har en fråga till", "bra, och hur lång tid tar det?",
     "verkligen?", "det går inte", "nja", "jag återkommer", "jag vill gärna ändra tiden", "inte riktigt"],
)  # fmt: skip
def test_whatever_is_not_a_clear_yes_books_nothing(no: str) -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    call.say(no)
    assert call.booked == []


@pytest.mark.parametrize(
    ("correction", "read_back"),
    [
        ("nej, hellre onsdag", "Klippning med Karin Berg, onsdagen den 25 november klockan 14 och 30"),
        ("hellre klockan fyra", "tisdagen den 24 november klockan 16"),
        ("hos Lars istället för Karin", "Klippning med Lars Holm"),
        ("inte hos Karin utan hos Lars", "Klippning med Lars Holm"),
        ("inte tisdag, torsdag", "torsdagen den 26 november klockan 14 och 30"),
        ("ja, men på fredag", "fredagen den 27 november klockan 14 och 30"),
        ("kan vi flytta det till onsdag", "onsdagen den 25 november klockan 14 och 30"),
        ("förlåt, jag menade onsdag klockan nio", "onsdagen den 25 november klockan 9,"),
        ("inte klippning, färgning", "Färgning med Karin Berg"),
        ("hellre skäggtrimning hos Lars", "Skäggtrimning med Lars Holm"),
        ("ändra till tre", "tisdagen den 24 november klockan 15,"),
        ("på tisdag kan jag inte, men fredag går", "fredagen den 27 november klockan 14 och 30"),
    ],
)
def test_a_correction_is_read_back_again_and_nothing_is_booked(correction: str, read_back: str) -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    said = call.say(correction)
    assert read_back in said
    assert said.endswith("Ska jag boka det?")
    assert call.booked == []


def test_no_asks_what_to_change() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    assert "tjänsten, dagen eller tiden" in call.say("nej")
    assert "Vilken tid passar dig" in call.say("tiden")
    assert "klockan 16" in call.say("klockan fyra")
    call.say("nej")
    assert "Vilken dag" in call.say("dagen")
    assert "fredagen den 27 november klockan 16" in call.say("på fredag")
    assert "med Lars Holm" in call.say("hos någon annan")


def test_a_part_of_the_day_gets_three_offers_and_one_is_picked() -> None:
    call = Call(hairdresser())
    said = call.say("klippning nästa tisdag förmiddag")
    assert said == (
        "Jag har lediga tider tisdagen den 24 november klockan 9, klockan 10 eller klockan 11. Vilken passar dig?"
    )
    assert "klockan 10," in call.say("den andra")
    assert "klockan 11," in call.say("nej, den tredje")
    call.say("ja")
    assert call.booked == [("Klippning", "Karin Berg", "Tue 24.11. 11:00")]


@pytest.mark.parametrize(
    ("pick", "at_clock"),
    [("första", 12), ("den första", 12), ("ettan", 12), ("nummer två", 13), ("den andra", 13), ("tvåan", 13), ("den sista", 14), ("trean", 14),
     ("klockan ett", 13), ("ett", 13), ("två passar bra", 14), ("den klockan tolv", 12), ("spelar ingen roll", 12), ("vilken som helst", 12)],
)  # fmt: skip
def test_an_offer_is_picked_by_order_or_time(pick: str, at_clock: int) -> None:
    call = Call(hairdresser())
    assert "klockan 12, klockan 13 eller klockan 14" in call.say("klippning på onsdag eftermiddag")
    assert f"onsdagen den 25 november klockan {at_clock}," in call.say(pick)


@pytest.mark.parametrize(
    ("wish", "offered", "never"),
    [
        ("klippning så snart som möjligt", "i dag klockan 10", "onsdag"),
        ("tidigast möjliga tid för klippning", "i dag klockan 10", "onsdag"),
        ("klippning på tisdag men inte före tio", "klockan 10,", "klockan 9,"),
        ("klippning på tisdag mellan två och fyra", "klockan 14 eller klockan 15", "klockan 16"),
        ("klippning nästa vecka", "tisdagen den 24 november klockan 9, onsdagen den 25 november", "måndagen"),
        ("klippning på tisdag, tiden spelar ingen roll", "klockan 9", "onsdag"),
        ("klippning vecka 49", "tisdagen den 1 december", "november"),
        ("klippning på tisdagseftermiddagen", "klockan 12, klockan 13 eller klockan 14", "klockan 9"),
    ],
)
def test_a_window_is_kept(wish: str, offered: str, never: str) -> None:
    said = Call(hairdresser()).say(wish)
    assert offered in said
    assert never not in said


def test_a_closed_day_and_a_closure_are_told() -> None:
    said = Call(hairdresser()).say("klippning i morgon klockan halv tre")
    assert said.startswith("I morgon, söndagen den 22 november, har vi stängt.")
    assert "tisdagen den 24 november klockan 14 och 30" in said
    closed = Closure(at("2026-11-24").date(), at("2026-11-25").date(), "Personalresa")
    said = Call(replace(hairdresser(), closures=(closed,))).say("klippning på tisdag klockan tre")
    assert "Personalresa" in said
    assert "torsdagen den 26 november klockan 15" in said


def test_refusals_are_told_with_alternatives() -> None:
    call = Call(hairdresser())
    call.calendar.take("Karin Berg", at("2026-11-24 14:00"), 90)
    said = call.say(EVERYTHING)
    assert "är tyvärr redan upptaget" in said
    assert "klockan 15 och 30" in said
    assert "utanför våra öppettider" in Call(hairdresser()).say("klippning på tisdag klockan 22")
    assert "redan varit" in Call(hairdresser()).say("klippning idag klockan nio")
    assert "finns tyvärr inte" in Call(hairdresser()).say("klippning den 30 februari")
    assert "Färgning gör du hos oss med Karin Berg." in Call(hairdresser()).say(
        "färgning hos Lars på fredag klockan tre"
    )
    assert "inte bland det vi erbjuder" in Call(hairdresser()).say("jag vill ha en permanent")


def test_losing_the_race_is_said_honestly() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    call.calendar.before_booking = lambda: call.calendar.take("Karin Berg", at("2026-11-24 14:30"), 30)
    said = call.say("ja")
    assert "blev precis upptaget. Inget är bokat än." in said
    assert call.booked == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "När har ni öppet?",
            "tisdag till fredag från klockan 9 till klockan 18 och lördag från klockan 9 till klockan 14",
        ),
        ("vilka öppettider har ni", "tisdag till fredag"),
        ("Har ni öppet idag?", "I dag har vi öppet från klockan 9 till klockan 14. Vi har öppet just nu."),
        ("Hur länge har ni öppet idag?", "till klockan 14"),
        ("Har ni öppet på måndag?", "Måndagen den 23 november har vi stängt."),
        ("När stänger ni på onsdag?", "Onsdagen den 25 november har vi öppet från klockan 9 till klockan 18."),
        ("Vad kostar en klippning?", "Klippning kostar 550 kronor."),
        ("vad tar ni för att klippa skägget", "Skäggtrimning kostar 320 kronor."),
        ("Vad kostar klippning och färgning?", "Klippning 550 kronor och Färgning 1350 kronor"),
        ("Vad har ni för priser?", "Skäggtrimning 320 kronor"),
        ("Hur lång tid tar färgning?", "Färgning tar 2 timmar."),
        ("hur länge tar en klippning", "45 minuter"),
        ("Vem jobbar hos er?", "Karin Berg och Lars Holm"),
        ("Vem gör skäggtrimning?", "Skäggtrimning gör du hos oss med Lars Holm"),
        ("Vad erbjuder ni?", "Klippning, Färgning och Skäggtrimning"),
        ("Var ligger ni?", "Drottninggatan 71"),
        ("Hur hittar jag till er?", "Hötorget"),
        ("Var kan jag parkera?", "garaget under huset"),
        ("Kan man betala med kort?", "kort, Swish eller faktura"),
        ("Är du en robot?", "digitala assistenten"),
        ("Vem pratar jag med?", "digitala assistenten"),
        ("Talar ni finska?", "svenska, engelska och tyska"),
        ("Jag undrar om man får ta med hund", "Ska jag ta ett meddelande om det?"),
    ],
)
def test_a_question_is_answered(question: str, answer: str) -> None:
    call = Call(hairdresser())
    assert answer in call.say(question)
    assert call.calendar.used == []
    assert call.then is Then.LISTEN


def test_one_feast_is_answered_alone_and_christmas_as_a_whole() -> None:
    eve = Closure(at("2026-12-24").date(), at("2026-12-24").date(), "Julafton")
    call = Call(replace(hairdresser(), closures=(eve,)))
    said = call.say("Har ni öppet på julafton?")
    assert said.startswith("Torsdagen den 24 december har vi stängt: Julafton.")
    assert "25 december" not in said
    assert "lördagen den 26 december" in call.say("har ni öppet i jul?").lower()


def test_a_question_in_the_middle_of_a_booking_comes_back_to_it() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    said = call.say("vad kostar det då?")
    assert "550 kronor" in said
    assert said.endswith("Ska jag boka det?")
    said = call.say("ja, och var ligger ni?")
    assert "Drottninggatan" in said
    assert len(call.booked) == 1


def test_after_a_price_the_appointment_is_one_word_away() -> None:
    call = Call(hairdresser())
    call.say("Vad kostar färgning?")
    assert "Vilken dag" in call.say("ja gärna")
    assert "Färgning med Karin Berg, fredagen den 27 november klockan 11" in call.say("fredag klockan elva")


def test_a_message_goes_to_the_number_that_rings_or_to_another() -> None:
    call = Call(hairdresser(), number="+46701740605")
    assert call.say("jag vill lämna ett meddelande") == "Gärna. Vad ska jag hälsa?"
    assert "0 7 0, 1 7 4, 0 6, 0 5" in call.say("Säg till Karin att jag blir tio minuter sen")
    assert "framför" in call.say("ja det går bra")
    assert call.calendar.messages == [("Säg till Karin att jag blir tio minuter sen", None)]
    call = Call(hairdresser(), number=None)
    call.say("lämna ett meddelande")
    assert "Vilket nummer" in call.say("Ring mig angående en brudfrisyr")
    assert "siffrorna en i taget" in call.say("noll sju")
    assert "0 7 0, 1 7 4, 0 6, 0 5" in call.say("det är noll sju noll, hundrasjuttiofyra, noll sex, noll fem")
    call.say("det stämmer")
    assert call.calendar.messages == [("Ring mig angående en brudfrisyr", "+46701740605")]


@pytest.mark.parametrize(
    "refusal", ["inget nummer", "det behövs inte", "jag vill inte lämna numret", "ni har det redan", "utan nummer"]
)
def test_a_message_without_a_number_is_taken_too(refusal: str) -> None:
    call = Call(hairdresser(), number=None)
    call.say("jag vill lämna ett meddelande")
    call.say("Dörren stod öppen idag")
    call.say(refusal)
    assert call.calendar.messages == [("Dörren stod öppen idag", None)]


def test_a_message_can_be_dropped_and_may_contain_anything() -> None:
    call = Call(hairdresser())
    call.say("lämna ett meddelande")
    assert "framför jag inget" in call.say("äsch glöm det")
    assert call.calendar.messages == []
    call.say("lämna ett meddelande")
    call.say("Jag vill ha en klippning på tisdag klockan tre, hälsa Lars det, tack")
    call.say("ja")
    assert call.booked == []
    assert len(call.calendar.messages) == 1


@pytest.mark.parametrize(
    "wish",
    ["jag vill prata med en människa", "kan jag få prata med Karin", "koppla mig till någon tack", "en riktig person tack", "människa!",
     "jag vill inte prata med en robot", "får jag tala med chefen", "kundtjänst tack"],
)  # fmt: skip
def test_a_person_is_put_through_to(wish: str) -> None:
    call = Call(hairdresser())
    call.say(wish)
    assert (call.then, call.last.transfer_to) == (Then.TRANSFER, "+46846500499")


def test_outside_hours_a_message_is_offered_first_and_who_insists_is_put_through() -> None:
    call = Call(hairdresser(), now=NIGHT)
    assert "stängt" in call.say("jag vill prata med en människa")
    assert "hälsa" in call.say("ja, ett meddelande")
    call = Call(hairdresser(), now=NIGHT)
    call.say("jag vill prata med en människa")
    call.say("försök ändå")
    assert call.then is Then.TRANSFER


@pytest.mark.parametrize(
    "words",
    ["det är ett nödfall", "jag vill klaga", "jag är jättemissnöjd, missnöjd alltså", "det är akut", "hon blöder"],
)
def test_emergencies_and_complaints_reach_a_person_at_any_hour(words: str) -> None:
    call = Call(hairdresser(), now=NIGHT)
    call.say(words)
    assert call.then is Then.TRANSFER


def test_the_plumber_hears_of_leaks_and_visits() -> None:
    call = Call(plumber())
    assert "måndagen den 23 november klockan 7, klockan 8 eller klockan 9" in call.say(
        "Hej, vi har en läcka i köket, kan någon komma så snart som möjligt?"
    )
    call.say("den första")
    call.say("ja kör på det")
    assert call.booked == [("Läckage", "Erik Lindqvist", "Mon 23.11. 07:00")]
    for trouble, service in (
        ("det droppar från kranen", "Läckage"),
        ("stopp i avloppet", "Servicebesök"),
        ("vi behöver installera en diskmaskin", "Installation"),
        ("ett servicebesök", "Servicebesök"),
        ("service besök", "Servicebesök"),
    ):
        assert f"{service} med" in Call(plumber()).say(f"hej, {trouble}, på tisdag klockan åtta"), trouble


def test_silence_noise_and_keys_in_swedish() -> None:
    call = Call(hairdresser())
    first, second = call.silent(), call.silent()
    assert first.startswith("Är du kvar?")
    assert "lämna ett meddelande" in second
    assert "Hej då!" in call.silent()
    assert call.then is Then.HANG_UP
    call = Call(hairdresser(), name="Anna")
    for noise in ("blubb", "fasel", "gnaa"):
        said = call.say(noise)
    assert "tryck 1 för att boka en tid" in said
    assert "1 för Klippning" in call.press("1")
    assert "1 för i dag klockan" in call.press("1")
    assert "1 för ja" in call.press("3")
    call.press("1")
    assert len(call.booked) == 1


def test_the_last_sentence_is_repeated_on_request() -> None:
    call = Call(hairdresser())
    said = call.say(EVERYTHING)
    for request in (
        "va?",
        "vad sa du?",
        "kan du upprepa det",
        "en gång till",
        "ursäkta?",
        "jag hörde inte",
        "kan du ta det igen",
    ):
        assert call.say(request) == said, request


def test_time_to_think_is_given() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    for words in ("vänta lite", "ett ögonblick", "jag ska bara kolla"):
        assert "ta den tid du behöver" in call.say(words), words
    call.say("ja")
    assert len(call.booked) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Anna Svensson", "Anna Svensson"),
        ("anna svensson", "Anna Svensson"),
        ("jag heter Åsa Öberg", "Åsa Öberg"),
        ("mitt namn är Per Nordström", "Per Nordström"),
        ("Det är Mina Berg", "Mina Berg"),
        ("Anna Svensson, tack", "Anna Svensson"),
        ("Erik af Klint heter jag", "Erik af Klint"),
        ("skriv Lindgren", "Lindgren"),
    ],
)
def test_a_name_is_noted_however_it_is_said(words: str, name: str) -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    call.say("ja")
    call.say(words)
    assert call.calendar.names == [name]


@pytest.mark.parametrize(
    "words", ["tack så mycket, hej då", "nej det behövs inte", "jag vill inte säga mitt namn", "tack hej"]
)
def test_thanks_and_refusals_are_nobodys_name(words: str) -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    call.say("ja")
    call.say(words)
    assert call.calendar.names == []


def test_moving_and_cancelling_are_passed_on() -> None:
    for words in (
        "jag behöver boka om min tid på fredag klockan tio till måndag",
        "jag måste avboka min tid på fredag klockan tio",
        "jag har fått förhinder och kan inte komma på fredag klockan tio",
    ):
        call = Call(hairdresser())
        call.say(words)
        call.say("ja")
        assert call.calendar.messages == [(f"Ändrad tid: {words}", None)]


def test_goodbye_before_yes_says_that_nothing_is_booked() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    assert "inget är bokat" in call.say("hej då")
    assert call.then is Then.HANG_UP


def test_yes_and_goodbye_books_says_the_code_and_hangs_up() -> None:
    call = Call(hairdresser())
    call.say(EVERYTHING)
    said = call.say("ja tack, hej då")
    assert "K, 7, Q, 3" in said
    assert "Hej då!" in said
    assert call.then is Then.HANG_UP


def test_a_greeting_is_returned_and_how_can_i_help_is_never_lost() -> None:
    assert Call(hairdresser()).say("hej hej").startswith("Hej!")
    assert "Vad kan jag hjälpa dig med?" in Call(hairdresser()).say("ja hallå")
    assert "Det vet jag tyvärr inte" in Call(hairdresser()).say("Hur blir vädret i Stockholm i morgon?")
