"""What callers can want, and how they say it in Swedish."""

from __future__ import annotations

# "haer", "haeret" and "maen" are written so where the spelling without dots would be another word (har, man).
SWEDISH_INTENTS = {
    "hello": """
        hej, hallå, hejsan, tjena, tjenare, god morgon|dag|kväll|eftermiddag|förmiddag|middag, godmorgon, morrn, hej hej,
        goddag, hej på dig|er, tja, tjo, mors, hejhej
    """,
    "how_are_you": "hur mår du|ni, hur är läget, läget, hur står det till, hur är det, hur har du det, allt bra med dig|er",
    "yes": """
        ja, jaa, jaaa, jo, joo, japp, jepp, jupp, yes box, jaha ja, ajamen, jajamän, jajamensan, jadå, javisst, jodå, absolut, gärna, precis, just det, stämmer,
        det stämmer, visst, självklart, så klart, såklart, naturligtvis, korrekt, rätt, exakt, kör, kör på, kör på det,
        det blir|går|passar|funkar|låter bra|fint|utmärkt|perfekt|toppen, det blir|vore jättebra|kanon|toppen|perfekt,
        det passar|funkar|går, boka det|den|in|dem, boka det|den tack, gör det|så, så gör vi, då gör vi så, ja tack,
        jo tack, ja gärna, jag tar den|det, det|den tar jag, då tar vi det|den, vi tar det|den, mm, mhm, aa, javisst ja,
        varför inte, okej boka, passar bra|mig|fint, funkar bra|fint, går bra|fint, det är rätt, det är riktigt, yes,
        låter bra|fint, vi kör på det|den, vi säger så, då säger vi så, det gör vi, ja men visst
    """,
    # A yes when we have asked, and only politeness before a question: "okej, och vad kostar det?"
    "fine": """
        okej, ok, okay, bra, jättebra, toppen, perfekt, kanon, super, fint, härligt, underbart, strålande, utmärkt,
        det är bra, alright, finemang, lysande
    """,
    "doubt": """
        stämmer det, är det rätt|okej|säkert|möjligt|klart, verkligen, är du säker, går det bra?, funkar det bra?,
        passar det bra?, är det ok, menar du det
    """,
    "unsure": "kanske, eventuellt, vet inte, vet ej, inte säker, osäker, får se, funderar, fundera, ingen aning, njae",
    "but": "men, fast, däremot, dock",
    "no_alone": "nä, na, nix, njae",
    "no": """
        nej, nää, näe, nehej, nejdå, nej då, nix, nope, inte rätt, fel, det är fel, stämmer inte, det stämmer inte,
        passar inte, passar mig|oss inte, det passar mig? inte, passar inte alls|bra, går inte, det går inte,
        funkar inte, det funkar inte, fungerar inte, helst|hellre inte, absolut inte, inte alls, ingen av dem|de|dom|tiderna,
        inget av det|dem|dom, inga av dem|dom, boka inte, inte boka, inte än, inte bra, inte okej|ok, inte riktigt, kan inte,
        vill inte, inte så, icke, tyvärr inte, inte den, nja, det är inte rätt|bra|okej, gör inte det, inte boka det|den,
        ingendera, visst|självklart|säkert|givetvis|naturligtvis inte, så klart inte, passar dåligt, inte det
    """,
    "nothing_more": """
        det var allt, det är allt, det var det, inget|inte mer|annat|mera, nej tack, nej det är|var bra|allt, nej tack det är bra,
        tack det är|var bra, det var bra så?, det är bra så?, det är bra tack, det räcker, inget tack, nej inget mer|annat,
        nej det var allt, nej det var det, inget just nu, nej nej det är bra, nä det är|var bra|allt, nä tack, bra så,
        det var det hela, allt för idag, det är lugnt, nej det är lugnt, nej då det är bra
    """,
    "abandon": """
        glöm det, glöm bort det, strunta i det|allt?, strunt samma, skippa det, skit i det, avbryt, avbryta,
        jag? ångrar mig, har ångrat mig, ångrat mig, jag? får återkomma, jag återkommer, jag hör av mig, ska fundera,
        får fundera, måste fundera, tänka på saken, vill fundera, ingen tid, behöver ingen tid, ingen bokning,
        vill inte boka, vill inte ha någon|nån|en tid, låt bli, låt det vara, det var inget, jag ringer igen|tillbaka|senare,
        avbryt bokningen, strunta i bokningen
    """,
    "goodbye": """
        fel nummer, ringt|slagit|slog|ringde fel, hej då, hejdå, hejdå då, adjö, vi hörs, vi ses, vi hörs|ses då|senare|imorgon, ha det bra|fint|gott|så?,
        ha en bra|fin|trevlig|skön|fortsatt dag|kväll|helg|eftermiddag, trevlig|skön|bra dag|kväll|helg, på återhörande,
        återhörande, på återseende, god natt, tack hej, tack och hej, tack hej hej, tack hej då, tack så mycket hej, hej så länge,
        ses då|där|sen, hörs då|sen, bye, hejdå tack, tjingeling, ha en fortsatt bra|trevlig|fin dag|kväll|helg
    """,
    "thanks": """
        tack, tack så mycket|hemskt?, tackar, tusen tack, stort tack, tack ska du|ni ha, tack tack, tack för hjälpen|det,
        tackar så mycket, tack snälla, hjärtligt tack
    """,
    "repeat": """
        vad sa|säger du|ni, va sa du, hur sa du|ni, kan|skulle du|ni kunna? upprepa|repetera det?, upprepa, upprepa det,
        kan du|ni ta|säga det? igen|om, kan du|ni säga om det, en gång till, igen tack, säg om det, ta det igen,
        säg det igen|en, jag? hörde inte|dåligt, uppfattade inte, jag? förstod inte, jag? förstår inte, hängde inte med, hörde inte riktigt,
        förlåt vad sa du?, ursäkta vad sa du?, va förlåt, förlåt va, om igen,
        jag uppfattade inte det?, vad var det du sa
    """,
    "slower": """
        långsammare, lite långsammare, prata|tala långsamt|långsammare, saktare, inte så fort|snabbt, för fort|snabbt, du pratar för fort
    """,
    "repeat_alone": "va, vad, ursäkta, förlåt, hur, vasa, va då, vadå, hm, va sa, vad förlåt",
    "wait": """
        äh, ähm, öh, öhm, eh, ehm, hmm, vänta, vänta lite|ett|litet, vänta lite grann, ett? litet? ögonblick, en? sekund, en liten stund, ett tag,
        låt mig se|kolla|tänka|titta, jag ska|måste bara? kolla|titta|se|tänka, ska bara kolla|titta|se, ge mig en sekund|minut,
        dröj, häng kvar, jag kollar, vänta ett ögonblick, vänta en sekund|minut|stund, ett moment, få se
    """,
    "human": """
        en? riktig|levande|mänsklig människa|person, en människa, prata|tala|snacka|talas med någon|nån|en|er|personal|personalen|chefen|ägaren,
        koppla mig, koppla vidare|fram|över|om, koppla mig vidare|fram, bli kopplad, bli framkopplad, vidarekoppla, kundtjänst,
        kundservice, inte en|med robot|maskin|dator, ingen robot|dator|maskin, växeln, receptionen, receptionisten,
        jag? vill|skulle|kan|får ... prata|tala|snacka med, få? prata|tala|snacka med, chefen, ägaren, en medarbetare,
        någon som jobbar, någon på plats, en handläggare, prata|tala|snacka med en? riktig|levande? människa|person
    """,
    "human_alone": "människa, person, personal, människa tack, växel, operatör, medarbetare, en människa tack, människa snälla",
    "anyway": """
        ändå, koppla ändå, försök, försök ändå, prova, prova ändå, testa, koppla, försök koppla, gärna koppla, koppla mig ändå,
        försök i alla fall
    """,
    "complaint": """
        klaga, klagomål*, reklamera, reklamation*, missnöjd, oacceptabelt, advokat*, pengarna tillbaka, skandal*,
        förstörd|förstört håret?, skadestånd, anmäla er, urusel*, under all kritik, skamligt, jättearg, förbannad
    """,
    "emergency": """
        nödfall, nödläge, en nödsituation, nödsituation, akut, det är akut, ambulans, blöder, livsfara, livsfarligt, olycka,
        översvämning*, översvämmat, vatten överallt, vattnet stiger|forsar, under vatten, vattnet rinner, rinner hela tiden, forsar, gasläcka, luktar gas, det brinner, outhärdlig*, fruktansvärt|fruktansvärda|jätteont ont|värk?,
        svåra|kraftiga|hemska smärtor, slagit ut en? tand|tanden, tand|tanden ... lossnat|utslagen|avslagen,
        kan inte andas, vattnet sprutar, sprutar vatten, rör ... sprungit|sprängt|spruckit, rörbrott, brådskande
    """,
    "message": """
        meddelande, lämna ett? meddelande|besked, ta ett meddelande, ta emot ett meddelande, hälsa, kan du|ni hälsa,
        säga|säg till, framföra, framför, ring mig, ringa mig, ringa upp, ring upp, ringa tillbaka, ring tillbaka,
        bli uppringd, uppringd, återuppringning, höra|hör av er|sig|dig, återkoppla, återkomma till mig, återkom,
        säg|hälsa ... att, be ... ringa, ringer mig, ringer upp
    """,
    # Not a new time: "jag blir tio minuter sen".
    "late": """
        försenad, blir försenad|sen, kommer sent, kommer för sent, minuter sen|senare|försenad, lite sen, sitter fast i trafiken,
        hinner inte i tid, kommer ... sen|försenad, är sen till, sen till
    """,
    "move": """
        boka om, omboka, ombokning, omboka min|vår|en tid, flytta, flytta min|vår|tiden|en tid|bokning, ändra min|vår|en tid|bokning,
        byta min? tid, skjuta på|upp, skjuta fram, tidigarelägga, senarelägga, flytta på, flytta ... tid|bokning, ändra ... tid|bokning,
        flyttar, flytta den|det|på, ändra den|det, omboka ... till
    """,
    "cancel": """
        avboka, avbokning, avbokar, ställa in, ställer in, ställ in, avbeställa, cancla, kan inte|ej komma, inte kan komma,
        kommer inte, jag? hinner inte, fått|får förhinder, missar tiden|min, ta bort min? tid|bokning,
        avboka min|vår|en|tiden tid|bokning?, kan ... inte komma
    """,
    "all_of_them": "alla, allihop, allihopa, båda, bägge, samtliga, allting, rubbet",
    "only": "bara, endast, enbart",
    "my_appointments": """
        när min tid|bokning är|var, vilken tid|dag var ... jag hade|har|skulle, när var det ... jag hade|har|skulle,
        när är|var min|vår nästa? tid|bokning, när var ... min tid, när har jag ... tid|bokat|bokad, vilken tid har jag, vilken dag har jag,
        har jag någon|nån|en ... tid|bokning, vilka tider har jag, mina tider|bokningar, när ska jag komma|vara, när är jag bokad|uppskriven,
        hur dags är min tid, är min tid ... bokad|kvar, har jag en tid bokad,
        om min tid ... kvar|gäller|stämmer, gäller min tid, står min tid
    """,
    "same_as_last": """
        som förra gången, samma som förra gången?, samma som sist|senast|alltid|vanligt, som sist, som vanligt, det vanliga, samma igen,
        samma sak som sist|senast|förra gången?, likadant som sist|förra gången?, precis som sist|förra gången?
    """,
    "same_time": "samma tid, vid|på samma tid, samma klockslag, samma tidpunkt",
    "instead": "istället, i stället, i dess ställe, en ny tid, ny tid",
    "for_two": """
        för|åt mig och min|mitt|mina, för|åt min|mitt|mina ... och mig|jag, för|åt oss båda|två|bägge, vi båda|två|bägge, för|åt två personer
    """,
    "another": """
        en tid till, en till, ytterligare en, ännu en, en extra tid, också åt|för min|mitt|mina, även åt|för min|mitt|mina, två tider
    """,
    "waitlist": """
        väntelista*, väntelistan, kölista*, på listan, om|när|så något|nåt|någon|det ... blir ledigt, om någon|nån ... avbokar,
        får återbud, ett återbud, återbudslista*
    """,
    "send_it": """
        skicka ... sms|mejl|mail|bekräftelse|epost, bekräftelse på|via|per|med sms|mejl|mail|epost, få ... bekräftelse, få det skriftligt,
        smsa ... mig|bekräftelse|tiden, mejla ... mig|bekräftelse|tiden
    """,
    "quote": """
        offert, offerter, kostnadsförslag*, prisförslag, prisuppgift, få ett pris på, ett större jobb|projekt|arbete, anbud
    """,
    "abuse": """
        jävla idiot|kärring|gubbe|robot|dator|maskin|hora|fitta|svin|as, din|ditt idiot|jävel|hora|fitta|kuk|dumbom|svin|as, håll käften|käft,
        dra åt helvete, far åt helvete, knulla dig, stick och brinn, fuck you|off, är du dum|korkad|efterbliven|trög,
        du är dum|korkad|värdelös, jag ska döda dig, dum i huvudet, vad har du på dig
    """,
    "abuse_alone": "idiot, svin, dumbom, korkad",
    "sales": """
        sökmotoroptimering, seo, förbättra er hemsida, google sökning|ranking|profil, elavtal*, elbolag*, solceller|solpaneler till er,
        vi erbjuder företag, erbjuda er våra|vår|ett, presentera vår|våra|ett, vår produkt|tjänst, våra produkter|tjänster, företagslån,
        reklamplats*, annonsplats*, annonsera hos, marknadsföringsbyrå*, ni har vunnit, du har vunnit, bitcoin, kryptovaluta*,
        den som bestämmer, beslutsfattare*, telefonabonnemang*
    """,
    "dont_know": """
        vet ... inte, vet inte, ingen aning, minns ... inte, minns inte, kommer inte ihåg, har den inte, har inte den|den, inte till hands,
        har glömt, ingen kod
    """,
    "book": """
        boka, bokning, boka tid, boka en tid, boka in, en tid, tid, tider, ledig|lediga tid|tider, få en? tid, få tid,
        beställa tid|en, har ni|du ... ledigt|tid|tider|något|nåt|lediga|plats|lucka, finns det ... ledigt|tid|tider|lediga|plats,
        något|nåt|någon ledigt|ledig|lediga, ledigt, komma in, komma förbi, när kan jag|vi|ni|någon komma, kan jag|vi få? komma,
        när har ni tid|ledigt|tider, klämma in|emellan, drop in, skriva upp, skriv upp mig, reservera, boka mig, bokar,
        kan ni|någon komma, komma ut, skicka någon|en, ni komma, lediga
    """,
    "want": """
        jag? vill ha|boka|gärna?, jag? skulle vilja|behöva, skulle gärna, jag? behöver, jag? önskar, söker,
        tänkte boka|ha|höra?, hade tänkt, för mig, vill|skulle|hade|ville|tar|kommer gärna, jag? ville, hade velat, jag vill,
        skulle vilja ha, behöver hjälp, ska ha
    """,
    "wonder": "undrar, undrade, fråga, frågor, veta, ta reda på, höra om|hur|vad|när, kolla om|vad|hur|när, en fråga, vet du|ni",
    "not": "inte, ej, ingen, inget, inga, istället för, i stället för, förutom, utom, varken",
    "name_is": "mitt namn är, jag heter, heter, namnet är, mitt namn, i namnet, på namnet, under namnet, jag kallas",
    "name_maybe": "det här är, det är, jag är, här är, det var, här talar",
    "name_before": "heter jag, haer, i telefonen, på tråden, är mitt namn",
    "hours": """
        öppettid*, öppet, öppna, öppnar, öppen, stänger, stängt, stängda, när|vilken tid öppnar|stänger ni?, har ni ... öppet|stängt,
        är ni ... öppna|stängda|där|på plats|kvar, hur länge har|är ni ... öppet|öppna|där|kvar?, hur dags, lunchstängt, midsommar*, påsk,
        påsken, tills när, fram till när|vilken, vilka tider, arbetstid*, mottagningstid*, telefontid*, jobbar|arbetar ni ... helger|helgen|lördagar|söndagar|kvällar
    """,
    "closures": """
        helgdag*, röda? dagar, röd dag, semesterstängt, när|har|tar ni ... semester, er semester, stängda dagar, sommarstängt, klämdag*,
        ledigt över sommaren, när har ni ... stängt
    """,
    "christmas": "jul, julen, julafton*, juldagen, annandagen, annandag jul, mellandagarna",
    "new_year": "nyår, nyårsafton*, nyårsdagen, mellandagarna",
    "walk_in": """
        behöver|måste man|jag ... boka|tid, utan tidsbokning|bokning|tid, utan att boka, drop in, dropin, bara komma förbi|in|dit
    """,
    "parking": "parkera, parkering*, parkeringsplats*, parkeringshus*, p plats|hus, ställa bilen, var kan jag ... parkera",
    "price": """
        vad kostar, kostar, pris, priser, priset, prislista*, hur mycket kostar|blir|tar|är|går|ska, vad tar ni ... för?, vad blir det,
        hur dyrt, dyrt, dyr, kostnad*, kosta, vad går ... på, vad ligger ... på, vad ska ni ha, vad får jag betala, vad är priset
    """,
    "duration": """
        hur lång tid tar|är|behövs|ska|behöver, hur länge tar|håller|varar|dröjer|behöver, hur lång tid, tar det lång|länge tid?,
        hur många minuter|timmar, hur länge ... ta, hur lång tid ... ta, hur länge är jag
    """,
    "services": """
        vad erbjuder|gör ni, vilka tjänster|behandlingar|saker, tjänster, utbud, vad kan jag|man ... boka|få|göra,
        vad har ni för ... behandlingar|tjänster|tider, vad kan ni göra|hjälpa|erbjuda, behandlingar, vad finns det att? boka?,
        vad har ni att erbjuda, vad hjälper ni till?, vad kan man boka, vad sysslar ni med
    """,
    "people": """
        vem jobbar|arbetar|klipper|kommer|gör|är|behandlar|färgar, vilka jobbar|arbetar, vem är det som, vilka frisörer*|tandläkare*,
        personalen, vilka medarbetare, hos vem, med vem, vilka är ni, vem kan, vilka har ni, vem av er, vilka som jobbar,
        vem har ni, ert team, vilka finns
    """,
    "address": """
        adress, adressen, var ligger|finns|är|håller|sitter|hittar ni|jag|man|er|salongen|kliniken?, var exakt, hur hittar|kommer|tar jag|man,
        vägbeskrivning, hitta till er|dit, hitta er, hitta hit, vilken gata, närmaste|närmsta hållplats|busshållplats|station, tunnelbana*, tunnelbanestation,
        med buss|bil|tåg|bussen|bilen|tåget|tunnelbanan|spårvagn|spårvagnen, vart ska jag, hur kommer jag dit|till
    """,
    "who": """
        vem är du|det, vem talar|pratar|snackar jag med, vem har jag, är du en? robot|maskin|dator|människa|ai|bot|person|riktig|äkta,
        är det|detta|det här en? robot|maskin|dator|ai|bot|inspelning|automat, pratar|talar jag med en robot|maskin|dator|människa|ai,
        vad heter du|ni?, vad kan du, artificiell intelligens, har jag kommit rätt|till, kommit rätt, är det här, vem svarar
    """,
    "english": """
        engelska, på engelska, talar|pratar|snackar du|ni engelska, english, in english, speak english,
        kan vi ta|prata det? på? engelska
    """,
    "german": "tyska, på tyska, talar|pratar du|ni tyska, deutsch, auf deutsch, sprechen sie deutsch, german, in german",
    "swedish": "svenska, på svenska, talar|pratar|snackar du|ni svenska, kan vi ta|prata det? på? svenska, swedish, schwedisch",
    "not_language": "inte|ingen|ej så? bra|mycket|någon|så|särskilt? bra? svenska|engelska|tyska",
    "other_language": """
        turkiska, franska, italienska, spanska, polska, ryska, arabiska, ukrainska, finska, norska, danska, persiska, somaliska,
        kurdiska, kinesiska, grekiska, portugisiska, rumänska, vilka språk, vilket språk, andra språk, fler språk
    """,
    "any_staff": """
        spelar ingen roll vem, vem som helst, det? kvittar vem, vem spelar ingen roll, den som är ledig, vem som är ledig,
        hos vem som helst, ingen speciell|särskild, vilken frisör|tandläkare|person som helst, vem det blir, den som har tid,
        vem som har tid, med vem som helst, kvittar hos|med vem
    """,
    "any": """
        spelar ingen roll, det spelar ingen roll, vilken som helst, vilket som helst, vilken som, vilket som, kvittar, det kvittar,
        bestäm du|ni, välj du|ni|åt, du|ni får välja|bestämma, vad som helst, när som helst, båda går bra, båda, endera, allt går bra,
        det gör detsamma, alla går bra, det gör det samma, strunt samma vilken
    """,
    "pick_first": """
        första, den första, ettan, nummer ett, alternativ ett, det första, den tidigare|tidigaste, tidigaste, förstnämnda, det tidigaste
    """,
    "pick_second": """
        andra, den andra, tvåan, nummer två, alternativ två, det andra, mittersta, den mittersta|mellersta|mittemellan, mellersta
    """,
    "pick_third": "tredje, den tredje, trean, nummer tre, alternativ tre, det tredje",
    "pick_last": "sista, den sista, det sista, den senare|senaste, sistnämnda, senaste, den sistnämnda, det senare|senaste",
    "other_slots": """
        andra|annan|fler|flera|ytterligare tid|tider|dag|dagar|förslag|alternativ, något|nåt annat, någon|nån annan tid|dag,
        vad har ni mer, några|nåra|är andra|fler, finns det andra|fler|något|nåt, har ni fler|andra, inget annat, mer att välja på,
        andra alternativ, vad finns det mer, ett annat förslag, något mer
    """,
    "which_times": """
        vilka|vilken tider|tid har|finns|är ni|du|det|lediga?, vad har|finns ni|du|det ledigt|för|kvar?, när har ni|du ... ledigt|tid,
        vad finns det, vad har ni, när går det, när kan ni, vilka tider, vad kan ni erbjuda, när passar det er
    """,
    "change_service": "tjänst, tjänsten, behandling, behandlingen, vad jag ska göra, annan tjänst|behandling",
    "change_day": "dag, dagen, datum, datumet, annan|andra dag|dagar, ett annat datum, en annan dag, byta dag",
    "change_time": "tiden, klockslag*, annan tid, en annan tid, annat klockslag, klockan, byta tid",
    "change_staff": """
        någon|nån|hos annan, annan person|frisör|tandläkare|hantverkare, hos|med någon|nån annan, någon annan, nån annan, byta person|frisör
    """,
    "my_number": """
        det|detta här? numret|nummer, numret jag ringer från, samma nummer, mitt nummer, det jag ringer från, det här numret,
        på det här, numret som jag ringer, samma, det samma
    """,
    "no_number": """
        inget nummer, utan nummer, behövs inte, det behövs inte, behöver inte, vill inte uppge|säga|lämna|ge, ni har det|numret redan?,
        har det redan, ni behöver inte ringa, ingen uppringning, inget telefonnummer, har numret
    """,
    "no_name": """
        inget namn, utan namn, vill inte säga|uppge|lämna|ge, mitt namn inte, inte mitt namn, anonym, anonymt, behövs inte, det behövs inte,
        ni har det, ni vet vem, inte säga, hemligt, behöver inte veta
    """,
    "appointment_existing": """
        min tid, vår tid, min bokning, bokningen, jag|vi har|hade en tid, har en tid bokad, har bokat, jag bokade, bokade tid,
        bokad tid, mina tider, tiden jag har, har|hade ... tid bokad, min bokade
    """,
}
