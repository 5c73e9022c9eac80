"""The receptionist's German: its sentences, what it understands, and the words of the trades. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.german_intents import GERMAN_INTENTS
from shared.domain.receptionist.german_sentences import GERMAN_SENTENCES
from shared.domain.receptionist.words import Wording, word_set

_TRADE = {
    "herren": """
        herren*, herr, herrn haarschnitt*, männer*, mann, meinen|mein|meinem mann|sohn|freund|vater|jungen, bub, junge, männlich,
        für ihn, maenner*
    """,
    "damen": """
        damen*, dame, frauen*, meine|meiner frau|tochter|freundin|mutter, weiblich, mädchen, für sie weiblich, frau
    """,
    "haarschnitt": """
        haare? schneiden|geschnitten|kürzen, haare ab, haarschnitt*, haarschnit*, schneiden lassen, spitzen schneiden,
        haar schneiden, frisur, haarsschnitt, schnitt, nachschneiden, haare, haircut, haare ... schneiden, harschnitt
    """,
    "färben": """
        färben, gefärbt, farbe, tönen, tönung, strähnen, strähnchen, blondieren, coloration, färbung,
        ansatz färben|machen, haarfarbe, haare ... färben|gefärbt|tönen|blondieren|blondiert|strähnen|farbe
    """,
    "bart": "bart*, rasur, rasieren, bart ... schneiden|trimmen|stutzen|pflegen|machen, vollbart",
    "kontrolle": """
        kontrolltermin, kontrolluntersuchung, vorsorge*, untersuchung, routine*, check, checkup, check up,
        nachschauen, jahreskontrolle, durchsicht, zum nachschauen, loch im zahn, karies, ein loch
    """,
    "hygiene": """
        zahnreinigung, professionelle reinigung, zahnstein, reinigung, zahnhygiene, dental hygiene,
        zähne ... reinigen|putzen|säubern, mundhygiene, prophylaxe
    """,
    "notfall": """
        notfall*, zahnschmerzen, zahnweh, schmerzen, zahn|zähne tut|tun ... weh, schmerztermin, zahn ... abgebrochen,
        füllung|plombe|krone ... rausgefallen|raus|verloren|herausgefallen|abgebrochen|weg
    """,
    "läck": "leck*, undicht*, tropft, wasserschaden",
    "klipp": "haare? schneiden|geschnitten|kürzen, haarschnitt*, schneiden lassen, frisur, schnitt, haare ... schneiden, haircut",
    "färg": "färben, gefärbt, farbe, tönen, tönung, strähnen, strähnchen, blondieren, färbung, haarfarbe",
    "skägg": "bart*, rasur, rasieren, vollbart",
    "felsök": "fehlersuche, stromausfall, kurzschluss, elektriker*, sicherung*, kein strom, strom ... weg|ausgefallen",
    "laddbox": "wallbox*, ladestation*, ladesäule*, elektroauto*, e auto",
    "service": "servicebesuch, wartung",
    "installation": "installation*, installieren, einbauen, anschließen",
}

GERMAN = Wording(
    code="de",
    sentences=GERMAN_SENTENCES,
    intents=GERMAN_INTENTS,
    trade=_TRADE,
    markers=word_set(
        """ich möchte hätte gern gerne bitte danke und oder ist das nicht ein einen eine einem einer haben habt sie ihr ihnen wir
        uhr wann wie viel wo wer kostet kosten können kann könnte termin termine ja nein morgen heute übermorgen für bei mit auf
        zu zum zur vom beim nach um guten tag abend hallo tschüss auf wiederhören sprechen deutsch mein meine meinen name habe
        brauche noch frei der die dem es auch aber noch schon mal dann doch sind bin hat gibt geht passt will wollte würde machen
        macht komme kommen nächste nächsten woche nachmittag vormittag halb viertel dreiviertel geöffnet offen preis nachricht
        montag dienstag mittwoch donnerstag freitag samstag sonntag lieber genau richtig vielen dank keine kein rufe wegen denn englisch schwedisch spreche verstehe
        mich mir uns euch welche welcher lange dauert verbinden hier jemand etwas nichts alles leider absagen verschieben"""
    ),
    idle=word_set(
        """oh ach ah oha ups mist hoppla naja tja aber oder und auch dann doch eben eigentlich einen eine einem einer bitte gerne gern danke lieber wieder weder ueber
        haette moechte wollen wuerde koennte kann kannst koennen brauche brauchen buchen termin termine terminen fuer beim bei mit
        nach noch nicht kein keinen keine statt sondern heute morgen jetzt schon mal einmal mein meine meinen haben habe hatte
        sie ihnen euch ihr wir ich du das der die den dem des ein was wer wie wo wann warum welche welcher ist sind war bin
        kostet kosten preis dauert lange viel uhr zeit frau herr herrn doktor guten tag abend hallo einfach machen macht
        sagen nehmen nehme kommen komme gehen geht passt ihrer ihre ihren alles etwas jemand person sprechen leute
        richtig genau okay hier dort naechsten naechste woche wochen monat tagen vielleicht sagen gesagt meinte meine besten
        privatpatient privatpatientin kassenpatient kassenpatientin neukunde neukundin stammkunde stammkundin
        anderen andere anderer welchen dieser diesen diese dieses sonst hinterlassen nachricht ruhig gleich"""
    ),
    joiners=word_set("und sowie außerdem zusätzlich danach anschließend"),
    asking_on=word_set("und wie was"),
    onto=word_set("auf zu zum"),
    away_from=word_set("von vom"),
    minutes="{minutes} Minuten",
    hour="eine Stunde",
    hours="{hours} Stunden",
    hours_and_minutes="{hours} und {minutes}",
    titles=("dr", "doktor", "prof", "professor", "herr", "herrn", "frau", "dipl", "med", "dent"),
    noon_hour=11,
)  # fmt: skip
