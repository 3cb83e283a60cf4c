"""Portuguese."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        sr sra srs sras srta dr dra drs dras prof profa profª d eng engº arq exmo exma exa ilmo ilma gen cel ten sgt
        pe fr mons sto sta dep sen gov mr mrs brig
        """
    ),
    numbered=words("n nº n° núm num pág págs pag p pp art arts cap caps fig tel vol ed inc no § séc sécs l"),
    months=words("jan fev abr jun jul ago set out nov"),
    never=words("p.ex p.e cf aprox máx mín v.g i.e vs av al r pça ap apto esq dto ex.mo ex.ma ex c.f obs ca ltd"),
    and_so_on=words("etc"),
    may_end=words("Ltda S.A Cia a.C d.C E.U.A a.m p.m ss s.d U.E O.N.U Jr R.J S.P Lda hab ibid"),
    units=words("km kg cm min hab"),
    starters=words(
        """
        o a os as um uma uns umas ele ela eles elas eu nós você vocês em no na nos nas num numa mas e para por
        pelo pela pelos pelas de do da dos das ao à aos às com sem sobre sob se quando segundo como onde porque
        pois embora enquanto após antes depois durante desde até entre este esta estes estas esse essa esses essas
        isto isso aquele aquela aquilo neste nesta nesse nessa deste desta desse dessa seu sua seus suas meu minha
        nosso nossa não que quem qual quais quanto também ainda já agora hoje ontem amanhã então assim porém
        contudo todavia entretanto portanto além aqui ali lá todo toda todos todas cada outro outra outros outras
        alguns algumas muitos muitas vários várias ambos nenhum nada ninguém nunca sempre só é foi era são está há
        tem sim mais menos muito apesar contra
        """
    ),
    pronouns=words("o a os as eu ele ela eles elas não você"),
    names_with_mark=words("yahoo"),
    finite=words(
        """
        é são era eram foi foram será serão seria está estão estava estavam tem têm tinha tinham há houve
        haverá pode podem podia deve devem vai vão faz fazem fez disse diz dizem morreu morreram ganhou perdeu
        subiu caiu quer querem nasceu
        """
    ),
    asking=words("como porque quem onde quando qual quais quanto quantos o que"),
)
