"""Polish."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia styczeń luty
    marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień styczniu lutym marcu kwietniu
    maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu
    """,
    currencies="""
    zł złoty złote złotych zł. grosz grosze groszy euro dolar dolary dolarów funt funtów frank franków rubli
    """,
    percents="proc, procent, procenta, procentów, procentowych, punktów procentowych, punkt procentowy",
    starters="""
    w we na z ze do od po za o u i a ale lub oraz jednak on ona ono oni one my wy ja ty to ten ta te ci tego tej tym
    tych jak jeśli jeżeli gdy kiedy dla przy przez pod nad przed między bez nie tak także też również co kto gdzie
    dlaczego czy który która które jego jej ich nasz nasza mój moja już jeszcze teraz dziś dzisiaj wczoraj jutro potem
    wtedy tam tu tutaj tylko nawet bardzo więcej wiele wielu wszystko wszyscy każdy inne kilka według mimo choć
    ponieważ więc dlatego jest są był była było były ma mają
    """,
    phrases={
        Reason.NUMBER: """
        dwa, dwie, dwóch, trzy, trzech, cztery, czterech, pięć, pięciu, sześć, siedem, osiem, dziewięć, dziesięć,
        dziesięciu, jedenaście, dwanaście, piętnaście, dwadzieścia, trzydzieści, czterdzieści, pięćdziesiąt, sto,
        setki, setek, dwieście, trzysta, tysiąc, tysiące, tysięcy, tys, milion, miliony, milionów, mln, miliard,
        miliardy, miliardów, mld, bilion, tuzin, połowa, połowę, połowy, jedna trzecia, jedna czwarta, kilkaset,
        kilkadziesiąt
        """,
        Reason.DATE: """
        wczoraj, dziś, dzisiaj, przedwczoraj, poniedziałek, wtorek, środa, środę, czwartek, piątek, sobota, sobotę,
        niedziela, niedzielę, zeszłym tygodniu, zeszłym roku, ubiegłym roku, ubiegłego roku, tym roku, dekada, dekady,
        lat temu, lata temu
        """,
        Reason.SUPERLATIVE: """
        naj*, !najazd, !najazdu, !najem, !najmu, !najmy, !najemca, !najemcy, pierwszy, pierwsza, pierwsze, pierwszym,
        pierwszego, jedyny, jedyna, jedyne, jedynym, rekord*, bezprecedensow*, unikaln*, wyjątkow*, ostatni, ostatnia
        """,
        Reason.COMPARISON: """
        więcej niż, mniej niż, *szy niż, *sza niż, *sze niż, *iej niż, ponad, poniżej, dwukrotnie, trzykrotnie,
        dwa razy, trzy razy, podwoi*, potroi*, w porównaniu, w przeciwieństwie, wzrósł, wzrosła, wzrosło, wzrosły,
        wzrost, wzrostu, spadł, spadła, spadło, spadły, spadek, spadku, zwiększ*, zmniejsz*, przekrocz*, przewyższ*,
        co najmniej, co najwyżej, tak * jak
        """,
        Reason.CAUSE: """
        ponieważ, bo, gdyż, z powodu, wskutek, na skutek, w wyniku, dzięki, przez to, dlatego, spowodow*, powoduj*,
        wywoł*, doprowadzi*, prowadzi do, skutk*, przyczyn*, w rezultacie, wynika z, odpowiada za, odpowiedzialn*,
        zatem
        """,
        Reason.ATTRIBUTION: """
        według, zdaniem, powiedział, powiedziała, mówi, mówił, mówiła, twierdzi, twierdził, twierdziła, stwierdził,
        stwierdziła, oświadcz*, poinformowa*, podaje, podał, podała, ogłosi*, zapewni*, zaprzecz*, potwierdz*,
        napisał, napisała, ostrzeg*, przyznał, przyznała, rzekom*, badanie, badania, raport, raportu, jak podaje
        """,
        Reason.ABSOLUTE: """
        nigdy, zawsze, wszyscy, wszystkie, wszystkich, wszystko, każdy, każda, każde, każdego, żaden, żadna, żadne,
        żadnego, żadnych, nikt, nic, nigdzie, całkowicie, zupełnie, w pełni, bez wyjątku, nie, bez, ani, niemożliw*,
        tylko, wyłącznie, absolutnie
        """,
        Reason.OPINION: """
        myślę, sądzę, uważam, wierzę, moim zdaniem, naszym zdaniem, uważamy, według mnie, powinien, powinna, powinno,
        powinni, powinny, należy, trzeba, musi, muszą, niestety, na szczęście, szkoda, piękn*, wspaniał*, straszn*,
        okropn*, skandal*, haniebn*, absurd*, śmieszn*, niesprawiedliw*, niedopuszczaln*, ważne, ważny, ważna,
        wydaje się, oby, mam nadzieję
        """,
        Reason.PREDICTION: """
        będzie, będą, będziemy, zostanie, zostaną, wzrośnie, wzrosną, spadnie, spadną, stanie się, jutro, w przyszłym,
        w przyszłości, w przyszłym roku, prognoz*, przewid*, oczekuje się, spodziewa*, mógłby, mogłaby, mogłoby, może
        """,
        Reason.INSTRUCTION: """
        proszę, pamiętaj, pamiętajcie, pamiętajmy, zobacz, zobaczcie, przeczytaj, czytaj, posłuchaj, kliknij,
        udostępnij, zapisz się, wyobraź sobie, wyobraźmy, pomyśl, zwróć uwagę, zauważmy, nie zapomnij, sprawdź,
        zapytaj, głosuj, niech, spójrz, zrób, weź
        """,
    },
)  # fmt: skip
