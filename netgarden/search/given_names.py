"""Short forms of given names: Bob may mean Robert.

Each line is one name with the forms in use; a form may stand on several lines (Alex, Sam, Chris).
"""

from functools import cache

_FORMS = """
abigail abby gail
abraham abe bram
adam ad
adelaide addie della
adrian ade
agnes aggie nessa
albert al bert bertie
alejandro alex ale jandro
aleksander aleksandr alexander alex al sandy sasha xander lex sander alec alek
aleksandra alexandra alex alexa sandra sasha lexi sandy ola
alfred al alf fred freddie
alice ali allie
alison allison ali allie
amanda mandy
anastasia ana stacy nastya
andre andrew andreas andrei andy drew
andrea andie
angela angie
anna ann anne annie anya ania hannah nan
anthony antonio anton tony
antonia toni
archibald archie
arthur art artie
augustus august gus
barbara barb babs basia
bartholomew bartosz bart bartek
beatrice beatrix bea trixie
benjamin ben benny benji
bernard bernie
bradley brad
brendan brandon bren
bridget biddy bridie
cameron cam
caroline carolyn carrie carol
cassandra cass cassie
catherine katherine kathryn katharine catharine kathleen cathy kathy kate katie kat cath kit kitty
katarzyna kasia
charles charlie chuck chas charley carl karl
charlotte charlie lottie char
christina christine kristina kristin chris chrissy tina kris krystyna
christopher kristofer krzysztof chris kit topher krzys
clifford cliff
constance connie
cornelius neil con cor kees
cynthia cindy
daniel dan danny
danielle dani
david dave davey davy
deborah debra deb debbie
dennis denny
dmitry dmitri dmitrij dima mitya
dominic dominik dom nick
donald don donnie
dorothy dot dottie dora
douglas doug
edmund ed ned eddie
edward eduard eduardo ed eddie ted teddy ned
edwin ed eddie
eleanor elinor ellie nell nora ella
elizabeth elisabeth liz lizzie beth betty eliza lisa betsy libby bess elsie ela elise
emily em emmy
emma em
ernest ernie
eugene gene
evelyn evie
ferdinand ferdi nando
florence flo florrie
frances fran frankie francie
francesco cesco checco
francis francisco frank fran paco pancho
franklin frank
frederick friedrich fred freddie fritz fredrik
gabriel gabe
gabriella gabrielle gabi gaby ella
geoffrey jeffrey geoff jeff
gerald gerard gerry jerry
gilbert gil bert
giovanni gianni nino
giuseppe beppe peppe pino
gregory grzegorz greg gregg grzesiek
guillermo memo
gwendolyn gwen
harold harry hal
harriet hattie
helen helena elena nell lena
henrietta hettie etta
henry henrik heinrich harry hank hal heinz rik
herbert herb bert
howard howie
hubert hugh bert
ignacio nacho
ilya ilia
isaac ike zack
isabel isabella isobel bella izzy belle bel
jacob jakob jakub jake kuba
jacqueline jackie
james jim jimmy jamie jem
janet jan
jasmine jas
jason jay
jefferson jeff
jennifer jen jenny jenn
jeremiah jeremy jerry jem
jessica jess jessie
joan joanne joanna jo asia joasia
joao joaozinho
johann johannes hans jan jo
john jon jack johnny ian
jonathan jon john jonny nathan johnathan
jorge george jurgen georg
jose pepe
joseph josef joe joey jo sepp jozef
josephine jo josie
joshua josh
juan juanito
judith judy jude
julia juliet julie jules
julian jules
justin jay
kenneth ken kenny
kimberly kim kimmy
konstantin constantin kostya
kristen kris
lars lasse
laurence lawrence lorenz larry laurie loz lars
leonard leo leonardo len lenny
leslie les
lewis louis luis ludwig lou lew louie
lillian lily lil
louise lou
lucas lukas luke luca lukasz
lucille lucy lucinda cindy
magdalena magda lena
malgorzata gosia
manuel manolo manny
marcus mark markus marc
margaret margarita margarete maggie meg peg peggy margo rita greta marge madge daisy gretchen
maria marie mary mia mimi masha molly polly
marjorie marge margie
martha marty patty
martin marty
matthew matthias mateusz matt matty mat
maurice morris mo
maximilian maxwell maximus max
melanie mel
melissa mel missy
michael mikhail michal miguel mike mick mickey mikey misha michel micky
michelle shelly mich
mildred millie
miriam mim
mitchell mitch
mohammed mohamed muhammad mohammad mo
nadezhda nadia nadya
nancy nan
natalia natalie nataliya nat natasha tasha
nathan nathaniel nate nat
nicholas nicolas nikolaus nick nicky nico klaus claus nikolai kolya nik nikolas
nicole nicola nicky nikki
nigel nige
norman norm
oliver ollie olly
olivia liv livvy
oswald oz ozzie
pamela pam
patricia pat patty trish tricia patsy
patrick pat paddy rick
paul pavel pablo pawel
peter pete pieter pedro piotr pyotr
penelope penny
philip phillip philippe phil pip filip
prudence pru
rachel rae
raymond ray
rebecca becky becca bex
reginald reg reggie
regina gina
richard rick dick rich richie ricky ricardo rik
robert rob bob bobby robbie bert roberto robin
roberta bobbie robbie
roderick rod roddy
rodney rod
roger rodge rog
roland rolly
ronald ron ronnie
rosemary rose rosie
rudolph rudolf rudy
rupert rup
russell russ
salvador salvatore sal
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
sebastian seb bastian basti
sergei sergey sergio serge seryozha
shannon shan
sidney sydney sid syd
silvester sylvester sly
simon si
sofia sophia sophie zofia sonia sonya zosia
solomon sol
stanley stan
stanislaw stan staszek
stephanie steph stefanie
steven stephen stefan steve stevie stephan
stewart stuart stu
susan suzanne susanna sue susie suzy
svetlana sveta lana
sylvia silvia syl
tabitha tabby
tamara tammy
tatiana tatyana tanya
terence terrance terry
teresa theresa terry tess tessa tracy
theodore theo ted teddy
thomas tom tommy tomas tomasz tomek
tiffany tiff
timothy tim timmy
tobias toby
ulrich uli
valentina valerie val
vanessa nessa
veronica ronnie vera roni
victor viktor vic
victoria viktoria vicky tori vic
vincent vince vinny vin
virginia ginny ginger
vladimir vlad volodya vova
walter walt wally
wilhelm willem william will bill billy willy liam wim guillaume
wilfred wilf fred
winifred winnie
winston win
wojciech wojtek
yevgeny evgeny evgeni eugene zhenya
yekaterina ekaterina katya kate
yelena elena lena
yuri yury jurij iouri
zachary zachariah zach zack zak
zebediah zeb
"""


@cache
def _variants() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _FORMS.split("\n"):
        forms = line.split()
        for form in forms:
            table.setdefault(form, set()).update(forms)
    return {form: frozenset(others - {form}) for form, others in table.items()}


def variants(name: str) -> frozenset[str]:
    """The other forms of a folded given name: `bob` gives `robert`, `rob`, …; none for unknown names."""
    return _variants().get(name, frozenset())
