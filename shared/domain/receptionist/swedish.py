"""The receptionist's Swedish. Words and phrases only."""

from __future__ import annotations

from shared.domain.receptionist.words import Sentences, Wording, word_set

_SENTENCES = Sentences(
    good_morning="God morgon",
    good_day="Hej",
    good_evening="God kväll",
    greeting="{good_day}, det här är {business}, du talar med den digitala assistenten. Vad kan jag hjälpa dig med?",
    greeting_by_name=(
        "{good_day}, {name}, det här är {business}, du talar med den digitala assistenten. Vad kan jag hjälpa dig "
        "med?"
    ),
    hello_again="{good_day}!",
    how_can_i_help="Vad kan jag hjälpa dig med?",
    anything_else="Är det något mer jag kan hjälpa dig med?",
    list_joiner=", ",
    list_or=" eller ",
    list_and=" och ",
    ask_service="Vad vill du boka: {services}?",
    ask_which_service="Menar du {services}?",
    ask_day="Vilken dag vill du komma?",
    ask_time="Vilken tid passar dig {day}?",
    ask_time_open="{day_start} har vi öppet {spans}. Vilken tid passar dig?",
    will_not_book="Okej, då bokar jag inte det.",
    ask_change="Vad ska jag ändra: tjänsten, dagen eller tiden?",
    offer_one="Jag har en ledig tid {slots}. Passar det dig?",
    offer_some="Jag har lediga tider {slots}. Vilken passar dig?",
    at_times="{day} {times}",
    with_staff="{service} med {staff}",
    by_staff="med {staff}",
    read_back="{what}, {start}. Ska jag boka det?",
    read_back_price="{what}, {start}, för {price}. Ska jag boka det?",
    ask_yes_or_no="Ska jag boka det, ja eller nej? {what}, {start}.",
    booked="Din tid är bokad: {what}, {start}. Din bokningskod är {code}.",
    ask_name="Vilket namn får jag skriva på bokningen?",
    ask_name_again="Gärna, vad heter du?",
    thank_name="Tack, {name}.",
    no_name="Inga problem, bokningen gäller ändå.",
    not_booked="Inget är bokat än.",
    staff_does_not="{staff} gör tyvärr inte {service}.",
    staff_only="{service} gör du hos oss med {staff}.",
    unknown_service="Det hittar jag tyvärr inte bland det vi erbjuder.",
    slot_taken="{start} är tyvärr redan upptaget.",
    outside_hours="{start} går tyvärr inte, det är utanför våra öppettider.",
    too_soon="{start} är tyvärr med för kort varsel.",
    too_far_ahead="Så långt fram kan jag tyvärr inte boka än.",
    not_offered="Det går tyvärr inte på det sättet.",
    just_taken="Jag beklagar, {start} blev precis upptaget.",
    day_full="Då är det tyvärr fullbokat.",
    nothing_free="Jag hittar tyvärr ingen ledig tid den närmaste tiden.",
    nothing_earlier="Det finns tyvärr inget tidigare.",
    nothing_later="Det finns tyvärr inget senare.",
    no_such_day="Den dagen finns tyvärr inte.",
    no_such_time="Den tiden finns inte den dagen, för då ställs klockan om.",
    past="Det har tyvärr redan varit.",
    ask_code="Vad är din bokningskod? Du kan också knappa in den.",
    ask_birth_date="När är du född? Säg gärna dag, månad och år.",
    who_calls="Så att jag bara lämnar ut uppgifter till dig:",
    proof_wrong="Det stämmer tyvärr inte med våra uppgifter.",
    unproven="Jag kan tyvärr inte vara säker på vem som ringer, och får därför inte berätta om eller ändra någon tid.",
    no_appointment="Jag hittar ingen kommande tid på ditt nummer.",
    appointment="{what}, {start}",
    your_appointments="Du har de här tiderna hos oss: {appointments}.",
    which_appointment="Vilken tid menar du: {appointments}?",
    is_it_this="Menar du {appointments}?",
    no_such_appointment="En sådan tid hittar jag inte bland dina.",
    confirm_cancel="{what}, {start}. Ska jag avboka den tiden?",
    cancelled="Din tid är avbokad: {what}, {start}.",
    ask_new_day="{what}, {start}: Till vilken dag ska jag flytta tiden?",
    ask_change_move="Vad passar inte: dagen eller tiden?",
    read_back_move="{what}, {start}, i stället för {old}. Ska jag flytta tiden dit?",
    yes_or_no_move="Ska jag flytta tiden dit, ja eller nej? {what}, {start}.",
    moved="Din tid är flyttad: {what}, nu {start}. Bokningskoden är fortfarande {code}.",
    sent_by_sms="Bekräftelsen kommer strax som sms.",
    sent_by_email="Bekräftelsen kommer strax med e-post.",
    not_sent="Dit kan jag tyvärr inte skicka någon bekräftelse.",
    stays="Din tid är kvar {start}.",
    same_time_already="Det är den tid du redan har.",
    appointment_gone="Den tiden kan jag tyvärr inte ändra längre.",
    appointment_changed="Den tiden har precis ändrats av någon annan.",
    too_late="Det är tyvärr för sent för att jag ska kunna ändra det.",
    as_last_time="Som förra gången: {what}.",
    no_last_visit="Jag kan tyvärr inte se vad det var förra gången.",
    offer_waitlist="Ska jag sätta upp dig på väntelistan?",
    confirm_waitlist="Väntelista för {what}: ska jag skriva upp dig så?",
    waitlisted="Du står på väntelistan. Så fort något blir ledigt hör vi av oss på {number}.",
    from_day_to_day="från {first} till {last}",
    from_time="från {time}",
    until_time="till {time}",
    open_today="I dag har vi öppet {spans}.",
    open_now="Vi har öppet just nu.",
    closed_now="Just nu har vi stängt.",
    closed_today="I dag har vi stängt.",
    open_on="{day_start} har vi öppet {spans}.",
    closed_on="{day_start} har vi stängt.",
    closed_for="{day_start} har vi stängt: {reason}.",
    hours_line="{days} {spans}",
    hours_days="{first} och {last}",
    hours_range="{first} till {last}",
    hours_span="från {opens} till {closes}",
    hours_general="Vi har öppet {lines}.",
    no_hours="Jag har tyvärr inte öppettiderna här.",
    closure_day="{day_start} har vi stängt: {reason}.",
    closure_days="Från {first} till {last} har vi stängt: {reason}.",
    no_closures="Det finns inga stängda dagar inlagda den närmaste tiden.",
    open_again="Vi är tillbaka {start}.",
    no_parking="Om parkering vet jag tyvärr inget.",
    price="{service} kostar {price}.",
    no_price="Vad {service} kostar berättar vi gärna på plats.",
    prices="Våra priser: {prices}.",
    duration="{service} tar {duration}.",
    services="Vi erbjuder {services}.",
    no_services="Just nu kan jag inte boka tider själv.",
    staff="Hos oss jobbar {staff}.",
    staff_for="{service} gör du hos oss med {staff}.",
    address="Du hittar oss här: {address}.",
    no_address="Jag har tyvärr inte adressen här.",
    who_am_i="Jag är den digitala assistenten hos {business}. Jag svarar på frågor, bokar tider och tar meddelanden.",
    offer_booking="Vill du boka en tid för det?",
    dont_know="Det vet jag tyvärr inte. Ska jag ta ett meddelande om det?",
    languages="Jag talar svenska, engelska och tyska.",
    ask_message="Gärna. Vad ska jag hälsa?",
    ask_message_move="Jag framför det gärna. Vilken tid gäller det, och hur vill du ha det?",
    ask_number="Vilket nummer kan vi ringa upp dig på?",
    ask_number_again=(
        "Jag uppfattade inte numret. Säg gärna siffrorna en i taget, eller knappa in dem och tryck på fyrkant."
    ),
    confirm_ringing_number="Når vi dig på numret du ringer från: {number}?",
    confirm_number="Jag uppfattade: {number}. Stämmer det?",
    message_taken="Tack, jag framför det, och vi hör av oss på {number}.",
    message_taken_no_number="Tack, jag framför det.",
    message_dropped="Okej, då framför jag inget.",
    about_move="Ändrad tid: {text}",
    passing_on="Det framför jag gärna.",
    offer_message="Ska jag ta ett meddelande?",
    offer_lead="Ska jag skriva upp vad du behöver, så att vi kan ringa upp dig om det?",
    ask_lead="Gärna, jag skriver upp det. Vad gäller det mer exakt?",
    ask_your_name="Vad heter du?",
    lead_taken="Tack, det är uppskrivet. Vi ringer dig om det på {number}.",
    confirmation_by_sms="Visst, bekräftelsen kommer strax som sms.",
    confirmation_by_email="Visst, bekräftelsen kommer strax med e-post.",
    no_address_to_write_to="Jag saknar en adress att skicka till.",
    wants_no_writing="Dit får jag tyvärr inte skicka något.",
    nothing_to_confirm="Det finns inget att bekräfta just nu.",
    transfer="Självklart, jag kopplar dig. Ett ögonblick.",
    transfer_urgent="Jag kopplar dig direkt. Ett ögonblick.",
    message_or_transfer="Ska jag ta ett meddelande, eller ska jag försöka koppla dig ändå?",
    nobody_there="Jag kan tyvärr inte koppla dig just nu. Ska jag ta ett meddelande?",
    nobody_urgent=(
        "Jag kan tyvärr inte koppla dig. Vid fara för liv, ring 1 1 2. Ska jag ta ett brådskande meddelande?"
    ),
    abuse_warning="Jag hjälper dig gärna, men håll en vänlig ton.",
    abuse_end="Så här vill jag inte fortsätta samtalet. Hej då.",
    no_sales="Tack, men vi köper inget på telefon.",
    silence_first="Är du kvar? {question}",
    silence_second="Jag hör dig tyvärr inte. {question} Du kan också säga: lämna ett meddelande.",
    silence_last="Jag hör dig tyvärr inte och lägger på nu. Ring gärna igen. Hej då!",
    silence_last_unbooked=(
        "Jag hör dig tyvärr inte och lägger på nu. Inget är bokat än. Ring gärna igen. Hej då!"
    ),
    unclear_first="Förlåt, det uppfattade jag inte. {question}",
    unclear_second=(
        "Jag förstod tyvärr inte nu heller. Säg det gärna med andra ord, till exempel: jag vill boka en tid. "
        "{question}"
    ),
    menu=(
        "Vi kan också ta det med knapparna: tryck 1 för att boka en tid, 2 för öppettider och priser, 3 för att "
        "lämna ett meddelande, 4 för att flytta en tid, 5 för att avboka, 0 för att tala med en människa."
    ),
    menu_without_person=(
        "Vi kan också ta det med knapparna: tryck 1 för att boka en tid, 2 för öppettider och priser, 3 för att "
        "lämna ett meddelande, 4 för att flytta en tid, 5 för att avboka."
    ),
    press_number="{number} för {what}",
    press_yes_no="Tryck 1 för ja, 2 för nej.",
    waiting="Självklart, ta den tid du behöver.",
    ask_again="En gång till: {question}",
    thanks="Så lite så.",
    goodbye="Tack för att du ringde. Hej då!",
    goodbye_unbooked="Okej, inget är bokat. Tack för att du ringde. Hej då!",
    abandoned="Okej, jag bokar inget.",
    all_right="Okej.",
    sorry="Förlåt, det uppfattade jag inte.",
    slowly="Gärna en gång till, i lugn och ro:",
    next_request="Då tar vi ditt nästa ärende.",
    yes_word="ja",
    no_word="nej",
    offer_keys="Tryck {slots}.",
    ask_service_keys="Tryck {services}.",
    at_your_service="Självklart, vi kan prata svenska.",
    what_then="Du kan till exempel säga: jag vill boka en tid, när har ni öppet, eller: lämna ett meddelande.",
)  # fmt: skip

