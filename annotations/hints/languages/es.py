"""Spanish."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb abr jun
    jul ago sept oct nov dic
    """,
    date_links="de del",
    currencies="euro euros céntimos dólar dólares peso pesos libra libras yenes rublos",
    percents="por ciento, puntos porcentuales, punto porcentual",
    starters="""
    el la los las un una unos unas este esta estos estas ese esa esos esas lo él ella ellos ellas nosotros yo tú usted
    ustedes mi mis nuestro nuestra su sus en de del a al por para con sin sobre entre desde hasta hacia contra según
    durante tras ante bajo pero y e o u ni si no cuando mientras aunque porque como que qué quién cómo dónde cuándo
    cuál todo todos toda todas muchos muchas algunos algunas cada otro otra más menos muy también ya hoy ayer ahora
    entonces así es son era eran fue fueron ha han había hay está están se
    """,
    phrases={
        Reason.NUMBER: """
        dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce, quince, veinte, treinta,
        cuarenta, cincuenta, sesenta, setenta, ochenta, noventa, cien, ciento, cientos, doscient*, trescient*,
        quinient*, mil, miles, millón, millones, billón, billones, docena, docenas, decenas, mitad, la mitad,
        un tercio, un cuarto, tercera parte
        """,
        Reason.DATE: """
        ayer, hoy, anteayer, lunes, martes, miércoles, jueves, viernes, sábado, domingo, semana pasada, mes pasado,
        año pasado, este año, siglo, siglos, década, décadas, hace * años
        """,
        Reason.SUPERLATIVE: """
        el más, la más, los más, las más, lo más, más * de, el menos, la menos, los menos, el mayor, la mayor,
        los mayores, las mayores, el menor, la menor, mejor, mejores, peor, peores, *ísimo, *ísima, *ísimos, *ísimas,
        primer, primera, primero, primeros, último, última, único, única, únicos, récord, sin precedentes, inédito,
        inédita, mayoría, número uno
        """,
        Reason.COMPARISON: """
        más de, menos de, más que, menos que, más * que, menos * que, tan * como, tanto como, mayor que, menor que,
        superior a, inferior a, el doble, el triple, duplic*, triplic*, veces más, en comparación, comparado*,
        a diferencia, frente a, aumentó, aumentado, aumento, aumenta, disminuy*, creció, crecido, crecimiento, bajó,
        cayó, subió, descen*, redujo, super*, al menos, como mínimo, como máximo
        """,
        Reason.CAUSE: """
        porque, debido a, a causa de, por culpa de, gracias a, caus*, provoc*, por lo tanto, por tanto, por eso,
        llevó a, condujo a, como resultado, resultado de, consecuencia*, responsable de, responsables de, ya que,
        puesto que, motivó, generó, a raíz de, se debe a, se deben a
        """,
        Reason.ATTRIBUTION: """
        según, de acuerdo con, dijo, dice, dicen, afirmó, afirma, aseguró, asegura, declaró, anunció, anuncia, señaló,
        explicó, informó, informa, confirmó, negó, sostiene, sostuvo, indicó, denunció, advirtió, escribió, admitió,
        un estudio, un informe, encuesta, supuest*
        """,
        Reason.ABSOLUTE: """
        nunca, jamás, siempre, todo, todos, toda, todas, ningún, ninguno, ninguna, nadie, nada, sin excepción,
        completamente, totalmente, absolutamente, cada, no, sin, ni, tampoco, imposible, únicamente, solo, sólo,
        en absoluto
        """,
        Reason.OPINION: """
        creo que, pienso que, opino que, creemos que, a mi juicio, en mi opinión, en nuestra opinión, debería,
        deberían, debe, deben, hay que, tiene que, tienen que, lamentable*, desgraciad*, afortunad*, ojalá, hermos*,
        maravillos*, terrible*, vergonzos*, escandalos*, absurd*, ridícul*, injust*, inaceptable*, importante*,
        parece, parecen, espero que
        """,
        Reason.PREDICTION: """
        *rá, *rán, *remos, !irán, !teherán, va a, van a, vamos a, mañana, próximo, próxima, próximos, próximas,
        se espera, se prevé, prevé, prevén, previsión, previsiones, pronóstic*, en el futuro, podría, podrían
        """,
        Reason.INSTRUCTION: """
        por favor, no olvide, no olvides, recuerde, recuerda, recuerden, recordemos, mire, mira, miren, lea, lee, vea,
        escuche, escucha, haga, haz, imagine, imagina, imaginemos, piense, piensa, comparta, comparte, suscríbase,
        suscríbete, vote, vota, pregunte, pregunta, consulte, hagamos, seamos, note, observe
        """,
    },
)  # fmt: skip
