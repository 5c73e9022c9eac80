"""German: how dates, times and numbers are said. Words and phrases only."""

from __future__ import annotations

from shared.domain.spoken.language import MoneyWords, Speech, SpokenLanguage
from shared.domain.spoken.numbers import NumberWords

_NUMBERS = NumberWords(
    units=(
        "null", "eins", "zwei|zwo|zweie", "drei|dreie", "vier|viere", "fünf|fünfe", "sechs|sechse", "sieben|siebene", "acht",
        "neun|neune", "zehn|zehne", "elf|elfe", "zwölf|zwölfe",
        "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ),
    tens=("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
    compound="{unit}und{ten}",
    unit_in_compound={1: "ein"},
    hundred="hundert",
    thousand="tausend",
    one_before_hundred="ein",
    hundred_joiner="",
    articles=("ein", "eine", "einen", "einem", "einer"),
    ordinals=(
        "erst", "zweit|zwot", "dritt", "viert", "fünft", "sechst", "siebt|siebent", "acht", "neunt", "zehnt", "elft",
        "zwölft", "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt",
        "zwanzigst", "einundzwanzigst", "zweiundzwanzigst|zwoundzwanzigst", "dreiundzwanzigst", "vierundzwanzigst",
        "fünfundzwanzigst", "sechsundzwanzigst", "siebenundzwanzigst", "achtundzwanzigst", "neunundzwanzigst",
        "dreißigst", "einunddreißigst",
    ),
    ordinal_endings=("en", "e", "er", "es", "em"),
    digits={"ein": "1", "o": "0"},
    twice=("doppel", "doppelt", "zweimal"),
    thrice=("dreimal",),
    plus=("plus",),
)  # fmt: skip

_CLOCK = {
    # before "hour": of two readings that end alike the first in the table is taken
    "noon": "zwölf uhr mittags?, um zwölf mittags",
    "digital": "{digital} uhr?",
    "hour": "{hour} uhr, {hour}uhr, ein uhr, punkt {hour} uhr?, {hour} uhr null null",
    "hour_minute": "{hour} uhr und? {minute}, ein uhr und? {minute}, {hour} uhr null {minute}, ein uhr null {minute}",
    "half_to": "halb {hour} uhr?, halber {hour}, halb{hour} uhr?",
    "quarter_past": "viertel nach {hour} uhr?, viertel über {hour}",
    "quarter_to": "viertel vor {hour} uhr?",
    # The east and south of Germany, and Austria: "viertel vier" is 3:15, "dreiviertel vier" 3:45.
    "quarter_before_full": "viertel {hour} uhr?",
    "three_quarters": "dreiviertel {hour} uhr?, drei viertel {hour} uhr?",
    "past": "{minute} minuten? nach {hour} uhr?",
    "to": "{minute} minuten? vor {hour} uhr?",
    "to_half": "{minute} minuten? vor halb {hour} uhr?, kurz vor halb {hour}",
    "past_half": "{minute} minuten? nach halb {hour} uhr?",
    "midnight": "mitternacht",
    "bare": "{hour}",
    "bare_minutes": "{hour} {minute}",
    "packed": "{packed} uhr?",
}

_SPANS = {
    "days": "{count} tag|tage|tagen",
    "weeks": "{count} woche|wochen",
    "minutes": "{count} minuten|minute|min|minütchen",
    "hours": "{count} stunde|stunden|std|stündchen",
    "half_hour": "eine|ne|ner|einer? halbe|halben stunde|stündchen",
    "quarter": "eine|ne|ner|einer? viertelstunde, eine|ne? viertel stunde",
    "three_quarters": "eine|ne|einer? dreiviertelstunde, eine|ne? dreiviertel stunde",
    "hour_and_half": "anderthalb|eineinhalb|einenhalb stunden, eine|ner stunde und? dreißig",
    "hours_and_half": "{count} einhalb stunden, {count}einhalb stunden, {count} und eine|ne halbe stunden|stunde",
}

_WHEN = {
    # days
    "today": "heute, heut, am heutigen tag",
    "today_morning": "heute morgen, heut morgen",
    "tomorrow": "morgen, morgigen, am morgigen tag",
    "after_tomorrow": "übermorgen",
    "yesterday": """
        gestern, vorgestern, letzte|letzten|letzter|letztes|vorige|vorigen woche|monat,
        am? letzte|letzten|letzter|letztes|vorigen {weekday}
    """,
    "weekday": "an|am|den|der|dem? {weekday}",
    "weekday_early": "an|am|den? {weekday}früh",
    "weekday_morning": "an|am|den? {weekday} morgen, an|am|den? {weekday}morgen|vormittag",
    "weekday_noon": "an|am|den? {weekday}mittag",
    "weekday_afternoon": "an|am|den? {weekday}nachmittag",
    "weekday_evening": "an|am|den? {weekday}abend",
    "this_weekday": "am|an? diesen|diesem|dieser|dies|diese {weekday}",
    "next_weekday": """
        am|an? nächsten|nächster|nächste|nächstes|kommenden|kommender|kommende|nächstem|kommendem {weekday}
    """,
    "second_weekday": "am|an? übernächsten|übernächster|übernächste|übernächstem {weekday}",
    "weekday_range": "von|zwischen? {weekday} bis|und {weekday}",
    "date": """
        am|den|der|dem|vom|zum? {ordinal} {month} {year}?,
        am|den|der|dem? {weekday} am|den|der|dem? {ordinal} {month} {year}?,
        am|den|der|dem|vom|zum? {ordinal} {ordinal_month} {year}?, am|den|der|dem? {dotted_date},
        am|den|der|dem? {weekday} am|den|der|dem? {dotted_date}
    """,
    "nth_weekday": "am|den|der? {ordinal} {weekday} im|in {month}",
    "day_of_month": """
        am|zum|dem {ordinal}, am|den|der|dem? {weekday} am|den|der|dem? {ordinal}, den|der {ordinal} diesen monats
    """,
    "day_of_month_loose": "den|der {ordinal}",
    "feast_epiphany": "an|am|zu? dreikönig|dreikönige|dreikönigstag, heilige|heiligen drei könige|königen",
    "feast_shrove_monday": "an|am? rosenmontag|fasnachtsmontag",
    "feast_shrove_tuesday": "an|am? faschingsdienstag|fastnachtsdienstag|veilchendienstag",
    "feast_ash_wednesday": "an|am? aschermittwoch",
    "feast_maundy_thursday": "an|am? gründonnerstag",
    "feast_good_friday": "an|am? karfreitag",
    "feast_easter_saturday": "an|am? karsamstag|ostersamstag, am? kar|oster samstag|sonnabend",
    "feast_easter_sunday": "an|am? ostersonntag, am? oster sonntag",
    "feast_easter_monday": "an|am? ostermontag, am? oster montag",
    "feast_easter": "an|zu|über? ostern, über? die osterfeiertage|ostertage, an den osterfeiertagen|ostertagen",
    "feast_walpurgis": "an|in|am? der? walpurgisnacht",
    "feast_may_day": "am? tag der arbeit, am? maifeiertag",
    "feast_ascension": "an|am|zu? christi? himmelfahrt|himmelfahrtstag, an|am? auffahrt|vatertag",
    "feast_whit_sunday": "an|am? pfingstsonntag, am? pfingst sonntag",
    "feast_whit_monday": "an|am? pfingstmontag, am? pfingst montag",
    "feast_whitsun": "an|zu|über? pfingsten, über? die pfingstfeiertage|pfingsttage, an den pfingstfeiertagen|pfingsttagen",
    "feast_corpus_christi": "an|am|zu? fronleichnam|fronleichnamstag",
    "feast_assumption": "an|am|zu? mariä|maria himmelfahrt",
    "feast_german_unity": "am? tag der deutschen? einheit",
    "feast_reformation": "an|am? reformationstag",
    "feast_all_saints": "an|am|zu? allerheiligen",
    "feast_repentance": "an|am? buß und bettag, an|am? bußtag",
    "feast_advent": "am|an? ersten|erster advent|adventssonntag",
    "feast_st_nicholas": "an|am|zu? nikolaus|nikolaustag|nikolausabend",
    "feast_christmas_eve": """
        an|am|zu? heiligabend|heiligabends, an|am? heilig|heiligen|heiliger abend, den heiligen abend,
        am? weihnachtsabend, den heiligabend
    """,
    "feast_christmas_day": "am? ersten|erster weihnachtstag|weihnachtsfeiertag|feiertag",
    "feast_boxing_day": "am? zweiten|zweiter weihnachtstag|weihnachtsfeiertag|feiertag, am? stephanstag|stefanitag|stephanitag",
    "feast_between_the_years": "zwischen den jahren, zwischen weihnachten und neujahr|silvester",
    "feast_new_years_eve": "an|am|zu? silvester|sylvester, am? altjahrstag, silvesterabend",
    "feast_new_years_day": "an|am|zu? neujahr|neujahrstag, neujahrsmorgen",
    # before "in_days": a week is called eight days, as the first and the last are counted
    "one_week": "heute? in acht|8 tagen, heute? über acht tage",
    "two_weeks": "heute? in vierzehn|14 tagen",
    "in_days": "in {count} tag|tagen|tage, heute in {count} tagen",
    "in_weeks": "in|über {count} woche|wochen, heute in {count} woche|wochen",
    "in_months": "in {count} monat|monaten",
    "week_number": "in? der? kalenderwoche|kw|woche {count}",
    "this_week": "diese|dieser woche, noch diese woche, die woche noch",
    "next_week": """
        in? der? nächste|nächsten|nächster|kommende|kommenden|kommender|folgende|folgenden woche,
        die woche darauf|drauf|danach
    """,
    "second_week": "in? der? übernächste|übernächsten|übernächster woche",
    "week_start": "anfang|beginn der? woche?, zum|am? wochenanfang",
    "week_middle": "mitte der? woche?, zur? wochenmitte",
    "week_end": "ende der? woche?, gegen? ende der? woche",
    "workdays": "unter der woche, werktags, wochentags, an einem werktag|wochentag",
    "weekend": "am|an|dieses|diesem? wochenende, am? kommenden|nächsten|nächstes|kommendes wochenende",
    "this_month": "diesen|diesem|dieses monat|monats",
    "next_month": "im|in? nächsten|kommenden|nächster monat|monats",
    "in_month": "im|in {month}",
    "month_start": "anfang|beginn {month}",
    "month_middle": "mitte {month}",
    "month_end": "in? der? letzte|letzten|letzter woche im|vom {month}, ende {month}, gegen ende {month}",
    "any_day": "irgendwann, egal an? welcher|welchen|welchem tag, welcher tag ist mir? egal, egal wann, irgendein tag, tag ist egal|wurscht, wann ist mir egal, jederzeit",
    # parts of the day
    "early": "am morgen, morgens, früh, in der früh, frühmorgens, in der? frühe",
    "morning": "vor mittag, am? vormittag, vormittags, am? vormittags",
    "noon": "mittags, am? mittag, über|um|zu mittag, in der mittagspause",
    "afternoon": "nach mittag, am? nachmittag, nachmittags, am? nachmittags",
    "late_afternoon": "am? späten|später nachmittag, spätnachmittag|spätnachmittags",
    "early_afternoon": "am? frühen|früher nachmittag",
    "evening": "am? abend, abends, feierabend|feierabends, nach der arbeit, nach feierabend",
    "night": "nachts, in der nacht",
    "any_time": """
        egal um wie viel uhr, die? uhrzeit ist egal|wurscht, ganz egal, ganztägig, den ganzen tag, ist mir egal,
        mir egal, egal, wie es passt, wie es ihnen passt, wurscht
    """,
    # times
    "at": """
        um|gegen|so|circa|ca|etwa|ungefähr|auf? {clear}, um|gegen|ca|circa|etwa|ungefähr {clock},
        von {full} auf {clock}, so um|gegen|circa {clock}, um? punkt {clock}, so? um|gegen {clock} rum|herum, zu|auf {clear}
    """,
    "from": """
        nicht vor {clock}, ab|frühestens|nach {clock}, frühestens|erst ab|um|nach|gegen {clock}, erst {clear},
        nicht früher als {clock}, später als {clock}, irgendwann? nach|ab {clock}, von {clock} an, ab so {clock}
    """,
    "until": "vor {clock}, früher als {clock}, nicht nach {clock}, nicht später als {clock}",
    "until_at": "bis {clock}, spätestens um? {clock}, bis spätestens|maximal? um? {clock}",
    "between": """
        zwischen {clock} und {clock}, {full} bis {full}, von {clock} bis|und {clock}, so? {clear} bis {clear},
        irgendwann? zwischen {clock} und|bis {clock}
    """,
    # order
    "earliest": """
        so? früh|schnell|bald|zeitig wie möglich, so früh|schnell|bald wie es geht, so früh|schnell|bald es geht,
        möglichst bald|früh|schnell|zeitnah, so bald wie möglich,
        schnellstmöglich|schnellstmöglichen|frühestmöglich|baldmöglichst|baldigst|schnellstens, sobald wie möglich,
        frühester|früheste|frühesten|frühste|frühster|frühsten termin?,
        nächster|nächsten|nächste|nächstes freie|freien|freier|möglichen|mögliche? termin, nächstmöglich*,
        zum frühesten zeitpunkt, sofort, gleich heute, den nächsten|ersten freien termin?, zeitnah,
        wann hätten|haben|geht|ginge|kann|könnte|wäre sie|ihr|es|ich denn? frühestens, frühestens einen|nen|ein termin,
        was ist das früheste, das früheste, jetzt gleich, bald, asap, am schnellsten, am frühesten
    """,
    "latest": """
        so spät wie möglich, möglichst spät, spätester|späteste|spätesten termin?,
        letzter|letzten termin des tages?, am spätesten
    """,
    "earlier": """
        etwas|bisschen|was|noch|nicht|lieber|ein? etwas|bisschen|was? früher, geht es|das auch? früher|eher, etwas|bisschen|noch|was eher,
        vorher, nicht so|ganz|allzu|zu spät
    """,
    "later": """
        etwas|bisschen|was|noch|lieber|doch|ein? etwas|bisschen|was? später, geht es|das auch? später, danach,
        spätere|späteren|späterer|späteres, nicht so|ganz|allzu|zu früh|zeitig
    """,
    "in_time": "ist|wäre|wird es|das|mir|uns? auch|ja|doch|noch? nicht zu spät|früh|zeitig",
    "earlier_than_that": "mir|uns|doch|etwas|bisschen|leider|viel zu spät, ist|wäre|wird es|das? mir|uns? alles|doch|etwas|bisschen|leider|viel? zu spät",
    "later_than_that": "zu früh|zeitig, ist|wäre|wird es|das? mir|uns? alles|doch|etwas|bisschen|leider|viel? zu früh|zeitig",
    "from_now": "in {span}",
    "later_by": """
        um? {span} später, um? {span} nach hinten, um? {span} danach, {span} drauf|hinterher,
        um {span} verschieben|verlegen|schieben|verlegt|verschoben
    """,
    "later_day": "am? tag danach|darauf|drauf, den tag danach|darauf, am? nächsten|folgenden|nächster tag",
    "earlier_day": "am? tag davor|vorher|zuvor, den tag davor|vorher",
    "earlier_by": "um? {span} früher|eher, um? {span} nach vorne|vorn, um? {span} vorher|davor",
    # signs between the above
    "onward": "ab|frühestens, nicht vor, erst ab|am",
    "deadline": "bis|spätestens, bis spätestens|zum",
    "not": "kein|keinen|keine, statt|anstatt|anstelle, außer",
    "not_there": "nicht",
    "not_previous": """
        kann|geht|ginge|passt|klappt|schaffe ich|es|das|mir|bei? mir|da|ich|es? leider|doch|aber|auch|gar|ja? doch|gar? nicht|schlecht,
        ist es? mir? zu? schlecht|ungünstig|blöd, habe|bin ich da? keine|nicht zeit|da?
    """,
    "not_either": "ich kann da? leider? nicht, ich schaffe es leider? nicht, ich habe leider? keine zeit",
    "rather": """
        sondern, nein, nee, lieber, eher, am liebsten, doch, besser, stattdessen, sorry, quatsch, ich meine, ich meinte, vielmehr,
        entschuldigung, moment, halt nein, beziehungsweise
    """,
    # not about time, though it sounds so
    "_price": "{price}",
    "_since": """
        seit gestern|vorgestern|heute, seit {weekday}, seit letzter|letzte|letztem|letzten woche|monat|nacht?, habe|hab|hatte gestern|vorgestern,
        seit {count} tag|tagen|woche|wochen|monat|monaten|stunde|stunden
    """,
    "_counted": """
        {count} personen|leute|leuten|kinder|kindern|mal|termine|terminen|plätze|jahre|jahren|besuche|fragen|minuten|stunden,
        {count} bis|oder {count} personen|leute|kinder|minuten|stunden|tage|tagen|wochen|monate|mal, eins von, eins nach dem
    """,
    "_greeting": """
        guten morgen|abend|tag|mittag, schönen tag|abend|nachmittag|vormittag, gute nacht,
        einen? schönen tag|abend noch, morgen zusammen
    """,
    "_idiom": """
        bis später|morgen|dann|bald|gleich, erst mal|einmal, erstmal, zum ersten mal, das erste mal,
        beim ersten mal, nach hause, früher immer|mal, fürs erste, am besten|ende|anfang|telefon|apparat,
        in ordnung, um so, jederzeit gern*
    """,
}

_MONEY = MoneyWords(
    currencies={
        "EUR": "euro|euros|eur|euronen",
        "CHF": "franken|fränkli|chf|stutz",
        "SEK": "krone|kronen|kronor|sek",
        "USD": "dollar|dollars|usd",
        "GBP": "pfund|gbp",
    },
    hundredths="cent|cents|rappen|öre|pence",
    joiner="und",
)

_SPEECH = Speech(
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
    date="{weekday}, den {day}. {month}",
    date_with_year="{weekday}, den {day}. {month} {year}",
    today="heute",
    tomorrow_with_date="morgen, {date},",
    at_start="{day} um {time}",
    on_date="am {date}",
    clock="{hour} Uhr",
    clock_with_minutes="{hour} Uhr {minute}",
    twelve_hours=False,
    price="{amount} {currency}",
    price_with_cents="{amount} {currency} {cents:02d}",
    currencies={
        "EUR": ("Euro", "Euro"),
        "CHF": ("Franken", "Franken"),
        "SEK": ("Krone", "Kronen"),
        "USD": ("Dollar", "Dollar"),
        "GBP": ("Pfund", "Pfund"),
    },
    spelling={"ä": "A-Umlaut", "ö": "O-Umlaut", "ü": "U-Umlaut", "ß": "Eszett"},
)  # fmt: skip

GERMAN = SpokenLanguage(
    code="de",
    numbers=_NUMBERS,
    weekdays=(
        "montag|montags|mo|mäntig|mändig", "dienstag|dienstags|di|zischtig|ziischtig", "mittwoch|mittwochs|mi|mittwuch",
        "donnerstag|donnerstags|dunschtig|dunnschtig|donnschtig", "freitag|freitags|fr|friitig|frytig",
        "samstag|samstags|sonnabend|sonnabends|sa|samschtig", "sonntag|sonntags|sunntig",
    ),
    months=(
        "januar|jänner|jan", "februar|feber|feb", "märz", "april|apr", "mai", "juni|juno", "juli|julei", "august|aug",
        "september|sept|sep", "oktober|okt", "november|nov", "dezember|dez",
    ),
    clock=_CLOCK,
    spans=_SPANS,
    when=_WHEN,
    money=_MONEY,
    speech=_SPEECH,
    hesitations=frozenset(["aeh", "aehm", "ehm", "oeh", "oehm", "hm", "hmm", "hmmm", "mhh", "tja", "uh", "uhm", "ahm"]),
    softeners=frozenset(["so", "dann", "vielleicht", "gern", "gerne", "am", "liebsten", "eher", "mal", "halt", "wenn", "moeglich", "also"]),
)  # fmt: skip
