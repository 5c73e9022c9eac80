"""Swedish: how dates, times and numbers are said. Words and phrases only."""

from __future__ import annotations

from shared.domain.spoken.language import MoneyWords, Speech, SpokenLanguage
from shared.domain.spoken.numbers import NumberWords

_NUMBERS = NumberWords(
    units=(
        "noll", "ett", "två|tvåa", "tre|trea", "fyra|fyr", "fem|femma", "sex|sexa", "sju|sjua", "åtta", "nio|nie|nia",
        "tio|tie", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton|aderton", "nitton",
    ),
    tens=(
        "tjugo|tjuge|tjugi|tju", "trettio|tretti|trettie", "fyrtio|fyrti|fyrtie|förtio|förti", "femtio|femti|femtie",
        "sextio|sexti|sextie", "sjuttio|sjutti|sjuttie", "åttio|åtti|åttie", "nittio|nitti|nittie",
    ),
    compound="{ten}{unit}",
    unit_in_compound={},
    hundred="hundra",
    thousand=" tusen",
    one_before_hundred="ett",
    hundred_joiner="",
    articles=("en", "ett", "et"),
    ordinals=(
        "första|förste", "andra|andre", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde",
        "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde|adertonde",
        "nittonde", "tjugonde", "tjugoförsta|tjugoförste|tjugeförsta", "tjugoandra|tjugoandre|tjugeandra",
        "tjugotredje|tjugetredje", "tjugofjärde|tjugefjärde", "tjugofemte|tjugefemte", "tjugosjätte|tjugesjätte",
        "tjugosjunde|tjugesjunde", "tjugoåttonde|tjugeåttonde", "tjugonionde|tjugenionde", "trettionde",
        "trettioförsta|trettioförste|trettiförsta|trettiförste",
    ),
    ordinal_endings=("",),
    digits={"en": "1", "o": "0", "nolla": "0", "etta": "1", "ettan": "1"},
    twice=("dubbel", "dubbelt", "dubbla"),
    thrice=("trippel", "trippla"),
    plus=("plus",),
    after_one=(
        "och", "eller", "till", "på", "i", "idag", "imorgon", "imorrn", "om", "passar", "går", "funkar", "blir", "är",
        "vore", "kan", "tack", "då", "kanske", "så", "snälla", "skulle", "men", "nej", "ja", "hade", "prick", "ungefär",
        "cirka", "med", "hos", "för", "det", "jag", "vi", "har", "tiden", "nästa", "inte", "helst", "tidigast", "senast",
        "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    ),
)  # fmt: skip

_CLOCK = {
    "digital": "klockan|kl? {digital}",
    "hour": """
        klockan|kl {hour}, klockan|kl ett|en, prick {hour}, klockan|kl? prick {hour}, klockan|kl? {hour} prick,
        klockan|kl? {hour} noll noll, klockan|kl? {hour} nollnoll, {hour}tiden, {hour} tiden
    """,
    "hour_minute": """
        klockan|kl {hour} och? {minute}, klockan|kl ett|en och? {minute}, klockan|kl? {hour} noll {minute},
        klockan|kl? {hour} och {minute} minuter, {hour} och {quarter}
    """,
    "half_to": "klockan|kl? halv {hour}, klockan|kl? halv{hour}, klockan|kl? halv {hour}tiden, halv{hour}tiden",
    "quarter_past": "klockan|kl? en? kvart över|efter {hour}",
    "quarter_to": "klockan|kl? en? kvart i|före|innan {hour}",
    "past": "klockan|kl? {minute} minuter? över {hour}, {minute} minuter efter {hour}",
    "to": "klockan|kl? {minute} minuter? i {hour}, {minute} minuter före|innan {hour}",
    "to_half": "klockan|kl? {minute} minuter? i halv {hour}, klockan|kl? {minute} minuter? i halv{hour}",
    "past_half": "klockan|kl? {minute} minuter? över halv {hour}, klockan|kl? {minute} minuter? över halv{hour}",
    "noon": "klockan|kl? tolv mitt? på dagen, tolvslaget",
    "midnight": "midnatt, klockan|kl? tolv på natten",
    "bare": "{hour}",
    "bare_minutes": "{hour} {minute}",
    "packed": "klockan|kl? {packed}",
}

_SPANS = {
    "days": "{count} dag|dagar|dar|dygn",
    "weeks": "{count} vecka|veckor",
    "minutes": "{count} minuter|minut|min",
    "hours": "{count} timme|timmar|timma|timmes|tim",
    "half_hour": "en|ett? halvtimme|halvtimma, en? halv timme|timma",
    "quarter": "en|ett? kvart",
    "three_quarters": "tre kvart|kvartar, en? trekvart",
    "hour_and_half": "en och en halv timme|timma, en? timme och en halv, anderthalv timme",
    "hours_and_half": "{count} och en halv timme|timma|timmar, {count} timmar och en halv",
}

_WHEN = {
    # days
    "today": "idag, i dag",
    "today_morning": "i förmiddag, nu på morgonen|förmiddagen",
    "today_afternoon": "i eftermiddag, nu på eftermiddagen, eftermiddag idag",
    "today_evening": "ikväll, i kväll, i afton",
    "tomorrow": "imorgon, i morgon, imorron, i morron, imorrn, i morrn, imorn, i morn, morgondagen, morgondagens",
    "after_tomorrow": """
        i övermorgon, övermorgon, iövermorgon, i övermorrn, dagen efter imorgon, dagen efter i morgon,
        om ett par dagar, om ett par dar
    """,
    "yesterday": """
        igår, i går, i förrgår, förrgår, i morse, imorse, förra|föregående veckan|vecka|månaden,
        förra|föregående {weekday}, i {weekday}s
    """,
    "weekday": "nu? på|den|till|om? {weekday}",
    "weekday_early": "på? {weekday}morgon|smorgon|morgonen|smorgonen",
    "weekday_morning": "på? {weekday}förmiddag|sförmiddag|förmiddagen|sförmiddagen",
    "weekday_noon": "på? {weekday}lunch|slunch",
    "weekday_afternoon": "på? {weekday}eftermiddag|seftermiddag|eftermiddagen|seftermiddagen",
    "weekday_evening": "på? {weekday}kväll|skväll|kvällen|skvällen",
    "this_weekday": "nu? på? denna|den här {weekday}, nu {weekday}",
    "next_weekday": "på? nästa|kommande|nästkommande {weekday}, nu? på? {weekday} som kommer",
    "second_weekday": "på? nästnästa {weekday}, {weekday} efter nästa",
    "weekday_range": "från|mellan? {weekday} till|och {weekday}",
    "date": """
        på|den|till? {weekday}? den? {ordinal} {month} {year}?, på|den|till? {weekday}? den? {number} {month} {year}?,
        på? {weekday}? den? {ordinal} i {ordinal_month}, på? {weekday}? den {ordinal} {ordinal_month},
        på|den|till? {weekday}? den? {dotted_date}
    """,
    "nth_weekday": "på|den? {ordinal} {weekday} i {month}",
    "day_of_month": "på? {weekday} den {ordinal}, på? {weekday} den {number}, den {number}, på den {ordinal}",
    "day_of_month_loose": "den {ordinal}",
    "feast_epiphany_eve": "på|till? trettondagsafton",
    "feast_epiphany": "på|till? trettondagen|trettondedag|trettondag jul?, trettonhelgen",
    "feast_shrove_tuesday": "på? fettisdagen|fettisdag",
    "feast_maundy_thursday": "på? skärtorsdagen|skärtorsdag",
    "feast_good_friday": "på? långfredagen|långfredag, på? lång fredagen|fredag",
    "feast_easter_saturday": "på? påskafton|påskaftonen",
    "feast_easter_sunday": "på? påskdagen|påsksöndagen",
    "feast_easter_monday": "på? annandag|annandagen påsk, påskmåndagen",
    "feast_easter": "i|till|över|under|på? påsk|påsken|påskhelgen",
    "feast_walpurgis": "på? valborg|valborgsmässoafton, sista april",
    "feast_may_day": "på? första maj",
    "feast_ascension": "på? kristi himmelsfärdsdag|himmelsfärdsdagen|himmelsfärd|himmelfärdsdag, på? himmelsfärdsdagen",
    "feast_whit_sunday": "på? pingstdagen|pingstsöndagen",
    "feast_whit_monday": "på? annandag|annandagen pingst",
    "feast_whitsun": "i|till|över|under|på? pingst|pingsten|pingsthelgen",
    "feast_swedish_national_day": "på? nationaldagen",
    "feast_midsummer_eve": "på? midsommarafton|midsommaraftonen, på? midsommar afton",
    "feast_midsummer_day": "på? midsommardagen",
    "feast_midsummer": "i|till|över|under|på? midsommar|midsommaren|midsommarhelgen",
    "feast_all_saints_saturday": "på? alla helgons dag, i|till? allhelgona|allhelgonahelgen",
    "feast_advent": "på|till? första advent|adventssöndagen",
    "feast_lucia": "på|till? lucia|luciadagen",
    "feast_christmas_eve": "på? julafton|julaftonen, på? jul afton",
    "feast_christmas_day": "på? juldagen",
    "feast_boxing_day": "på? annandag jul, på? annandagen",
    "feast_between_the_years": "i|under? mellandagarna, mellan jul och nyår",
    "feast_new_years_eve": "på? nyårsafton|nyårsaftonen, på? nyårs afton",
    "feast_new_years_day": "på? nyårsdagen",
    "in_days": "om {count} dag|dagar|dar|dygn, {count} dagar|dar fram",
    "in_weeks": "om|efter {count} vecka|veckor, {count} vecka|veckor fram|framåt, idag om {count} vecka|veckor",
    "one_week": "idag åtta dagar, veckan därpå|därefter",
    "two_weeks": "om ett par veckor, om fjorton dar",
    "in_months": "om {count} månad|månader",
    "week_number": "i|under? vecka {count}, v {count}",
    "this_week": "den här veckan, senare i veckan, denna vecka|veckan, nu? i veckan, under veckan, innevarande vecka",
    "next_week": "i|under? nästa|nästkommande|kommande|följande vecka|veckas, i|under? kommande veckan",
    "second_week": "i? nästnästa vecka, veckan efter nästa vecka?, vecka efter nästa",
    "week_start": "i? början av|på veckan?, tidigt i veckan",
    "week_middle": "i? mitten av|på veckan?, mitt i veckan",
    "week_end": "i? slutet av|på veckan?, sent i veckan, mot slutet av veckan?",
    "workdays": "på? en? vardag|vardagar|vardagarna",
    "weekend": """
        i|till|på|under|nu? helgen, i|till|på? kommande|nästa helg, veckoslutet, i helg, den här helgen, i veckoslutet
    """,
    "this_month": "den här månaden, denna månad, i månaden, innevarande månad",
    "next_month": "i|under? nästa|kommande månad",
    "in_month": "i|under {month}",
    "month_start": "i? början av|på {month}",
    "month_middle": "i? mitten av|på {month}, mitt i {month}",
    "month_end": "i? sista veckan i {month}, i? slutet av|på {month}",
    "any_day": """
        vilken dag som helst, när som helst, någon gång, nån gång, dagen spelar ingen roll, spelar ingen roll vilken dag,
        det kvittar vilken dag, vilken dag spelar ingen roll, spelar ingen roll när, kvittar när
    """,
    # parts of the day
    "early": """
        på? morgonen, morgon, bitti, bittida, tidigt på? morgonen|morgon?, tidig morgon, på morgonkvisten,
        morgontid, på mornarna
    """,
    "morning": "på? förmiddan, för middag, på? förmiddagen, förmiddag, fm, på fm, förmiddagstid, före|innan lunch, på förmiddagarna",
    "noon": "vid|över|under|på? lunch|lunchen|lunchtid, mitt på dagen, vid? middagstid, lunchtid",
    "afternoon": "på? eftermiddan, efter middag, på? eftermiddagen, eftermiddag, em, på em, efter lunch|lunchen, på eftermiddagarna",
    "early_afternoon": "tidig|tidigt på? eftermiddag|eftermiddagen",
    "late_afternoon": "sen|sent|senare på? eftermiddag|eftermiddagen, framåt eftermiddagen",
    "evening": "på? kvällen, kväll, kvällstid, på kvällstid, efter jobbet|arbetet, på kvällarna, framåt kvällen",
    "night": "på? natten, nattetid, i natt, inatt",
    "any_time": """
        vilken tid som helst, spelar ingen roll vilken tid, det spelar ingen roll, spelar ingen roll, det kvittar,
        kvittar, hela dagen, tiden spelar ingen roll, det gör detsamma, när det passar, när det passar dig|er,
        det gör det samma
    """,
    # times
    "at": """
        vid|runt|omkring|kring|ungefär|cirka|ca|typ|säg|till? {clear},
        ändra|ändrar|flytta|flyttar|byta|byter|byt|lägga|lägg det|den|tiden|mig? till {clock}, vid|runt|omkring|kring|ungefär|cirka|ca {clock},
        vid|runt? klockan|kl {clock}, så där|sådär vid? {clock}, vid ungefär|cirka {clock}
    """,
    # before "from": of two readings that end alike the first in the table is taken
    "between": """
        mellan {clock} och {clock}, från {clock} till {clock}, mellan {clock} till {clock}, mellan klockan|kl? {full} och {full},
        mellan klockan|kl? {full} och klockan|kl {full}, {full} till {full}, {clear} till {clear},
        någon? gång? mellan {clock} och {clock}, klockan|kl {full} till klockan|kl? {full}
    """,
    "from": """
        inte|ej före|innan {clock}, strax? efter {clock}, från|tidigast {clock}, från och med {clock},
        inte tidigare än {clock}, senare än {clock}, {clock} eller senare, tidigast vid|runt|från|efter {clock},
        någon gång efter {clock}, från {clock} och framåt, {clock} och framåt, efter strax? {clock}
    """,
    "until": """
        strax? före|innan {clock}, tidigare än {clock}, inte|ej efter {clock}, inte senare än {clock},
        någon gång före|innan {clock}
    """,
    "until_at": "fram till {clock}, tills {clock}, senast vid? {clock}, senast till {clock}, {clock} senast, allra senast {clock}",
    # order
    "earliest": """
        så snart|fort|tidigt|snabbt som möjligt, så snart|fort|tidigt|snabbt det går, så snart|fort|tidigt ni|du kan,
        tidigast|snarast|fortast|snabbast möjligt, tidigast|snarast|fortast|snabbast möjliga tid?,
        allra? tidigaste tid|tiden|möjliga?, den|er tidigaste tid|tiden?, snarast, omgående, med en gång, meddetsamma,
        första|närmaste|närmsta|nästa|tidigaste lediga|möjliga|tillgängliga|bästa tid|tiden?, första bästa tid?,
        första|närmaste|närmsta tid|tiden, nu direkt, direkt idag, genast, så fort som möjligt, så tidigt det bara går,
        kan jag|vi|man|ni tidigast, har ni|du tidigast, är det tidigaste, det tidigaste, som tidigast, asap, på en gång,
        när tidigast
    """,
    "latest": """
        så sent som möjligt, så sent det går, senast möjliga tid?, sista|senaste tiden|tid för|på? dagen?,
        som senast, sista lediga? tiden
    """,
    "earlier": "lite|något|nåt|ännu|en stund? tidigare, ett lite? tidigare, inte så|för|alltför sent",
    "later": "lite|något|nåt|ännu|en stund? senare, längre fram, lite längre fram, inte så|för|alltför tidigt",
    "in_time": "är|blir inte för sent|tidigt",
    "earlier_than_that": "är|blir lite|alldeles? för sent, lite|alldeles för sent, för sent för mig|oss",
    "later_than_that": "är|blir lite|alldeles? för tidigt, för|alltför tidigt",
    "from_now": "om {span}",
    "later_by": "{span} senare|efteråt|fram|framåt, fram {span}, fram den|det|tiden {span}",
    "earlier_by": "{span} tidigare|före|innan|bakåt",
    "later_day": "dagen|dan efter|därpå, nästa dag",
    "earlier_day": "dagen|dan innan|före",
    # signs between the above
    "onward": "tidigast, från och med, från, inte|ej före|innan, efter, fr o m",
    "deadline": "senast, till och med, fram till, före|innan, t o m",
    "not_there": "inte|ej",
    "not": "ingen|inget|inga, istället för, i stället för, förutom, utom, snarare än",
    "not_previous": """
        kan|hinner jag|vi? tyvärr|ju|nog|faktiskt? inte, går|funkar|passar det|den|mig|bra? tyvärr|ju|nog|faktiskt? inte, passar dåligt|illa|sämre,
        är inte bra, är dåligt|omöjligt, är jag upptagen|borta|bortrest, är det? svårt,
        blir svårt|sent
    """,
    "not_either": """
        jag|vi kan|hinner tyvärr? inte, det går|funkar|passar tyvärr? inte, jag har inte tid
    """,
    "rather": """
        utan, nej, nä, näe, hellre, helst, istället, i stället, förlåt, ursäkta, jag menar|menade, menar|menade jag, snarare,
        rättare sagt, vänta, eller nej, nej förresten, förresten, fel av mig, oj
    """,
    # not about time, though it sounds so
    "_price": "{price}",
    "_since": """
        sedan|sen igår|förrgår|imorse|förra veckan|månaden?, sedan|sen i går|förrgår|morse, sedan|sen i {weekday}s, sedan|sen {weekday}s,
        sedan|sen {count} dag|dagar|vecka|veckor|timmar tillbaka?
    """,
    "_counted": """
        {count} personer|barn|vuxna|stycken|gånger|tider|besök|år|minuter|timmar|frågor|saker, ett av, en av, ett besök,
        {count} till|eller {count} personer|minuter|timmar|dagar|veckor|månader|gånger
    """,
    "_greeting": """
        god morgon|dag|kväll|natt|eftermiddag|förmiddag|middag, godmorgon, godkväll, godnatt, gokväll, gomorron, morrn morrn,
        ha en bra|fin|trevlig|skön|härlig dag|kväll|helg|eftermiddag|förmiddag|vecka, trevlig|skön|bra|fin helg|kväll|dag,
        ha en? fortsatt bra|trevlig|fin dag|kväll
    """,
    "_idiom": """
        vi hörs|ses senare|imorgon|då, vi hörs|ses i morgon, vi hörs|ses på? {weekday}, för? första gången, en gång till,
        i så fall, i alla fall, en stund, ett ögonblick, hej så länge, i ordning, i första hand, en annan gång, ett tag,
        i dagsläget, från början, till slut, till att börja med, för det mesta, en fråga till, i efterhand,
        en i taget, det ena, tidigare bokad|bokat, i tid, en till, ett till, i gång, för en gångs skull, god morgon på dig
    """,
}

_MONEY = MoneyWords(
    currencies={
        "SEK": "krona|kronor|kr|spänn|kronorna|sek",
        "EUR": "euro|eur",
        "CHF": "franc|francs|schweizerfranc|chf",
        "USD": "dollar|usd",
        "GBP": "pund|gbp",
    },
    hundredths="öre|cent|rappen|pence",
    joiner="och",
)

_SPEECH = Speech(
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    months=(
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ),
    date="{weekday}en den {day} {month}",
    date_with_year="{weekday}en den {day} {month} {year}",
    today="i dag",
    tomorrow_with_date="i morgon, {date},",
    at_start="{day} {time}",
    on_date="{date}",
    clock="klockan {hour}",
    clock_with_minutes="klockan {hour} och {minute}",
    twelve_hours=False,
    price="{amount} {currency}",
    price_with_cents="{amount} {currency} och {cents} {hundredth}",
    currencies={
        "SEK": ("krona", "kronor"),
        "EUR": ("euro", "euro"),
        "CHF": ("franc", "franc"),
        "USD": ("dollar", "dollar"),
        "GBP": ("pund", "pund"),
    },
    hundredths={"SEK": "öre", "EUR": "cent", "CHF": "rappen", "USD": "cent", "GBP": "pence"},
    spelling={},
)  # fmt: skip

SWEDISH = SpokenLanguage(
    code="sv",
    numbers=_NUMBERS,
    # Without "mån" and "sön": as a keyboard without umlauts writes them, they are "one" and "son".
    weekdays=(
        "måndag|måndagen|måndagar|måndan|månda", "tisdag|tisdagen|tisdagar|tisdan|tisda|tis", "onsdag|onsdagen|onsdagar|onsdan|onsda|ons",
        "torsdag|torsdagen|torsdagar|torsdan|torsda|tors", "fredag|fredagen|fredagar|fredan|freda|fre",
        "lördag|lördagen|lördagar|lördan|lörda", "söndag|söndagen|söndagar|söndan|sönda",
    ),
    months=(
        "januari|jan", "februari|feb", "mars", "april|apr", "maj", "juni|jun", "juli", "augusti|aug",
        "september|sept|sep", "oktober|okt", "november|nov", "december|dec",
    ),
    clock=_CLOCK,
    spans=_SPANS,
    when=_WHEN,
    money=_MONEY,
    speech=_SPEECH,
    hesitations=frozenset(["aeh", "aehm", "eh", "ehm", "oeh", "oehm", "hm", "hmm", "hmmm"]),
    softeners=frozenset(["kanske", "gaerna", "daa", "helst", "saa", "typ", "ungefaer", "sisaadaer", "liksom"]),
)  # fmt: skip
