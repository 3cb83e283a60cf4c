"""Chinese."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("Mr Mrs Ms Dr Prof"),
    # A short clause up to a verb of saying, and a mark: “……。”他说。
    attribution="[^。！？“”「」]{0,14}(?:说道|说|說|表示|问道|问|問|称|稱|指出|認為|认为|道|写道|回答|答道)[。，：,:！？]",
)
