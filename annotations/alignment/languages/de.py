"""German."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        er, sie, es, ihm, ihn, ihnen, ihr, ihre, ihrem, ihren, ihrer, sein, seine, seinem, seinen, seiner, dies,
        diese, dieser, dieses, diesem, diesen, das ist, das war, das sind, das hat, das wird, der ist, die sind,
        jener, jene, jenes, jenem, jenen, dessen, deren, denen, beide, beiden, beides, solche, solcher, solches,
        solchem, solchen, die beiden, die zwei, die drei, der erste, die erste, das erste, der zweite, die zweite, das
        zweite, der letzte, ersterer, erstere, ersteres, letzterer, letztere, letzteres, der eine, der andere, die
        andere, die anderen, das andere, derselbe, dieselbe, dasselbe, dieselben, keiner von, einer von, eine von,
        einige davon, viele davon, dabei, dadurch, dafür, dagegen, daher, damit, danach, daneben, daran, darauf,
        daraus, darin, darüber, darum, darunter, davon, davor, dazu, deshalb, deswegen, hierbei, hierfür, hiermit,
        hierzu, dort, in diesem, in dieser, in diesen, nach diesem, nach dieser, mit diesem, mit dieser, von diesen,
        unter diesen, alle drei, alle diese
        """
    ),
    connectives=words(
        """
        und aber oder doch jedoch denn sondern auch also dann nun so zudem außerdem ferner allerdings trotzdem dennoch
        inzwischen weil obwohl als wenn während bevor nachdem da nur sogar selbst
        """
    ),
    openers=words(
        """
        der die das den dem des ein eine einen einem einer eines in im an am auf aus bei beim bis durch für gegen
        hinter mit nach neben ohne seit trotz über um unter von vom vor während wegen zu zum zur zwischen ich wir du
        ihr man wer was wie wo wann warum welche welcher welches ob wenn als da weil obwohl nicht kein keine ja nein
        nie alle viele einige manche mehrere jeder jede jedes andere es auch nur noch schon heute gestern morgen mein
        meine unser unsere laut rund etwa fast
        """
    ),
    negations=words(
        """
        nicht nichts nie niemals niemand niemandem niemanden nirgends nirgendwo kein keine keinen keinem keiner keines
        keins keinerlei weder ohne nein kaum keineswegs
        """
    ),
    numerals=numerals("zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    amounts=words(
        """
        null dutzend dutzende hundert hunderte tausend tausende million millionen milliarde milliarden billion
        billionen halb halbe halben halber hälfte drittel viertel doppelt doppelte zweimal dreimal prozent
        prozentpunkte cent euro euros dollar dollars pfund franken rubel zwanzig dreißig vierzig fünfzig sechzig
        siebzig achtzig neunzig dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn tonnen kilometer
        kilometern
        """
    ),
    dates=words(
        """
        Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Montag
        Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag
        """
    ),
)
