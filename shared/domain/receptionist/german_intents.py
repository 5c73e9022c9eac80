"""What callers can want, and how they say it in German."""

from __future__ import annotations

GERMAN_INTENTS = {
    "hello": "hallo, guten tag|morgen|abend|mittag, grüß gott, grüezi, servus, moin, hi, hallöchen, gruezi, tach",
    "how_are_you": "wie geht's, wie geht es|s ihnen|dir|so?, wie gehts ihnen|dir|so?, alles gut bei ihnen|dir",
    "yes": """
        ja, jaa, jaaa, jo, jep, jap, japp, jup, jupp, jou, jawohl, jawoll, mhm, mmh, mm, aha ja, ei ja, joh, jepp, jaja, joa, genau, richtig, korrekt, stimmt, passt, gerne, gern, klar, na klar,
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
    "unsure": """
        vielleicht, eventuell, weiß nicht, weiß noch nicht, bin|bin mir? nicht|noch unsicher|sicher, nicht sicher, unsicher, überleg*, mal sehen|schauen,
        na ja, naja, keine ahnung, wenn es sein muss
    """,
    "but": "aber, jedoch, allerdings",
    "no_alone": "ne, na, nä",
    "no": """
        nein, nee, nö, nope, nänä, naa, nei, nicht richtig, falsch, stimmt nicht, passt nicht, passt mir nicht,
        passt gar|leider nicht, lieber nicht, auf keinen fall, nicht so, keinesfalls, bitte nicht, das ist falsch,
        geht nicht, geht leider|gar nicht, kann ich nicht, nicht gut, das stimmt nicht, keiner davon, nichts davon,
        keins|keines|keinen davon, passt alles nicht, nicht eintragen, nix, keine von beiden, nicht ganz,
        natürlich|sicher|bestimmt|klar nicht, nicht in ordnung, nicht okay|ok, noch nicht
    """,
    "nothing_more": """
        das war alles, das wars, das wär's, des wars, des war's, dös wars, mir reicht das, das wäre|war es|alles, sonst nichts, nichts weiter|mehr, nein danke,
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
        schönen tag|abend noch?, einen schönen tag|abend noch?, schönes wochenende, tschö, servus dann, verwählt, falsch verbunden, falsche nummer, pfiat di|eana|ihna, pfiati, pfüati, baba, ade mitnand, tschau tschau,
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
        äh, ähm, öhm, hm, hmm, tja, moment, momentchen, einen moment|augenblick bitte?, augenblick, warten sie kurz|mal|bitte?, sekunde,
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
        notfall, ein notfall, notarzt, lebensgefahr, es brennt, rohrbruch, blutet|blute stark|sehr, ich blute, wasser überall, überall wasser, steht|stehe ... unter wasser, wasser läuft|spritzt|steigt, voll wasser, überschwemm*,
        starke|schlimme|heftige|wahnsinnige|unerträgliche schmerzen, unfall, dringender notfall,
        zahn ausgeschlagen|abgebrochen|rausgefallen, wasserrohrbruch, gasgeruch, atemnot, medizinischer notfall
    """,
    "message": """
        nachricht, eine nachricht hinterlassen|aufnehmen|da?, etwas|was ausrichten, ausrichten,
        richten ... aus, richten sie, zurückrufen, rückruf, rufen sie mich zurück|an, um rückruf,
        können|könnten sie mich zurückrufen, sagen|sag ... dass|bescheid, bescheid sagen|geben, hinterlassen,
        meldet euch, melden sie sich, rückmeldung
    """,
    # Not a new time: "ich komme zehn Minuten später".
    "late": """
        minuten|stunde|viertelstunde|stündchen später, zu spät, verspäte mich|uns, verspätung, etwas|bisschen zu? spät,
        stehe|steh|stecke|steck im stau, bin ... minuten da|dort|bei, schaffe es nicht rechtzeitig|pünktlich, bin spät dran, nicht pünktlich
    """,
    "move": """
        termin|termins|termine ... verschieben|verlegen|ändern|umbuchen|umlegen|tauschen,
        verschieben|verlegen|umbuchen ... termin,
        umbuchen, verschieben, verlegen, terminänderung, terminverschiebung, anderen tag legen,
        meinen termin ändern, termin ... schieben|später|früher, geht|ginge mein termin, verschiebe|verlege ... termin, vorziehen, später legen, früher legen, verschieben sie
    """,
    "cancel": """
        absagen, alles absagen|stornieren, sagen sie|sag alles|alle ab, stornieren, stornierung, termin ... absagen|stornieren|löschen|canceln,
        sage|sag ... ab, sagen sie ... ab, kann|muss ich ... nicht kommen|wahrnehmen, nicht wahrnehmen, ich kann nicht kommen,
        canceln, absage, schaffe|schaff es ... nicht, streichen sie ... termin, abbestellen,
        kann ... nicht kommen|wahrnehmen|einhalten
    """,
    "all_of_them": "alle, alles, sämtliche, sämtlichen, beide, beiden, allesamt, jeden einzelnen",
    "only": "nur, bloß, lediglich",
    "my_appointments": """
        ob ... geklappt, hat ... geklappt, ist ... termin gebucht|eingetragen, wann mein|unser nächster? termin, wann war das noch mal|einmal?, wann war|ist nochmal|noch mein|unser termin, wann hatte|hab|habe ich noch? mal|einmal? den? termin,
        wann ist|war|wäre mein|unser nächster? termin, wann habe|hab ich ... termin|termine,
        habe|hab ich ... einen|meinen|noch|schon termin, welche|welchen termine|termin habe|hab ich,
        wann bin ich ... dran|bestellt|eingetragen, was für termine|einen termin habe|hab ich, meine termine,
        um wie viel uhr ist|war mein termin, wann|wo ist ... mein termin, wann muss ich ... kommen|da sein,
        steht|steh mein termin, ist mein termin ... eingetragen|noch, ob mein|unser termin, mein|unser termin ... noch steht|gilt,
        bleibt es bei meinem|unserem termin, ob es ... bei meinem|unserem termin
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
    "for_two": """
        für mich und|plus|sowie meine|meinen|mein, für meine|meinen|mein ... und|plus für? mich, für uns beide|zwei, wir beide|zwei,
        für zwei|2 personen|leute
    """,
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
        brauche|bräuchte|möchte ein angebot, ein angebot von ihnen|euch, kosten schätzen, größeres projekt, ein größerer|großer auftrag, voranschlag
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
    "name_before": "mein name, am apparat|telefon, hier ich|guten|hallo|und|noch",
    "hours": """
        öffnungszeit*, geöffnet, offen, aufhaben, wann ... auf|offen|geöffnet,
        wann macht|machen|schließt|schließen|öffnet|öffnen ihr|sie auf|zu?,
        habt|haben ihr|sie ... auf|offen|geöffnet|zu|geschlossen|aufhaben, ihr|sie habt|haben heute|morgen zu|geschlossen,
        seid|sind ihr|sie ... da|offen|erreichbar, seid|sind ihr|sie ... im haus, wie lange ... auf|offen|geöffnet|da, geschäftszeit*,
        sprechzeit*, sprechstunde*, ladenschluss, bis wann, von wann bis wann, geschlossen, ruhetag,
        arbeitszeit*,
        arbeiten|arbeitet sie|ihr ... wochenende|samstags|sonntags|abends|feiertagen,
        wann ist ... auf|offen|geöffnet|jemand, macht|machen ihr|sie ... auf|zu
    """,
    "closures": """
        feiertag*, betriebsferien, betriebsurlaub, schließtag*, brückentag*, wann ... urlaub|ferien|betriebsferien, ihr urlaub, ihre ferien,
        macht|machen|habt|haben|seid|sind ihr|sie ... urlaub|ferien, sommerferien, winterpause
    """,
    "christmas": "weihnachten, heiligabend, heilig abend, weihnachtstag*, zwischen den jahren, weihnachtsfeiertag*",
    "new_year": "silvester, neujahr, zwischen den jahren, jahreswechsel",
    "walk_in": """
        brauche|braucht|benötige|benötigt ich|man dafür|da|denn|überhaupt|unbedingt|eigentlich einen? termin,
        braucht|benötigt man ... termin, muss man einen? termin machen|haben|vereinbaren|ausmachen|buchen,
        ohne termin|voranmeldung|anmeldung|vereinbarung, einfach so? vorbeikommen|reinkommen|vorbeischauen, spontan kommen|vorbeikommen
    """,
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
        was können sie, was kannst du, bin ich da|hier? richtig|falsch|bei|beim
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
    "which_times": """
        was|welche ... haben|hätten|wären|gäbe ... frei, welche zeiten|termine|uhrzeiten, was ist|wäre denn? noch? frei,
        wann ginge|geht|wäre|hätten|haben|ist ... frei|was|denn|möglich, was hätten|haben sie denn? noch?, wann ginge|geht es, schlagen sie
        was|etwas vor, was geht denn? noch?, wann denn, was gibt es denn?
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
