"""The receptionist's English: its sentences, what it understands, and the words of the trades. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.english_intents import ENGLISH_INTENTS
from shared.domain.receptionist.english_sentences import ENGLISH_SENTENCES
from shared.domain.receptionist.words import Wording, word_set

# Parts of names of services in the languages of the businesses, and how callers say them in English.
_TRADE = {
    "herren": """
        men, mens, man, mans, gentleman*, gentlemen*, guys, male, my husband|son|boyfriend|father|dad, boys, boy,
        gents, barber cut
    """,
    "damen": """
        women, womens, woman, womans, lady, ladies, ladys, female, my wife|daughter|girlfriend|mother|mum|mom,
        girls, girl
    """,
    "haarschnitt": "haircut, haircuts, hair cut, cut my hair, hair ... cut, a? trim, cut, hair done",
    "färben": "color, colour, coloring, colouring, colored, coloured, dye, dyed, dying, dyeing, hair color|colour, highlights, tint",
    "bart": "beard, beard trim|care|cut, shave, shaving",
    "kontrolle": "cavity, hole in my|the|his|her tooth, check up, checkup, check, examination, exam, inspection, routine visit, control, check ups",
    "hygiene": """
        cleaning, teeth cleaning, dental hygiene, hygiene, hygienist, cleaned, dental cleaning, scale and polish
    """,
    "notfall": "emergency, toothache, tooth ache, pain, filling|fillings|crown ... out|off, really|hurts hurts|badly, tooth|teeth ... hurts|hurt|hurting|aching, lost|broken ... filling|crown, broke|chipped|cracked ... tooth",
    "läck": "leak, leaking, leakage, leaks, drip, dripping, water damage",
    "klipp": "haircut, haircuts, hair cut, cut my hair, hair ... cut, a? trim, cut, hair done",
    "färg": "color, colour, coloring, colouring, dye, dyed, dyeing, hair color|colour, highlights, tint",
    "skägg": "beard, beard trim|care|cut, shave, shaving",
    "felsök": "troubleshooting, electrician, electrical fault|problem, power out|outage|cut, no power, blown fuse, fuse",
    "laddbox": "wallbox, wall box, charger, charging station|box|point, ev charger, electric car",
    "service": "service visit|call, visit, maintenance, plumber, service",
    "installation": "installation, install, installed, fit a new, put in",
}

ENGLISH = Wording(
    code="en",
    sentences=ENGLISH_SENTENCES,
    intents=ENGLISH_INTENTS,
    trade=_TRADE,
    markers=word_set(
        """the i a is one would like please thank thanks you your appointment what how much can could do does have has had are when open closed
        tomorrow today and or with for my me we us want need book booking yes no hello english speak it that this at to half past
        quarter next afternoon goodbye bye good who where does price cost costs leave message available is not there an of on be
        will was from about any some anything someone something monday tuesday wednesday thursday friday saturday sunday
        hours appointments help hair cut check long take takes speaking talk talking person am im id sorry really too evening
        o'clock better another time day week free get just more thats whats course called calling his her here if name dont doesnt cant understand
        swedish german"""
    ),
    idle=word_set(
        """oh oops well gosh right the and but for with would like want need please thank thanks you your what how much can could does have has had is are
        when open tomorrow today this that these those with from about around maybe some any one not instead make book booking
        appointment appointments time day week next actually rather other another there here then also just well okay yes
        mister miss misses doctor who where which cost price long take takes will shall may might should let lets get got
        hello good morning afternoon evening speak english hair my me him her them they she his our does done doing
        something anything someone anyone people person message leave first second third last one two free slot
        i to a an it its im ive id am be been was were of on in at so if or because"""
    ),
    joiners=word_set("and also plus then additionally"),
    asking_on=word_set("and what how about"),
    onto=word_set("to for"),
    away_from=word_set("from"),
    minutes="{minutes} minutes",
    hour="one hour",
    hours="{hours} hours",
    hours_and_minutes="{hours} and {minutes}",
    titles=("dr", "doctor", "prof", "professor", "mr", "mister", "mrs", "ms", "miss"),
    noon_hour=12,
)  # fmt: skip
