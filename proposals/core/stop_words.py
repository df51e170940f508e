"""Words that say nothing of what is proposed, in the three languages: left out of searches and of the word picture.

The lists are the languages' own small words: pronouns, conjunctions, prepositions, numerals, auxiliary verbs, and what
any proposal may say of any thing (such as "city", "place" and "is built"). None may be the name of a kind of thing or of
a group of people.
"""

FI = """
ehkä ei eikä eivät eli elle en enemmän ennen esim että ette haluaisi haluaisin hän häneen hänelle hänen he
heidän heille heitä hyvin hyvä hyvää ilman itse ja jo joihin joilla joille joissa joista joita joka jokainen
jokaisen jokin joko jolla jolle jolloin jonka jos joskus jossa josta jota jotka jotta jotain juuri kaikille
kaikki kaikkien kanssa kautta kaupungin kaupunki kaupunkiin kaupungissa kerran keskellä koko koska kohti kuin
kuinka kuitenkin kun kuten kyllä liian lisää lisäksi lähellä me meidän meille mikä mikään minkä minne minun
minä missä mistä mitä mitään moni monta mukaan muiden muita mukana muut mutta muu muun myös myöskin mä ne
niiden niihin niille niin niissä niistä niitä no noin nyt näiden nämä näin näissä näitä oikein ole olen olevan
oleva olevat olisi olisivat oli olivat olla olemme on ollut olleet oma omaa oman ovat paljon parempi pitäisi
päälle pois pystyy saa saada saadaan samalla sama se sekä sen siellä sieltä siihen siinä siis siitä sille
sillä sinne sitten sitä tai takia tarvitaan tarvitsee te tehdä toivon toivoisin tule tulee tulisi tuo tuon
tämä tämän tänne tässä tästä tätä täällä täytyy uusi uusia uutta uuden vaan vai vaikka vain varten vielä voi
voida voidaan voisi voisin voisivat voivat vähän yhdessä yhtä yksi yli ympäri ympäristö alueella alueelle
alueen yhden yhteen kahden kaksi kahta kahteen kolmen kolme kolmeen kolmea neljä neljän viisi viiden kuusi
kuuden seitsemän kahdeksan yhdeksän kymmenen kymmentä sata sadan tuhat tuhannen ensimmäinen toinen toisen
toiseen viereen vieressä vierestä viereltä alle alla alta eteen edessä taakse takana sisälle sisällä sisään
ulos ulkona välillä väliin luona luokse luo rinnalla pääsee pääsisi pääsevät käydä käy käyttää käyttävät tekee
tekevät tekisi antaa antavat ottaa pitää ohi ohjaa paikka paikan paikkaa paikalle paikalla paikoilla jonne
johon aina usein asti alkaen aikana kertaa viikossa vuodessa vuoden vuosi päivä päivän päivässä iso ison isoa
pieni pienen pientä pieniä suuri suuren tullut tulevat saavat nytkin lähelle lähellekin helppo helposti
paremmin pian vasta kuka kukaan ketkä asentaa asennetaan rakennetaan rakentaa tehdään laitetaan hankitaan
järjestetään tuodaan otetaan annetaan pidetään käytetään lisätään korjataan kunnostetaan kokoa kokoinen
kokoiset puoli puolta puolelta puolella auki kiinni tammikuun helmikuun helmikuuhun maaliskuun huhtikuun
toukokuun kesäkuun heinäkuun elokuun syyskuun lokakuun marraskuun marraskuusta joulukuun
"""
SV = """
alla allt att av blev bli blir borde bra både då de dem den denna deras dess dessa det detta dig din dit ditt
du där därför efter eller en endast ens ett fast finns fler flera få får för före från genom ge gör göra ha
hade han hans har hon honom hur här i icke igen in inom inte intill jag ju kan kanske kring kunde kunna lite
man med mellan men mer mera mest mig min mitt mot mycket många måste ner nog nu ny nya nytt någon något några
när nära och också om oss på redan sedan sig sin sina sitt ska skall skulle som staden stad stadens så sådan
sådana till tills tog under upp ut utan vad var vara varför varit varje vars vem vi vid vilka vilken vilket
vill vår våra vårt än ännu är över önskar området två tre fyra fem sex sju åtta nio tio hundra tusen första
andra bredvid framför bakom ovanför nedanför längs ute inne plats platsen platser kommer komma gång gånger
vecka veckan år året dag dagen stor stora litet lilla små alltid ofta lätt lättare bättre byggs bygger bygga
byggas sätts ställs görs hålls ordnas köps läggs används skaffas ges tas står ligger går gå runt samma själv
båda varandra
"""
EN = """
a about above after again all also an and any are area around as at be because been before being better
between both but by can city could did do does down during each even every few for from get good had has have
he her here his how i if in into is it its just like lot made make many may me might more most much must my
near need needs new no nor not now of off on once one only or other our out over own same she should so some
still such than that the their them then there these they this those through to too town under until up us
very was we well were what when where which while who why will with would you your two three four five six
seven eight nine ten hundred first second beside behind along place places year week day big small always
often easy easily built build put placed bought given held used using come comes go goes
"""

STOP_WORDS = frozenset(f"{FI} {SV} {EN}".split())
"""All of them, in lower case."""
