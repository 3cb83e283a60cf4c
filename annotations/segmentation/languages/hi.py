"""Hindi, and other languages written in Devanagari."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("डॉ डा प्रो श्री श्रीमती सुश्री पं कु स्व मो मु प्रा एड इं ले क कै मे जन सर सेंट"),
    numbered=words("पृ सं क्र नं अनु धा रु रू"),
    never=words("उदा जैसे ई.पू ई वि.सं"),
    and_so_on=words("आदि इत्यादि"),
    may_end=words("कि.मी किमी कि.ग्रा मि.मी से.मी मी ए.डी बी.सी यू.एस यू.के पी.एच.डी बी.ए एम.ए"),
    finite=words("है हैं था थे थी थीं हूँ होगा होगी होंगे गया गई गए"),
    asking=words("क्यों कैसे क्या कौन कहाँ कब"),
)
