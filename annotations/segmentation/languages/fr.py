"""French."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        m mm mme mmes mlle mlles mgr me mes dr drs pr prof st ste cdt col gal gén cap lt sgt vve sr jr mr mrs
        """
    ),
    numbered=words("n° no nos n°s p pp art al ch chap fig t vol tél env éd coll cf f ff § tabl v vv s"),
    months=words("janv févr fév avr juil sept oct nov déc"),
    never=words(
        """
        cf p.ex c.-à-d c-à-d env c.à.d i.e e.g vs apr av apr.J av.J resp max min approx bd boul dir hab
        """
    ),
    and_so_on=words("etc"),
    may_end=words("Cie Sté S.A S.A.R.L J.-C J.C R.-U É.-U U.E O.N.U bis ap s.d éd inc ltée p.m a.m ibid sq sqq dép"),
    units=words("km kg cm min h hab"),
    starters=words(
        """
        le la les l un une il elle ils elles on nous vous je ce cet cette ces c'est dans sur mais et pour de des
        du d en au aux si quand lors selon son sa ses leur leurs après avant comme pourtant notre nos votre vos
        mon ma mes ton ta tes qui que quoi où comment pourquoi quel quelle quels quelles donc or ni car ainsi
        alors aussi avec sans sous par vers chez entre depuis pendant malgré cependant toutefois néanmoins ensuite
        puis enfin déjà encore toujours jamais ici là voilà voici tout toute tous toutes plusieurs certains
        certaines quelques chaque aucun aucune autre autres même bien très trop peu beaucoup plus moins non oui ne
        n'est j'ai j qu'il qu'elle s'il lorsque puisque parce afin aujourd'hui hier demain est était a sont ont
        deux trois
        """
    ),
    pronouns=words("je j'ai j il elle ils elles on nous vous c'est ce ça les le la"),
    names_with_mark=words("yahoo"),
    finite=words(
        """
        est sont était étaient fut furent sera seront serait a ont avait avaient aura auront aurait eut peut
        peuvent pouvait doit doivent va vont veut veulent fait font dit disent reste restent vient viennent
        prend prennent devient deviennent perd gagne meurt augmente baisse
        """
    ),
    asking=words("comment pourquoi qui que quoi où quand quel quelle quels quelles combien ce"),
)
