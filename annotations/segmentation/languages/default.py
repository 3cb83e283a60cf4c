"""What holds in every language: international titles, companies and signs. Used alone for an unknown language."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("Mr Mrs Ms Dr Drs Prof Mme Mlle Messrs Sgt Capt Gen Col Lt Rev St Ste Mt Sra Srta Sr Hon"),
    titles_that_end=words("st mt ft fr me sr hr dir"),
    titles_that_start=words("mr mrs ms dr"),
    numbered_that_end=words("no par art ex c r p pt app"),
    numbered=words("Nr № n° pp Fig Vol Nos"),
    never=words("e.g i.e vs cf viz p.s ibid op.cit"),
    may_end=words("etc U.S U.S.A U.K U.N E.U D.C Ph.D M.D B.A M.A a.m p.m Jr"),
    companies=words("inc ltd corp co llc bros"),
    names_with_mark=words("yahoo jeopardy"),
)
