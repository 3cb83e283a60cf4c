"""English."""

from annotations.segmentation.languages.base import Language, words

LANGUAGE = Language(
    titles=words(
        """
        Mx Profs Sen Sens Gov Govs Gen Gens Lt Maj Capt Capts Cpt Cmdr Comdr Sgt Cpl Pvt Pfc Adm Brig Rep
        Reps Rev Revs Hon Pres Ste Msgr Fr Sr Supt Insp Det Atty Amb Ald Assoc Asst Mme Mlle Sra Srta Dir Treas
        Sec'y Visc Bp Abp Def Ens Wm Chas Geo Jas Jos Thos Robt Edw mr mrs ms messrs dr drs prof st mt
        """
    ),
    numbered=words(
        """
        col cols p pp pg pgs ch Ch Chap Art Arts par para pts Ex Eq Eqs Cap n° Tab ver approx circa c ca Tel Ext Op Lib Bk
        Ser Stat App Apt Ste Rm Div Bldg cl ll vv fn no nos nr nrs fig figs sec secs vol vols pt sect ext tel apt
        """
    ),
    # Ft is here for Ft. Worth and 6 ft. 2 in., which go the way of Mar. and mar.
    months=words(
        """
        ft Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
        """
    ),
    never=words(
        """
        e.g i.e eg ie vs v cf viz p.s resp incl excl esp abbr a.k.a c.f i.a q.v ca n.b
        P.O Pub.L w.r.t c/o ps
        """
    ),
    may_end=words(
        """
        etc Jr Esq Ret dept Univ Univs Assn Natl Intl Govt Ave Blvd Rd Hwy Pkwy Ln Ct Sq Ariz Ark Calif Colo Conn
        Del Fla Ga Ill Ind Kan Ky Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Mass Md
        Bn Regt misc al et.al ibid mgr hosp libr eds U.S U.S.A U.K U.N E.U D.C Ph.D M.D B.A M.A B.Sc M.Sc D.Phil
        B.S M.S J.D L.A N.Y S.F A.D B.C B.C.E C.E U.S.S.R Dist Inst
        """
    ),
    units=words("hrs hr mins min secs yrs yr lb lbs oz mi km cm kg mm dl tsp tbsp qt qts gal mph kph sq.ft"),
    companies=words("inc corp co ltd llc plc bros l.p lp s.a cos"),
    clock=words("a.m p.m am pm"),
    clock_openings=words("at by around until before after from"),
    clock_followers=words(
        """
        et est edt gmt utc bst cet cest pt pst pdt ct cst cdt mt mst mdt ist eastern pacific central mountain
        local standard monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
        fri sat sun january february march april may june july august september october november december jan feb
        mar apr jun jul aug sept sep oct nov dec
        """
    ),
    company_continuations=words("of and for said says"),
    offices=words(
        """
        chairman chairwoman chair chief ceo cfo coo cto president director spokesman spokeswoman spokesperson
        executive vice founder founders head analyst manager managing senior partner secretary
        """
    ),
    starters=words(
        """
        the a an it he she they we you i this that these those in on at but and however for from if when while
        after before as although though there his her their its our my not what who how why where which some many
        most all both each one two since because so then yet or nor according meanwhile moreover also with without
        by to during under over now today here once only even another other such still nobody everyone someone
        nothing let do does did is are was were can could will would should may might have has had yes please thus
        therefore instead despite every any few several more less until about between among don't isn't no finally
        recently currently additionally furthermore later earlier perhaps maybe indeed unfortunately unlike unless
        whether through within just like too very again eventually subsequently consequently hence nevertheless
        nonetheless otherwise similarly usually often sometimes generally your whose whom be being having given
        based using following half three four five six seven eight nine ten thanks upon whatever whenever wherever
        everybody everything anyone nearly almost
        """
    ),
    pronouns=words(
        """
        i i'm i'll i've i'd im ive he she it they we you it's its he's she's they're we're you're that's there's
        this these thanks there please just the my our your
        """
    ),
    names_with_mark=words("yahoo jeopardy yum"),
    finite=words(
        """
        is are was were am isn't aren't wasn't weren't has have had hasn't haven't hadn't will won't would
        wouldn't can can't cannot could couldn't must should shouldn't may might did didn't does doesn't do
        don't said says told rose fell went goes came comes became becomes won lost left took takes made makes
        gave gives got gets found finds began begins grew grows held holds kept keeps led leads met paid pays
        ran runs saw sees sold sells sent sends spent spends spoke stood stands struck swore thought knew
        knows wrote writes broke built bought brought chose drew drove ate flew forgot hid hit hurt cut cost
        costs put quit shot shut sank slept stole taught wore withdrew beat bore rises falls loses wins denies
        claims opens closes shows warns dies kills leaves faces backs
        """
    ),
    finite_endings=("ed",),
    asking=words("what why how who whom whose where when which whether if"),
    speaker=(
        r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.? )?(?:[A-Z][\w'’-]{0,30}+ ){1,3}"
        r"(?:said|asked|replied|added|cried|shouted|wrote|says|asks|told (?:him|her|them|us|me|reporters))[.,]"
    ),
)
