"""What e-mail adds to lines: quote marks, header fields, and the signature at the end."""

import re

Line = tuple[int, int]

QUOTE_MARKS = re.compile(r"(?:>\s?)*+")
QUOTED_LINES = re.compile(r"^\s*+(?:>\s?)++", re.MULTILINE)
RULER = re.compile(r"(?:[-–—_=*~#]\s?){2,}+$")
HEADER = re.compile(
    r"(?:From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Von|An|Betreff|Datum|Gesendet|De|À|Objet|Envoyé|Para|Asunto|Fecha"
    r"|Da|A|Oggetto|Inviato|Do|Temat|Data|От|Кому|Тема|Дата|Від|Копия):\s*+\S"
)
# Lines that greet or take leave; short, and with a comma at their end.
COURTESY = re.compile(
    r"(?:Dear|Hi|Hello|Sehr geehrte|Liebe|Hallo|Guten Tag|Chère?s?|Bonjour|Madame|Monsieur|Estimad|Querid|Hola|Gentil"
    r"|Egregi|Car[oa]|Prezad|Geachte|Beste|Szanown|Vážen|Уважаем|Шановн|(?:Best|Kind|Warm|Many)\b|Regards|Yours"
    r"|Sincerely|Respectfully|Thanks|Cheers|Cordialement|Bien à|Saludos|Atentamente|Cordiali|Distinti|Atenciosamente"
    r"|Met vriendelijke|С уважением|З повагою)[^,!?\n]{0,40}+,$"
)
SIGNATURE_LINES, SIGNATURE_WIDTH = 8, 80


def quote_marks(line: str) -> str:
    """Return the marks `> ` at the beginning of a line."""
    found = QUOTE_MARKS.match(line)
    return found.group() if found else ""


def without_quote_marks(words: str) -> str:
    """Return the words of quoted lines, without the marks before them."""
    return QUOTED_LINES.sub("", words)


def goes_on_quoted(line: str, following: str) -> bool:
    """Return whether a line that lost its quote mark, or found one, was merely wrapped by a mailer."""
    return line[-1] not in ".:;!?…" and following[0].islower()


def cut_signature(text: str, block: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of a block before its signature, and the signature: `--` and a few short lines after it."""
    if text.find("--", block[0][0], block[-1][1]) >= 0:
        for place in range(len(block) - 1, max(-1, len(block) - SIGNATURE_LINES - 2), -1):
            line = text[slice(*block[place])].strip()
            marks = quote_marks(line)
            if line[len(marks) :] == "--" and is_signature(text, block[place + 1 :], marks.count(">")):
                return block[:place], block[place:]
    return block, []


def is_signature(text: str, lines: list[Line], depth: int) -> bool:
    """Return whether lines could be a signature: short, quoted alike, and no line goes on with the one before."""
    for start, end in lines:
        line = text[start:end].strip()
        marks = quote_marks(line)
        words = line[len(marks) :]
        goes_on = words[:1].islower() and " " in words and "@" not in words and "://" not in words
        if len(words) > SIGNATURE_WIDTH or marks.count(">") != depth or goes_on:
            return False
    return True
