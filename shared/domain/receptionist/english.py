"""The receptionist's English. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.words import Sentences, Wording, word_set

_SENTENCES = Sentences(
    good_morning="Good morning",
    good_day="Good afternoon",
    good_evening="Good evening",
    greeting="{good_day}, this is {business}, you are speaking with the digital assistant. How can I help you?",
    greeting_by_name=(
        "{good_day}, {name}, this is {business}, you are speaking with the digital assistant. How can I help you?"
    ),
    hello_again="{good_day}!",
    how_can_i_help="How can I help you?",
    anything_else="Is there anything else I can do for you?",
    list_joiner=", ",
    list_or=" or ",
    list_and=" and ",
    ask_service="What would you like to book: {services}?",
    ask_which_service="Do you mean {services}?",
    ask_day="Which day would you like to come?",
    ask_time="What time suits you {day}?",
    ask_time_open="{day_start} we are open {spans}. What time suits you?",
    will_not_book="All right, I will not book that.",
    ask_change="What should I change: the service, the day or the time?",
    offer_one="I have {slots}. Would that suit you?",
    offer_some="I have {slots}. Which one suits you?",
    at_times="{day} at {times}",
    with_staff="{service} with {staff}",
    by_staff="with {staff}",
    read_back="{what}, {start}. Shall I book that for you?",
    read_back_price="{what}, {start}, for {price}. Shall I book that for you?",
    ask_yes_or_no="Shall I book that, yes or no? {what}, {start}.",
    booked="Your appointment is booked: {what}, {start}. Your booking code is {code}.",
    ask_name="What name may I put the appointment under?",
    ask_name_again="Certainly, what is your name?",
    thank_name="Thank you, {name}.",
    no_name="No problem, the appointment stands without it.",
    not_booked="Nothing has been booked yet.",
    staff_does_not="{staff} does not offer {service}.",
    staff_only="{service} is done by {staff}.",
    unknown_service="I am afraid I cannot find that among our services.",
    slot_taken="I am sorry, {start} is already taken.",
    outside_hours="I am sorry, {start} is outside our opening hours.",
    too_soon="I am sorry, {start} is too soon for us.",
    too_far_ahead="I am sorry, I cannot book that far ahead yet.",
    not_offered="I am sorry, that is not possible in this form.",
    just_taken="I am sorry, {start} has just been taken.",
    day_full="I am sorry, there is nothing free then.",
    nothing_free="I am sorry, I cannot find a free appointment in the near future.",
    nothing_earlier="I am sorry, there is nothing earlier.",
    nothing_later="I am sorry, there is nothing later.",
    no_such_day="I am afraid that day does not exist.",
    no_such_time="That time is skipped on that day because the clocks change.",
    past="I am afraid that has already passed.",
    ask_code="What is your booking code? You can also type it.",
    ask_birth_date="What is your date of birth? Please tell me day, month and year.",
    who_calls="To make sure that I only tell you:",
    proof_wrong="I am afraid that does not match our records.",
    unproven="I am sorry, I cannot be certain who is calling, so I may not tell or change any appointment.",
    no_appointment="I cannot find a coming appointment under your number.",
    appointment="{what}, {start}",
    your_appointments="I have noted for you: {appointments}.",
    which_appointment="Which appointment do you mean: {appointments}?",
    is_it_this="Do you mean {appointments}?",
    no_such_appointment="I cannot find such an appointment of yours.",
    confirm_cancel="{what}, {start}. Shall I cancel this appointment?",
    cancelled="Your appointment is cancelled: {what}, {start}.",
    ask_new_day="{what}, {start}: Which day should I move the appointment to?",
    ask_change_move="What does not suit you: the day or the time?",
    read_back_move="{what}, {start}, instead of {old}. Shall I move the appointment like that?",
    yes_or_no_move="Shall I move the appointment like that, yes or no? {what}, {start}.",
    moved="Your appointment is moved: {what}, now {start}. The booking code is still {code}.",
    sent_by_sms="The confirmation will come as a text message.",
    sent_by_email="The confirmation will come by email.",
    not_sent="I am afraid I cannot send a confirmation there.",
    stays="Your appointment stays {start}.",
    same_time_already="That is when your appointment is already.",
    appointment_gone="I am sorry, I can no longer change this appointment.",
    appointment_changed="This appointment has just been changed by somebody else.",
    too_late="I am sorry, it is too late for me to change that.",
    as_last_time="As last time: {what}.",
    no_last_visit="I am afraid I cannot see what it was last time.",
    offer_waitlist="Shall I put you on the waiting list?",
    confirm_waitlist="Waiting list for {what}: shall I put you on it like that?",
    waitlisted="You are on the waiting list. As soon as something becomes free, we will call you on {number}.",
    from_day_to_day="from {first} to {last}",
    from_time="from {time}",
    until_time="until {time}",
    open_today="Today we are open {spans}.",
    open_now="We are open right now.",
    closed_now="We are closed at the moment.",
    closed_today="We are closed today.",
    open_on="{day_start} we are open {spans}.",
    closed_on="{day_start} we are closed.",
    closed_for="{day_start} we are closed: {reason}.",
    hours_line="{days} {spans}",
    hours_days="{first} and {last}",
    hours_range="{first} to {last}",
    hours_span="from {opens} to {closes}",
    hours_general="We are open {lines}.",
    no_hours="I am afraid I do not have the opening hours.",
    closure_day="{day_start} we are closed: {reason}.",
    closure_days="From {first} to {last} we are closed: {reason}.",
    no_closures="There are no closing days noted in the near future.",
    open_again="We will be back {start}.",
    no_parking="I am afraid I know nothing about parking.",
    price="{service} costs {price}.",
    no_price="We will gladly tell you the price of {service} when you are here.",
    prices="Our prices: {prices}.",
    duration="{service} takes {duration}.",
    services="We offer {services}.",
    no_services="I cannot book appointments myself at the moment.",
    staff="{staff} work here.",
    staff_for="{service} is done by {staff}.",
    address="You will find us here: {address}.",
    no_address="I am afraid I do not have the address.",
    who_am_i="I am the digital assistant of {business}. I answer questions, book appointments and take messages.",
    offer_booking="Would you like an appointment for that?",
    dont_know="I am afraid I do not know that. Shall I take a message about it?",
    languages="I speak English, German and Swedish.",
    ask_message="Of course. What may I pass on?",
    ask_message_move="I will gladly pass it on. Which appointment is it, and what would you like?",
    ask_number="What number can we call you back on?",
    ask_number_again=(
        "I did not catch the number. Please say the digits one by one, or type them and press the hash key."
    ),
    confirm_ringing_number="Can we reach you on the number you are calling from: {number}?",
    confirm_number="I understood: {number}. Is that right?",
    message_taken="Thank you, I will pass that on, and we will call you on {number}.",
    message_taken_no_number="Thank you, I will pass that on.",
    message_dropped="All right, I will not pass anything on.",
    about_move="Change of appointment: {text}",
    passing_on="I will gladly pass that on.",
    offer_message="Shall I take a message?",
    offer_lead="Shall I note down what you need, so that we can call you back about it?",
    ask_lead="Gladly, I will note it down. What is it about exactly?",
    ask_your_name="What is your name?",
    lead_taken="Thank you, I have noted that down. We will call you about it on {number}.",
    confirmation_by_sms="Certainly, you will get a text message shortly.",
    confirmation_by_email="Certainly, you will get an email shortly.",
    no_address_to_write_to="I do not have an address to send it to.",
    wants_no_writing="I am afraid I may not send anything to that address.",
    nothing_to_confirm="There is nothing to confirm at the moment.",
    transfer="Of course, I will put you through. One moment please.",
    transfer_urgent="I will put you through right away. One moment please.",
    message_or_transfer="Shall I take a message, or shall I try to put you through anyway?",
    nobody_there="I am sorry, I cannot put you through right now. Shall I take a message?",
    nobody_urgent=(
        "I am sorry, I cannot put you through. If there is danger to life, please dial 1 1 2. Shall I take an "
        "urgent message?"
    ),
    abuse_warning="I am glad to help, but please stay polite.",
    abuse_end="I would rather not continue this conversation. Goodbye.",
    no_sales="Thank you, but we do not buy anything on the telephone.",
    silence_first="Are you still there? {question}",
    silence_second="I am sorry, I cannot hear you. {question} You can also say: leave a message.",
    silence_last="I am sorry, I cannot hear you and will hang up now. Please call again. Goodbye!",
    silence_last_unbooked=(
        "I am sorry, I cannot hear you and will hang up now. Nothing has been booked yet. Please call again. "
        "Goodbye!"
    ),
    unclear_first="I am sorry, I did not understand that. {question}",
    unclear_second=(
        "I am afraid I did not understand that either. Please put it differently, for example: I would like an "
        "appointment. {question}"
    ),
    menu=(
        "We can also use the keys: press 1 for an appointment, 2 for opening hours and prices, 3 for a message, 4 to "
        "move an appointment, 5 to cancel one, 0 for a person."
    ),
    menu_without_person=(
        "We can also use the keys: press 1 for an appointment, 2 for opening hours and prices, 3 for a message, 4 to "
        "move an appointment, 5 to cancel one."
    ),
    press_number="{number} for {what}",
    press_yes_no="Press 1 for yes, 2 for no.",
    waiting="Of course, take your time.",
    ask_again="Once more: {question}",
    thanks="You are very welcome.",
    goodbye="Thank you for calling. Goodbye!",
    goodbye_unbooked="All right, nothing has been booked. Thank you for calling. Goodbye!",
    abandoned="All right, I will not book anything.",
    all_right="All right.",
    sorry="I am sorry, I did not understand that.",
    slowly="Of course, once more and slowly:",
    next_request="Now to your next wish.",
    yes_word="yes",
    no_word="no",
    offer_keys="Press {slots}.",
    ask_service_keys="Press {services}.",
    at_your_service="Of course, we can speak English.",
    what_then="You could say: I would like an appointment, when are you open, or: leave a message.",
)  # fmt: skip

_INTENTS = {
    "hello": "hello, hi, hey, good morning|afternoon|evening|day, hiya, hi there, hello there",
    "yes": """
        yes, yeah, yep, yup, yah, ya, sure, of course, certainly, absolutely, definitely, correct, right,
        thats right|correct|fine|good|great|perfect|it|ok|okay, that is right|correct|fine|good|great|perfect,
        exactly, please do, go ahead, do it, do that, book it|that, sounds good|great|perfect|fine|lovely,
        that works, works for me,
        that would be great|good|lovely|fine|perfect, yes please, i would, id love to, ill take it|that,
        that suits me, suits me, why not, id like that, aye, that will do
    """,
    # A yes when we have asked, and only politeness before a question: "okay, and how much is that?"
    "fine": "okay, ok, good, very good, great, fine, lovely, perfect, wonderful, alright, all right, brilliant, super",
    "doubt": "is that right|correct|ok|okay|possible|sure, are you sure, really, does that work",
    "but": "but, however",
    "no_alone": "nay, uh uh, mm mm",
    "no": """
        no, nope, nah, not right|correct, thats wrong|not, wrong, incorrect, that is wrong|not, not really,
        dont book|do, do not book, doesnt work, does not work, none of them|those|these, neither, not quite,
        not that one?, no way, dont, not okay|ok|good|fine|great, isnt right|correct, not yet
    """,
    "nothing_more": """
        thats all|it|everything, that is all|it|everything, nothing else, no thanks, no thank you,
        no thats all|it|fine|ok|okay, thatll be all, that will be all, im good|fine, i am good|fine, nothing more,
        all good, no im good|fine
    """,
    "abandon": """
        forget it|that|about, never mind, nevermind, cancel that|this, i changed my mind, changed my mind,
        dont bother, leave it, ill think about it, i will think about it, let me think about it, ill call back,
        i will call back, no appointment
    """,
    "goodbye": """
        goodbye, good bye, bye, bye bye, see you, see ya, see you later|then|soon|tomorrow|on,
        have a nice|good|great|lovely day|evening|one|weekend, cheerio, good night, take care,
        talk to you later|soon
    """,
    "thanks": "thanks, thank you, thank you very|so much, many thanks, cheers, much appreciated, thanks a lot, thx",
    "repeat": """
        pardon, pardon me, say that again, repeat, can|could you repeat that?, come again, what did you say,
        i didnt catch|get|hear|understand that?, i did not catch|get|hear|understand that?, sorry what,
        what was that, once more, one more time, i beg your pardon, i dont understand
    """,
    "slower": """
        slower, slower please, more slowly, slow down, not so fast, too fast, speak slowly, a bit slower
    """,
    "repeat_alone": "what, huh, sorry, excuse me, eh",
    "wait": """
        one moment|second|sec|minute please?, just a moment|second|minute|sec please?, hold on, hang on,
        wait a? moment|second|minute?, give me a second|moment|minute, let me check|see|think|look, bear with me
    """,
    "human": """
        a real? person|human|someone|agent|operator, real person|human, human being?, operator, representative,
        speak|talk to|with someone|somebody|anybody|anyone,
        speak|talk to|with a|the|an real? person|human|manager|owner|boss|doctor|colleague|employee|agent|receptionist|dentist|hairdresser|stylist,
        put me through, transfer me, connect me, the manager|owner|boss, not a robot|machine|computer|bot,
        speak|talk to|with, staff member, member of staff, customer service
    """,
    "human_alone": "person, human, agent, person please, human please, agent please, staff",
    "anyway": "anyway, try anyway, put me through, connect me, connect us, put me through anyway, still try, try it, try, please try",
    "complaint": """
        complain, complaint*, outrageous, unacceptable, my lawyer, lawyer, refund, money back, ruined,
        terrible service, disgrace*, unhappy with
    """,
    "emergency": """
        emergency, an emergency, ambulance, bleeding, severe|terrible|unbearable|bad pain, accident, burst pipe,
        pipe burst, flooding, gas leak, smell gas, knocked out, broken tooth, life threatening, cant breathe
    """,
    "message": """
        a? message, leave a? message|word, take a message, call me back, callback, call back, ring me back,
        pass on|along, tell him|her|them, tell ... that, let ... know, get back to me
    """,
    # Not a new time: "I will be ten minutes late".
    "late": """
        running late, ill be late, i will be late, going to be late, be ... late, minutes late, bit late, stuck in traffic,
        wont make it on time, im late
    """,
    "move": """
        push it|that back|to|forward, push my ... back|to, bring my|it ... forward, swap my ... for|to|with, put my ... back,
        reschedule, rescheduling, move|change|shift|postpone|rearrange my|the|our|an appointment|booking, postpone, rebook,
        different day for my, move it to, change my booking, move|change|shift my ... appointment|booking, push back my,
        bring forward my, move|shift my|the|our|it, move ... appointment, reschedule my
    """,
    "cancel": """
        wont be able to make|come, not able to make|come, cant make, cannot make, unable to make|come|attend,
        cancel, cancel my|the|our|an appointment|booking, cancellation, cant make it, cannot make it, cant come,
        cannot come, wont make it, call off my, cant make my, cannot make my, cancel my ... appointment
    """,
    "my_appointments": """
        when my appointment|booking is|was, what time my appointment|booking is,
        when is|was my appointment|booking, when is my next appointment, what time is my appointment|booking,
        do i have an|any appointment|appointments|booking, which appointments do i have, what appointments do i have,
        when am i booked|coming|due, when im|i am booked|coming|due, my appointments, when do i have to|my come|appointment, is my appointment ... still|booked,
        when was i booked
    """,
    "same_as_last": """
        same as last|always|usual|before time?, same as the last time, the usual, my usual, same thing as? last time,
        like last time, as last time, same again, same service as|like last time, as always, what i had last time
    """,
    "same_time": "same time, at the same time, the same hour, same hour",
    "instead": """
