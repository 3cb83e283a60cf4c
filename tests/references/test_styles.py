"""Formatted citations against entries written by hand after the manuals; italic words stand between stars."""

import pytest

from annotations.references import STYLES, Run, formatted
from annotations.references.styles.chicago import shortened


def day(*parts):
    return {"date-parts": [list(parts)]}


def person(family, given="", **parts):
    return {"family": family, **({"given": given} if given else {}), **parts}


def starred(citation):
    return "".join(f"*{run.text}*" if run.italic else run.text for run in citation.runs)


LIVY = {
    "type": "article-journal", "title": "Livy and the Order of Things", "container-title": "Classical Philology",
    "volume": "111", "issue": "2", "page": "165-176", "issued": day(2016, 4), "DOI": "10.1086/685748",
    "author": [person("Satterfield", "Susan")],
}  # fmt: skip
RECORDS = {
    "journal article": (
        LIVY,
        "Satterfield, S. (2016). Livy and the Order of Things. *Classical Philology*, *111*(2), 165–176. "
        "https://doi.org/10.1086/685748",
        "Satterfield, Susan. 2016. “Livy and the Order of Things.” *Classical Philology* 111 (2): 165–76. "
        "https://doi.org/10.1086/685748.",
        "Satterfield, Susan. “Livy and the Order of Things.” *Classical Philology*, vol. 111, no. 2, Apr. 2016, "
        "pp. 165–76, https://doi.org/10.1086/685748.",
    ),
    "newspaper article": (
        {
            "type": "article-newspaper", "title": "A Bet on the Camera", "container-title": "The New York Times",
            "issued": day(2017, 3, 8), "URL": "https://www.nytimes.com/2017/03/08/camera.html",
            "author": [person("Manjoo", "Farhad")], "accessed": day(2017, 3, 9), "page": "B1",
        },
        "Manjoo, F. (2017, March 8). A Bet on the Camera. *The New York Times*, B1. "
        "https://www.nytimes.com/2017/03/08/camera.html",
        "Manjoo, Farhad. 2017. “A Bet on the Camera.” *The New York Times*, March 8, 2017, B1. "
        "https://www.nytimes.com/2017/03/08/camera.html.",
        "Manjoo, Farhad. “A Bet on the Camera.” *The New York Times*, 8 Mar. 2017, p. B1, "
        "https://www.nytimes.com/2017/03/08/camera.html. Accessed 9 Mar. 2017.",
    ),
    "unsigned newspaper article": (
        {
            "type": "article-newspaper", "title": "Ad Heats Up Race", "container-title": "The New York Times",
            "issued": day(2002, 7, 30),
        },
        "Ad Heats Up Race. (2002, July 30). *The New York Times*.",
        "*The New York Times*. 2002. “Ad Heats Up Race.” July 30, 2002.",
        "“Ad Heats Up Race.” *The New York Times*, 30 July 2002.",
    ),
    "magazine article": (
        {
            "type": "article-magazine", "title": "Is “Truth” Dead?", "container-title": "Time", "volume": "189",
            "issue": "12", "page": "28-33", "issued": day(2017, 4, 3), "author": [person("Scherer", "Michael")],
        },
        "Scherer, M. (2017, April 3). Is “Truth” Dead? *Time*, *189*(12), 28–33.",
        "Scherer, Michael. 2017. “Is ‘Truth’ Dead?” *Time*, April 3, 2017, 28–33.",
        "Scherer, Michael. “Is ‘Truth’ Dead?” *Time*, vol. 189, no. 12, 3 Apr. 2017, pp. 28–33.",
    ),
    "web page of a body": (
        {
            "type": "webpage", "title": "Anxiety disorders", "issued": day(2018, 7),
            "author": [{"literal": "National Institute of Mental Health"}],
            "container-title": "National Institute of Mental Health",
            "URL": "https://www.nimh.nih.gov/health/anxiety",
        },
        "National Institute of Mental Health. (2018, July). *Anxiety disorders*. "
        "https://www.nimh.nih.gov/health/anxiety",
        "National Institute of Mental Health. 2018. “Anxiety disorders.” July 2018. "
        "https://www.nimh.nih.gov/health/anxiety.",
        "National Institute of Mental Health. “Anxiety disorders.” *National Institute of Mental Health*, July 2018, "
        "https://www.nimh.nih.gov/health/anxiety.",
    ),
    "web page without author and date": (
        {
            "type": "webpage", "title": "Yale Facts", "publisher": "Yale University",
            "URL": "https://www.yale.edu/about-yale/yale-facts", "accessed": day(2017, 5, 1),
        },
        "*Yale Facts*. (n.d.). Yale University. Retrieved May 1, 2017, from "
        "https://www.yale.edu/about-yale/yale-facts",
        "Yale University. n.d. “Yale Facts.” Accessed May 1, 2017. https://www.yale.edu/about-yale/yale-facts.",
        "“Yale Facts.” Yale University, https://www.yale.edu/about-yale/yale-facts. Accessed 1 May 2017.",
    ),
    "report": (
        {
            "type": "report", "title": "Global Economic Prospects", "number": "12", "publisher": "World Bank",
            "publisher-place": "Washington, DC", "issued": day(2020, 6), "author": [{"literal": "World Bank"}],
            "URL": "https://www.worldbank.org/prospects",
        },
        "World Bank. (2020). *Global Economic Prospects* (Report No. 12). https://www.worldbank.org/prospects",
        "World Bank. 2020. *Global Economic Prospects*. Report no. 12. https://www.worldbank.org/prospects.",
        "World Bank. *Global Economic Prospects*. Report no. 12, June 2020, https://www.worldbank.org/prospects.",
    ),
    "book": (
        {
            "type": "book", "title": "Swing Time", "publisher": "Penguin Press", "publisher-place": "New York",
            "issued": day(2016), "edition": "2", "author": [person("Smith", "Zadie")], "ISBN": "978-1-59420-398-5",
        },
        "Smith, Z. (2016). *Swing Time* (2nd ed.). Penguin Press.",
        "Smith, Zadie. 2016. *Swing Time*. 2nd ed. New York: Penguin Press.",
        "Smith, Zadie. *Swing Time*. 2nd ed., Penguin Press, 2016.",
    ),
    "edited book": (
        {
            "type": "book", "title": "The Making of the Essay", "publisher": "Graywolf Press",
            "publisher-place": "Minneapolis", "issued": day(2016),
            "editor": [person("D’Agata", "John"), person("Hale", "Mary Ann")],
        },
        "D’Agata, J., & Hale, M. A. (Eds.). (2016). *The Making of the Essay*. Graywolf Press.",
        "D’Agata, John, and Mary Ann Hale, eds. 2016. *The Making of the Essay*. Minneapolis: Graywolf Press.",
        "D’Agata, John, and Mary Ann Hale, editors. *The Making of the Essay*. Graywolf Press, 2016.",
    ),
    "chapter": (
        {
            "type": "chapter", "title": "The Art of Inspiration", "container-title": "The Making of the Essay",
            "page": "167-177", "publisher": "Graywolf Press", "publisher-place": "Minneapolis",
            "issued": day(2016), "author": [person("Gould", "Glenn")], "editor": [person("D’Agata", "John")],
        },
        "Gould, G. (2016). The Art of Inspiration. In J. D’Agata (Ed.), *The Making of the Essay* (pp. 167–177). "
        "Graywolf Press.",
        "Gould, Glenn. 2016. “The Art of Inspiration.” In *The Making of the Essay*, edited by John D’Agata, 167–77. "
        "Minneapolis: Graywolf Press.",
        "Gould, Glenn. “The Art of Inspiration.” *The Making of the Essay*, edited by John D’Agata, Graywolf Press, "
        "2016, pp. 167–77.",
    ),
    "interview": (
        {
            "type": "interview", "title": "How the Dictionary Keeps Up", "container-title": "Fresh Air",
            "publisher": "NPR", "issued": day(2017, 4, 19), "author": [person("Stamper", "Kory")],
            "interviewer": [person("Gross", "Terry")], "URL": "https://www.npr.org/524618639", "medium": "Audio",
        },
        "Stamper, K. (2017, April 19). How the Dictionary Keeps Up [Interview by T. Gross]. *Fresh Air*. NPR. "
        "https://www.npr.org/524618639",
        "Stamper, Kory. 2017. “How the Dictionary Keeps Up.” Interview by Terry Gross. *Fresh Air*, NPR, "
        "April 19, 2017. Audio. https://www.npr.org/524618639.",
        "Stamper, Kory. “How the Dictionary Keeps Up.” Interview by Terry Gross. *Fresh Air*, NPR, 19 Apr. 2017, "
        "https://www.npr.org/524618639.",
    ),
    "film": (
        {
            "type": "motion_picture", "title": "The Lost Daughter", "publisher": "Netflix", "issued": day(2021),
            "director": [person("Gyllenhaal", "Maggie")],
        },
        "Gyllenhaal, M. (Director). (2021). *The Lost Daughter* [Film]. Netflix.",
        "Gyllenhaal, Maggie, dir. 2021. *The Lost Daughter*. Netflix.",
        "*The Lost Daughter*. Directed by Maggie Gyllenhaal, Netflix, 2021.",
    ),
    "video on a site": (
        {
            "type": "motion_picture", "title": "The Ocean", "container-title": "YouTube", "medium": "Video",
            "author": [{"literal": "PBS"}], "issued": day(2020, 5, 1), "URL": "https://youtu.be/x",
        },
        "PBS. (2020, May 1). *The Ocean* [Video]. YouTube. https://youtu.be/x",
        "PBS. 2020. “The Ocean.” *YouTube*, May 1, 2020. Video. https://youtu.be/x.",
        "PBS. “The Ocean.” *YouTube*, 1 May 2020, https://youtu.be/x.",
    ),
    "untitled interview": (
        {
            "type": "interview", "author": [person("Roe", "Ann")], "interviewer": [person("Doe", "Jan")],
            "container-title": "Die Zeit", "issued": day(2020, 5, 1),
        },
        "Roe, A. (2020, May 1). [Interview by J. Doe]. *Die Zeit*.",
        "Roe, Ann. 2020. Interview by Jan Doe. *Die Zeit*, May 1, 2020.",
        "Roe, Ann. Interview by Jan Doe. *Die Zeit*, 1 May 2020.",
    ),
    "chapter with three editors": (
        {
            "type": "chapter", "title": "Part", "container-title": "Whole", "page": "12", "issued": day(2020),
            "edition": "2", "editor": [person("Ash", "Xi"), person("Bo", "Yu"), person("Cy", "Zo")],
        },
        "Part. (2020). In X. Ash, Y. Bo, & Z. Cy (Eds.), *Whole* (2nd ed., p. 12).",
        "“Part.” 2020. In *Whole*, edited by Xi Ash, Yu Bo, and Zo Cy, 12. 2nd ed.",
        "“Part.” *Whole*, edited by Xi Ash et al., 2nd ed., 2020, p. 12.",
    ),
    "ruling": (
        {
            "type": "legal_case", "title": "Brown v. Board of Education", "volume": "347", "container-title": "U.S.",
            "page": "483", "issued": day(1954),
        },
        "*Brown v. Board of Education*, 347 U.S. 483 (1954).",
        "*Brown v. Board of Education*, 347 U.S. 483 (1954).",
        "*Brown v. Board of Education*. 347 U.S. 483, 1954.",
    ),
    "broadcast": (
        {
            "type": "broadcast", "title": "The Vaccine Question", "container-title": "Panorama", "publisher": "BBC",
            "issued": day(2021, 2, 8), "genre": "TV series episode", "URL": "https://www.bbc.co.uk/programmes/x",
        },
        "The Vaccine Question [TV series episode]. (2021, February 8). In *Panorama*. BBC. "
        "https://www.bbc.co.uk/programmes/x",
        "“The Vaccine Question.” 2021. *Panorama*, BBC, February 8, 2021. TV series episode. "
        "https://www.bbc.co.uk/programmes/x.",
        "“The Vaccine Question.” *Panorama*, BBC, 8 Feb. 2021, https://www.bbc.co.uk/programmes/x.",
    ),
    "data set": (
        {
            "type": "dataset", "title": "American Trends Panel Wave 59", "publisher": "Pew Research Center",
            "issued": day(2020), "version": "2", "author": [{"literal": "Pew Research Center"}],
            "URL": "https://www.pewresearch.org/dataset/wave-59",
        },
        "Pew Research Center. (2020). *American Trends Panel Wave 59* (Version 2) [Data set]. "
        "https://www.pewresearch.org/dataset/wave-59",
        "Pew Research Center. 2020. “American Trends Panel Wave 59.” Version 2. "
        "https://www.pewresearch.org/dataset/wave-59.",
        "Pew Research Center. *American Trends Panel Wave 59*. Version 2, 2020, "
        "https://www.pewresearch.org/dataset/wave-59.",
    ),
    "law": (
        {
            "type": "legislation", "title": "Lilly Ledbetter Fair Pay Act of 2009", "number": "Pub. L. No. 111-2",
            "volume": "123", "container-title": "Stat.", "page": "5", "issued": day(2009, 1, 29),
            "URL": "https://www.govinfo.gov/app/details/PLAW-111publ2",
        },
        "Lilly Ledbetter Fair Pay Act of 2009, Pub. L. No. 111-2, 123 Stat. 5 (2009). "
        "https://www.govinfo.gov/app/details/PLAW-111publ2",
        "Lilly Ledbetter Fair Pay Act of 2009, Pub. L. No. 111-2, 123 Stat. 5 (2009). "
        "https://www.govinfo.gov/app/details/PLAW-111publ2.",
        "*Lilly Ledbetter Fair Pay Act of 2009*. Pub. L. No. 111-2, 123 Stat. 5, 29 Jan. 2009, "
        "https://www.govinfo.gov/app/details/PLAW-111publ2.",
    ),
    "personal communication": (
        {
            "type": "personal_communication", "author": [person("Lutes", "Tina K.")], "issued": day(2001, 4, 18),
            "genre": "email message to author",
        },
        "T. K. Lutes, email message to author, April 18, 2001.",
        "Tina K. Lutes, email message to author, April 18, 2001.",
        "Lutes, Tina K. Email message to author, 18 Apr. 2001.",
    ),
    "post": (
        {
            "type": "post", "title": "In honor of Earth Day, I’m recycling my tweets.", "container-title": "Twitter",
            "issued": day(2015, 4, 22), "author": [person("O’Brien", "Conan")],
            "URL": "https://twitter.com/ConanOBrien/status/590940792967016448",
        },
        "O’Brien, C. (2015, April 22). *In honor of Earth Day, I’m recycling my tweets.* [Post]. Twitter. "
        "https://twitter.com/ConanOBrien/status/590940792967016448",
        "O’Brien, Conan. 2015. “In honor of Earth Day, I’m recycling my tweets.” Twitter, April 22, 2015. "
        "https://twitter.com/ConanOBrien/status/590940792967016448.",
        "O’Brien, Conan. “In honor of Earth Day, I’m recycling my tweets.” *Twitter*, 22 Apr. 2015, "
        "https://twitter.com/ConanOBrien/status/590940792967016448.",
    ),
    "source without a title": (
        {"type": "report", "author": [person("Ortiz", "Ana")], "issued": day(2021), "publisher": "City Archive"},
        "Ortiz, A. (2021). [Report]. City Archive.",
        "Ortiz, Ana. 2021. Report. City Archive.",
        "Ortiz, Ana. Report. City Archive, 2021.",
    ),
}  # fmt: skip

