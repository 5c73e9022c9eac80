"""The receptionist's German. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.words import Sentences, Wording, word_set

_SENTENCES = Sentences(
    good_morning="Guten Morgen",
    good_day="Guten Tag",
    good_evening="Guten Abend",
    greeting="{good_day}, hier ist {business}, Sie sprechen mit der digitalen Assistenz. Was kann ich für Sie tun?",
    greeting_by_name=(
        "{good_day}, {name}, hier ist {business}, Sie sprechen mit der digitalen Assistenz. Was kann ich für Sie "
        "tun?"
    ),
    hello_again="{good_day}!",
    how_can_i_help="Was kann ich für Sie tun?",
    anything_else="Kann ich sonst noch etwas für Sie tun?",
    list_joiner=", ",
    list_or=" oder ",
    list_and=" und ",
    ask_service="Was darf ich für Sie eintragen: {services}?",
    ask_which_service="Meinen Sie {services}?",
    ask_day="An welchem Tag möchten Sie kommen?",
    ask_time="Um wie viel Uhr passt es Ihnen {day}?",
    ask_time_open="{day_start} haben wir {spans} geöffnet. Um wie viel Uhr passt es Ihnen?",
    will_not_book="In Ordnung, das trage ich nicht ein.",
    ask_change="Was soll ich ändern: die Leistung, den Tag oder die Uhrzeit?",
    offer_one="Frei wäre {slots}. Passt Ihnen das?",
    offer_some="Frei wäre {slots}. Was passt Ihnen?",
    at_times="{day} um {times}",
    with_staff="{service} bei {staff}",
    by_staff="bei {staff}",
    read_back="{what}, {start}. Soll ich das so eintragen?",
    read_back_price="{what}, {start}, für {price}. Soll ich das so eintragen?",
    ask_yes_or_no="Soll ich das so eintragen, ja oder nein? {what}, {start}.",
    booked="Ihr Termin ist eingetragen: {what}, {start}. Ihr Buchungscode ist {code}.",
    ask_name="Auf welchen Namen darf ich den Termin notieren?",
    ask_name_again="Gern, wie ist Ihr Name?",
    thank_name="Vielen Dank, {name}.",
    no_name="Kein Problem, der Termin gilt auch so.",
    not_booked="Es ist noch nichts eingetragen.",
    staff_does_not="{service} bietet {staff} nicht an.",
    staff_only="{service} macht bei uns {staff}.",
    unknown_service="Das finde ich leider nicht in unserem Angebot.",
    slot_taken="{start} ist leider schon vergeben.",
    outside_hours="{start} geht leider nicht, das liegt außerhalb unserer Öffnungszeiten.",
    too_soon="{start} ist leider zu kurzfristig.",
    too_far_ahead="So weit im Voraus kann ich leider noch nicht buchen.",
    not_offered="Das geht in dieser Form leider nicht.",
    just_taken="Es tut mir leid, {start} wurde gerade eben vergeben.",
    day_full="Da ist leider nichts frei.",
    nothing_free="In der nächsten Zeit finde ich leider keinen freien Termin.",
    nothing_earlier="Früher ist leider nichts frei.",
    nothing_later="Später ist leider nichts frei.",
    no_such_day="Diesen Tag gibt es leider nicht.",
    no_such_time="Diese Uhrzeit fällt an dem Tag wegen der Zeitumstellung aus.",
    past="Das ist leider schon vorbei.",
    ask_code="Wie lautet Ihr Buchungscode? Sie können ihn auch eintippen.",
    ask_birth_date="Wie ist Ihr Geburtsdatum? Bitte sagen Sie Tag, Monat und Jahr.",
    who_calls="Damit ich nur Ihnen Auskunft gebe:",
    proof_wrong="Das passt leider nicht zu unseren Unterlagen.",
    unproven="Ich kann leider nicht sicher erkennen, wer anruft, und darf deshalb keinen Termin nennen oder ändern.",
    no_appointment="Unter Ihrer Nummer finde ich keinen kommenden Termin.",
    appointment="{what}, {start}",
    your_appointments="Ich habe für Sie notiert: {appointments}.",
    which_appointment="Welchen Termin meinen Sie: {appointments}?",
    is_it_this="Meinen Sie {appointments}?",
    no_such_appointment="So einen Termin finde ich bei Ihnen nicht.",
    confirm_cancel="{what}, {start}. Soll ich diesen Termin absagen?",
    cancelled="Ihr Termin ist abgesagt: {what}, {start}.",
    ask_new_day="{what}, {start}: Auf welchen Tag soll ich den Termin verschieben?",
    ask_change_move="Was passt nicht: der Tag oder die Uhrzeit?",
    read_back_move="{what}, {start}, statt {old}. Soll ich den Termin so verschieben?",
    yes_or_no_move="Soll ich den Termin so verschieben, ja oder nein? {what}, {start}.",
    moved="Ihr Termin ist verschoben: {what}, jetzt {start}. Der Buchungscode bleibt {code}.",
    sent_by_sms="Die Bestätigung kommt gleich als SMS.",
    sent_by_email="Die Bestätigung kommt gleich per E-Mail.",
    not_sent="Eine Bestätigung kann ich dorthin leider nicht schicken.",
    stays="Ihr Termin bleibt {start}.",
    same_time_already="Da ist Ihr Termin schon.",
    appointment_gone="Diesen Termin kann ich leider nicht mehr ändern.",
    appointment_changed="Dieser Termin wurde gerade von anderer Seite geändert.",
    too_late="Dafür ist es leider zu kurzfristig, das kann ich nicht mehr selbst ändern.",
    as_last_time="Wie beim letzten Mal: {what}.",
    no_last_visit="Was es beim letzten Mal war, kann ich leider nicht sehen.",
    offer_waitlist="Soll ich Sie auf die Warteliste setzen?",
    confirm_waitlist="Warteliste für {what}: Soll ich Sie so eintragen?",
    waitlisted="Sie stehen auf der Warteliste. Sobald etwas frei wird, melden wir uns unter {number}.",
    from_day_to_day="von {first} bis {last}",
    from_time="ab {time}",
    until_time="bis {time}",
    open_today="Heute haben wir {spans} geöffnet.",
    open_now="Wir haben gerade geöffnet.",
    closed_now="Im Moment haben wir geschlossen.",
    closed_today="Heute haben wir geschlossen.",
    open_on="{day_start} haben wir {spans} geöffnet.",
    closed_on="{day_start} haben wir geschlossen.",
    closed_for="{day_start} haben wir geschlossen: {reason}.",
    hours_line="{days} {spans}",
    hours_days="{first} und {last}",
    hours_range="{first} bis {last}",
    hours_span="von {opens} bis {closes}",
    hours_general="Wir haben geöffnet: {lines}.",
    no_hours="Die Öffnungszeiten habe ich leider nicht vorliegen.",
    closure_day="{day_start} haben wir geschlossen: {reason}.",
    closure_days="Von {first} bis {last} haben wir geschlossen: {reason}.",
    no_closures="In der nächsten Zeit ist kein Schließtag eingetragen.",
    open_again="Wir sind {start} wieder für Sie da.",
    no_parking="Über Parkplätze weiß ich leider nichts.",
    price="{service} kostet {price}.",
    no_price="Den Preis für {service} nennen wir Ihnen gern vor Ort.",
    prices="Unsere Preise: {prices}.",
    duration="{service} dauert {duration}.",
    services="Wir bieten {services} an.",
    no_services="Termine kann ich im Moment nicht selbst eintragen.",
    staff="Bei uns arbeiten {staff}.",
    staff_for="{service} machen bei uns {staff}.",
    address="Sie finden uns hier: {address}.",
    no_address="Die Adresse habe ich leider nicht vorliegen.",
    who_am_i=(
        "Ich bin die digitale Assistenz von {business}. Ich beantworte Fragen, trage Termine ein und nehme "
        "Nachrichten auf."
    ),
    offer_booking="Möchten Sie dafür einen Termin?",
    dont_know="Das weiß ich leider nicht. Soll ich dazu eine Nachricht aufnehmen?",
    languages="Ich spreche Deutsch, Englisch und Schwedisch.",
    ask_message="Gern. Was darf ich ausrichten?",
    ask_message_move="Ich gebe es gern weiter. Um welchen Termin geht es, und was wünschen Sie?",
    ask_number="Unter welcher Nummer können wir Sie zurückrufen?",
    ask_number_again=(
        "Die Nummer habe ich nicht verstanden. Bitte sagen Sie die Ziffern einzeln, oder tippen Sie sie ein und "
        "drücken Sie die Rautetaste."
    ),
    confirm_ringing_number="Erreichen wir Sie unter der Nummer, von der Sie anrufen: {number}?",
    confirm_number="Ich habe verstanden: {number}. Ist das richtig?",
    message_taken="Danke, ich gebe das so weiter, und wir melden uns unter {number}.",
    message_taken_no_number="Danke, ich gebe das so weiter.",
    message_dropped="In Ordnung, dann richte ich nichts aus.",
    about_move="Terminänderung: {text}",
    passing_on="Das gebe ich gern weiter.",
    offer_message="Soll ich eine Nachricht aufnehmen?",
    offer_lead="Soll ich aufnehmen, was Sie brauchen, damit wir Sie dazu zurückrufen?",
    ask_lead="Gern, das nehme ich auf. Worum geht es genau?",
    ask_your_name="Wie ist Ihr Name?",
    lead_taken="Danke, das ist aufgenommen. Wir melden uns dazu unter {number}.",
    confirmation_by_sms="Gern, die Bestätigung kommt gleich als SMS.",
    confirmation_by_email="Gern, die Bestätigung kommt gleich per E-Mail.",
    no_address_to_write_to="Dafür fehlt mir noch die Adresse.",
    wants_no_writing="An diese Adresse darf ich leider nichts schicken.",
    nothing_to_confirm="Im Moment gibt es nichts zu bestätigen.",
    transfer="Gern, ich verbinde Sie. Einen Moment bitte.",
    transfer_urgent="Ich verbinde Sie sofort. Einen Moment bitte.",
    message_or_transfer=(
        "Soll ich eine Nachricht aufnehmen, oder soll ich trotzdem versuchen, Sie zu verbinden?"
    ),
    nobody_there="Ich kann Sie leider gerade nicht verbinden. Soll ich eine Nachricht aufnehmen?",
    nobody_urgent=(
        "Ich kann Sie leider nicht verbinden. In Lebensgefahr wählen Sie bitte die 1 1 2. Soll ich eine dringende"
        " Nachricht aufnehmen?"
    ),
    abuse_warning="Ich helfe Ihnen gern, aber bitte bleiben Sie freundlich.",
    abuse_end="So möchte ich das Gespräch nicht weiterführen. Auf Wiederhören.",
    no_sales="Vielen Dank, aber am Telefon kaufen wir nichts.",
    silence_first="Sind Sie noch da? {question}",
    silence_second="Ich höre Sie leider nicht. {question} Sie können auch sagen: Nachricht hinterlassen.",
    silence_last="Ich höre Sie leider nicht und lege jetzt auf. Rufen Sie gern wieder an. Auf Wiederhören!",
    silence_last_unbooked=(
        "Ich höre Sie leider nicht und lege jetzt auf. Es ist noch nichts eingetragen. Rufen Sie gern wieder an. "
        "Auf Wiederhören!"
    ),
    unclear_first="Entschuldigung, das habe ich nicht verstanden. {question}",
    unclear_second=(
        "Das habe ich leider wieder nicht verstanden. Sagen Sie es bitte mit anderen Worten, zum Beispiel: Ich "
        "möchte einen Termin. {question}"
    ),
    menu=(
        "Wir können auch die Tasten nehmen: Drücken Sie 1 für einen Termin, 2 für Öffnungszeiten und Preise, 3 "
        "für eine Nachricht, 4, um einen Termin zu verschieben, 5, um einen abzusagen, 0 für einen Menschen."
    ),
    menu_without_person=(
        "Wir können auch die Tasten nehmen: Drücken Sie 1 für einen Termin, 2 für Öffnungszeiten und Preise, 3 "
        "für eine Nachricht, 4, um einen Termin zu verschieben, 5, um einen abzusagen."
    ),
    press_number="{number} für {what}",
    press_yes_no="Drücken Sie 1 für ja, 2 für nein.",
    waiting="Gern, lassen Sie sich Zeit.",
    ask_again="Noch einmal: {question}",
    thanks="Sehr gern.",
    goodbye="Vielen Dank für Ihren Anruf. Auf Wiederhören!",
    goodbye_unbooked="In Ordnung, es ist nichts eingetragen. Vielen Dank für Ihren Anruf. Auf Wiederhören!",
    abandoned="In Ordnung, ich trage nichts ein.",
    all_right="In Ordnung.",
    sorry="Entschuldigung, das habe ich nicht verstanden.",
    slowly="Gern noch einmal, in Ruhe:",
    next_request="Nun zu Ihrem nächsten Wunsch.",
    yes_word="ja",
    no_word="nein",
    offer_keys="Drücken Sie {slots}.",
    ask_service_keys="Drücken Sie {services}.",
    at_your_service="Gern, wir können Deutsch sprechen.",
    what_then=(
        "Sagen Sie zum Beispiel: Ich möchte einen Termin, wann haben Sie geöffnet, oder: eine Nachricht "
        "hinterlassen."
    ),
)  # fmt: skip

_INTENTS = {
    "hello": "hallo, guten tag|morgen|abend|mittag, grüß gott, grüezi, servus, moin, hi, hallöchen, gruezi, tach",
    "yes": """
        ja, jo, jep, jap, jawohl, jaja, joa, genau, richtig, korrekt, stimmt, passt, gerne, gern, klar, na klar,
        in ordnung, einverstanden, natürlich, sicher,
        selbstverständlich, unbedingt, machen sie das, machen wir so, so machen wir das, bitte eintragen,
        tragen sie|es|das ein|so, trag es|das ein, das passt,
        das wäre|ist gut|super|toll|prima|perfekt|schön|wunderbar, klingt gut,
        hört sich gut an, buchen sie das|es|den|ihn, fest buchen, nehme ich, nehm ich, bitte ja, abgemacht,
        freilich, passt mir|so|gut, gebongt, eintragen bitte, so eintragen, ja bitte, warum nicht, mach das|mal
    """,
    # A yes when we have asked, and only politeness before a question: "okay, und was kostet das?"
    "fine": "okay, ok, okey, gut, sehr gut, super, prima, perfekt, wunderbar, toll, top, alles klar, ausgezeichnet",
    "doubt": "ist das richtig|okay|möglich|sicher|fest, stimmt das, wirklich, sicher dass, passt das, geht das",
    "but": "aber, jedoch, allerdings",
    "no_alone": "ne, na, nä",
    "no": """
        nein, nee, nö, nicht richtig, falsch, stimmt nicht, passt nicht, passt mir nicht,
        passt gar|leider nicht, lieber nicht, auf keinen fall, nicht so, keinesfalls, bitte nicht, das ist falsch,
        geht nicht, geht leider|gar nicht, kann ich nicht, nicht gut, das stimmt nicht, keiner davon, nichts davon,
        keins|keines|keinen davon, passt alles nicht, nicht eintragen, nix, keine von beiden, nicht ganz,
        nicht in ordnung, nicht okay|ok, noch nicht
    """,
    "nothing_more": """
        das war alles, das wars, das wär's, das wäre|war es|alles, sonst nichts, nichts weiter|mehr, nein danke,
        nein das war alles, alles klar danke, nö danke, alles gut danke, mehr nicht, mehr brauche ich nicht,
        nee danke, danke nein, das wars schon|dann, nichts danke
    """,
    "abandon": """
        vergessen sie es|das, vergiss es, abbrechen, abbruch, doch nicht, doch keinen? termin,
        ich will|möchte doch keinen|nicht termin?, lassen sie es|das, lassen wir das|es, hat sich erledigt,
        ist nicht so wichtig, ich überlege es mir noch, überlege ich mir noch, muss ich mir noch überlegen,
        ich melde mich noch mal|einmal, keinen termin, ich brauche keinen termin
    """,
    "goodbye": """
        tschüss, tschüs, tschau, ciao, auf wiederhören|wiedersehen|wiederschauen, wiederhören, wiedersehen, ade,
        adieu, bis dann|später|bald|dann|dienstag|mittwoch|donnerstag|freitag|samstag|montag|nächste*,
        schönen tag|abend noch?, einen schönen tag|abend noch?, schönes wochenende, tschö, servus dann,
        bis morgen dann, uf wiederluege, tschüssi, machen sies|sie's gut
    """,
    "thanks": "danke, danke schön|sehr|ihnen, vielen|herzlichen|besten dank, dankeschön, merci, dank ihnen",
    "repeat": """
        wie bitte, wie war das, noch mal|einmal bitte?, nochmal bitte?, wiederholen, können sie das? wiederholen,
        das habe ich nicht verstanden, habe ich nicht verstanden, bitte wiederholen, ich habe sie nicht verstanden,
        was haben sie gesagt, was sagten sie, ich verstehe sie nicht, nicht verstanden, pardon,
        sagen sie das noch mal|einmal, ich hab das|sie? nicht verstanden|gehört, könnten sie das wiederholen,
        wiederholen sie, noch mal wiederholen
    """,
    "slower": """
        langsamer, bitte langsam, nicht so schnell, zu schnell, langsam bitte, bitte etwas langsamer, sie reden|sprechen zu schnell
    """,
    "repeat_alone": "was, hä, wie, wie bitte was, hm was, bitte",
    "wait": """
        moment, momentchen, einen moment|augenblick bitte?, augenblick, warten sie kurz|mal|bitte?, sekunde,
        eine sekunde, kurz warten, moment mal|bitte, ich muss kurz|mal nachsehen|schauen|gucken|überlegen,
        ich schau|gucke|schaue mal? kurz?
    """,
    "human": """
        mit einem|einer|nem|ner richtigen|echten? menschen|mensch|mitarbeiter|mitarbeiterin|person|kollegen|kollegin|angestellten,
        einen|ein|eine echten|richtigen|echte? menschen|mensch|mitarbeiter|mitarbeiterin|person,
        echter|echten|richtigen mensch*, mit jemandem|jemand sprechen|reden|verbinden?,
        jemanden sprechen, jemand echtes|echten, verbinden sie mich, verbinden bitte, bitte verbinden, durchstellen,
        stellen sie mich durch, weiterverbinden, mit dem chef|inhaber|meister|arzt|doktor,
        mit der chefin|inhaberin|ärztin, den chef, die chefin, keinen computer|roboter|automaten,
        nicht mit einer|einem|nem maschine|computer|roboter|automaten, trotzdem verbinden,
        kann|könnte|möchte|will|würde ich gern|gerne? mit|frau|herrn|herr ... sprechen|reden, persönlich sprechen,
        berater, die zentrale, den geschäftsführer
    """,
    "human_alone": "mensch, mensch bitte, mitarbeiter, mitarbeiter bitte, person, vermittlung, zentrale",
    "anyway": """
        trotzdem, versuchen sie es|trotzdem, probieren sie es|trotzdem, doch verbinden, verbinden, verbinde mich,
        versuchen|verbinden bitte
    """,
    "complaint": """
        beschwerde*, beschweren, reklamation*, reklamieren, unverschämt*, unzufrieden, frechheit, anwalt,
        geld zurück, total|völlig|komplett verschnitten|verpfuscht|ruiniert, schadensersatz, skandal
    """,
    "emergency": """
        notfall, ein notfall, notarzt, lebensgefahr, es brennt, rohrbruch, blutet|blute stark|sehr, ich blute,
        starke|schlimme|heftige|wahnsinnige|unerträgliche schmerzen, unfall, dringender notfall,
        zahn ausgeschlagen|abgebrochen|rausgefallen, wasserrohrbruch, gasgeruch, atemnot, medizinischer notfall
    """,
    "message": """
        nachricht, eine nachricht hinterlassen|aufnehmen|da?, etwas|was ausrichten, ausrichten,
        richten ... aus, zurückrufen, rückruf, rufen sie mich zurück|an, um rückruf,
        können|könnten sie mich zurückrufen, sagen|sag ... dass|bescheid, bescheid sagen|geben, hinterlassen,
        meldet euch, melden sie sich, rückmeldung
    """,
    # Not a new time: "ich komme zehn Minuten später".
    "late": """
        minuten|stunde|viertelstunde|stündchen später, zu spät, verspäte mich|uns, verspätung, etwas|bisschen zu? spät,
        stehe|stecke im stau, schaffe es nicht rechtzeitig|pünktlich, bin spät dran, nicht pünktlich
    """,
    "move": """
        termin|termins|termine ... verschieben|verlegen|ändern|umbuchen|umlegen|tauschen,
        verschieben|verlegen|umbuchen ... termin,
        umbuchen, verschieben, verlegen, terminänderung, terminverschiebung, anderen tag legen,
        meinen termin ändern, termin ... schieben|später|früher, geht|ginge mein termin, verschiebe|verlege ... termin, vorziehen, später legen, früher legen, verschieben sie
    """,
    "cancel": """
        absagen, stornieren, stornierung, termin ... absagen|stornieren|löschen|canceln,
        sage|sag ... ab, sagen sie ... ab, kann|muss ich ... nicht kommen|wahrnehmen, nicht wahrnehmen, ich kann nicht kommen,
        canceln, absage, schaffe|schaff es ... nicht, streichen sie ... termin, abbestellen,
        kann ... nicht kommen|wahrnehmen|einhalten
    """,
    "my_appointments": """
        wann mein|unser nächster? termin,
        wann ist|war|wäre mein|unser nächster? termin, wann habe|hab ich ... termin|termine,
        habe|hab ich ... einen|meinen|noch|schon termin, welche|welchen termine|termin habe|hab ich,
        wann bin ich ... dran|bestellt|eingetragen, was für termine|einen termin habe|hab ich, meine termine,
        um wie viel uhr ist|war mein termin, wann|wo ist ... mein termin, wann muss ich ... kommen|da sein,
        steht|steh mein termin, ist mein termin ... eingetragen|noch
    """,
    "same_as_last": """
        wie letztes|letzte|voriges|vorige mal, wie beim|das letzten|letzte|vorigen mal, wie immer, wie sonst auch?, wie gehabt,
        das übliche, das gleiche|selbe wie, dasselbe wie, dasselbe noch mal|einmal, das gleiche|selbe noch mal|einmal,
        genau wie letztes mal
    """,
    "same_time": """
        gleiche|gleichen|selbe|selben zeit|uhrzeit, zur gleichen|selben zeit|uhrzeit|stunde, dieselbe zeit|uhrzeit,
        zur? gleichen|selben stunde, wieder um die zeit
    """,
    "instead": "stattdessen, dafür, statt dessen, ersatzweise, einen neuen|anderen termin?, neuen termin",
    "another": """
        noch einen|eine|ein? termin, noch einen|eine|ein weiteren|weitere?, einen weiteren|zweiten, eine weitere|zweite,
        weiteren|zweiten termin, noch mal einen, für meinen|meine|mein ... auch, zusätzlich, zwei termine
    """,
    "waitlist": """
        warteliste, auf die|eine liste, falls|wenn|sobald etwas|was|ein|jemand|einer ... absagt|ausfällt|abspringt,
        falls|wenn|sobald etwas|was|ein|einer ... frei wird, nachrücken
    """,
    "send_it": """
        schicken|schick|senden|sende sie? mir ... sms|mail|email|bestätigung|schriftlich, bestätigung per|als e? sms|mail|email,
        per|als e? sms|mail|email bestätigen|schicken|bekommen|haben, sms|mail|email ... schicken, schriftlich bestätigen|geben,
        bestätigung schicken|zuschicken|zusenden|haben|bekommen
    """,
    "quote": """
        kostenvoranschlag*, offerte, angebot machen|erstellen|schicken|bekommen|einholen, unverbindliches angebot, preisangebot,
        kosten schätzen, größeres projekt, ein größerer|großer auftrag, voranschlag
    """,
    "abuse": """
        arschloch, wichser, hurensohn, fick dich|euch|sie, fickt euch, halt|halten die|deine|sie fresse|schnauze|klappe|maul,
        halts maul, halt dein maul, verpiss dich, verpissen sie sich, blöde|dumme|doofe kuh|sau|schlampe|fotze|maschine|zicke,
        du|sie idiot|vollidiot|depp|trottel|spast|esel, vollidiot, dummkopf, missgeburt, leck mich, schlampe, fotze,
        bring dich|euch um, drecksau, bist du|sie blöd|dumm|bescheuert|behindert|doof, sind sie blöd|dumm|bescheuert|behindert|doof,
        du bist blöd|dumm|scheiße, sie sind blöd|dumm, scheiß roboter|computer|automat|maschine, willst du ficken,
        bist du nackt|geil, was hast du an
    """,
    "abuse_alone": "idiot, vollidiot, depp, trottel, schwein",
    "sales": """
        suchmaschinenoptimierung, seo, google eintrag|ranking, ihre webseite|website|homepage optimieren|verbessern,
        ich rufe|wir rufen ... an im auftrag, stromanbieter, stromtarif, stromvertrag, energieberatung, photovoltaik|solaranlage für ihr|ihre,
        wir|ich bieten|biete ihnen|firmen|unternehmen, ihnen unser|unsere|ein|eine ... anbieten|vorstellen, unser produkt, unsere produkte|dienstleistung,
        werbeanzeige*, werbefläche*, branchenbuch*, brancheneintrag, gewinnspiel, sie haben gewonnen, kryptowährung, bitcoin,
        marketingagentur, werbeagentur, telefonanbieter, ihre geschäftsleitung, entscheider im haus
    """,
    "dont_know": """
        weiß ich ... nicht, keine ahnung, weiß ... nicht, kenne ... nicht, habe|hab ... nicht, finde ... nicht, nicht dabei,
        nicht zur hand, keinen code, vergessen
    """,
    "book": """
        termin, termine, einen|nen|ein termin, buchen, reservieren, eintragen lassen, terminvereinbarung,
        vereinbaren, ausmachen, vorbeikommen, habt|haben ihr|sie ... frei|platz|lücke, was frei, etwas frei,
        noch frei|platz|was, frei, freie|freien|freier termine?|termin|termins, drankommen, dran kommen, anmelden,
        einen platz, verfügbar, wann kann ich kommen|vorbeikommen, kann ich kommen|vorbeikommen,
        wann hätten|haben|habt|hättet sie|ihr zeit|was|etwas|termine, zeit für mich
    """,
    "want": """
        hätte gern|gerne?, hätt gern|gerne?, ich möchte|will|würde|bräuchte|brauche|hätte|möcht|wollte,
        möchte gern|gerne?, würde gern|gerne?, bräuchte, für mich, einmal
    """,
    "wonder": "wissen, fragen, frage, erkundigen, erfahren, interessieren, interessiert",
    "not": "nicht, kein|keine|keinen, statt, anstatt|anstelle von?, außer",
    "name_is": """
        mein name ist|wäre|lautet, ich heiße, der? name ist|wäre|lautet, auf den namen, unter dem namen, heiße
    """,
    "name_maybe": """
        hier ist|spricht|wieder? der|die|frau|herr?, ich bin der|die|frau|herr?, da ist|spricht der|die|frau|herr?
    """,
    "name_before": "am apparat|telefon, hier ich|guten|hallo|und|noch",
    "hours": """
        öffnungszeit*, geöffnet, offen, aufhaben, wann ... auf|offen|geöffnet,
        wann macht|machen|schließt|schließen|öffnet|öffnen ihr|sie auf|zu?,
        habt|haben ihr|sie ... auf|offen|geöffnet|zu|geschlossen|aufhaben,
        seid|sind ihr|sie ... da|offen|erreichbar, seid|sind ihr|sie ... im haus, wie lange ... auf|offen|geöffnet|da, geschäftszeit*,
        sprechzeit*, sprechstunde*, ladenschluss, bis wann, von wann bis wann, geschlossen, ruhetag,
        arbeitszeit*,
        wann ist ... auf|offen|geöffnet|jemand, macht|machen ihr|sie ... auf|zu
    """,
    "closures": """
        feiertag*, betriebsferien, betriebsurlaub, schließtag*, brückentag*, wann ... urlaub|ferien|betriebsferien, ihr urlaub, ihre ferien,
        macht|machen|habt|haben|seid|sind ihr|sie ... urlaub|ferien, sommerferien, winterpause
    """,
    "christmas": "weihnachten, heiligabend, heilig abend, weihnachtstag*, zwischen den jahren, weihnachtsfeiertag*",
    "new_year": "silvester, neujahr, zwischen den jahren, jahreswechsel",
    "parking": "parken, parkplatz, parkplätze, parkhaus, tiefgarage, parkmöglichkeit*, wo kann ich ... parken|hinstellen",
    "price": """
        was kostet|kosten|kostets|koste, wie teuer, wie viel kostet|kosten|ist|nehmen|verlangen,
        wieviel kostet|kosten|ist|nehmen, preis, preise, preisliste, kostet, kosten, was nehmt ihr,
        was nehmen|verlangen sie, was muss ich ... zahlen|bezahlen, was zahle|zahl|bezahle ich,
        was würde ... kosten, teuer
    """,
    "duration": """
        wie lange dauert|dauern|brauche|brauchen|braucht|dauerts|muss|bin|geht, wie lang dauert|dauern|braucht|geht,
        dauert das|es|der|die, dauer, wie viel zeit
    """,
    "services": """
        was bieten|bietet|macht|machen sie|ihr alles? an?, was für leistungen|behandlungen|termine|sachen,
        welche leistungen|behandlungen|services|angebote|dienstleistungen|sachen, leistungen, im angebot,
        angebote, behandlungen, was gibt es bei ihnen|euch, was kann ich|man ... buchen|machen, dienstleistungen,
        was gibt es alles, was haben sie im angebot, was habt ihr im angebot, was macht ihr so,
        was kann man bei ihnen|euch
    """,
    "people": """
        wer arbeitet, welche mitarbeiter*, welche friseur*|ärzt*|kolleg*|handwerker,
        wer schneidet|macht|färbt|behandelt|kommt, wen gibt es, bei wem, welche leute, ihr team, euer team,
        mitarbeiterinnen, wer ist heute da
    """,
    "address": """
        adresse, anschrift, wo sind|seid|ist|liegt|finde|befindet|befinden|sitzt|sitzen, wo genau,
        wie komme|komm|kommt|gelange|finde ich|man|wir, anfahrt, weg zu ihnen|euch, wegbeschreibung, welche straße,
        welcher straße, welche haltestelle, u bahn, s bahn, bushaltestelle, haltestelle,
        mit dem bus|auto|zug|tram, mit der bahn|tram|straßenbahn
    """,
    "who": """
        wer sind sie, wer ist da|dran|am, mit wem spreche|rede ich, mit wem habe ich,
        sind sie ein|eine roboter|computer|maschine|ki|mensch|automat|bot|echter|echte,
        bist du ein|eine roboter|computer|ki|bot|mensch|maschine,
        ist das ein|eine computer|roboter|ki|band|bot|automat, wer spricht, wie heißen sie, wie heißt du,
        spreche ich mit einem|einer computer|roboter|ki|maschine|mensch|menschen, künstliche intelligenz,
        was können sie, was kannst du, bin ich da|hier? richtig|falsch|bei
    """,
    "english": """
        sprechen sie englisch, sprechen sie auch englisch, auf englisch, englisch, english, in english,
        speak english, geht das|es auch auf? englisch
    """,
    "german": "deutsch, auf deutsch, sprechen sie deutsch, german, in german",
    "swedish": """
        schwedisch, auf schwedisch, sprechen sie auch? schwedisch, swedish, in swedish, speak swedish, svenska, på svenska
    """,
    "not_language": "kein|keine|nicht so|sehr|besonders? gut|viel? deutsch|englisch|schwedisch, no german",
    "other_language": """
        türkisch, französisch, italienisch, spanisch, polnisch, russisch, arabisch, ukrainisch,
        portugiesisch, griechisch, kroatisch, welche sprachen
    """,
    "any_staff": """
        egal bei|von? wem, egal wer, bei wem ist egal, wer ist mir? egal, bei irgendwem|irgendjemandem|irgendjemand,
        ist mir egal wer|wem|bei, wer gerade frei ist, wer frei ist|hat, wer zeit hat, person ist egal,
        bei wem auch immer
    """,
    "any": """
        egal, ist mir egal, mir egal, wurscht, was sie|du haben|wollen, alles recht, entscheiden sie,
        suchen sie aus, beides, irgendein*, irgendwann, ganz gleich, geht beides
    """,
    "pick_first": """
        nummer eins, erste|erster|ersten|erstes, ersterer|ersteren|ersteres,
        früheren|frühere|früherer|frühesten|früheste|frühester
    """,
    "pick_second": "nummer zwei, zweite|zweiter|zweiten|zweites, mittlere|mittlerer|mittleren, zwote|zwoten",
    "pick_third": "nummer drei, dritte|dritter|dritten|drittes",
    "pick_last": """
        letzte|letzter|letzten|letztes, späteren|spätere|späterer|spätesten|späteste|spätester,
        letzterer|letzteren|letzteres
    """,
    "other_slots": """
        andere|anderen|anderer|anderes|weitere|weiteren termin|termine|zeit|zeiten|uhrzeit|uhrzeiten|tag|tage|vorschläge,
        was|etwas anderes, noch andere|anderen|mehr, sonst noch frei|was, alternative*, was gibt es noch,
        was haben sie noch, noch was anderes
    """,
    "change_service": "leistung, die leistung, behandlung, was anderes machen",
    "change_day": "tag, anderer|anderen|anderem tag, datum, das datum, der tag, den tag",
    "change_time": "uhrzeit, andere|anderer|anderen uhrzeit|zeit, zeit, die zeit, die uhrzeit",
    "change_staff": """
        andere|anderer|anderen person|mitarbeiter*|friseur*, jemand|bei jemand anderes|anderem|anderen|anders,
        jemand|jemandem anders|anderem|anderes, wem anders|anderem|anderen
    """,
    "my_number": """
        diese|dieser|die|meine|meiner nummer, unter dieser, die selbe, dieselbe|gleiche nummer?, von der ich anrufe,
        die auf dem display, diese hier
    """,
    "no_number": """
        keine nummer, ohne nummer, keinen rückruf, kein rückruf, möchte ich|keine nicht sagen|angeben,
        brauchen sie nicht, nicht nötig, die haben sie|ihr schon?, haben sie schon|ja, geht sie nichts an
    """,
    "no_name": """
        sage|sag|nenne|verrate ich ... nicht,
        meinen? namen nicht|nichts, ohne namen, keinen namen, nicht sagen|nennen|angeben, geht sie nichts an,
        anonym, möchte ich nicht, will ich nicht, brauchen sie nicht, haben sie schon, kennen sie
    """,
    "appointment_existing": """
        meinen|meinem|meinen|mein termin, den termin, unseren termin, hatte|habe|hab ich? ... einen? termin,
        gebucht, vereinbarten termin
    """,
}

_TRADE = {
    "herren": """
        herren*, herr, männer*, mann, meinen|mein|meinem mann|sohn|freund|vater|jungen, bub, junge, männlich,
        für ihn, maenner*
    """,
    "damen": """
        damen*, dame, frauen*, meine|meiner frau|tochter|freundin|mutter, weiblich, mädchen, für sie weiblich, frau
    """,
    "haarschnitt": """
        haare? schneiden|geschnitten|kürzen, haare ab, haarschnitt*, haarschnit*, schneiden lassen, spitzen schneiden,
        haar schneiden, frisur, haarsschnitt, schnitt, nachschneiden, haircut, haare ... schneiden, harschnitt
    """,
    "färben": """
        färben, gefärbt, farbe, tönen, tönung, strähnen, strähnchen, blondieren, coloration, färbung,
        ansatz färben|machen, haarfarbe
    """,
    "bart": "bart*, rasur, rasieren, bart ... schneiden|trimmen|stutzen|pflegen|machen, vollbart",
    "kontrolle": """
        kontrolltermin, kontrolluntersuchung, vorsorge*, untersuchung, routine*, check, checkup, check up,
        nachschauen, jahreskontrolle, durchsicht, zum nachschauen
    """,
    "hygiene": """
        zahnreinigung, professionelle reinigung, zahnstein, reinigung, zahnhygiene, dental hygiene,
        zähne ... reinigen|putzen|säubern, mundhygiene, prophylaxe
    """,
    "notfall": "notfall*, zahnschmerzen, zahnweh, schmerzen, zahn tut weh, schmerztermin",
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
    sentences=_SENTENCES,
    intents=_INTENTS,
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
        """aber oder und auch dann doch eben eigentlich einen eine einem einer bitte gerne gern danke lieber wieder weder ueber
        haette moechte wollen wuerde koennte kann kannst koennen brauche brauchen buchen termin termine terminen fuer beim bei mit
        nach noch nicht kein keinen keine statt sondern heute morgen jetzt schon mal einmal mein meine meinen haben habe hatte
        sie ihnen euch ihr wir ich du das der die den dem des ein was wer wie wo wann warum welche welcher ist sind war bin
        kostet kosten preis dauert lange viel uhr zeit frau herr herrn doktor guten tag abend hallo einfach machen macht
        sagen nehmen nehme kommen komme gehen geht passt ihrer ihre ihren alles etwas jemand person sprechen leute
        richtig genau okay hier dort naechsten naechste woche wochen monat tagen vielleicht sagen gesagt meinte meine besten
        anderen andere anderer welchen dieser diesen diese dieses sonst hinterlassen nachricht ruhig gleich"""
    ),
    joiners=word_set("und sowie außerdem zusätzlich danach anschließend"),
    onto=word_set("auf zu zum"),
    away_from=word_set("von vom"),
    minutes="{minutes} Minuten",
    hour="eine Stunde",
    hours="{hours} Stunden",
    hours_and_minutes="{hours} und {minutes}",
    titles=("dr", "doktor", "prof", "professor", "herr", "herrn", "frau", "dipl", "med", "dent"),
    noon_hour=11,
)  # fmt: skip
