"""Polish."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        on, ona, ono, oni, one, jego, jej, ich, jemu, mu, nim, nią, nimi, ten, ta, to, ci, te, tego, tej, tych, temu,
        tym, tymi, tę, tą, tamten, tamta, tamto, tamci, tamte, swój, swoja, swoje, obaj, obie, oba, oboje, obydwaj,
        obydwie, taki, taka, takie, tacy, ów, owa, owo, owe, dwaj, ci dwaj, te dwie, pierwszy z, pierwsza z, drugi z,
        druga z, ostatni z, ten sam, ta sama, to samo, te same, ci sami, jeden z nich, jedna z nich, żaden z nich,
        niektórzy z nich, niektóre z nich, wielu z nich, większość z nich, wszyscy oni, wszystkie te, wszystko to,
        tam, tu, tutaj, dlatego, stąd, w tym, w tej, w tych, na tym, na tej, na to, po tym, po tej, przed tym, z tym,
        z tej, z tego, z nich, do tego, do tej, dla tego, przez to, mimo to, od tego, od tej, od tamtej, wśród nich,
        poza tym, w nim, w niej
        """
    ),
    connectives=words(
        """
        i a ale lecz oraz lub albo jednak jednakże więc zatem też także również natomiast ponadto następnie potem gdy
        kiedy ponieważ choć chociaż jeśli bo tylko nawet
        """
    ),
    openers=words(
        """
        w we na z ze do od po o u przed przez przy pod nad dla bez między wśród podczas według mimo ja my wy ty mój
        moja nasz nasza kto co który która które gdzie kiedy jak dlaczego czy ile jeśli gdy nie nigdy nikt nic tak
        każdy każda każde wszyscy wszystkie wszystko wiele wielu kilka inny inna inne inni więcej mniej prawie około
        dziś dzisiaj wczoraj jutro i a ale lub oraz ani jest są był była było
        """
    ),
    negations=words(
        """
        nie nigdy nikt nikogo nikomu nic niczego nigdzie żaden żadna żadne żadnego żadnej żadnych ani bez brak
        """
    ),
    numerals=numerals(
        """
        dwa/dwie/dwaj/dwóch/dwu/dwoma/dwom trzy/trzech/trzej/trzema/trzem cztery/czterech/czterej pięć/pięciu
        sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu jedenaście/jedenastu
        dwanaście/dwunastu
        """
    ),
    amounts=words(
        """
        zero tuzin dziesiątki sto stu setki setek tysiąc tysiące tysięcy milion miliony milionów miliard miliardy
        miliardów bilion bilionów połowa połowy połowę pół ćwierć podwójny dwukrotnie trzykrotnie procent procenta
        procentach grosz groszy euro dolar dolary dolarów złoty złote złotych funtów rubli dwadzieścia trzydzieści
        czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt trzynaście czternaście
        piętnaście ton kilometrów
        """
    ),
    dates=words(
        """
        styczeń stycznia styczniu luty lutego lutym marzec marca marcu kwiecień kwietnia kwietniu maj maja maju
        czerwiec czerwca czerwcu lipiec lipca lipcu sierpień sierpnia sierpniu wrzesień września wrześniu październik
        października październiku listopad listopada listopadzie grudzień grudnia grudniu poniedziałek wtorek środa
        środę czwartek piątek sobota sobotę niedziela niedzielę
        """
    ),
)