# "haer", "haeret" and "maen" are written so where the spelling without dots would be another word (har, man).
_INTENTS = {
    "hello": """
        hej, hallå, hejsan, tjena, tjenare, god morgon|dag|kväll|eftermiddag|förmiddag|middag, godmorgon, morrn, hej hej,
        goddag, hej på dig|er, tja, tjo, mors, hejhej
    """,
    "yes": """
        ja, jo, japp, jepp, jajamän, jajamensan, jadå, javisst, jodå, absolut, gärna, precis, just det, stämmer,
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
    "but": "men, fast, däremot, dock",
    "no_alone": "nä, na, nix, njae",
    "no": """
        nej, nää, näe, nehej, nejdå, nej då, nix, nope, inte rätt, fel, det är fel, stämmer inte, det stämmer inte,
        passar inte, passar mig|oss inte, det passar mig? inte, passar inte alls|bra, går inte, det går inte,
        funkar inte, det funkar inte, fungerar inte, helst|hellre inte, absolut inte, inte alls, ingen av dem|de|dom|tiderna,
        inget av det|dem|dom, inga av dem|dom, boka inte, inte boka, inte än, inte bra, inte okej|ok, inte riktigt, kan inte,
        vill inte, inte så, icke, tyvärr inte, inte den, nja, det är inte rätt|bra|okej, gör inte det, inte boka det|den,
        ingendera, passar dåligt, inte det
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
        hej då, hejdå, hejdå då, adjö, vi hörs, vi ses, vi hörs|ses då|senare|imorgon, ha det bra|fint|gott|så?,
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
        vänta, vänta lite|ett|litet, vänta lite grann, ett? litet? ögonblick, en? sekund, en liten stund, ett tag,
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
        översvämning, översvämmat, gasläcka, luktar gas, det brinner, outhärdlig*, fruktansvärt|fruktansvärda|jätteont ont|värk?,
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
        flyttar, omboka ... till
    """,
    "cancel": """
        avboka, avbokning, avbokar, ställa in, ställer in, ställ in, avbeställa, cancla, kan inte|ej komma, inte kan komma,
        kommer inte, jag? hinner inte, fått|får förhinder, missar tiden|min, ta bort min? tid|bokning,
        avboka min|vår|en|tiden tid|bokning?, kan ... inte komma
    """,
    "my_appointments": """
        när min tid|bokning är|var,
        när är|var min|vår nästa? tid|bokning, när har jag ... tid|bokat|bokad, vilken tid har jag, vilken dag har jag,
        har jag någon|nån|en ... tid|bokning, vilka tider har jag, mina tider|bokningar, när ska jag komma|vara, när är jag bokad|uppskriven,
        hur dags är min tid, är min tid ... bokad|kvar, har jag en tid bokad
    """,
    "same_as_last": """
        som förra gången, samma som förra gången?, samma som sist|senast|alltid|vanligt, som sist, som vanligt, det vanliga, samma igen,
        samma sak som sist|senast|förra gången?, likadant som sist|förra gången?, precis som sist|förra gången?
    """,
    "same_time": "samma tid, vid|på samma tid, samma klockslag, samma tidpunkt",
    "instead": "istället, i stället, i dess ställe, en ny tid, ny tid",
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
        påsken, tills när, fram till när|vilken, vilka tider, arbetstid*, mottagningstid*, telefontid*
    """,
    "closures": """
        helgdag*, röda? dagar, röd dag, semesterstängt, när|har|tar ni ... semester, er semester, stängda dagar, sommarstängt, klämdag*,
        ledigt över sommaren, när har ni ... stängt
    """,
    "christmas": "jul, julen, julafton*, juldagen, annandagen, annandag jul, mellandagarna",
    "new_year": "nyår, nyårsafton*, nyårsdagen, mellandagarna",
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
    sentences=_SENTENCES,
    intents=_INTENTS,
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
        """jag du han hon vi ni de dem dig mig er oss min mitt din ditt dina vår vårt våra den det detta denna dessa
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
    onto=word_set("till"),
    away_from=word_set("från"),
    minutes="{minutes} minuter",
    hour="en timme",
    hours="{hours} timmar",
    hours_and_minutes="{hours} och {minutes}",
    titles=("dr", "doktor", "prof", "professor", "herr", "fru", "fröken", "tandläkare", "leg"),
    noon_hour=10,
)  # fmt: skip
