"""Italian."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        egli, ella, esso, essa, essi, esse, lui, lei, loro, questo, questa, questi, queste, quest', quello, quella,
        quelli, quelle, quell', quel, quei, quegli, ciò, costui, costei, costoro, suo, sua, suoi, sue, il suo, la sua,
        i suoi, le sue, il loro, la loro, i loro, le loro, entrambi, entrambe, ambedue, tale, tali, i due, le due, i
        tre, le tre, il primo, la prima, il secondo, la seconda, l'ultimo, l'ultima, quest'ultimo, lo stesso, la
        stessa, gli stessi, le stesse, l'altro, l'altra, gli altri, le altre, uno di loro, una di loro, nessuno di
        loro, alcuni di loro, tutto questo, tutto ciò, tutti questi, tutte queste, per questo, per questa, con questo,
        con questa, in questo, in questa, in tale, a questo, a questa, di questo, di questa, di questi, da questo, da
        questa, dopo questo, di ciò, da allora, tra loro, tra questi, fra loro, là, lì, qui, vi
        """
    ),
    connectives=words(
        """
        e ed ma o però anche quindi dunque allora poi inoltre tuttavia eppure infatti perciò mentre quando se perché
        come sebbene benché solo
        """
    ),
    openers=words(
        """
        il lo la i gli le l' un uno una un' a al allo alla ai agli alle da dal dalla di del dello della dei degli
        delle in nel nella nei nelle con su sul sulla per tra fra senza sotto sopra durante dopo prima contro secondo
        verso io noi voi mio mia nostro nostra chi che cosa quale quando dove come perché quanto se non sì no mai ogni
        tutti tutte tutto alcuni alcune molti molte altri altre più meno quasi circa oggi ieri domani e ma o né anche
        """
    ),
    negations=words("non no mai nessuno nessuna nessun niente nulla né senza neanche nemmeno neppure mica"),
    negation_starts=("nessun'",),
    numerals=numerals("due tre quattro cinque sei sette otto nove dieci undici dodici"),
    amounts=words(
        """
        zero dozzina dozzine decina decine centinaia cento mille mila migliaia milione milioni miliardo miliardi metà
        mezzo mezza terzo terzi quarto doppio triplo percento percentuale centesimi euro dollaro dollari sterline
        rubli venti trenta quaranta cinquanta sessanta settanta ottanta novanta tredici quattordici quindici
        tonnellate chilometri
        """
    ),
    dates=words(
        """
        gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì
        mercoledì giovedì venerdì sabato domenica
        """
    ),
)
