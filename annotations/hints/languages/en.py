"""English."""

from annotations.hints.languages.base import Language
from annotations.hints.reasons import Reason

LANGUAGE = Language(
    months="""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """,
    date_links="of the",
    currencies="""
    dollar dollars euro euros pound pounds sterling yen yuan rouble roubles ruble rubles rupees cents pence
    """,
    percents="percent, per cent, percentage point, percentage points, pct",
    starters="""
    the a an this that these those there here it he she they we you i my our your his her its their in on at by for
    from to of with without as but and or so if when while after before since because although though however during
    under over between among against despite both all some many most more few no not what who how why where which
    every each another other such then now today yesterday is are was were do does did has have had can could will
    would should may might must let please
    """,
    never_names="i i'm i've i'd i'll mr mrs ms dr ok",
    phrases={
        Reason.NUMBER: """
        two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
        seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred,
        hundreds, thousand, thousands, million, millions, billion, billions, trillion, trillions, dozen, dozens, half,
        a third, thirds, two-thirds, a quarter, quarters, three-quarters, one in *, twenty-*, thirty-*, forty-*,
        fifty-*, sixty-*, seventy-*, eighty-*, ninety-*
        """,
        Reason.DATE: """
        yesterday, today, last week, last month, last year, last night, last century, this year, this week,
        this month, monday, tuesday, wednesday, thursday, friday, saturday, sunday, ago, decade, decades, century,
        centuries
        """,
        Reason.SUPERLATIVE: """
        most, least, best, worst, first, last, only, largest, biggest, record, unprecedented, unique, foremost,
        number one, top, all-time, *est, one of the *est, of the *est, at most, at least, !priest, !interest, !forest,
        !northwest, !southwest, !midwest, !guest, !request, !protest, !contest, !harvest, !arrest, !quest, !chest,
        !crest, !honest, !dishonest, !modest, !invest, !reinvest, !divest, !suggest, !digest, !ingest, !manifest,
        !earnest, !inquest, !conquest, !unrest, !detest, !attest, !infest, !everest, !budapest, !bucharest, !brest,
        !tempest, !disinterest, !pinterest, !molest
        """,
        Reason.COMPARISON: """
        more than, less than, fewer than, better than, worse than, higher, lower, larger, smaller, bigger, greater,
        *er than, more * than, less * than, as * as, twice, double, doubled, doubling, triple, tripled, halved,
        times as, times more, compared with, compared to, in comparison, unlike, outnumber*, exceed*, surpass*,
        overtook, overtake*, rose, risen, rises, rising, fell, fallen, falling, increase*, decrease*, decline*, grew,
        grown, dropped, soared, plunged, plummeted, shrank, growth, at most, at least, equal to, !rather, !other
        """,
        Reason.CAUSE: """
        because, because of, cause, causes, caused, causing, due to, owing to, thanks to, led to, leads to,
        leading to, result of, as a result, result in, results in, resulted in, resulting in, resulted from,
        results from, consequence of, consequently, therefore, hence, trigger, triggered, triggers, responsible for,
        to blame for, contributed to, contributes to, attributed to, stems from, stemmed from, brought about, so that,
        in response to, prevents, prevented, made possible, linked to
        """,
        Reason.ATTRIBUTION: """
        according to, said, says, told, claim, claims, claimed, announced, reported, reportedly, allegedly, alleged,
        stated, states that, argued, argues, admitted, confirmed, denied, insisted, wrote, tweeted, warned, promised,
        citing, quoted, sources say, study found, study shows, report found, poll found, in a statement
        """,
        Reason.ABSOLUTE: """
        never, always, all, every, everyone, everybody, everything, none, no one, nobody, nothing, nowhere, entirely,
        completely, totally, wholly, any, no, not, neither, nor, without exception, ever, only, cannot, *n't, zero,
        impossible, guaranteed, without
        """,
        Reason.OPINION: """
        should, shouldn't, ought to, must, i think, i believe, i feel, i hope, we believe, we think, we hope,
        in my view, in my opinion, in our view, unfortunately, fortunately, sadly, thankfully, hopefully, arguably,
        apparently, seems, seem, beautiful, wonderful, great, terrible, awful, disgraceful, shameful, outrageous,
        absurd, ridiculous, brilliant, stupid, wise, unfair, fair, immoral, evil, important, essential, deserve,
        deserves, disappointing, impressive, stunning, regrettably, need to, needs to
        """,
        Reason.PREDICTION: """
        will, won't, shall, going to, is expected to, are expected to, is likely to, are likely to, is set to,
        are set to, is bound to, is due to, forecast*, predict*, projected to, tomorrow, next week, next month,
        next year, next decade, in the future, by the end of the, would, may, might, could, it'll, they'll, we'll,
        he'll, she'll, i'll, you'll, there'll
        """,
        Reason.INSTRUCTION: """
        please, let's, let us, don't, do not, consider, imagine, remember, note that, note, read, see, look, listen,
        click, subscribe, sign up, share, join, vote, stop, take, make, call, ask, check, keep, tell, try, think, use,
        follow, find, visit, send, buy, donate, support, write, watch, wait, beware, be
        """,
    },
)  # fmt: skip
