"""English."""

from annotations.alignment.languages.base import Language, numerals, phrases, words

LANGUAGE = Language(
    referring=phrases(
        """
        he, she, it, they, this, that, these, those, his, her, hers, its, their, theirs, him, them, both, such,
        neither, either, another, the two, the three, the four, the both, the former, the latter, the same, the other,
        the others, the first, the second, the third, the last, one of them, some of them, most of them, many of them,
        none of them, all of them, each of them, all this, all that, all these, all those, all three, all of this,
        here, there he, there she, there they, so he, so she, so it, so they, so did, so does, nor did, nor does, nor
        is, nor was, in this, in that, in these, in both, at this, at that, by this, by then, for this, for that, of
        these, of those, of them, with this, to this, under this, after this, after that, before this, before that,
        because of this, as such, among them, among these, since then, until then
        """
    ),
    connectives=words(
        """
        and but or so yet still then also thus hence however therefore moreover furthermore nevertheless nonetheless
        meanwhile besides indeed instead now although though because while when if since after before as even only
        """
    ),
    openers=words(
        """
        the a an in on at by for from of to with without under over into about between among during within across
        against along according despite like unlike i we you my our your me us who whom whose what which where why how
        whether there not no yes never all any each every some many most much more less few several other one as if
        when while because since although though and but or nor so then once until unless before after through
        throughout only even just perhaps maybe today yesterday tomorrow again almost nearly about around
        """
    ),
    negations=words(
        "not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely refused denied nay"
    ),
    negation_ends=("n't",),
    numerals=numerals("two three four five six seven eight nine ten eleven twelve"),
    amounts=words(
        """
        dozen dozens hundred hundreds thousand thousands million millions billion billions trillion trillions half
        halves third thirds quarter quarters double twice triple thrice percent percentage cent cents dollar dollars
        euro euros pound pounds yen rouble roubles ruble rubles yuan francs twenty thirty forty fifty sixty seventy
        eighty ninety thirteen fourteen fifteen sixteen seventeen eighteen nineteen zero tonnes tons kilometres
        kilometers miles
        """
    ),
    dates=words(
        """
        January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul
        Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday
        """
    ),
)
