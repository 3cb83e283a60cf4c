"""Croatian, Serbian in Latin letters, Bosnian and Slovenian."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("dr mr prof ing dipl g gđa gđica gosp sv akad doc puk mag univ spec inž prim"),
    numbered=words("br čl st str sl tab tel vol god ul točka š.t št ok"),
    months=words("jan feb mar apr jun jul avg aug sep sept okt nov dec"),
    month_names=words(
        """
        siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga studenog prosinca
        januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra stoljeća stoljeću
        veka vijeka januarja februarja marca julija junija stoletja
        """
    ),
    never=words("npr tj tzv odn usp vidi itd.i engl njem lat franc tal cca oko al t.i t.j oz t.im sv"),
    and_so_on=words("itd i.dr isl i.sl ipd idr"),
    may_end=words("sl dr d.d d.o.o o.o pr.kr n.e p.n.e pr.n.e st stolj god g jr"),
    units=words("kg km cm mm tis mil mlrd min sek kn din"),
    starters=words(
        """
        u na s sa iz od do za o i a ali no on ona ono oni mi vi ja ti to ta te taj ova ovaj ovo ovi kao kako ako
        kad kada što tko ko gdje gde zašto koji koja koje pri kroz po prema nakon pre prije zbog bez ne da je su
        bio bila bilo bili nije više mnogo svi sve svaki drugi neki također takođe međutim zato tako tada sada
        danas jučer juče v z ki se pa tudi če
        """
    ),
    ordinals=True,
)
