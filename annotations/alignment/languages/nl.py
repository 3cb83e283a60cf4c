"""Dutch."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        hij, zij, ze, het is, het was, het heeft, het werd, het wordt, dit, dat, deze, die, zijn, haar, hun, hem, hen,
        beide, beiden, zulke, zulk, zo'n, dergelijke, de twee, de drie, de eerste, de tweede, de laatste, het eerste,
        het tweede, het laatste, eerstgenoemde, laatstgenoemde, de ene, de ander, de andere, de anderen, dezelfde,
        hetzelfde, een van hen, geen van beide, geen van beiden, sommige van hen, sommigen van hen, alle drie, al
        deze, al die, al dit, daar, daarbij, daardoor, daarin, daarmee, daarna, daarnaast, daarom, daarop, daarover,
        daartegen, daartoe, daaruit, daarvan, daarvoor, hier, hierbij, hierdoor, hierin, hiermee, hierna, hierop,
        hierover, hiervan, hiervoor, hieruit, in dit, in deze, in die, met deze, met dit, na deze, na dit, van deze,
        voor deze, voor dit, op deze, op die, onder hen, sindsdien
        """
    ),
    connectives=words(
        """
        en maar of dus want ook dan toch echter bovendien verder intussen hoewel omdat terwijl toen als wanneer nadat
        voordat nu zelfs alleen
        """
    ),
    openers=words(
        """
        de het een in op aan bij met na naar van voor om uit over door tot tegen tussen onder zonder sinds tijdens
        volgens ondanks binnen buiten ik wij we jij je u jullie mijn ons onze men wie wat waar wanneer welke welk hoe
        waarom of niet geen nee ja nooit niemand niets alle alles elk elke ieder iedere veel vele sommige enkele
        andere meer minder als toen hoewel omdat terwijl er bijna ongeveer circa rond vandaag gisteren morgen en maar
        dus want ook
        """
    ),
    negations=words("niet geen nooit niemand niets nergens noch zonder nee neen nauwelijks geenszins"),
    numerals=numerals("twee drie vier vijf zes zeven acht negen tien elf twaalf"),
    amounts=words(
        """
        nul dozijn tientallen honderd honderden duizend duizenden miljoen miljoenen miljard miljarden biljoen half
        halve helft derde kwart dubbel dubbele tweemaal driemaal procent percentage cent euro euro's dollar dollars
        pond roebel twintig dertig veertig vijftig zestig zeventig tachtig negentig dertien veertien vijftien ton
        kilometer
        """
    ),
    dates=words(
        """
        januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag
        """
    ),
)
