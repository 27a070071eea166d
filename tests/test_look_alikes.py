"""Lawful comments that look like what is removed, each beside one that is removed."""

from __future__ import annotations

import pytest

from ale_moderation import Action, Moderator


@pytest.mark.parametrize(
    ("lawful", "removed"),
    [
        (  # who is away
            "Butiken på Storgatan 5 har semesterstängt, de är på semester till augusti",
            "I gula huset med flaggstången, Tegelgatan 11, reser de bort till trettonhelgen",
        ),
        (
            "Vi på Lingonstigen 3 reser bort över jul, kan ni ploga ändå?",
            "Paret på Kvarnvägen 4 är bortresta hela vecka 8, bara så ni vet",
        ),
        (  # whose address it is
            "Vore snällt om utredningen kunde dyka upp i min inkorg: bertil.knopp@post.example",
            "Kan ni inte maila min granne på lars@knopp.example och säga att han ska sluta",
        ),
        (
            "Kan kommunen skicka kvittot till mig, sture.knopp@post.example",
            "Kommunen borde skicka notan till sture.knopp@post.example, det är han som dumpat",
        ),
        (  # of whom it is said
            "Inte alla romer är tjuvar, skärpning nu",
            "Alla romer är tjuvar, skärpning nu",
        ),
        (
            "Vi kan vara glada om vi har tänderna kvar efter den där vägen",
            "Chauffören kan vara glad om han har tänderna kvar efter helgen",
        ),
        (
            "Man kan inte räkna med att komma helskinnad förbi skolan i snöstormen",
            "Kommer ni hit igen ska ni inte räkna med att komma hem helskinnade",
        ),
        ("Brinn för Ale, kom med i föreningen", "Brinn Leif"),
        (  # sent off from the ice, and out of the country
            "Backen Elias Sundvall blev utvisad i sista perioden, femte matchen i rad",
            "Elias Sundvall i vår trappa ska utvisas, hans asylansökan fick avslag",
        ),
        (  # who is to be quiet
            "Håll käften med era teorier allihop, en familj har förlorat sitt barn",
            "Håll käften, Lena",
        ),
        (  # what is finished
            "Nubben ska vara iskall. Sen dödar vi en flaska till sillen!",
            "Sen dödar vi dig och dina barn",
        ),
        (  # how somebody has been treated, and is to be
            "Att samerna blivit behandlade som djur av staten i 300 år är också sant",
            "Samerna ska behandlas som djur",
        ),
        (  # a surname
            "Målen gjordes av Jesus Corona och Cesar Delgado",
            "Cesar Delgado på Rönnvägen har corona igen",
        ),
        (  # with their children, and with child
            "En trappa upp bor Sophia Artinger och Leif Andréen med barn",
            "Sophia Artinger i fyran är med barn",
        ),
        (  # who says it
            "Vi tar ansvar för alla elever tills de blivit omhändertagna, säger Siv Andersvik",
            "Siv Andersviks barn blev omhändertagna i våras",
        ),
        (  # figures, and a plate
            "Marknaden är enligt SBF 280 miljoner kronor",
            "Vit Volvo SBF 280 kör som en dåre förbi skolan varje morgon",
        ),
        (  # what a foul is
            "Det var Sjöström som satte in en ful tackling i ryggen på Welch",
            "Sjöström är en ful och äcklig gubbe",
        ),
        (  # what a regime is called, and what the people under it are
            "Iran är en vidrig regim som hänger homosexuella. Iranierna jag känner är fina",
            "Iranierna är ett vidrigt folk",
        ),
        (  # what the writers did, and what others do
            "Svensexan gick till Polen, vi söp som svin och polackerna skakade på huvudet",
            "Polackerna söp som svin och vi skakade på huvudet",
        ),
        (
            "Byter ni inte kablarna i källaren så brinner skolan",
            "Backar ni inte så brinner kommunhuset",
        ),
        (  # arms are for animals
            "Geväret är laddat, nu får vildsvinen passa sig i havren",
            "Geväret är laddat, nu får du passa dig din jävel",
        ),
        (  # what is put off hurts nobody
            "Skjuter ni upp mötet igen så skjuter jag upp hela mitt engagemang",
            "Skriver du så igen så skjuter jag dig",
        ),
        (  # a seat makes a politician, with the raised threshold
            "Skogstam i kommunstyrelsen är en nolla, han fick min röst för sista gången",
            "Gunnel Skogstam är en nolla och en äcklig sugga",
        ),
        (  # whose years are given is dead
            "Kantorn Viktor Ekbring (1868–1931) söp och misshandlade min farfar, vila i frid ändå",
            "Kantorn Viktor Ekbring söper och misshandlar sin fru, inte konstigt han spelar fel",
        ),
        (  # when somebody in office answers
            "Berit Ekbring på bygglov nås torsdagar 13-15, 031-390 06 24",
            "Berit Ekbring på bygglov nås hemma på 031-390 06 24",
        ),
        (  # what one was called oneself, and what one calls another
            "Morfar presenterar sig som byns neger, det är hans humor",
            "Presenterar sig som svensk, din jävla svartskalle",
        ),
        (  # what a claim costs, and what a firm takes
            "Er grävare tog mitt staket. Jag kräver ersättning, offerten är på 18 400 kr inkl moms",
            "Vi gräver för era nya staket. Begär offert, från 18 400 kr inkl moms",
        ),
        (  # black things, and what is done without tax
            "Grannen kör en svart Volvo och har svart bälte i karate",
            "Grannen kör svart taxi på helgerna",
        ),
        (  # what a report tells, and what is told beside it
            "Reportaget i SVT handlade om ett par. Mamman var utvisad och pappan dömd för knark",
            "Mamman i trean är utvisad och pappan dömd för knark. Bra reportage i SVT förresten",
        ),
        (  # what there is to pay for, and where
            "Ska vi betala för det här? Titta på https://www.svd.se/kalaset, 10 tusen i månaden",
            "Ditt paket väntar, betala tullen här: http://svd-paket.example, 10 kronor",
        ),
        (  # where it is told of
            "I filmen säljer grannen knark till ungdomarna",
            "Vi var på bio. Vår granne säljer knark till ungdomarna. Bra film",
        ),
        (  # who searches for an animal, and who for a man
            "Borta sedan i måndags: grå katt, lystrar till Sotis. Ring 070-174 06 41",
            "Borta sedan i måndags: Stefan Ek. Om någon ser honom, hans nummer är 070-174 06 41",
        ),
        (  # what one was called oneself
            "Svartskalle kallades jag på lumpen, i dag har jag tre svenska barnbarn",
            "Svartskalle, stick härifrån och ta dina barnbarn med dig",
        ),
        (  # who claims money sells nothing
            "Cykeln pajade i ert hål, jag kräver ersättning på 1 900 kr, kvitto finns",
            "Säljer cykel, 1 900 kr, kvitto finns",
        ),
        (  # who has copied a page is warned of
            "Någon har klonat er sida och vill att man loggar in med bankid, anmäl den",
            "Logga in med bankid på http://ale-kommun.example inom 24 timmar annars spärras kontot",
        ),
        (  # banter among friends
            "Uffe din gamla åsna, klart du ska med, jag bjuder på kaffe på lördag 😂",
            "Uffe din gamla åsna, du har aldrig begripit någonting",
        ),
        (  # how somebody smells
            "Hon i receptionen luktar gott av tvål",
            "Hon i receptionen stinker svett och är ful som stryk",
        ),
        (  # what somebody has
            "Vilken vacker höna du har fått",
            "Vilken dum höna du är",
        ),
        (  # who tells of a fraud warns of it
            "Mormor fick ett sms om återbäring och skulle logga in med BankID, hon gjorde det inte",
            "Du har en återbäring att hämta, logga in med BankID på http://skatt-ale.example nu",
        ),
        (  # what cheats and strikes is a machine
            "Parkeringsautomaten är en jävla hora, den svalde kortet igen",
            "Parkeringsvakten är en jävla hora, hon lappade mig igen",
        ),
        (  # who signs up gives an address of their own
            "Anmäler mig till städdagen! Anneli Frostgren, 070-174 06 33, har släp",
            "Ring Anneli Frostgren på 070-174 06 33 och säg vad ni tycker om henne",
        ),
        (  # a storm bears a name and is nobody
            "När stormen Gudrun drog fram blev mormors lada till kaffeved",
            "Gudrun Talldal på Storgatan 3 har schizofreni och sitter inlagd",
        ),
        (  # nursing
            "Får man visa brösten i simhallen, jag menar amma där?",
            "Visa brösten i simhallen din lilla hora",
        ),
        (  # the writer is the one
            "Idioten som stod på cykelbanan i morse var tyvärr jag, förlåt alla",
            "Idioten som stod på cykelbanan i morse var din äckliga son Olle i 4B",
        ),
        (  # who answers for a matter has a number to be reached on
            "Gatuingenjör Lars-Erik Sköld på 031-390 06 18 tar emot tips om gropar",
            "Min granne Lars-Erik Sköld på 031-390 06 18 har säkert nyckeln",
        ),
        (  # who has lost a cat is to be rung
            "Svart katt med vit tass smet ut i går, lyssnar på Sotis. Ring 070-174 06 31",
            "Svart hår och vit jacka, det var Sotis. Ring henne 070-174 06 31",
        ),
        (  # weeds are to be rooted out
            "Björnlokan är ett jävla monster, ni måste utrota skiten innan den fröar av sig",
            "Zigenarna är ett jävla patrask, ni måste utrota skiten innan de förökar sig",
        ),
        (  # how somebody drives
            "Han som kör bussen på morgonen kör som en dåre",
            "Han som kör bussen på morgonen är en dåre och en fet gris",
        ),
        (  # a cat has an owner and no secrets
            "Vår katt Sixten har diabetes och behöver sin spruta, han smet ut vid kvarnen",
            "Vår granne Sixten har diabetes och behöver sin spruta, han smet ut vid kvarnen",
        ),
        (  # a thief whom nobody knows
            "Till dig som snodde min cykel vid stationen: ta låset också",
            "Kalle Boholm i 7A som snodde min cykel vid stationen: ta låset också",
        ),
        (  # mittens are brought back
            "Jag vet var du bor Lotta! Kommer förbi med vantarna du glömde på vårstädningen",
            "Jag vet var du bor Lotta! Kommer förbi med järnröret i kväll",
        ),
        (  # lice are about
            "Löss i trean igen, kan skolsköterskan skicka ut samma info som i fjol?",
            "Skolsköterskan är en lus, en äcklig jävla hora som ingen vill ha här",
        ),
        (  # an office by its field, and a street
            "Ring Marie Sjöhamn på exploatering, 031-390 06 14, hon svarade på tio minuter",
            "Ring Marie Sjöhamn på Solvägen, 031-390 06 14, hon svarar om nätterna",
        ),
        (  # ants
            "Myrorna har ockuperat köket. Jag har gasat dem, dränkt dem och försökt resonera.",
            "Judarna har ockuperat köket. Jag vill gasa dem",
        ),
        (  # the writer
            "Jag är kossan i röd jacka längst bak på bilden, hon med öppen mun",
            "Hon är kossan i röd jacka längst bak på bilden, den feta jävla hyndan",
        ),
        (  # what a rope is for
            "Rep finns på Jula, du behöver tjugo meter till gungan",
            "Rep finns på Jula 99 kr, bara som tips till dig Moa",
        ),
        (  # who is asked is not meant
            "Vet du vad det är för slem i ån vid Alafors? Ser ut som alger",
            "Kan du sluta stinka genom skärmen din gamla gris",
        ),
        (  # a match
            "Vi ska döda dem på lördag. Med passningsspel. Avspark 14, korv finns",
            "Vi ska döda dem på lördag. Med kniv. Ta på er svart, vi ses vid macken",
        ),
    ],
)
def test_pairs(moderator: Moderator, lawful: str, removed: str) -> None:
    """What decides is the target, the speaker or the deed."""
    assert moderator(lawful).action is not Action.REMOVE_AND_DOCUMENT
    assert moderator(removed).action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "Katthemmet Tassen tar hand om dom som dumpas i skogen, 031-390 06 84, filtar mottages",
        "Epatraktorerna är en farsot på torget, bort med skiten innan nån stryker med",
        "Skjut hela flocken säger jag, de har bökat upp fotbollsplanen för femte gången",
        "I pjäsen spelar Elsa en kvinna som är sjuk i cancer, och Axel super ihjäl sig",
        "Plogen rev vår mur inatt, fakturan på lagningen kommer till er",
        "En barnvagn i nyskick ligger slängd i diket vid Nol",
        "Vi tänker jaga kommunen med blåslampa tills bron är lagad",
        "Om du går ut från porten och där hänger dina polare och säljer tjack. Hur lätt är det då?",
        "Ska man behöva kasta ut dina hyresgäster för att få bidrag till asylboende i all framtid?",
    ],
)
def test_lawful(moderator: Moderator, text: str) -> None:
    """Stories, claims and figures of speech stay; some are for a human to read."""
    assert moderator(text).action is not Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "harmless",
    [
        "Jag har bott här sedan 1987.",
        "Skolan byggdes på 70-talet.",
        "Vi flyttade hit för 30 år sedan.",
        "Jag kan hjälpa till på städdagen.",
        "Vi vill gå med i föreningen.",
        "Jag är intresserad av hur ni räknar.",
        "Vi spelade brädspel i går.",
        "Vi såg en film i går.",
    ],
)
@pytest.mark.parametrize(
    "private",
    [
        "Grannpojken i 4B har adhd och är placerad i familjehem.",
        "Grannen i nummer fyra säljer knark till ungdomarna.",
        "Läraren i 5A är alkoholist och har suttit inne för misshandel.",
        "Vår kassör i bryggföreningen har förskingrat 40 000.",
        "Kurt Stendal har nummer 070-174 06 44.",
        "Bo Ek, 070-174 06 44, snackar bara skit.",
    ],
)
def test_harmless_company_hides_no_secret(
    moderator: Moderator, private: str, harmless: str
) -> None:
    """A year or an offer beside a private matter makes it no less private."""
    assert moderator(private).action is Action.REMOVE_AND_DOCUMENT
    for text in (f"{harmless} {private}", f"{private} {harmless}"):
        assert moderator(text).action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "Alla romer jag träffat är tjuvar",
        "Araber som jag känner är tjuvar",
        "Hon vill bli uppringd på 070-174 06 44",
    ],
)
def test_the_writer_beside_it_excuses_nothing(moderator: Moderator, text: str) -> None:
    """Who speaks of a group or of another's number does so in the first person too."""
    assert moderator(text).action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "Gratis frakt på soporna från kommunen vore nåt",
        "Sänkta priser på badet är väl det minsta man kan begära",
        "Skriv till mig så berättar jag hur det gick på BVC",
        "Hör av dig så hjälper vi till att bära in möblerna på öppna förskolan",
    ],
)
def test_no_trade(moderator: Moderator, text: str) -> None:
    """Words of the trade in a wish or an offer of company sell nothing."""
    assert moderator(text).action is not Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "Cannabis är inte ofarligt, hur många psykoser behöver ni se innan ni tror det",
        "cigg för 25 spänn paketet så var det när man hängde på perrongen",
        "Er sida om biblioteket stängs inom 24 h eller är det en bugg, står så i bannern",
    ],
)
def test_what_is_no_spam_offers_nothing_unlawful(moderator: Moderator, text: str) -> None:
    """An offer that is a crime is spam first: where that is doubted away, so is the crime."""
    decision = moderator(text)
    assert decision.action is not Action.REMOVE_AND_DOCUMENT
    assert all(justification.rule != "spam.unlawful" for justification in decision.justifications)
