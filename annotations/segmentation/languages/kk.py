"""Kazakh."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("проф акад ген инж көш пр ред"),
    numbered=words("б бет № т сур кест"),
    never=words("т.е мыс мәс қ.қараңыз"),
    and_so_on=words("т.б т.с.с"),
    may_end=words("ж жж ғ ғғ млн млрд мың б.з.б б.з тг"),
    starters=words(
        """
        бұл ол олар мен сен біз сіз осы сол және бірақ ал егер сондықтан сонымен қазір бүгін кеше қазақстан
        """
    ),
)
