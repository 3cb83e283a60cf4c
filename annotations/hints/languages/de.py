"""German."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul
    aug sep sept okt nov dez
    """,
    currencies="euro euros cent dollar dollars pfund franken mark rubel yen",
    percents="prozent, prozentpunkt, prozentpunkte, prozentpunkten, v.h.",
    starters="""
    der die das den dem des ein eine einer einem einen dieser diese dieses diesem diesen jener jene es er sie wir ihr
    ich du man mein meine unser unsere sein seine ihre in im an am auf aus bei beim mit nach von vom vor zu zum zur
    für über unter durch gegen ohne um seit bis während wegen trotz laut aber und oder denn sondern doch wenn als ob
    weil dass nachdem bevor obwohl auch nur noch schon nicht kein keine was wer wie wo warum wann welche alle viele
    einige mehr heute gestern damals dort hier da dann jetzt so dabei damit deshalb daher ist sind war waren hat haben
    hatte wird werden wurde kann soll muss bitte letzte letzten nächste
    """,
    nouns_have_capitals=True,
    phrases={
        Reason.NUMBER: """
        zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, zwanzig, dreißig, vierzig, fünfzig,
        sechzig, siebzig, achtzig, neunzig, hundert, hunderte, tausend, tausende, tausenden, million, millionen,
        milliarde, milliarden, billion, billionen, dutzend, dutzende, hälfte, drittel, viertel, zehntausende
        """,
        Reason.DATE: """
        gestern, heute, vorgestern, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag,
        letzte woche, letzten monat, letztes jahr, voriges jahr, vergangenen jahr, jahrzehnt*, jahrhundert*
        """,
        Reason.SUPERLATIVE: """
        größte*, höchste*, beste, besten, bester, bestes, meiste, meisten, am *sten, am wenigsten, kleinste*,
        niedrigste*, älteste*, jüngste*, schnellste*, längste*, stärkste*, schwächste*, reichste*, ärmste*,
        schlimmste*, schlechteste*, wichtigste*, teuerste*, tiefste*, erste, ersten, erster, erstes, einzige*,
        erstmals, rekord*, beispiellos*, einzigartig*, einmalig*, häufigste*, neueste*
        """,
        Reason.COMPARISON: """
        mehr als, weniger als, größer, größer als, kleiner als, höher, niedriger, besser als, schlechter als, *er als,
        so * wie, doppelt, verdoppelt*, verdreifacht*, halbiert*, mal so, im vergleich, verglichen mit, gegenüber,
        im gegensatz, stieg, stiegen, gestiegen, steigt, sank, sanken, gesunken, sinkt, fiel, gefallen, wuchs,
        gewachsen, zugenommen, abgenommen, zunahme, rückgang, anstieg, übersteig*, übertr*, mindestens, höchstens
        """,
        Reason.CAUSE: """
        weil, wegen, aufgrund, auf grund, dank, infolge, deshalb, daher, deswegen, darum, dadurch, verursach*,
        führte zu, führt zu, führten zu, führen zu, zur folge, folge von, folge der, ausgelöst, löste, bewirk*,
        sodass, so dass, schuld an, schuld, verantwortlich für, beruht auf, ursache, ursachen, grund für
        """,
        Reason.ATTRIBUTION: """
        laut, nach angaben, zufolge, sagte, sagt, sagten, erklärte, erklärt, behauptet*, teilte, mitgeteilt,
        berichtet*, gemeldet, meldet, meldete, betonte, warnte, bestätigt*, bestritt, dementiert*, angeblich*,
        schrieb, schreibt, twitterte, kündigte, soll angeblich, wie * berichtet, einer studie, eine studie
        """,
        Reason.ABSOLUTE: """
        nie, niemals, immer, stets, alle, allen, aller, alles, jede, jeder, jedes, jeden, jedem, niemand, nichts,
        kein, keine, keinen, keinem, keiner, keines, nirgends, nirgendwo, völlig, vollständig, komplett, gänzlich,
        ausnahmslos, nicht, ohne, weder, sämtliche*, ausschließlich, unmöglich, nur
        """,
        Reason.OPINION: """
        sollte, sollten, müsste, müssten, muss, müssen, ich denke, ich glaube, ich finde, ich meine, wir glauben,
        wir hoffen, meiner meinung, meines erachtens, leider, hoffentlich, glücklicherweise, zum glück, schön,
        wunderbar, schrecklich, furchtbar, großartig, skandalös, skandal, absurd, lächerlich, unfair, ungerecht*,
        unverantwortlich, wichtig, scheint, scheinen, offenbar, wohl, bedauerlich*
        """,
        Reason.PREDICTION: """
        wird voraussichtlich, werden voraussichtlich, voraussichtlich, künftig, zukünftig, in zukunft, dürfte,
        dürften, prognos*, prognostiziert*, erwartet, erwarten, morgen, nächste woche, nächsten monat, nächstes jahr,
        nächsten jahr, kommenden jahr, kommendes jahr, wird es, werden wir, wird sich, könnte, könnten, vorhersage*
        """,
        Reason.INSTRUCTION: """
        bitte, lasst uns, lassen sie, denken sie, beachten sie, lesen sie, sehen sie, schauen sie, klicken sie,
        stell dir, stellen sie sich, vergessen sie, achten sie, teilen sie, abonnieren sie, rufen sie, fragen sie,
        wählen sie, hört, seht, denkt, macht, nehmen sie, geben sie, kommen sie, prüfen sie
        """,
    },
)  # fmt: skip
