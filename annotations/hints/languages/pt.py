"""Portuguese."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro jan fev mar abr jun jul
    ago set out nov dez
    """,
    date_links="de do",
    currencies="euro euros cêntimos centavos dólar dólares real reais libra libras ienes rublos",
    percents="por cento, pontos percentuais, ponto percentual",
    starters="""
    o a os as um uma uns umas este esta estes estas esse essa isso isto aquele aquela ele ela eles elas nós eu tu você
    vocês meu minha nosso nossa seu sua seus suas em no na nos nas de do da dos das ao à aos às por pelo pela para com
    sem sobre entre desde até contra segundo durante após antes mas e ou nem se não quando enquanto embora porque como
    que quem onde qual todo todos toda todas muitos muitas alguns algumas cada outro outra mais menos também já hoje
    ontem agora então assim é são era eram foi foram há está estão tem têm
    """,
    phrases={
        Reason.NUMBER: """
        dois, duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze, treze, catorze, quatorze, quinze,
        vinte, trinta, quarenta, cinquenta, sessenta, setenta, oitenta, noventa, cem, cento, centenas, duzent*,
        trezent*, quinhent*, mil, milhares, milhão, milhões, bilhão, bilhões, bilião, biliões, mil milhões, dezenas,
        dúzia, dúzias, metade, um terço, um quarto
        """,
        Reason.DATE: """
        ontem, hoje, anteontem, segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo,
        semana passada, mês passado, ano passado, este ano, século, séculos, década, décadas, há * anos
        """,
        Reason.SUPERLATIVE: """
        o mais, a mais, os mais, as mais, o menos, a menos, o maior, a maior, os maiores, as maiores, o menor,
        a menor, melhor, melhores, pior, piores, *íssimo, *íssima, *íssimos, *íssimas, primeiro, primeira, primeiros,
        último, última, único, única, únicos, recorde, recordes, sem precedentes, inédito, inédita, maioria
        """,
        Reason.COMPARISON: """
        mais de, menos de, mais que, mais do que, menos que, menos do que, mais * que, mais * do que, menos * do que,
        tão * quanto, tanto quanto, maior que, maior do que, menor que, menor do que, superior a, inferior a, o dobro,
        o triplo, dobrou, duplic*, triplic*, vezes mais, em comparação, comparado*, ao contrário, aument*, diminu*,
        cresc*, caiu, caíram, subiu, subiram, queda, reduz*, super*, pelo menos, no máximo
        """,
        Reason.CAUSE: """
        porque, devido a, devido ao, devido à, por causa, graças a, graças ao, graças à, caus*, provoc*, portanto,
        por isso, levou a, levou ao, levou à, resultado de, resultou em, resultou de, consequência*, responsável por,
        responsáveis por, já que, uma vez que, em razão, em virtude
        """,
        Reason.ATTRIBUTION: """
        segundo, de acordo com, conforme, disse, diz, dizem, afirmou, afirma, declarou, anunciou, anuncia, garantiu,
        explicou, informou, informa, confirmou, negou, desmentiu, alegou, alega, escreveu, admitiu, alertou, revelou,
        um estudo, um relatório, pesquisa, sondagem, suposto*, suposta*, alegad*
        """,
        Reason.ABSOLUTE: """
        nunca, jamais, sempre, todo, todos, toda, todas, tudo, nenhum, nenhuma, ninguém, nada, sem exceção,
        completamente, totalmente, absolutamente, cada, não, sem, nem, tampouco, impossível, apenas, só, somente,
        inteiramente
        """,
        Reason.OPINION: """
        acho que, penso que, creio que, acredito que, acreditamos que, na minha opinião, a meu ver, deveria, deveriam,
        deve, devem, é preciso, tem que, têm que, infelizmente, felizmente, lamentavelmente, tomara, lind*,
        maravilhos*, terríve*, vergonhos*, escandalos*, absurd*, ridícul*, injust*, inaceitáve*, importante,
        importantes, parece, parecem, espero que
        """,
        Reason.PREDICTION: """
        será, serão, terá, terão, haverá, vai *ar, vai *er, vai *ir, vão *ar, vão *er, vão *ir, vai ser, vão ser,
        poderá, poderão, deverá, deverão, fará, farão, ficará, *ará, *erão, *arão, *irá, !sahará, !verão, amanhã,
        próximo, próxima, próximos, próximas, prevê, preveem, previsão, previsões, espera-se, no futuro, poderia,
        poderiam
        """,
        Reason.INSTRUCTION: """
        por favor, lembre-se, lembre, lembrem, veja, vejam, olhe, olha, leia, leiam, ouça, clique, compartilhe,
        partilhe, inscreva-se, imagine, imaginem, pense, pensem, note, observe, vote, votem, pergunte, consulte,
        façamos, sejamos, não esqueça, faça, experimente
        """,
    },
)  # fmt: skip
