"""Turkish."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words("dr prof doç yrd doç.dr av sn bay müh alb yzb org uzm öğr gör arş hz st"),
    numbered=words("no s sf md bkz c tel cad sok mah apt blv bul fig şek"),
    month_names=words(
        """
        ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık yüzyıl yüzyılda madde
        """
    ),
    never=words("örn bkz krş yak vs.gibi haz çev ed yy.da ing alm fr lat ör"),
    and_so_on=words("vb vs vd"),
    may_end=words("m.ö m.s a.ş ltd.şti şti t.c a.b.d yy mö ms"),
    units=words("kg km cm mm mn dk sn"),
    starters=words(
        """
        bu şu o bir ve ama ancak fakat ben sen biz siz onlar ne nasıl neden niçin kim hangi nerede eğer çünkü
        ayrıca daha sonra önce şimdi bugün dün burada orada her bütün tüm bazı birçok en çok böyle öyle de da ise
        iki yine hatta
        """
    ),
    ordinals=True,
)