CASES = [
    pytest.param(record, style, expected, id=f"{name}: {style}")
    for name, (record, *entries) in RECORDS.items()
    for style, expected in zip(STYLES, entries, strict=True)
]


@pytest.mark.parametrize(("record", "style", "expected"), CASES)
def test_an_entry_follows_its_manual(record, style, expected):
    citation = formatted(record, style)
    assert starred(citation) == expected
    assert citation.text == expected.replace("*", "")


def with_authors(count, **more):
    names = [person(f"Name{letter}", f"Given{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]]
    return {"type": "book", "title": "Work", "author": names, "issued": day(2020), **more}


APA_21 = ", ".join(f"Name{letter}, G." for letter in "ABCDEFGHIJKLMNOPQRS") + ", . . . NameU, G."
APA_20 = ", ".join(f"Name{letter}, G." for letter in "ABCDEFGHIJKLMNOPQRS") + ", & NameT, G."
CHICAGO_7 = "NameA, GivenA, " + ", ".join(f"Given{letter} Name{letter}" for letter in "BCDEFG") + ", et al."
CHICAGO_10 = "NameA, GivenA, " + ", ".join(f"Given{c} Name{c}" for c in "BCDEFGHI") + ", and GivenJ NameJ."


@pytest.mark.parametrize(
    ("count", "style", "expected"),
    [
        (1, "apa-7", "NameA, G. (2020). Work."),
        (2, "apa-7", "NameA, G., & NameB, G. (2020). Work."),
        (3, "apa-7", "NameA, G., NameB, G., & NameC, G. (2020). Work."),
        (20, "apa-7", f"{APA_20} (2020). Work."),
        (21, "apa-7", f"{APA_21} (2020). Work."),
        (1, "chicago-author-date", "NameA, GivenA. 2020. Work."),
        (2, "chicago-author-date", "NameA, GivenA, and GivenB NameB. 2020. Work."),
        (3, "chicago-author-date", "NameA, GivenA, GivenB NameB, and GivenC NameC. 2020. Work."),
        (10, "chicago-author-date", f"{CHICAGO_10} 2020. Work."),
        (11, "chicago-author-date", f"{CHICAGO_7} 2020. Work."),
        (21, "chicago-author-date", f"{CHICAGO_7} 2020. Work."),
        (1, "mla-9", "NameA, GivenA. Work. 2020."),
        (2, "mla-9", "NameA, GivenA, and GivenB NameB. Work. 2020."),
        (3, "mla-9", "NameA, GivenA, et al. Work. 2020."),
        (21, "mla-9", "NameA, GivenA, et al. Work. 2020."),
    ],
)
def test_authors_are_named_as_many_as_the_style_wants(count, style, expected):
    assert formatted(with_authors(count), style).text == expected


@pytest.mark.parametrize(
    ("author", "apa", "chicago", "mla"),
    [
        (person("King", "Martin Luther", suffix="Jr."), "King, M. L., Jr.", "King, Martin Luther, Jr.",
         "King, Martin Luther, Jr."),
        (person("Sartre", "Jean-Paul"), "Sartre, J.-P.", "Sartre, Jean-Paul.", "Sartre, Jean-Paul."),
        (person("Gogh", "Vincent", **{"non-dropping-particle": "van"}), "van Gogh, V.", "van Gogh, Vincent.",
         "van Gogh, Vincent."),
        (person("Rowling", "J.K."), "Rowling, J. K.", "Rowling, J.K.", "Rowling, J.K."),
        (person("村上", "春樹"), "村上春樹.", "村上春樹.", "村上春樹."),
        (person("Plato"), "Plato.", "Plato.", "Plato."),
        ({"literal": "Reuters, Inc."}, "Reuters, Inc.", "Reuters, Inc.", "Reuters, Inc."),
    ],
)  # fmt: skip
def test_names_keep_their_parts(author, apa, chicago, mla):
    record = {"type": "book", "title": "Work", "author": [author], "issued": day(2020)}
    assert formatted(record, "apa-7").text == f"{apa} (2020). Work."
    assert formatted(record, "chicago-author-date").text == f"{chicago} 2020. Work."
    assert formatted(record, "mla-9").text == f"{mla} Work. 2020."


def test_others_that_a_record_does_not_name_are_et_al():
    record = with_authors(1)
    record["author"].append({"literal": "et al."})
    assert formatted(record, "apa-7").text == "NameA, G., et al. (2020). Work."
    assert formatted(record, "chicago-author-date").text == "NameA, GivenA, et al. 2020. Work."
    assert formatted(record, "mla-9").text == "NameA, GivenA, et al. Work. 2020."


@pytest.mark.parametrize("style", STYLES)
def test_a_doi_stands_before_an_address_and_needs_no_day_of_access(style):
    record = {
        **LIVY,
        "URL": "https://example.org/livy",
        "accessed": day(2020, 1, 2),
        "DOI": "https://doi.org/10.1086/685748",
    }
    assert formatted(record, style) == formatted(LIVY, style)


def test_a_date_in_words_and_an_uncertain_one_are_given_as_such():
    assert (
        formatted({**with_authors(1), "issued": {"literal": "in press"}}, "apa-7").text == "NameA, G. (in press). Work."
    )
    circa = {**with_authors(1), "issued": {**day(1890), "circa": True}}
    assert formatted(circa, "chicago-author-date").text == "NameA, GivenA. ca. 1890. Work."


@pytest.mark.parametrize(("edition", "expected"), [("3", "3rd ed."), ("11", "11th ed."), ("rev. ed.", "rev. ed.")])
def test_editions_are_counted(edition, expected):
    assert f"({expected})" in formatted({**with_authors(1), "edition": edition}, "apa-7").text


def test_a_first_edition_is_not_mentioned():
    assert formatted({**with_authors(1), "edition": "1st ed."}, "apa-7").text == "NameA, G. (2020). Work."


def test_a_title_that_ends_with_a_mark_gets_no_stop():
    record = {**with_authors(1), "title": "Why Not?"}
    assert formatted(record, "apa-7").text == "NameA, G. (2020). Why Not?"
    assert formatted({**record, "type": "webpage"}, "mla-9").text == "NameA, GivenA. “Why Not?” 2020."


def test_straight_quotation_marks_in_a_quoted_title_become_single():
    record = {"type": "webpage", "title": 'The "End" of "It"'}
    assert formatted(record, "mla-9").text == "“The ‘End’ of ‘It.’”"


def test_markup_in_a_record_is_text_like_any_other():
    record = {"type": "book", "title": "<script>alert(1)</script> <i>x</i>", "URL": "javascript:alert(1)"}
    for style in STYLES:
        citation = formatted(record, style)
        assert "<script>alert(1)</script> <i>x</i>" in citation.text
        assert "javascript:" not in citation.text


def test_runs_are_joined_where_they_look_alike():
    assert formatted(LIVY, "apa-7").runs == (
        Run("Satterfield, S. (2016). Livy and the Order of Things. "),
        Run("Classical Philology", italic=True),
        Run(", "),
        Run("111", italic=True),
        Run("(2), 165–176. https://doi.org/10.1086/685748"),
    )


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("3–10", "3–10"), ("71–72", "71–72"), ("100–104", "100–104"), ("1100–1113", "1100–1113"), ("101–108", "101–8"),
        ("808–833", "808–33"), ("321–328", "321–28"), ("498–532", "498–532"), ("1087–1089", "1087–89"),
        ("1496–1500", "1496–500"), ("11564–11615", "11564–615"), ("12991–13001", "12991–3001"), ("A1–A5", "A1–A5"),
        ("e12", "e12"),
    ],
)  # fmt: skip
def test_page_ranges_are_shortened_as_in_the_table_of_the_manual(pages, expected):
    assert shortened(pages) == expected


def test_unknown_styles_and_types_are_refused():
    with pytest.raises(KeyError):
        formatted(LIVY, "harvard")
    with pytest.raises(ValueError, match="no type"):
        formatted({"type": "tweet"}, "apa-7")
