"""Italian."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen feb mar apr mag
    giu lug ago set sett ott nov dic
    """,
    date_links="di del",
    currencies="euro centesimi dollaro dollari sterlina sterline lira lire franchi yen rubli",
    percents="per cento, percento, punti percentuali, punto percentuale",
    starters="""
    il lo la i gli le un uno una l' questo questa questi queste quello quella quelli egli lui lei noi voi loro io tu
    mio mia nostro nostra suo sua in di del della dello dei degli delle a al alla ai alle da dal dalla dai con su sul
    sulla per tra fra senza verso contro secondo durante dopo prima ma e ed o se non quando mentre anche perché come
    che chi cosa dove quale tutto tutti tutta tutte molti molte alcuni alcune ogni altro altra più meno oggi ieri ora
    allora così è sono era erano ha hanno aveva c'è si
    """,
    phrases={
        Reason.NUMBER: """
        due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici, tredici, quattordici, quindici,
        sedici, venti, trenta, quaranta, cinquanta, sessanta, settanta, ottanta, novanta, cento, centinaia, mille,
        mila, migliaia, milione, milioni, miliardo, miliardi, decina, decine, dozzina, metà, la metà, un terzo,
        due terzi, un quarto
        """,
        Reason.DATE: """
        ieri, oggi, lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica, settimana scorsa, mese scorso,
        anno scorso, l'anno scorso, quest'anno, secolo, secoli, decennio, decenni, anni fa, mesi fa
        """,
        Reason.SUPERLATIVE: """
        il più, la più, i più, le più, gli più, dei più, delle più, il meno, la meno, migliore, migliori, peggiore,
        peggiori, maggiore, maggiori, massimo, massima, minimo, minima, *issimo, *issima, *issimi, *issime, primo,
        prima volta, primi, unico, unica, unici, record, senza precedenti, ultimo, ultima, inedito, inedita,
        maggior parte
        """,
        Reason.COMPARISON: """
        più di, meno di, più che, più * di, più * del, più * della, meno * di, meno * del, più del, meno del,
        più della, così * come, tanto quanto, superiore a, inferiore a, il doppio, doppio, triplo, raddoppiat*,
        triplicat*, dimezzat*, volte più, rispetto a, rispetto al, rispetto alla, in confronto, a differenza, aument*,
        diminu*, cresciut*, crescita, calo, calat*, sces*, salit*, ridott*, super*, almeno, al massimo
        """,
        Reason.CAUSE: """
        perché, a causa, per colpa, grazie a, grazie al, grazie alla, dovuto a, dovuta a, dovuti a, provocat*,
        provoca, causat*, causa, quindi, perciò, pertanto, ha portato, porta a, di conseguenza, conseguenza,
        conseguenze, responsabile di, responsabili di, poiché, dato che, risultato di, in seguito a, ha determinato
        """,
        Reason.ATTRIBUTION: """
        secondo, ha detto, dice, dicono, disse, ha dichiarato, ha affermato, afferma, sostiene, ha sostenuto,
        ha annunciato, annuncia, ha spiegato, spiega, ha confermato, ha negato, ha smentito, ha scritto, ha riferito,
        riferisce, ha ammesso, ha avvertito, stando a, stando alle, uno studio, un rapporto, sondaggio, presunt*
        """,
        Reason.ABSOLUTE: """
        mai, sempre, tutto, tutti, tutta, tutte, nessun, nessuno, nessuna, niente, nulla, ogni, completamente,
        totalmente, interamente, assolutamente, non, senza, né, neanche, nemmeno, impossibile, solo, soltanto,
        unicamente, chiunque
        """,
        Reason.OPINION: """
        penso che, credo che, ritengo che, pensiamo che, crediamo che, secondo me, a mio avviso, a mio parere,
        dovrebbe, dovrebbero, deve, devono, bisogna, occorre, purtroppo, fortunatamente, per fortuna, bellissim*,
        meraviglios*, terribil*, vergognos*, scandalos*, assurd*, ridicol*, ingiust*, inaccettabil*, importante,
        importanti, sembra, sembrano, spero, speriamo
        """,
        Reason.PREDICTION: """
        *rà, *ranno, *remo, !estremo, !supremo, !eremo, domani, prossimo, prossima, prossimi, prossime, si prevede,
        prevede, prevedono, previsione, previsioni, in futuro, potrebbe, potrebbero, sta per, stanno per
        """,
        Reason.INSTRUCTION: """
        per favore, si prega, ricordate, ricorda, ricordiamo, guardate, guarda, leggete, leggi, vedi, vedete,
        ascoltate, cliccate, clicca, condividete, condividi, iscrivetevi, iscriviti, immaginate, immagina, pensate,
        pensa, notate, votate, chiedete, facciamo, fate, non dimenticate, provate
        """,
    },
)  # fmt: skip
