"""Short forms of common English given names, so that Kate is never taken for a misspelt Katherine."""

from functools import cache, lru_cache

_SHORT_FORMS = """
abigail: abby abbie gail; abraham: abe; adelaide: addie; agnes: aggie; alan: al; albert: al bert bertie
alexander: alex al lex sandy sasha xander alec; alexandra: alex lexi sandra sandy sasha ali
alfred: al alf alfie fred; alice: ali; alison: ali; allison: ali allie; amanda: mandy; amelia: amy millie
andrea: andi; andrew: andy drew; angela: angie; ann: annie nan; anna: annie ania; anne: annie; anthony: tony ant
antonia: toni; antony: tony ant; arthur: art artie; augustus: gus; barbara: barb barbie babs; bartholomew: bart
beatrice: bea trixie; belinda: linda; benjamin: ben benny benji; bernadette: bernie; bernard: bernie
bethany: beth; bradley: brad; bridget: bridie; caroline: caro carrie; carolyn: carol lyn
cassandra: cass cassie sandra; catherine: cate cath cathy cat kate katie kat; cecilia: celia cece
charles: charlie chuck chas; charlotte: charlie lottie; christina: chris chrissy tina
christine: chris chrissy tina; christopher: chris kit topher; clifford: cliff; constance: connie; cynthia: cindy
daniel: dan danny; danielle: dani; david: dave davey; deborah: deb debbie debby; debra: deb debbie; dennis: den
diana: di; dominic: dom; donald: don donnie; dorothy: dot dottie dolly; douglas: doug; edmund: ed eddie ned
eduardo: edu; edward: ed eddie ned ted teddy; eleanor: ellie ella nell nora
elisabeth: lis liz beth lisa elsa elise
elizabeth: liz lizzie beth betty betsy bess eliza ellie libby lisa liza lilibet; emily: em; ernest: ernie
eugene: gene; evelyn: evie; felicity: fliss flick; frances: fran frankie franny; francesca: fran frankie
francis: frank fran; franklin: frank; franziska: franzi; frederick: fred freddie; friedrich: fritz
gabriel: gabe; gabriella: gabby gabi; gabrielle: gabby; geoffrey: geoff; george: georgie; georgina: georgie gina
gerald: gerry jerry; gerard: gerry; gertrude: trudy gertie; giovanni: gianni; giuseppe: beppe peppe
gregory: greg; gwendolyn: gwen; harold: harry hal; harriet: hattie; helen: nell nellie; helena: lena
henrietta: hetty etta; henry: harry hank hal; herbert: herb bert; howard: howie; ignacio: nacho; isaac: ike
isabel: izzy bella belle; isabella: izzy bella belle; jacob: jake; jacqueline: jackie jacqui
james: jim jimmy jamie jem; janet: jan; janice: jan; jason: jay; jean: jeannie; jeffrey: jeff
jennifer: jen jenny jenn; jeremy: jem jerry; jerome: jerry; jessica: jess jessie; joanna: jo joan; joanne: jo
johannes: hannes hans; john: johnny jack; jonathan: jon jonny; jose: pepe; josef: sepp; joseph: joe joey
josephine: jo josie; joshua: josh; judith: judy judi jude; julia: jules; julian: jules; julie: jules
katharina: kathi katha; katharine: kate kathy kath kat katie kit kay
katherine: kate kathy kath kat katie kit kitty kay; kathleen: kath kathy kate
kathryn: kate kathy kath kat katie kay; kenneth: ken kenny; kimberly: kim; kristina: kris tina; kristine: kris
laura: laurie; lawrence: larry laurie; leonard: len lenny leo; leslie: les; lillian: lily lil; louis: lou
louise: lou; lucia: lucy; lucille: lucy; lucinda: lucy cindy; madeleine: maddie; madeline: maddie
magdalena: magda lena; malgorzata: gosia; manuel: manny manolo; marcus: marc
margaret: maggie meg peggy marge margie greta daisy; maria: mia ria; marilyn: lyn; marjorie: marge margie
martha: marty patty; martin: marty; mary: molly polly; matilda: tilly; matthew: matt matty; maureen: mo
maximilian: max; maxwell: max; megan: meg; melanie: mel; melissa: mel missy lissa
michael: mike mick mickey micky mikey; michelle: shelly chelle; mildred: millie; miranda: mandy randy
miriam: mim; mitchell: mitch; mohamed: mo; mohammed: mo; muhammad: mo; nancy: nan; natalie: nat
natasha: tasha nat; nathan: nate nat; nathaniel: nate nat; nicholas: nick nicky nico; nicola: nicky nic
nicole: nicky nikki nic; norman: norm; oliver: ollie; olivia: liv livvy; oscar: ossie; oswald: oz ozzie
pamela: pam; patricia: pat patty trish tricia patsy; patrick: pat paddy; penelope: penny nell; peter: pete
philip: phil pip; philippa: pippa pip; phillip: phil pip; phyllis: phyl; prudence: pru; rachel: rach
randall: randy; raymond: ray; rebecca: becky becca bex; reginald: reg reggie
richard: rick ricky dick rich richie; robert: rob robbie bob bobby bert; roberta: bobbie; roderick: rod
rodney: rod; roger: rog; roland: rollo; ronald: ron ronnie; rosalind: ros roz; rosemary: rosie rose
roxanne: roxy; rudolph: rudy; russell: russ; samantha: sam sammy; samuel: sam sammy; sandra: sandy
sarah: sally sadie; sebastian: seb bas; sharon: shaz; sheila: shel; simon: si; solomon: sol; sophia: sophie soph
stanley: stan; stephanie: steph stephie; stephen: steve stevie steph; steven: steve stevie; stuart: stu
susan: sue susie suzy; susanna: sue susie sanna; suzanne: sue suzy; sylvia: syl; tabitha: tabby; tamara: tammy
terence: terry; teresa: terry tess tessa; theodore: ted teddy theo; theresa: terry tess tessa
thomas: tom tommy thom; timothy: tim timmy; tobias: toby; valerie: val; vanessa: nessa; veronica: ronnie
victor: vic; victoria: vicky vicki tori; vincent: vince vinny; virginia: ginny; vivian: viv; vivienne: viv
walter: walt wally; wilfred: wilf; wilhelm: willi willy; william: will bill billy willy liam; winifred: winnie
winston: win; yvonne: vonnie; zachary: zach zack; zoe: zo
"""


@cache
def _long_forms() -> dict[str, frozenset[str]]:
    """Short form → the names that it is short for."""
    found: dict[str, set[str]] = {}
    for entry in _SHORT_FORMS.replace("\n", ";").split(";"):
        name, colon, shorts = entry.partition(":")
        for short in shorts.split() if colon else ():
            found.setdefault(short, set()).add(name.strip())
    return {short: frozenset(names) for short, names in found.items()}


@lru_cache(1000)
def kin(name: str) -> frozenset[str]:
    """Return the names that a folded given name may stand for, or be shortened to; itself is among them."""
    table = _long_forms()
    longs = table.get(name, frozenset())
    return longs | {name} | {short for short, names in table.items() if name in names or not longs.isdisjoint(names)}


def related(one: str, two: str) -> bool:
    """Return whether one folded given name is short for the other, or both are short for the same name."""
    table = _long_forms()
    first, second = table.get(one, frozenset()), table.get(two, frozenset())
    return one in second or two in first or not first.isdisjoint(second)
