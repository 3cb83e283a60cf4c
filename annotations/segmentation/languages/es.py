"""Spanish."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        sr sra sres sras srta dr dra dres d dª dña prof profa lic ing arq gral gen cnel col cap cmdte tte sgto
        mons fr sto sta excmo excma ilmo ilma hno hna pbro rvdo psic ud uds vd vds mr mrs ma av avda lcdo lcda
        """
    ),
    numbered=words(
        """
        n° nº núm núms num pág págs pag p pp art arts cap caps fig t tel tlf vol ed inc no ext párr párrf cra cl §
        s ss sig
        """
    ),
    months=words("ene feb abr jun jul ago sept oct nov dic lun mar mié jue vie sáb dom"),
    never=words("p.ej p.e v.gr cf cfr aprox máx mín apdo avda esq izq dcha ej vs i.e fdo depto prov ca pza hnos"),
    and_so_on=words("etc"),
    may_end=words(
        "EE.UU UU S.A S.L S.A.S Cía Ltda a.C d.C a.m p.m ss s.f RR.HH FF.AA JJ.OO U.R.S.S D.F c.v C.V s.a ibíd a.J.C d.J.C Jr Hnos"
    ),
    units=words("km kg cm min hab"),
    starters=words(
        """
        el la los las un una unos unas ella ellos ellas en pero y para por de del al si cuando según su sus este
        esta estos estas ese esa esos esas esto eso tras no se lo le les como qué quién quiénes cuál cómo dónde
        cuándo que quien donde aunque porque pues así también tampoco además sin con sobre entre desde hasta
        durante mientras antes después luego entonces ahora hoy ayer mañana aquí allí ya más menos muy todo toda
        todos todas cada otro otra otros otras algunos algunas muchos muchas varios varias ambos ambas nadie nada
        nunca siempre embargo mi mis tu tus nuestro nuestra yo tú él nosotros ustedes me te nos e o u ni sino ante
        bajo contra hacia mediante es son fue era ha han hay está están sí dicho dicha actualmente finalmente
        posteriormente asimismo
        """
    ),
    pronouns=words("el la los las yo él ella ellos no me se es"),
    names_with_mark=words("yahoo"),
    finite=words(
        """
        es son era eran fue fueron será serán sería está están estaba estaban ha han había habían hay hubo
        habrá puede pueden podía debe deben va van tiene tienen tenía hace hacen hizo dijo dice dicen murió
        murieron ganó perdió subió bajó cayó quiere quieren sigue siguen nació
        """
    ),
    asking=words("cómo como qué quién quiénes dónde cuándo cuál cuáles cuánto cuántos por"),
)
