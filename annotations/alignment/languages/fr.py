"""French."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        il, elle, ils, elles, ce, cet, cette, ces, c'est, c'était, c'étaient, cela, ceci, ça, celui, celle, ceux,
        celles, celui-ci, son, sa, ses, leur, leurs, lui, eux, les deux, les trois, tous deux, toutes deux, tous les
        deux, les uns, l'un, l'une, l'autre, les autres, le premier, la première, le second, la seconde, le dernier,
        la dernière, ce dernier, le même, la même, les mêmes, ni l'un, aucun d'eux, certains d'entre, la plupart
        d'entre, y, ici, là, de même, dans ce, dans cette, dans ces, à ce, à cette, pour cela, pour cette, de ce, de
        cette, de ces, de là, avec cela, après cela, après cette, avant cela, depuis lors, c', parmi eux, parmi ces,
        parmi elles, tous ces, toutes ces
        """
    ),
    connectives=words(
        """
        et mais ou or donc car puis ensuite alors ainsi aussi cependant toutefois pourtant néanmoins enfin ailleurs
        quand lorsque comme si bien même seulement
        """
    ),
    openers=words(
        """
        le la les l' un une des du de d' à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant
        après avant contre selon malgré je j' nous vous on tu mon ma mes notre nos votre vos qui que quoi quel quelle
        où quand comment pourquoi combien si ne non oui pas plus moins tout toute tous toutes chaque plusieurs
        certains certaines quelques aucun aucune autre autres lorsque comme parce quoique bien même seulement environ
        près aujourd'hui hier demain et mais ou donc or ni car
        """
    ),
    negations=words("ne pas non jamais rien personne aucun aucune aucuns aucunes ni sans nul nulle nullement guère"),
    negation_starts=("n'",),
    numerals=numerals("deux trois quatre cinq six sept huit neuf dix onze douze"),
    amounts=words(
        """
        zéro douzaine dizaine dizaines vingtaine centaine centaines cent cents mille milliers millier million millions
        milliard milliards moitié demi demie tiers quart double triple pourcent pourcentage centime centimes euro
        euros dollar dollars livres francs roubles vingt trente quarante cinquante soixante treize quatorze quinze
        seize tonnes kilomètres
        """
    ),
    dates=words(
        """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi
        jeudi vendredi samedi dimanche
        """
    ),
)
