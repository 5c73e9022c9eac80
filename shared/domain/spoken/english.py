"""English: how dates, times and numbers are said. Words and phrases only."""

from __future__ import annotations

from shared.domain.spoken.language import MoneyWords, Speech, SpokenLanguage
from shared.domain.spoken.numbers import NumberWords

_NUMBERS = NumberWords(
    units=(
        "zero|nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ),
    tens=("twenty", "thirty", "forty|fourty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    compound="{ten}-{unit}",
    unit_in_compound={},
    hundred=" hundred",
    thousand=" thousand",
    one_before_hundred="one",
    hundred_joiner=" and ",
    articles=("a", "an"),
    ordinals=(
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth|twelth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
        "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
        "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
    ),
    ordinal_endings=("",),
    digits={"o": "0", "oh": "0"},
    twice=("double",),
    thrice=("triple", "treble"),
    plus=("plus",),
)  # fmt: skip

_CLOCK = {
    "digital": "{digital} oclock|hours?",
    "am": "{hour} am, {digital} am, {hour} oclock? in the morning, {digital} in the morning",
    "pm": """
        {hour} pm, {digital} pm, {hour} oclock? in the afternoon|evening, {hour} oclock? at night,
        {digital} in the afternoon|evening
    """,
    "am_minutes": "{hour} {minute} am, {packed} am, {hour} {minute} in the morning",
    "pm_minutes": "{hour} {minute} pm, {packed} pm, {hour} {minute} in the afternoon|evening",
    "hour": "{hour} oclock sharp?, {hour} o clock, {hour} sharp, {hour} on the dot",
    "hour_minute": "{hour} {minute} oclock|hours",
    # British: "half two" is 2:30, unlike German "halb zwei".
    "half_past": "half past {hour} oclock?, half {hour}",
    "half_past_am": "half past {hour} am, half past {hour} in the morning",
    "half_past_pm": "half past {hour} pm, half past {hour} in the afternoon|evening",
    "quarter_past": "a? quarter past|after {hour} oclock?",
    "quarter_to": "a? quarter to|before|till|of {hour} oclock?",
    "past": "{minute} minutes? past {hour} oclock?, {minute} minutes after {hour}, {five} after {hour}",
    "to": "{five} minutes? to {hour} oclock?, {minute} minutes to|before {hour}",
    "noon": "noon, midday, 12 noon, twelve noon",
    "midnight": "midnight",
    "bare": "{hour}",
    "bare_minutes": "{hour} {minute}, {hour} oh {minute}",
    "packed": "{packed} hours?",
}

_SPANS = {
    "days": "{count} day|days",
    "weeks": "{count} week|weeks",
    "minutes": "{count} minutes|minute|mins|min",
    "hours": "{count} hours|hour, a|an|one hour",
    "half_hour": "half an|a hour, half hour, a half hour",
    "quarter": "a? quarter of? an hour, quarter hour",
    "three_quarters": "three quarters of an hour",
    "hour_and_half": "an|one hour and a half, one and a half hours",
    "hours_and_half": "{count} and a half hours",
}

_WHEN = {
    # days
    "today": "today, later today",
    "today_morning": "this morning",
    "today_afternoon": "this afternoon",
    "today_evening": "tonight, this evening",
    "tomorrow": "tomorrow, tomorow, tommorow",
    "after_tomorrow": "the? day after tomorrow, overmorrow",
    "yesterday": "yesterday, last week|month, last {weekday}",
    "weekday": "on? the|a? {weekday}",
    "this_weekday": "on? this|coming {weekday}, this coming {weekday}",
    "next_weekday": "on? next {weekday}, the? following {weekday}",
    "second_weekday": "the? {weekday} after next",
    "week_number": "in? week {count}, in? week number {count}",
    "weekday_range": "from|between {weekday} to|and|until|till|through {weekday}",
    "date": """
        on|for? the? {ordinal} of? {month} {year}?, on|for? {weekday} the? {ordinal} of? {month} {year}?,
        on|for? {weekday}? {month} the? {ordinal} {year}?, on|for? {weekday}? the? {number} of? {month} {year}?,
        on|for? {weekday}? {month} {number} {year}?, on|for? {dotted_date}
    """,
    "nth_weekday": "on? the? {ordinal} {weekday} in|of {month}",
    "day_of_month": "on the {ordinal}, {weekday} the {ordinal}",
    "day_of_month_loose": "the {ordinal}",
    "feast_epiphany": "on? epiphany, on? twelfth day",
    "feast_shrove_tuesday": "on? shrove tuesday, on? pancake day",
    "feast_ash_wednesday": "on? ash wednesday",
    "feast_maundy_thursday": "on? maundy thursday",
    "feast_good_friday": "on? good friday",
    "feast_easter_saturday": "on? easter|holy saturday, on? easter eve",
    "feast_easter_sunday": "on? easter sunday|day",
    "feast_easter_monday": "on? easter monday",
    "feast_easter": "at|over|for? the? easter weekend|holiday|holidays?",
    "feast_may_day": "on? may day",
    "feast_ascension": "on? ascension day|thursday?",
    "feast_whit_sunday": "on? whit sunday, on? pentecost sunday",
    "feast_whit_monday": "on? whit monday, on? pentecost monday",
    "feast_whitsun": "at|over? whitsun|pentecost",
    "feast_corpus_christi": "on? corpus christi",
    "feast_swedish_national_day": "on? the? swedish national day",
    "feast_midsummer_eve": "on? midsummer|midsummers eve",
    "feast_midsummer_day": "on? midsummer|midsummers day",
    "feast_midsummer": "at|over? midsummer",
    "feast_all_saints": "on? all saints day?",
    "feast_advent": "on? the? first sunday of|in? advent",
    "feast_st_nicholas": "on? st|saint nicholas day?",
    "feast_christmas_eve": "on? christmas eve, on? xmas eve",
    "feast_christmas_day": "on? christmas|xmas day",
    "feast_boxing_day": "on? boxing day, on? st|saint stephens day",
    "feast_between_the_years": "between christmas and new year|years",
    "feast_new_years_eve": "on? new years|year eve",
    "feast_new_years_day": "on? new years|year day",
    "in_days": "in {count} day|days, {count} days from now|today",
    "in_weeks": "in {count} week|weeks time?, {count} week|weeks from now|today",
    "one_week": "a week from|on, a week",
    "two_weeks": "in|for? a? fortnight",
    "weekday_week": "{weekday} week",
    "in_months": "in {count} month|months",
    "this_week": "this week, later this week",
    "next_week": "next week, the? following week, the? week after",
    "second_week": "the? week after next",
    "week_start": "the? beginning|start of the? week?",
    "week_middle": "the? middle of the? week?, midweek",
    "week_end": "the? end of the? week?",
    "workdays": "on? any|a weekday, on? weekdays, during the week",
    "weekend": "at|on? the|this|next? weekend",
    "this_month": "this month",
    "next_month": "next month",
    "in_month": "in {month}",
    "month_start": "at? the? beginning|start of {month}, early {month}, early in {month}",
    "month_middle": "in? the? middle of {month}, mid {month}",
    "month_end": "in? the? last week of|in {month}, at? the? end of {month}, late {month}, late in {month}",
    "any_day": "any day, whichever day, whenever, some day|time, sometime, any time, anytime",
    # parts of the day
    "early": "early in the morning, early morning, first thing in? the? morning?",
    "morning": "in? the? morning, mornings, before noon|lunch",
    "noon": "at|around? lunchtime|lunch, around|about noon|midday",
    "afternoon": "after noon|midday, in? the? afternoon, afternoons, after lunch",
    "early_afternoon": "in? the? early afternoon",
    "late_afternoon": "in? the? late afternoon",
    "evening": "in? the? evening, evenings, after work",
    "night": "at night, in? the night",
    "any_time": """
        all day, i dont mind, doesnt matter, dont care, no preference, whatever works|suits, either is fine,
        i do not mind, i dont care
    """,
    # times
    "at": """
        at|around|about|for|like|maybe? {clear}, at|around|about {clock}, at about|around {clock},
        make it {clock}, say {clock}, {clock} ish
    """,
    # before "from": of two readings that end alike the first in the table is taken
    "between": """
        anytime|sometime? between {clock} and|to {clock}, from {full} to|till|until|and {clock},
        from {clock} to|till|until|and {clock},
        {full} to|till {full}, {clear} to|till {clock}
    """,
    "from": """
        but? not before {clock}, after|from {clock} onwards|on|onward?, not earlier than {clock}, later than {clock},
        {clock} or later, anytime|sometime after|from {clock}, no earlier than {clock}
    """,
    "until": """
        before {clock}, earlier than {clock}, not after {clock}, no later than {clock},
        anytime|sometime before {clock}, not later than {clock}
    """,
    "until_at": "until|till|by {clock}, by {clock} at the latest, {clock} at the latest",
    # order
    "earliest": """
        earliest, the earliest possible|available|appointment?, as soon as possible, as early as possible, asap,
        soonest, the? next available|free|possible|open appointment|slot|time|one?, right away, right now,
        immediately, first available, the? first available|free|possible appointment|slot|time?, as soon as you can,
        soon
    """,
    "latest": "latest, as late as possible, the last appointment|slot of the? day?",
    "earlier": "a? bit|little|something|anything|any? earlier, sooner, but? not so|that|quite|too late",
    "later": "a? bit|little|something|anything|any? later, but? not so|that|quite|too early, but? not first thing",
    "in_time": "thats|is|its not too late|early, isnt too late|early",
    "earlier_than_that": "thats|is a? bit|little|far|much? too late, bit|little|far|much too late, too late for me|us|in",
    "later_than_that": "thats|is a? bit|little|far|much? too early, too early",
    "from_now": "in {span}",
    "later_by": "{span} later|after, back {span}, back by {span}, {span} back",
    "later_day": "the? day after, the? next|following day",
    "earlier_day": "the? day before, the? previous day",
    "earlier_by": "{span} earlier|before|sooner, forward {span}, forward by {span}, {span} forward",
    # signs between the above
    "onward": "from|after|starting, not before",
    "deadline": "by|until",
    "not": "any day|time but|except, anything but, not, instead of, rather than, except, but not",
    "not_previous": """
        doesnt|wont|dont work|suit|do for? me?, does|will|do not work|suit|do, isnt possible|good, is not good|possible, is no good|bad,
        i cant|cannot|cant really do|make|manage, no good, is out
    """,
    "not_either": "i cant do|make|come?, i cannot do|make|come?, im not free|available, im busy",
    "rather": "no, rather, preferably, ideally, actually, better, sorry, i mean, i meant, make that, make it, wait",
    # not about time, though it sounds so
    "_price": "{price}",
    "_since": "since yesterday|today, since last week|night|month, since last {weekday}, since {weekday}, for {count} days|weeks|hours now?",
    "_counted": """
        {count} people|persons|children|kids|adults|times|appointments|visits|years|minutes|hours|questions|things|of,
        {count} to|or {count} people|minutes|hours|days|weeks|months|times, one appointment|for|more|person|question|thing
    """,
    "_greeting": """
        good morning|evening|afternoon|day|night, have a nice|good|great|lovely day|evening|weekend|one,
        morning everyone
    """,
    "_idiom": """
        once|twice|times a week, for|all a? week, see you later|tomorrow|soon|then|on, the first time, for the first time, first of all,
        one moment|second|sec, just a second|sec, the second one, the first one, the third one,
        talk to you later|soon, thanks for today, no one, in one go, may i|we|you, would? you? may
    """,
}

_MONEY = MoneyWords(
    currencies={
        "EUR": "euro|euros|eur",
        "CHF": "franc|francs|franken|chf",
        "SEK": "krona|kronor|kronas|crown|crowns|sek",
        "USD": "dollar|dollars|bucks|usd",
        "GBP": "pound|pounds|quid|gbp",
    },
    hundredths="cent|cents|ore|pence|centimes",
    joiner="and",
)

_SPEECH = Speech(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    date="{weekday} the {day}{nth} of {month}",
    date_with_year="{weekday} the {day}{nth} of {month} {year}",
    today="today",
    tomorrow_with_date="tomorrow, {date},",
    at_start="{day} at {time}",
    on_date="on {date}",
    clock="{hour} {half}",
    clock_with_minutes="{hour}:{minute:02d} {half}",
    twelve_hours=True,
    price="{amount} {currency}",
    price_with_cents="{amount} {currency} {cents:02d}",
    currencies={
        "EUR": ("euro", "euros"),
        "CHF": ("franc", "francs"),
        "SEK": ("krona", "kronor"),
        "USD": ("dollar", "dollars"),
        "GBP": ("pound", "pounds"),
    },
    spelling={},
    nth={day: {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th") for day in range(1, 32)},
    noon="12 noon",
)  # fmt: skip

ENGLISH = SpokenLanguage(
    code="en",
    numbers=_NUMBERS,
    weekdays=(
        "monday|mondays|mon", "tuesday|tuesdays|tue|tues", "wednesday|wednesdays|wed|wensday", "thursday|thursdays|thu|thurs",
        "friday|fridays|fri", "saturday|saturdays|sat", "sunday|sundays|sun",
    ),
    months=(
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
        "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    clock=_CLOCK,
    spans=_SPANS,
    when=_WHEN,
    money=_MONEY,
    speech=_SPEECH,
    hesitations=frozenset(["uh", "um", "uhm", "er", "erm", "ehm", "hm", "hmm", "hmmm"]),
    softeners=frozenset(["maybe", "perhaps", "preferably", "please", "then", "like", "so"]),
)  # fmt: skip
