"""Portuguese."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        ele, ela, eles, elas, este, esta, isto, estes, estas, esse, essa, isso, esses, essas, aquele, aquela, aquilo,
        aqueles, aquelas, seu, sua, seus, suas, o seu, a sua, os seus, as suas, dele, dela, deles, delas, ambos,
        ambas, tal, tais, os dois, as duas, os três, as três, o primeiro, a primeira, o segundo, a segunda, o último,
        a última, este último, o mesmo, a mesma, os mesmos, as mesmas, o outro, a outra, os outros, as outras, os
        demais, as demais, um deles, uma delas, nenhum deles, alguns deles, muitos deles, todos eles, todas elas, tudo
        isso, tudo isto, por isso, por isto, para isso, para isto, com isso, com isto, com esta, com este, com esse,
        com essa, neste, nesta, nesse, nessa, naquele, naquela, nisso, nisto, nele, nela, deste, desta, desse, dessa,
        disso, disto, destes, destas, a este, a esta, àquele, àquela, desde então, entre eles, entre elas, ali, aí,
        aqui, lá
        """
    ),
    connectives=words(
        """
        e ou mas porém contudo todavia então também além assim depois logo entretanto porque quando embora enquanto se
        como até só apenas
        """
    ),
    openers=words(
        """
        o a os as um uma uns umas ao aos à às ante após até com contra de do da dos das desde durante em no na nos nas
        entre para por pelo pela pelos pelas sem sob sobre segundo eu nós você vocês meu minha nosso nossa quem que
        qual quando onde como porque quanto se não sim nunca ninguém nada tudo todo toda todos todas cada vários
        várias alguns algumas muitos muitas outro outra outros outras mais menos quase cerca há hoje ontem amanhã e ou
        mas nem
        """
    ),
    negations=words("não nunca jamais ninguém nada nenhum nenhuma nenhuns nenhumas nem sem tampouco sequer"),
    numerals=numerals("dois/duas três quatro cinco seis sete oito nove dez onze doze"),
    amounts=words(
        """
        zero dúzia dúzias dezenas cem cento centenas mil milhares milhão milhões bilhão bilhões bilião biliões trilhão
        trilhões metade meio meia terço terços quarto dobro triplo porcentagem percentagem cêntimos centavos euro
        euros dólar dólares libras reais rublos vinte trinta quarenta cinquenta sessenta setenta oitenta noventa treze
        catorze quatorze quinze toneladas quilómetros quilômetros
        """
    ),
    dates=words(
        """
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro sábado domingo
        """
    ),
)
