"""Which language a caller speaks: told from a few words, and never from one that several languages share."""

from __future__ import annotations

import pytest

from shared.domain.receptionist.languages import WORDINGS
from shared.domain.receptionist.understanding import language_of

GERMAN = """
Ich möchte einen Termin.
ich haette gern einen termin
Haben Sie morgen noch etwas frei?
Was kostet das bei Ihnen?
Wann haben Sie geöffnet?
Können Sie mich bitte verbinden?
Am Dienstag um halb drei, bitte.
Guten Tag, hier ist Anna Berg.
Sprechen Sie Deutsch?
Können wir das auf Deutsch machen?
Ich brauche einen Haarschnitt.
Wie lange dauert das?
Wo sind Sie denn?
Ja genau, das passt.
Nein, lieber am Mittwoch.
Das ist mir zu spät.
Ich rufe wegen einer Reparatur an.
Mein Name ist Sven Hansson.
Kann ich auch mit Karte zahlen?
Vielen Dank, auf Wiederhören.
Danke, das war alles.
Ich kann da leider nicht.
Haben Sie am Samstag offen?
Wer ist denn da?
Bitte sagen Sie es ihm.
Um viertel nach vier, bitte.
Geht es auch nächste Woche?
Ich will mit jemandem sprechen.
Könnten Sie das wiederholen?
Das habe ich nicht verstanden.
Einen Moment bitte, ich schaue nach.
Ich muss meinen Termin absagen.
Wir haben ein Leck in der Küche.
Der Strom ist weg, können Sie kommen?
Morgen Vormittag wäre gut für mich.
Ist der Erik da?
Für meinen Mann, bitte.
Gibt es einen freien Termin?
Die Heizung geht nicht.
So gegen elf, wenn das geht.
Hallo, ich hab eine Frage.
Wie viel kostet ein Service?
"""

ENGLISH = """
I would like an appointment.
id like a haircut please
Do you have anything free tomorrow?
How much is that?
When are you open?
Can you put me through, please?
On Tuesday at half past two, please.
Hello, this is Anna Berg.
Do you speak English?
Can we do this in English?
I need a haircut.
How long does it take?
Where are you?
Yes, that is fine.
No, Wednesday would be better.
That is too late for me.
I am calling about a repair.
My name is Sven Hansson.
Can I pay with a card?
Thank you, goodbye.
Thanks, that was all.
I can't do that, sorry.
Are you open on Saturday?
Who is there?
Please tell him that.
A quarter past four, please.
Do you have time next week?
I want to talk to someone.
Could you say that again?
I did not understand that.
One moment, I will have a look.
I have to cancel my appointment.
We have a leak in the kitchen.
The power is out, can you come?
Tomorrow morning would be good for me.
Is Erik there?
For my husband, please.
Any free appointment?
The heating does not work.
Around eleven if you can.
Hi, I have a question.
What does a service visit cost?
I have a complaint.
"""

SWEDISH = """
Jag vill boka en tid.
jag skulle vilja ha en tid
Har ni något ledigt imorgon?
Vad kostar det hos er?
När har ni öppet?
Kan du koppla mig vidare, tack?
På tisdag klockan halv tre, tack.
Hej, det här är Anna Berg.
Pratar du svenska?
Kan vi ta det på svenska?
Jag behöver klippa mig.
Hur lång tid tar det?
Var ligger ni?
Ja precis, det blir bra.
Nej, hellre på onsdag.
Det är för sent för mig.
Jag ringer om en reparation.
Mitt namn är Hans Müller.
Kan man betala med kort?
Tack så mycket, hej då.
Tack, det var allt.
Jag kan tyvärr inte då.
Har ni öppet på lördag?
Vem är det?
Kan du hälsa honom det?
Kvart över fyra, tack.
Går det bra nästa vecka?
Jag vill prata med någon.
Kan du upprepa det?
Jag förstod inte det.
Vänta lite, jag ska kolla.
Jag måste avboka min tid.
Vi har en läcka i köket.
Strömmen är borta, kan ni komma?
I morgon förmiddag vore bra för mig.
Är Erik där?
Till min man, tack.
Finns det någon ledig tid?
Värmen fungerar inte.
Runt elva om det går.
Hejsan, jag har en fråga.
Vad kostar ett servicebesök?
hej jag undrar om ni har oppet pa mandag
Kan jag få komma den tredje?
Det droppar från kranen.
"""

# One word, a name, a loan, a greeting that any of them may say, or words that two of the three share.
ANY = """
ja
nej
nein
no
yes
hej
Hej!
hallo
hallå
hello
hi
ok
okej
okay
tack
danke
Maria Schmidt
Erik Lindqvist
Anna
Herrenhaarschnitt
Läckage
Service
Installation
Termin
haircut
klippning
Tisdag
Dienstag
Tuesday
14:30
0171 2345678
070 123 45 67
ja ja
hej hej
den
in Berlin
Massage bei Anna
super
perfekt
Hans Berg, Malmö
?
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


SENTENCES = [
    *(("de", line) for line in lines(GERMAN)),
    *(("en", line) for line in lines(ENGLISH)),
    *(("sv", line) for line in lines(SWEDISH)),
]


@pytest.mark.parametrize(("language", "said"), SENTENCES)
def test_a_short_sentence_is_heard_in_its_language_whatever_was_spoken_before(language: str, said: str) -> None:
    assert {before: language_of(said, before) for before in WORDINGS} == dict.fromkeys(WORDINGS, language)


@pytest.mark.parametrize("said", lines(ANY))
def test_what_any_of_them_may_say_changes_nothing(said: str) -> None:
    assert {before: language_of(said, before) for before in WORDINGS} == {before: before for before in WORDINGS}


def test_there_are_enough_sentences_of_each() -> None:
    for language in WORDINGS:
        assert sum(code == language for code, _ in SENTENCES) >= 40


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("Okay, sorry, ich hätte gern einen Termin", "de"),
        ("Hej, ich hätte gern einen Termin", "de"),
        ("Tack, but can you do Tuesday?", "en"),
        ("Jag vill ha en haircut, please", "sv"),
        ("Hallo, har ni tid på tisdag?", "sv"),
        ("Grüezi, do you speak English?", "en"),
    ],
)
def test_a_borrowed_word_does_not_decide(said: str, spoken: str) -> None:
    assert {before: language_of(said, before) for before in WORDINGS} == dict.fromkeys(WORDINGS, spoken)


def test_half_a_sentence_in_the_language_of_the_call_keeps_it() -> None:
    assert language_of("Thank you very much, ich komme", "de") == "de"
    assert language_of("tack så mycket, I will be there", "sv") == "sv"


def test_between_two_other_languages_that_say_as_much_nothing_is_decided() -> None:
    assert language_of("thank you, danke, bitte", "sv") == "sv"
    assert language_of("tack snälla, danke, bitte", "en") == "en"
