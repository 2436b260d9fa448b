"""The diary of the sample garden: two years, in the composer's own words.

Each entry begins with how many days ago it was written; indented lines go on with it. `{5}` stands for the day
five days from today, `{-3}` for three days ago, each as one would have written it on the day of the entry.
"""

DIARY = """\
728 coffee with Joana: quit on Friday, both of us, and named it Tidemark on the tram home
702 met Joana: split the work by who complains loudest
655 call Joana: first tile server up, on her grandmother's old laptop
590 walk with Joana: agreed to stay open source even if an insurer asks nicely
512 met Joana: hired nobody, again, and slept better
431 dinner with Joana: one year of Tidemark; gave: her the good knife from Évora
350 met Joana: the Rust rewrite is boring now, which is the point
265 call Joana: she is tired; we moved the release by a month
180 met Joana: off-site in Tavira, roadmap on the back of a menu
96 call Joana: talked through the second insurer pilot
40 coffee with Joana: she wants Fridays without meetings; gave: my word on it
3 lunch with Joana: winter release is cut, three things less and nobody will miss them
726 coffee with Anne-Sophie: she will chair our board of three chairs
660 call Anne-Sophie: taught me to read a term sheet from the last page
601 lunch with Anne-Sophie: says our price is an apology; got: her old pricing sheets; thanks: for the sheets
540 call Anne-Sophie: seed round closed, she made me ring the people who said no as well
470 met Anne-Sophie: two days on her boat, one hour on the budget #sailing
390 call Anne-Sophie: board pack is now four pages
300 call Anne-Sophie: how to let a customer go
215 dinner with Anne-Sophie: her daughter starts at the naval school in autumn
130 call Anne-Sophie: insurers buy certainty, not maps
62 call Anne-Sophie: went through the runway, twice
29 message from Anne-Sophie: a photo of a very large wave, called your market
14 call Anne-Sophie: drop the freemium tier, keep the open data
   can: read any contract under ten pages
   next: lunch on {4}
705 coffee with Ada: how re-insurers look at rivers; ask: to see her flood deal memo
690 email from Ada: sent the memo with the rude parts left in
   done: flood deal memo
676 email Ada: told her what the memo changed
610 call Ada: she warned me about per-tile pricing
548 lunch with Ada: her partner is restoring a 1962 Flandria #cycling
531 call Ada: put Rafael on the speaker phone; got: the intro to Rio Verde
530 message Ada: he rang back within the hour; thanks: for Rafael
466 call Ada: asked what I would do with twice the money; gave: an honest answer
380 met Ada: rode to Cabo da Roca and back, she won both ways
301 call Ada: she asks where we will be dull
222 coffee with Ada: she is leaving re-insurance, not a word yet
150 call Ada: signed at Northwind, starts in autumn; news: new job at Northwind Capital
149 message Ada: a lemon tree for the new office; gave: a lemon tree
88 email from Ada: first fund committee survived
34 call Ada: settling in at Northwind
   owe: intro to Sam by {5}
   wants: a designer
731 email Grace: my talk, with the slides she hates
688 video with Grace: profile first, then whine
620 email from Grace: her notes on our file format, seven pages; got: a review of the format
618 email Grace: took six of the seven; thanks: for the review
545 call Grace: how to say no to a pull request and keep the person
474 video with Grace: benchmarks, and her new dinghy #sailing
398 coffee with Grace: she was in Lisbon for a day and wanted only pastry
331 video with Grace: asked after Henrik, and whether we still read the list
240 call Grace: what a principal engineer does on a Monday
166 video with Grace: walked me through a race in the scheduler
95 email from Grace: found our bug in someone else's product
37 video with Grace: the release checklist fits on a postcard now
   can: review anything with a scheduler in it
733 drinks with Chidi: he reads every tender so that I need not
650 call Chidi: Juniper wants flood layers by spring
585 met Chidi: ran the Thames path, talked all of it #running
530 video with Chidi: Juniper signed, our first customer with a lawyer
461 call Chidi: their data team doubled
405 dinner with Chidi: met his mother, was fed for a week
340 call Chidi: quota trouble on their side; owe: a smaller tile set by {-325}
326 email Chidi: the smaller tiles, a third of the size; done: a smaller tile set
270 video with Chidi: renewal is safe
190 message from Chidi: baby is here, both well, nobody sleeps
189 message Chidi: soup, delivered; gave: soup for a week
120 call Chidi: back at work, half days
58 met Chidi: held the baby through the whole roadmap
15 call Chidi: they want coastlines next
   wants: someone who knows sea level data
   can: open doors at big software firms
410 video with Sam, Chidi: soil maps and flood maps are the same map
104 call Sam: Alder has its first ten farms
   wants: investors who have seen a farm
722 met Siobhán: dyke walk in the rain, her wellies, my cold #climate_adaptation
664 call Siobhán: the trust has forty kilometres and one surveyor
604 email from Siobhán: the council read the map aloud; got: a line in the council minutes
603 email Siobhán: framed it; thanks: for the council minutes
552 video with Siobhán: pilot for Clew Bay
470 met Siobhán: two days on the coast, one session in Tigh Neachtain
395 call Siobhán: pilot turned into a contract
312 call Siobhán: storm week, our map held
238 met Siobhán: volunteers print the map and laminate it
160 email from Siobhán: sent tunes and a grant call
96 call Siobhán: she may run for the county council
60 message from Siobhán: she decided to run
59 message Siobhán: offered to hand out leaflets, badly
20 email from Siobhán: two parishes want in
715 met Kwame: week one at the accelerator, shared one charger
662 call Kwame: his pilot lost power, ironically
606 coffee with Kwame: rehearsed pitches on each other
555 call Kwame: Volta Grid raised; gave: the lawyer's number
470 met Kwame: rode along the Volta before the heat #cycling
402 call Kwame: hiring is harder than raising
333 call Kwame: he wants our flood layer for substations
260 video with Kwame: pilot for nine substations
180 met Kwame: Accra, his mother's kitchen, no laptops
110 call Kwame: nine became thirty
52 call Kwame: his board is nervous
6 call Kwame: told him to say the hard number first
   next: message him luck for the board on {0}
690 message from Olena: projections again, and a cat
600 video with Olena: reviewed our colour scale; got: a kinder palette
598 message Olena: the palette is live; thanks: for the palette
480 met Olena: Berlin, her kiln, three cracked cups
360 call Olena: Polder is growing too fast
210 video with Olena: she maps shelters at night
75 met Olena: walked the Landwehrkanal and counted outflows
24 call Olena: the mood at Polder is odd
3 message from Olena: the whole data team was let go over a video call; news: lost her job
640 met Sofia: chain fixed, best bifana of my life #cycling
470 met Sofia: Sunday ride in the rain, worth it
300 coffee with Sofia: she is opening earlier; gave: a starter called Neptune
170 met Sofia: taught me to fold dough without swearing
80 coffee with Sofia: hosted our map evening, forty people and one oven
11 coffee with Sofia: she wants a second place by the river
   wants: a flood check of a ground floor
605 lunch with Bruno: he still has the calculator
420 call Bruno: two students for the gauge project
290 email from Bruno: one student, the better one
200 call Bruno: thesis is in
125 call Bruno: exam season, said to ring after it
40 tried Bruno: his mailbox is full
556 video with Mina: cloud masks, and clouds
430 video with Mina: her model beats ours at dusk
310 email from Mina: sent the weights; got: her dusk model
308 email Mina: in the release notes by name; thanks: for the model
205 video with Mina: thinking of a doctorate
100 call Mina: she has two offers and no plan
515 coffee with Ben: Contour misses us, he says the kettle does
360 call Ben: their tiles are now our tiles
230 video with Ben: paired on the contour bug until it was dark
120 met Ben: Bristol half marathon, he carried my bag #running
33 call Ben: thinks about going freelance
   can: carve a map into anything
685 video with Zoë: she asked who reads the map in the rain
520 met Zoë: Dublin, drew the legend on a beer mat
380 video with Zoë: legend shipped; gave: her name on it
240 call Zoë: Studio Fern is full until spring
110 video with Zoë: she has Thursdays again
   can: be a designer of maps and icons
14 email Zoë: the brief for the river icons
   ask: a day rate for the atlas nudge in 10d
676 met Tomás: the napkin plan, now framed in his office
520 call Tomás: Porto takes the open licence
380 met Tomás: fire brigade tried the map, kept the tablet
220 video with Tomás: renewed for two years
105 email from Tomás: the mayor quoted our number, rightly
11 met Tomás: walked the Ribeira gauges at low tide
   owe: the storm table for the mayor by {1}
   wants: a one-pager for the mayor
660 video with Priya: three errors, one tea
500 email from Priya: new runoff data; got: the runoff data
499 email Priya: into the model the same night; thanks: for the data
340 video with Priya: first monsoon on our tiles
190 call Priya: grant is in
9 video with Priya: chapter four is nearly a book
   owe: comments on her monsoon chapter
   can: explain monsoons to anyone
655 call Marcus: what Fjord funds and what it says it funds
480 email from Marcus: shortlisted
430 met Marcus: site visit, he brought his own boots
300 call Marcus: granted, three years; got: the Fjord grant
298 email Marcus: a card signed by all of us; thanks: for the grant
150 video with Marcus: mid-term report without adjectives
20 call Marcus: second phase looks likely
   owe: the budget annex by {-4}
645 call Ifeoma: which licence survives a ministry
470 video with Ifeoma: contributor agreement on one page
320 email from Ifeoma: found a hole in our terms; got: an hour she did not bill
318 email Ifeoma: hole closed; thanks: for the hour
140 call Ifeoma: her daughter joined the firm
10 message from Ifeoma: new tender rules, wants to talk them through
   next: call about the tender rules on {-1}
596 met Daniel: promised credits in front of witnesses
430 email from Daniel: the credits came; got: cloud credits
428 email Daniel: graph of what we did with them; thanks: for the credits
180 call Daniel: programme changes in autumn
20 email Daniel: what the winter tiles will cost
   ask: cloud credits for the winter tiles
0 email from Daniel: has asked his finance people
538 call Hannah: one number, checked for an hour
400 email from Hannah: quoted us in part two
230 call Hannah: she is writing a book about one river
60 call Hannah: next series is about deltas
   ask: a look at our data for her delta series nudge in 7d
528 video with Rafael: insurers and maps, first date
400 call Rafael: pilot for two basins
250 met Rafael: São Paulo, saw the garage that floods
130 video with Rafael: pilot numbers are good
42 call Rafael: his claims team should see this
   ask: an intro to the claims team
   wants: flood days per street
16 email from Rafael: introduced us to the claims team, all six of them
495 met Nadia: hid in the stairwell, planned a project
360 video with Nadia: wells, not walls
447 call Nadia: asked whom to know in Amman; got: the intro to Layla
446 email Nadia: Layla wrote within a day; thanks: for Layla
210 call Nadia: wells in Gafsa, done
45 call Nadia: the fund is rethinking its calls
   ask: whether open data partners can apply
475 video with Mateo: our patch, his patience
330 call Mateo: Nube Libre is three people now
160 video with Mateo: swapped deploy scripts
50 message from Mateo: nearly there
2 message from Mateo: it is out; news: launched Nube Libre 2.0
470 met Eleni: her list of what her students broke
330 video with Eleni: half the list is fixed
180 met Eleni: guest lecture, the students were kinder
48 email from Eleni: two of them want to intern
   can: lend satellite time
   wants: thesis topics with real users
465 call Jonas: old Contour stories
300 met Jonas: Hamburg, storm surge museum and cake #cycling
150 call Jonas: restless at Hafen
70 call Jonas: interviewing in London, quietly
5 email from Jonas: it is official; news: new job at Juniper
4 message Jonas: well done, and tell Chidi he owes me a finder's cake
455 met @"Chen Meiling": Living Rivers, our grandmothers' flood marks
320 video with @"Chen Meiling": twelve delta towns, one gauge each
170 email from @"Chen Meiling": gauge data for the delta; got: the gauge data
168 email @"Chen Meiling": drawn and credited; thanks: for the gauge data
36 video with @"Chen Meiling": dike breach model, hers is faster
   can: read Chinese hydrology papers for us
445 video with @"Layla Haddad": springs, cisterns and who owns the rain
300 email from @"Layla Haddad": field sheets from Ajloun
155 video with @"Layla Haddad": her map is drawn by the people on it
53 call @"Layla Haddad": she wants the app to work without a network
   wants: offline maps
438 video with Aisha: the gauge with her foot for scale
290 email from Aisha: monsoon photos, all dry shoes gone
95 video with Aisha: our forecast was four hours late
   wants: a faster forecast for Dhaka
425 call Oliver: how a utility buys
270 met Oliver: sailed to Ven, sold him nothing #sailing
112 call Oliver: budget opens in the new year
   can: explain utility procurement
405 met Camille: bicycles and sand
280 video with Camille: what Baobab looks for
101 call Camille: said our slides have no people in them
   wants: founders who build for the coast
398 met Rosa: State of the Open Map, stickers
250 video with Rosa: map evening kit in Spanish
97 call Rosa: twelve cities want the kit
   can: find volunteers anywhere in Spain
385 met Emma: the pumping station, in detail
240 video with Emma: Vecht takes a year's licence
107 email from Emma: the board asked a good question
   owe: an answer for her board by {-90}
94 email Emma: two paragraphs and a chart; done: an answer for her board
376 breakfast with Henrik: eggs, and no, and thank you
374 message Henrik: sent the reading list he asked for
200 call Henrik: says we hire too carefully
40 call Henrik: told him about the second insurer
345 met Amélie: Adaptation Forum, third row
190 video with Amélie: what the new mandate really says
47 call Amélie: consultation opens in spring
   can: say what a directive means
325 video with @"Mai Nguyen": Mekong sediment, and coffee
150 email from @"Mai Nguyen": dry season scenes
44 video with @"Mai Nguyen": they print our tiles for boat crews
315 video with Tarek: sensors cheaper than their boxes
170 call Tarek: first hundred in the Nile
66 video with Tarek: batteries last a flood, not a season
   wants: a battery person
598 met Trevor: demo night, free advice
420 call Trevor: asked us to judge his autumn batch
245 email from Trevor: sorry, batch cancelled
298 video with Lena: product roadmaps without dates
140 call Lena: baby in winter
50 message from Lena: last week at work, waving
288 met Gareth: ditches, maps and a male voice choir
190 call Gareth: Severn gauges, all of them
100 email from Gareth: off to the field, no signal
575 video with @"Yuki Takahashi": the manual in Japanese, unasked; got: a whole translation
574 email @"Yuki Takahashi": printed it, bound it, posted it; thanks: for the translation
330 email from @"Yuki Takahashi": train maps, for joy
72 video with @"Yuki Takahashi": Kawabe may open their tile cache
568 met Viktor: chess between two talks, lost both
400 email from Viktor: wrote about us
209 video with Viktor: workshop in Budapest, one day
545 met Ingrid: a glacier on the phone, a real one in the bag
370 call Ingrid: meltwater layer
224 email from Ingrid: new ice outlines; got: the ice outlines
222 email Ingrid: in the atlas; thanks: for the outlines
505 call Arjun: small cheques, long questions
330 email from Arjun: passes, kindly
194 call Arjun: changed his mind about hardware
500 video with Paul: Rift Valley gauges by motorcycle
340 email from Paul: forty years of paper records
188 call Paul: scanning goes on
490 video with Giorgi: fixed our queue in an afternoon
350 message from Giorgi: grapes are in
202 video with Giorgi: free again in autumn
   can: take backend work from November
335 video with Diego: a model of models
205 call Diego: Andes Re is merging
275 call Yusuf: ferry decks flood before the streets do
130 email from Yusuf: tide tables since 1911; got: tide tables since 1911
128 email Yusuf: on the map by breakfast; thanks: for the tide tables
31 call Yusuf: the port wants a screen in the control room
   can: get us into the port of Istanbul
260 met Robin: they held two hundred of us quiet with one drawing
118 video with Robin: plan for a docs sprint without slides
22 message from Robin: found a hall with windows
   wants: forty people who write manuals
240 video with Hélène: river cinema, and who funds it
77 call Hélène: premiere in spring; owe: two seconds of map for the trailer by {-50}
52 email Hélène: two seconds of map, and a third for luck; done: two seconds of map
698 met Thandiwe: water rights, plainly told
385 email from Thandiwe: the white paper is out
686 email from Lucía: interviews with people who do not read maps
368 video with Lucía: her five questions, now on our wall
725 met Carla: last ferry missed, pizza on the quay
680 call Carla: salt in the Gulf
640 email from Carla: buoys
598 call Carla: may come to Lisbon
555 call Carla: funding ends
510 email from Carla: it did not end
470 call Carla: bought a boat
425 call Carla: six weeks at sea
385 message from Carla: dolphins
340 call Carla: new buoys
300 email from Carla: first data
262 call Carla: promised to visit in spring
600 call Derek: wanted our whole team, cheaply
597 event with Wanjiru at "Water Week": stood up and cheered
418 event with Siobhán, Nadia, Zoë, Ingrid, Thandiwe, Eleni, Marcus, Tomás and Priya at "Living Rivers":
   nine of us at one table for six
2 coffee with @"Łukasz Nowak" (CTO at Otwarte Mapy, lukasz@otwartemapy.example, in Warsaw) via Rosa:
   he runs the Vistula on our tiles and never told anyone #open_source
   can: host a docs sprint
   wants: a second maintainer
0 met @"Fatima Zahra El Idrissi" (Founder at Atlas Sensors, fatima@atlassensors.example, in Casablanca):
   sat beside me on the train from Porto and knew our map #sensors
"""
