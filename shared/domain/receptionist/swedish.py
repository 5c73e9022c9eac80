"""The receptionist's Swedish: its sentences, what it understands, and the words of the trades. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.swedish_intents import SWEDISH_INTENTS
from shared.domain.receptionist.swedish_sentences import SWEDISH_SENTENCES
from shared.domain.receptionist.words import Wording, word_set

# Parts of names of services in the languages of the businesses, and how callers say them in Swedish.
_TRADE = {
    "herren": """
        herr*, maen, killar, kille, min man|son|pojkvän|pappa|far|bror, mina söner, pojke|pojkar, grabb*, killklippning, manlig, för honom
    """,
    "damen": "dam*, kvinna|kvinnor, tjej|tjejer, min fru|dotter|flickvän|mamma|mor|syster|sambo, flicka|flickor, kvinnlig, för henne",
    "haarschnitt": """
        klipp*, klippa mig|sig|oss, klippa ... haeret, haeret klippt, frisyr, hårklippning,
        toppa, toppa haeret, topparna, haircut
    """,
    "färben": """
        färga, färgas, färgning, färgning*, hårfärgning, hårfärg, färg, slingor, slinga, tona, toning, utväxt*, bleka, blekning, färga haeret
    """,
    "bart": "skägg*, klippa|klippas|ansa|raka ... skägg|skägget, raka, rakning, rakad, mustasch*, trimma ... skägg|skägget",
    "kontrolle": "kontroll*, undersökning*, undersöka, årskontroll*, koll, besiktning, check up, kolla tänderna",
    "hygiene": "tandhygien*, tandrengöring*, tandsten*, rengöring, putsa tänderna, hygienist*, munhygien, rengöra tänderna",
    "notfall": "akut*, tandvärk*, ont i tanden|tänderna|en|tand, ont, värk, jätteont",
    "klipp": """
        klipp*, klippa mig|sig|oss, klippa ... haeret, haeret klippt, frisyr, hårklippning,
        toppa, topparna, herrklippning*, damklippning*, barnklippning*, herrklipp, damklipp
    """,
    "färg": "färga, färgas, färgning*, hårfärgning, hårfärg, färg, slingor, slinga, tona, toning, utväxt*, bleka, blekning",
    "skägg": "skägg*, klippa|klippas|ansa|raka ... skägg|skägget, raka, rakning, mustasch*, trimma, trimning",
    "läck": """
        läck*, vattenläck*, droppar, droppande, dropp, vattenskada*, droppar ... kranen|taket, rinner, rinner vatten, sipprar,
        rörläck*, det kommer vatten
    """,
    "service": """
        servicebesök*, service, serva, besök, stopp i avloppet|toaletten|handfatet|diskhon|avlopp, stopp, avlopp*, rensa, rörmokare*, hembesök
    """,
    "installation": """
        installera*, installation*, installerad, montera*, koppla in en?, sätta in en?, sätta upp, byta en|ett? kran|blandare|toalett|ut, ny
        blandare|kran|toalett|diskmaskin|tvättmaskin, dra in
    """,
    "felsök": """
        felsök*, fel på elen|strömmen|ledningen, elfel, strömlös*, strömmen ... gått|borta|slår|försvann, propp*, jordfel*, elektriker*, ingen ström,
        säkring*, strömavbrott, kortslut*
    """,
    "laddbox": "laddbox*, laddstolpe*, laddare, elbilsladdare, billaddare, ladda ... elbil|elbilen|bilen, elbil, laddstation*",
    "massage": "massage*, massera, massör*",
    "gymnastik": "sjukgymnastik*, sjukgymnast*, fysioterapi*",
    "inspektion": "service, inspektion, besiktning",
    "reifen": "däck*, däckbyte*, byta däck, hjulskifte*",
    "ölwechsel": "oljebyte*, byta olja",
    "reparatur": "reparation*, reparera, laga, lagning, trasig*",
    "manik": "manikyr*, naglar|naglarna",
    "nägel": "gelenaglar, gelénaglar, naglar|naglarna, nagelförlängning*",
    "gesicht": "ansiktsbehandling*, ansikte*",
    "beratung": "rådgivning*, konsultation*",
}

SWEDISH = Wording(
    code="sv",
    sentences=SWEDISH_SENTENCES,
    intents=SWEDISH_INTENTS,
    trade=_TRADE,
    markers=word_set(
        """jag och är du ni det den vi vill skulle vilja kan kunde ska har hade ha en ett min mitt din ditt era er inte på i av för
        till från om med hos eller men att som daa saa hej hallå hejsan tjena tack tackar snälla gärna vad hur vem var när vilken
        vilka vart mycket lite bara också kostar kosta pris öppet öppnar öppettider stänger stängt tid tider boka bokning avboka
        imorgon idag ikväll morgon måndag tisdag onsdag torsdag fredag lördag söndag förmiddag eftermiddag kväll klockan halv
        kvart över ledig ledigt lediga passar går funkar fungerar heter namn meddelande svenska talar pratar prata tala god ja nej jo
        behöver får någon något nån nåt hjälp hjälpa adress ligger finns undrar fråga ursäkta förlåt hejdå precis nästa vecka
        dag dagen timme minuter lång länge mig dig oss er de dem här där hellre helst senare tidigare annan annat igen komma
        kommer lämna ringa ring mer inget ingen bra jättebra engelska tyska"""
    ),
    idle=word_set(
        """oj ojdå hoppsan jaså ah nämen jag du han hon vi ni de dem dig mig er oss min mitt din ditt dina vår vårt våra den det detta denna dessa
        och eller men att som om inte ingen inget inga också även bara lite mycket så då nu sen sedan kanske ungefär helst hellre
        i på av för till från med hos hur vad vem var vart när vilken vilket vilka varför är var vara varit blir bli blev har
        hade ha haft kan kunde kunna ska skulle vill ville vilja måste får fick få gör göra gjort går gick gå kommer komma kom
        ta tar tog ge ger säga säger sa veta vet se ser tycker tänkte tänker behöver behöva önskar boka bokar bokning bokningen
        tid tider tiden dag dagen dagar vecka veckan veckor månad idag imorgon ikväll morgon kväll eftermiddag förmiddag klockan
        en ett två tre någon något några nån nåt nåra annan annat andra samma första sista nästa ja nej jo hej hallå god morgon
        tack snälla gärna okej bra fint herr fru fröken doktor prata tala talar pratar snacka svenska engelska tyska kostar kosta
        pris priser länge lång långt öppet ledig ledigt lediga passar funkar fungerar just här där hit dit redan alltså liksom typ
        väl ju nog faktiskt egentligen istället utan jaha aha eh öh hm ursäkta förlåt undrar undrade fråga finns fanns både alla
        allt sådan sådant igen gång gången en stund lämna meddelande människa person personal hjälp hjälpa skriv skriva"""
    ),
    joiners=word_set("och också samt dessutom sedan sen därefter"),
    asking_on=word_set("och hur vad"),
    onto=word_set("till"),
    away_from=word_set("från"),
    minutes="{minutes} minuter",
    hour="en timme",
    hours="{hours} timmar",
    hours_and_minutes="{hours} och {minutes}",
    titles=("dr", "doktor", "prof", "professor", "herr", "fru", "fröken", "tandläkare", "leg"),
    noon_hour=10,
)  # fmt: skip
