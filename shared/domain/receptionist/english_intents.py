"""What callers can want, and how they say it in English."""

from __future__ import annotations

ENGLISH_INTENTS = {
    "hello": "hello, hi, hey, good morning|afternoon|evening|day, hiya, hi there, hello there",
    "how_are_you": "how are you, hows it going, how is it going, how do you do, you alright, how are things",
    "yes": """
        yes, yeah, yep, yup, yah, ya, mhm, uh huh, yea, aye, righto, go on then, sure, of course, certainly, absolutely, definitely, correct, right,
        thats right|correct|fine|good|great|perfect|it|ok|okay, that is right|correct|fine|good|great|perfect,
        exactly, please do, go ahead, do it, do that, book it|that, sounds good|great|perfect|fine|lovely,
        that works, works for me,
        that would be great|good|lovely|fine|perfect, yes please, i would, id love to, ill take it|that,
        that suits me, suits me, why not, id like that, aye, that will do, thatll do
    """,
    # A yes when we have asked, and only politeness before a question: "okay, and how much is that?"
    "fine": "okay, ok, good, very good, great, fine, lovely, perfect, wonderful, alright, all right, brilliant, super",
    "doubt": "is that right|correct|ok|okay|possible|sure, are you sure, really, does that work",
    "unsure": "maybe, perhaps, not sure, unsure, dont know, do not know, not certain, let me think, no idea, i doubt",
    "but": "but, however",
    "no_alone": "nay, uh uh, mm mm",
    "no": """
        no, nope, nah, naw, nay, not right|correct, thats wrong|not, wrong, incorrect, that is wrong|not, not really,
        dont book|do, do not book, doesnt work, does not work, none of them|those|these, neither, not quite,
        not that one?, no way, dont, not okay|ok|good|fine|great, isnt right|correct, not yet, of course not, certainly|absolutely|definitely not, please dont
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
        wrong number, goodbye, good bye, bye, bye bye, see you, see ya, see you later|then|soon|tomorrow|on,
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
        uh, um, uhm, er, erm, hm, hmm, one moment|second|sec|minute please?, just a moment|second|minute|sec please?, hold on, hang on,
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
        pipe burst, flooding, flooded, water everywhere, water is? rising, under water, pouring out|in|through, gas leak, smell gas, knocked out, broken tooth, life threatening, cant breathe
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
    "all_of_them": "all, both, every, everything, each",
    "only": "only, just",
    "my_appointments": """
        when my appointment|booking is|was, when was it again, what time did i book|have, what time was it again, what time my appointment|booking is,
        whens my ... appointment|booking, what times my appointment|booking, when is|was my appointment|booking, when is my next appointment, what time is my appointment|booking,
        do i have an|any appointment|appointments|booking, which appointments do i have, what appointments do i have,
        when am i booked|coming|due, when im|i am booked|coming|due, my appointments, when do i have to|my come|appointment, is my appointment ... still|booked,
        when was i booked, my appointment|booking is still on, if my appointment ... still, confirm|check my appointment|booking
    """,
    "same_as_last": """
        same as last|always|usual|before time?, same as the last time, the usual, my usual, same thing as? last time,
        like last time, as last time, same again, same service as|like last time, as always, what i had last time
    """,
    "same_time": "same time, at the same time, the same hour, same hour",
    "instead": """
instead, in its place, a new one, a new appointment
    """,
    "for_two": """
        for me|myself and my, for my ... and me|myself, for both of us, for the two of us, for two people, for us both, me and my
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
        asshole, arsehole, bastard, bitch, fuck you|off, go fuck, shut up, shut the fuck, piss off,
        you stupid|dumb|bloody|fucking? idiot|moron|cunt|stupid|dumb|fool|bastard,
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
    "not": "not, dont, no, instead of, rather than, except",
    "name_is": "my name is, my names, the name is, the names, name is, under the name of?, im called",
    "name_maybe": "this is, it is, its, i am, im, here is",
    "name_before": "speaking, on the phone|line",
    "hours": """
        opening hours|times, business hours, open, hours, when are|do you ... open|close|closed|there|shut,
        what time do you ... open|close|shut, are you open|closed|there|in, how late, until when, closed,
        closing time, how long are you open, do you work ... weekends|weekend|saturdays|sundays
    """,
    "closures": """
        bank holiday*, public holiday*, your holidays|vacation, are you ... on holiday|vacation, closing days, your days off,
        when are you on holiday|vacation, summer break, closed for holidays, closed over the holidays
    """,
    "christmas": "christmas, xmas, boxing day, christmas eve|day, over the holidays",
    "new_year": "new years, new year, new years eve|day, over the holidays",
    "walk_in": """
        do i|we|you need an|to appointment|booking|book, do i|we have to book, walk in, walk ins, without an? appointment|booking,
        just come|turn|show|pop|drop by|in|over|up, need an appointment or
    """,
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
        is this|that the|a ... hairdresser|hairdressers|salon|barber|barbers|dentist|dentists|practice|plumber|plumbers,
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
    "which_times": """
        what|which times|slots? do|have|are|is you|have|there|free|available|got, what have you got, what do you have, when are you free,
        when do|can|could you ... do|free|have|fit, what times|slots, whats free|available, what is free|available
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
        my ... appointment|booking|slot,
        my appointment, the appointment, our appointment, have|had an appointment, my booking, i booked
    """,
}
