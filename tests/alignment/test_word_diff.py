"""What changed in a wording, and what of it a checker must not overlook."""

import pytest

from annotations.alignment import word_diff
from annotations.alignment.longest_common import common


def shown(old, new, language="en"):
    """Return a diff in one line: deleted runs in [-…-], inserted ones in {+…+}."""
    marks = {"equal": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in word_diff(old, new, language))


def weighty(old, new, language="en"):
    """Return the changed tokens that weigh something, each with its weights."""
    changed = [change for change in word_diff(old, new, language) if change.kind != "equal"]
    return {token.text: "+".join(token.weights) for change in changed for token in change.tokens if token.weights}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("The dam failed.", "The dam failed.", "The dam failed."),
        ("The old dam failed.", "The dam failed.", "The [-old -]dam failed."),
        ("The dam failed.", "The old dam failed.", "The {+old +}dam failed."),
        ("It cost 5 million.", "It cost 6 million.", "It cost [-5 -]{+6 +}million."),
        ("It rose 1,500.25 %.", "It rose 1,500.75 %.", "It rose [-1,500.25 -]{+1,500.75 +}%."),
        ("He didn’t go", "He did go", "He [-didn’t -]{+did +}go"),
        ("one  two", "one two", "one[-  -]{+ +}two"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("", "", ""),
        ("他是好人。", "他不是好人。", "他{+不+}是好人。"),
        ("これは本です", "これは車です", "これは[-本-]{+車+}です"),
        ("हिन्दी भाषा", "हिन्दी कविता", "हिन्दी [-भाषा-]{+कविता+}"),
        ("a b c d e", "c d e a b", "[-a b -]c d e{+ a b+}"),
    ],
)
def test_a_diff_goes_word_by_word(old, new, wanted):
    assert shown(old, new) == wanted


@pytest.mark.parametrize(
    ("language", "old", "new", "wanted"),
    [
        ("en", "It cost 5 million.", "It cost six billion.",
         {"5": "number", "million": "number", "six": "number", "billion": "number"}),
        ("en", "It cost $5.", "It cost €5.", {"$": "number", "€": "number"}),
        ("en", "It grew by half.", "It grew by 5 %.", {"half": "number", "5": "number", "%": "number"}),
        ("en", "They do not agree.", "They never agree.", {"not": "negation", "never": "negation"}),
        ("en", "It is so.", "It isn’t so.", {"isn’t": "negation"}),
        ("en", "The ally is Serbia.", "The ally is Belarus.", {"Serbia": "name", "Belarus": "name"}),
        ("en", "Dams fail.", "Dikes fail.", {}),
        ("en", "They said: Go.", "They said I go.", {"Go": "name"}),
        ("en", "The “real” ally", "The real ally", {"“": "quotation-mark", "”": "quotation-mark"}),
        ("en", "It was on 5 May.", "It was on 6 June.",
         {"5": "number+date", "May": "date", "6": "number+date", "June": "date"}),
        ("en", "It may go.", "It must go.", {}),
        ("en", "It fell in 1975.", "It fell in the war.", {"1975": "number+date"}),
        ("de", "Das ist wahr.", "Das ist nicht wahr.", {"nicht": "negation"}),
        ("de", "Es waren zwei Millionen.", "Es waren drei Milliarden.",
         {"zwei": "number", "Millionen": "number+name", "drei": "number", "Milliarden": "number+name"}),
        ("fr", "Il a dit.", "Il n’a dit.", {"n’a": "negation"}),
        ("fr", "C’était en mai.", "C’était en juin.", {"mai": "date", "juin": "date"}),
        ("es", "Nadie vino.", "Todos vinieron.", {"Nadie": "negation"}),
        ("it", "È vero.", "Non è vero.", {"Non": "negation"}),
        ("pt", "Chove no Porto.", "Chove em Lisboa.", {"Porto": "name", "Lisboa": "name"}),
        ("pt", "Chove hoje.", "Não chove hoje.", {"Não": "negation"}),
        ("nl", "Het regent.", "Het regent niet.", {"niet": "negation"}),
        ("pl", "To prawda.", "To nie prawda.", {"nie": "negation"}),
        ("ru", "Это было в мае.", "Этого не было в июне.", {"мае": "date", "не": "negation", "июне": "date"}),
        ("uk", "Це було у травні.", "Цього не було у червні.", {"травні": "date", "не": "negation", "червні": "date"}),
        ("", "Das ist nicht so.", "Das ist so.", {"nicht": "negation"}),
        ("xx", "It is not 5.", "It is 6.", {"5": "number", "6": "number"}),
    ],
)  # fmt: skip
def test_what_weighs_in_a_change_is_flagged(language, old, new, wanted):
    assert weighty(old, new, language) == wanted


def test_the_words_of_all_languages_serve_where_none_is_named():
    assert weighty("Er kam nie.", "Il n’est jamais venu.", "") == {
        "nie": "negation",
        "n’est": "negation",
        "jamais": "negation",
    }


def test_a_diff_keeps_as_many_words_as_there_can_be():
    old, new = ["a", "b", "c", "a", "b", "b", "a"], ["c", "b", "a", "b", "a", "c"]

    pairs = common(old, new)

    assert len(pairs) == longest(old, new) == 4
    assert all(old[a] == new[b] for a, b in pairs)


def test_the_longest_common_subsequence_is_as_long_as_the_plain_method_finds():
    for number in range(3_000):
        old, new = f"{number:b}", f"{number * 7919 % 4096:b}"
        pairs = common(old, new)
        assert len(pairs) == longest(old, new)
        assert all(old[a] == new[b] for a, b in pairs)
        assert pairs == sorted(set(pairs))


def longest(old, new):
    """Return the length of a longest common subsequence by the plain method."""
    row = [0] * (len(new) + 1)
    for element in old:
        diagonal = 0
        for place, other in enumerate(new, 1):
            diagonal, row[place] = row[place], diagonal + 1 if element == other else max(row[place], row[place - 1])
    return row[-1]


def test_texts_too_long_to_compare_are_replaced_between_their_ends():
    old = " ".join(["same", *(f"a{n}" for n in range(20_001)), "end"])
    new = " ".join(["same", *(f"b{n}" for n in range(20_001)), "end"])

    assert [change.kind for change in word_diff(old, new)] == ["equal", "deleted", "inserted", "equal"]
