"""Spanish."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        él, ella, ello, ellos, ellas, este, esta, esto, estos, estas, ese, esa, eso, esos, esas, aquel, aquella,
        aquello, aquellos, aquellas, éste, ésta, éstos, éstas, ése, ésa, su, sus, suyo, suya, le, les, lo, ambos,
        ambas, tal, tales, dicho, dicha, dichos, dichas, los dos, las dos, los tres, las tres, el primero, la primera,
        el segundo, la segunda, el último, la última, este último, el mismo, la misma, los mismos, las mismas, el
        otro, la otra, los otros, las otras, los demás, las demás, uno de ellos, una de ellas, ninguno de ellos,
        algunos de ellos, muchos de ellos, todos ellos, todas ellas, todo esto, todo ello, todo eso, por eso, por
        ello, por esto, por esta, para ello, para esto, de esta, de este, de ellos, de ellas, con ello, con esto, con
        esta, en este, en esta, en ese, en esa, en ello, a este, a esta, a ello, tras ello, tras esto, desde entonces,
        entre ellos, entre ellas, allí, ahí, aquí
        """
    ),
    connectives=words(
        """
        y e o pero mas sino pues entonces también además así luego después sin embargo porque cuando aunque mientras
        si como incluso solo sólo
        """
    ),
    openers=words(
        """
        el la los las un una unos unas a al ante bajo con contra de del desde durante en entre hacia hasta para por
        según sin sobre tras yo nosotros usted ustedes tú mi mis nuestro nuestra quién quien qué que cuál cuándo dónde
        cómo cuánto si no sí nunca nadie nada todo toda todos todas cada varios varias algunos algunas muchos muchas
        otro otra otros otras más menos cuando aunque mientras porque como hay se casi unos alrededor hoy ayer mañana
        y o pero ni
        """
    ),
    negations=words("no nunca jamás nadie nada ningún ninguno ninguna ningunos ningunas ni sin tampoco apenas"),
    numerals=numerals("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    amounts=words(
        """
        cero docena docenas decenas cien ciento cientos centenares mil miles millón millones billón billones mitad
        medio media tercio tercios cuarto doble triple porcentaje céntimos euro euros dólar dólares libras pesos
        rublos veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa trece catorce quince toneladas
        kilómetros
        """
    ),
    dates=words(
        """
        enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes
        martes miércoles jueves viernes sábado domingo
        """
    ),
)
