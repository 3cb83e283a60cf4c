"""Dutch."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul
    aug sep sept okt nov dec
    """,
    currencies="euro euro's eurocent cent dollar dollars pond gulden frank yen roebel",
    percents="procent, procentpunt, procentpunten",
    starters="""
    de het een deze dit die dat hij zij ze wij we jij je u ik mijn ons onze zijn haar hun in op aan bij met van voor
    naar door over onder tussen tegen zonder sinds tijdens na om uit tot volgens ondanks maar en of want dus als toen
    omdat hoewel ook nog niet geen wat wie hoe waar waarom wanneer welke alle veel sommige meer minder vandaag
    gisteren nu dan daar hier is was waren heeft hebben had er elke elk
    """,
    phrases={
        Reason.NUMBER: """
        twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien, vijftien, zestien,
        twintig, dertig, veertig, vijftig, zestig, zeventig, tachtig, negentig, honderd, honderden, duizend,
        duizenden, tienduizenden, miljoen, miljoenen, miljard, miljarden, biljoen, dozijn, tientallen, helft,
        de helft, een derde, een kwart
        """,
        Reason.DATE: """
        gisteren, vandaag, eergisteren, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, vorige week,
        vorige maand, vorig jaar, afgelopen jaar, dit jaar, eeuw, eeuwen, decennium, decennia, jaar geleden
        """,
        Reason.SUPERLATIVE: """
        grootste, hoogste, laagste, beste, slechtste, meest, meeste, minst, minste, kleinste, oudste, jongste,
        snelste, langste, sterkste, zwakste, rijkste, armste, ergste, belangrijkste, duurste, goedkoopste, diepste,
        eerste, enige, laatste, nieuwste, record, recordaantal, ongekend, ongekende, uniek, unieke, nooit eerder
        """,
        Reason.COMPARISON: """
        meer dan, minder dan, groter dan, kleiner dan, hoger dan, lager dan, beter dan, slechter dan, *er dan,
        zo * als, even * als, twee keer, dubbel, verdubbel*, verdrievoudig*, gehalveerd, keer zoveel, vergeleken met,
        in vergelijking, in tegenstelling, ten opzichte van, gestegen, steeg, stegen, stijgt, stijging, gedaald,
        daalde, daalden, daalt, daling, gegroeid, groeide, toegenomen, toename, afgenomen, afname, overtr*, minstens,
        hoogstens, !eerder
        """,
        Reason.CAUSE: """
        omdat, doordat, vanwege, wegens, door middel van, dankzij, als gevolg van, ten gevolge van, gevolg, daardoor,
        daarom, veroorzaak*, leidde tot, leidt tot, leiden tot, leidden tot, geleid tot, resulteer*, zodat,
        verantwoordelijk voor, te danken aan, te wijten aan, schuld, oorzaak
        """,
        Reason.ATTRIBUTION: """
        volgens, zei, zegt, zeggen, stelde, stelt, verklaarde, verklaart, beweert, beweerde, beweren, meldt, meldde,
        meldden, aldus, kondigde, bevestigde, bevestigt, ontkende, ontkent, waarschuwde, schreef, schrijft, vertelde,
        naar verluidt, een studie, een onderzoek, uit onderzoek, vermeende
        """,
        Reason.ABSOLUTE: """
        nooit, altijd, alle, alles, iedereen, iedere, elke, elk, niemand, niets, nergens, geen, geen enkele, volledig,
        helemaal, totaal, zonder uitzondering, niet, zonder, noch, onmogelijk, uitsluitend, alleen, enkel
        """,
        Reason.OPINION: """
        ik denk, ik vind, ik geloof, wij vinden, wij denken, naar mijn mening, volgens mij, zou moeten, zouden moeten,
        moet, moeten, helaas, gelukkig, hopelijk, prachtig*, geweldig*, verschrikkelijk*, schandalig*, schandelijk*,
        absurd*, belachelijk*, oneerlijk*, onaanvaardbaar, onacceptabel, belangrijk, lijkt, lijken, blijkbaar, jammer
        """,
        Reason.PREDICTION: """
        zal, zullen, zult, gaat *en, gaan *en, verwacht, verwachten, verwachting, naar verwachting, voorspel*,
        prognose*, morgen, volgende week, volgende maand, volgend jaar, komend jaar, komende jaren, in de toekomst,
        zou kunnen, zouden kunnen, waarschijnlijk
        """,
        Reason.INSTRUCTION: """
        alstublieft, laten we, laat ons, denk aan, denk, vergeet niet, let op, lees, kijk, luister, klik, deel, stem,
        stel je, onthoud, bedenk, vraag, probeer, doe, neem, ga, bel, abonneer, houd, schrijf
        """,
    },
)  # fmt: skip