instead, in its place, a new one, a new appointment
    """,
    "another": """
        another|second|additional appointment|one|booking, one more, one more appointment, as well for my, also for my,
        two appointments, an extra one
    """,
    "waitlist": """
        waiting list, waitlist, wait list, on the|a list, if|when|case something|anything|someone|somebody|anyone ... cancels,
        if|when|case something|anything|a ... opens up, if|when|case something|anything|a ... comes|becomes free|available|up,
        cancellation list, let me know if ... cancels
    """,
    "send_it": """
        send me ... text|sms|email|mail|confirmation, text|email me ... confirmation|details|it|that, confirmation by|via text|sms|email|mail,
        send ... confirmation, text me the, text it to me, written confirmation
    """,
    "quote": """
        a? quote, quotation, an? estimate, written offer, a bigger|larger|big job|project, price estimate, make me an offer,
        quote for
    """,
    "abuse": """
        asshole, arsehole, bastard, bitch, fuck you|off, go fuck, shut up, shut the fuck, piss off, you idiot|moron|cunt|stupid|dumb|fool,
        stupid machine|robot|computer|bot|bitch|cow, dumb machine|robot|computer|bot, cunt, motherfucker, son of a bitch, go to hell,
        are you stupid|retarded|dumb|deaf, ill kill you, i will kill you, wanker, dickhead, suck my, what are you wearing, screw you
    """,
    "abuse_alone": "idiot, moron, stupid",
    "sales": """
        search engine optimization|optimisation, seo, google ranking|listing|business, improve your website|ranking,
        calling about your website, business opportunity, extended warranty, calling on behalf of, we offer businesses|companies,
        solar panels for your, energy supplier|contract|tariff, offer you our|special, our product|products, special promotion,
        business loan|funding, merchant account|services, decision maker, marketing agency, advertising space|agency, you have won,
        crypto, bitcoin
    """,
    "dont_know": """
        i dont know, no idea, i do not know, dont remember, do not remember, dont have it|that|one, do not have it|that|one,
        not at hand, forgot, forgotten, no code
    """,
    "book": """
        appointment, appointments, an appointment, book, booking, reserve, schedule, make an appointment,
        can i get|have|book|come, could i get|have|book|come, may i have|book|come, available, availability,
        do you have ... free|available|slot|time|slots|open|opening|openings|appointment|anything,
        anything free|available|open, free slot|slots|appointment|time, fit me in, squeeze me in, come in,
        any slots|openings|appointments, when can i come, get a? slot, sign me up
    """,
    "want": """
        i would|id like|love|prefer, i want|need, id like|love|prefer, can|could|may i have|get, looking for,
        please give me, for me
    """,
    "wonder": "know, ask, wondering, wonder, question, find out",
    "not": "not, no, instead of, rather than, except",
    "name_is": "my name is, my names, the name is, the names, name is, under the name of?, im called",
    "name_maybe": "this is, it is, its, i am, im, here is",
    "name_before": "speaking, on the phone|line",
    "hours": """
        opening hours|times, business hours, open, hours, when are|do you ... open|close|closed|there|shut,
        what time do you ... open|close|shut, are you open|closed|there|in, how late, until when, closed,
        closing time, how long are you open
    """,
    "closures": """
        bank holiday*, public holiday*, your holidays|vacation, are you ... on holiday|vacation, closing days, your days off,
        when are you on holiday|vacation, summer break, closed for holidays, closed over the holidays
    """,
    "christmas": "christmas, xmas, boxing day, christmas eve|day, over the holidays",
    "new_year": "new years, new year, new years eve|day, over the holidays",
    "parking": "parking, park, car park, parking lot|space|spaces|garage, where can i ... park",
    "price": """
        how much, price, prices, cost, costs, what do|does|would|will ... cost, price list, what do you charge,
        charge, expensive, fee, fees, rates, pricing, whats the price
    """,
    "duration": "how long does|do|will|would|is, how much time, duration, how many minutes|hours",
    "services": """
        what services, which services, services, what do you do|offer, what can i|you book|offer|do, treatments,
        what treatments, what kind of services|treatments|appointments|haircuts, what else do you do|offer,
        list of services, what can you do
    """,
    "people": """
        who works, who do you have, who is there|working|in, which stylists|hairdressers|doctors|dentists|barbers,
        who does|cuts|do, your team, your staff, with whom, who will, who can, stylists, whos there|working
    """,
    "address": """
        address, where are|is|do|can you|i|the|your?, where exactly, directions, how do|can i get|find|reach,
        located, location, which street, nearest station|stop, by bus|car|train|tram|bike|subway|underground
    """,
    "who": """
        who are you, who is this, whos this, who am i speaking|talking to|with,
        are you a|an real? robot|computer|machine|ai|bot|human|person|recording,
        is this a|an robot|computer|machine|ai|bot|recording,
        am i talking|speaking to|with a|an robot|computer|machine|ai|bot|human|person, what is your name,
        whats your name, what can you help
    """,
    "english": "do you speak english, english, in english, speak english",
    "german": """
        german, in german, do you speak german, deutsch, auf deutsch, sprechen sie deutsch,
        können wir deutsch sprechen
    """,
    "swedish": "swedish, in swedish, do you speak swedish, svenska, på svenska, schwedisch, pratar|talar du|ni svenska",
    "not_language": """
        dont|not|cannot|cant really? speak|understand|know|have? any|much|good|very|a|your? word|bit? of? english|german|swedish
    """,
    "other_language": """
        turkish, french, italian, spanish, polish, russian, arabic, ukrainian, portuguese, greek, which|what languages
    """,
    "any_staff": """
        anyone, anybody, any stylist|doctor|barber|dentist|of them, doesnt matter who, dont mind who, dont care who,
        whoever, whoever is free|available, no preference, with anyone|anybody|whoever, i do not mind who
    """,
    "any": """
        any, either, whichever, doesnt matter, dont mind, dont care, you choose|decide|pick, whatever,
        any of them|those, anything, i do not mind, no preference
    """,
    "pick_first": "first, the first one?, first one, earlier one, earliest one, number one, the former, option one",
    "pick_second": "second, the second one?, second one, middle one, the middle, number two, option two",
    "pick_third": "third, the third one?, third one, number three, option three",
    "pick_last": "last, the last one?, last one, later one, latest one, the latter",
    "other_slots": """
        other times|slots|options|days|appointments, something|anything else, another time|slot|day|one|option,
        different time|day|slot, other, what else, any others|other, more options, alternative*, alternatives
    """,
    "change_service": "service, the service, treatment",
    "change_day": "day, the day, date, the date, another|different day",
    "change_time": "time, the time, another|different time",
    "change_staff": "someone|somebody else, different person|stylist|doctor, another person|stylist|doctor",
    "my_number": """
        this number, same number, the number im|i am? calling from, this one, my number, the one im calling from
    """,
    "no_number": """
        no number, without a? number, no callback, rather not, you have it, you already have it, not necessary,
        no need, i dont have one|a
    """,
    "no_name": """
        no name, rather not, not say|tell|give, dont want to say|give|tell, anonymous, none of your business,
        without a? name, you have it, you know my name, not my name
    """,
    "appointment_existing": """
        my appointment, the appointment, our appointment, have|had an appointment, my booking, i booked
    """,
}

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
    "färben": "color, colour, coloring, colouring, dye, dyed, dying, dyeing, hair color|colour, highlights, tint",
    "bart": "beard, beard trim|care|cut, shave, shaving",
    "kontrolle": "check up, checkup, check, examination, exam, inspection, routine visit, control, check ups",
    "hygiene": """
        cleaning, teeth cleaning, dental hygiene, hygiene, hygienist, cleaned, dental cleaning, scale and polish
    """,
    "notfall": "emergency, toothache, tooth ache, pain, tooth hurts",
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
    sentences=_SENTENCES,
    intents=_INTENTS,
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
        """the and but for with would like want need please thank thanks you your what how much can could does have has had is are
        when open tomorrow today this that these those with from about around maybe some any one not instead make book booking
        appointment appointments time day week next actually rather other another there here then also just well okay yes
        mister miss misses doctor who where which cost price long take takes will shall may might should let lets get got
        hello good morning afternoon evening speak english hair my me him her them they she his our does done doing
        something anything someone anyone people person message leave first second third last one two free slot"""
    ),
    joiners=word_set("and also plus then additionally"),
    onto=word_set("to for"),
    away_from=word_set("from"),
    minutes="{minutes} minutes",
    hour="one hour",
    hours="{hours} hours",
    hours_and_minutes="{hours} and {minutes}",
    titles=("dr", "doctor", "prof", "professor", "mr", "mister", "mrs", "ms", "miss"),
    noon_hour=12,
)  # fmt: skip
