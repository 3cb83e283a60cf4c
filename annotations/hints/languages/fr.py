"""French."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juil sept oct
    nov déc
    """,
    date_links="er de",
    currencies="euro euros centimes dollar dollars livre livres franc francs yen roubles",
    percents="pour cent, pourcent, points de pourcentage, point de pourcentage",
    starters="""
    le la les un une des du de ce cet cette ces il elle ils elles on nous vous je tu mon ma mes notre nos votre vos
    son sa ses leur leurs dans en à au aux sur sous par pour avec sans vers chez entre depuis pendant avant après
    contre malgré selon mais et ou donc or ni car si quand lorsque comme que qui quoi quel quelle où comment pourquoi
    tout tous toute toutes plusieurs certains beaucoup aucun aucune ne pas plus moins très aujourd'hui hier alors
    ainsi cependant pourtant est sont était étaient a ont avait c'est il-y voici voilà
    """,
    phrases={
        Reason.NUMBER: """
        deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize, vingt,
        trente, quarante, cinquante, soixante, soixante-*, quatre-vingt*, cent, cents, mille, million, millions,
        milliard, milliards, centaine, centaines, millier, milliers, dizaine, dizaines, douzaine, moitié, la moitié,
        un tiers, un quart
        """,
        Reason.DATE: """
        hier, aujourd'hui, avant-hier, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, semaine dernière,
        mois dernier, an dernier, l'an dernier, l'année dernière, année dernière, il y a, siècle, siècles, décennie,
        décennies, cette année
        """,
        Reason.SUPERLATIVE: """
        le plus, la plus, les plus, le moins, la moins, les moins, des plus, meilleur, meilleure, meilleurs,
        meilleures, pire, pires, premier, première, premiers, premières, dernier, dernière, seul, seule, seuls,
        seules, unique, record, records, sans précédent, inédit, inédite, numéro un, jamais vu, majorité, la plupart
        """,
        Reason.COMPARISON: """
        plus de, moins de, plus que, moins que, plus * que, moins * que, aussi * que, autant que, autant de,
        supérieur*, inférieur*, deux fois, trois fois, double, doublé, triplé, divisé par, par rapport, comparé*,
        contrairement à, augmenté, augmente, augmentation, diminué, diminue, diminution, baisse, baissé, hausse,
        progressé, chuté, reculé, dépass*, au moins, au plus
        """,
        Reason.CAUSE: """
        parce que, parce qu'il, parce qu'elle, parce qu'ils, à cause, en raison, grâce à, grâce au, grâce aux, dû à,
        due à, dues à, provoqu*, entraîn*, caus*, !causer, conduit à, a conduit, mené à, résult*, conséquence*,
        c'est pourquoi, donc, par conséquent, responsable de, responsables de, du fait, suite à, à l'origine, puisque,
        car
        """,
        Reason.ATTRIBUTION: """
        selon, d'après, affirme, affirmé, déclaré, déclare, assure, assuré, annoncé, annonce, a dit, dit, indiqué,
        indique, expliqu*, souligné, estimé, estime, rapporte, rapporté, confirmé, nié, démenti, prétend*, précisé,
        écrit, une étude, un rapport, sondage
        """,
        Reason.ABSOLUTE: """
        jamais, toujours, tous, toutes, tout, toute, aucun, aucune, personne, rien, nulle part, sans exception,
        complètement, totalement, entièrement, chaque, pas, n'est pas, n'a pas, ne * pas, ne * jamais, sans,
        impossible, ni, uniquement, seulement, absolument
        """,
        Reason.OPINION: """
        je pense, je crois, je trouve, j'estime, nous pensons, nous croyons, à mon avis, selon moi, devrait,
        devraient, il faut, faut, doit, doivent, malheureusement, heureusement, hélas, magnifique*, terrible*,
        honteu*, scandaleu*, absurde*, ridicule*, injuste*, inadmissible*, inacceptable*, important, importante,
        semble, semblent, espér*, regrettable*
        """,
        Reason.PREDICTION: """
        sera, seront, aura, auront, va *er, vont *er, va être, vont être, va *ir, vont *ir, va *re, vont *re, pourra,
        pourront, devra, devront, fera, feront, ira, iront, deviendra, viendra, permettra, restera, atteindra, *eront,
        demain, prochain, prochaine, prochaines, prochains, prévoi*, prévision*, prévu, prévue, à l'avenir, pourrait,
        pourraient
        """,
        Reason.INSTRUCTION: """
        veuillez, s'il vous, n'oubliez, pensez, regardez, lisez, voyez, écoutez, cliquez, partagez, abonnez-vous,
        imaginez, imaginons, notez, rappelons, soyons, faisons, faites, prenez, allez, votez, arrêtez, demandez,
        gardez, essayez
        """,
    },
)  # fmt: skip
