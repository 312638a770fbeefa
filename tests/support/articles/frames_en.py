"""English frames of template news, see `newsroom.py`."""

from collections.abc import Mapping, Sequence

WEEKDAYS: Sequence[str] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS: Sequence[str] = "January February March April May June July August September October November December".split()
QUARTERS: Sequence[str] = "first second third fourth".split()
FORMATS: Mapping[str, str] = {
    "date": "{month} {day}, {year}",
    "day": "{month} {day}",
    "clock": "{twelve}:{minute:02} {half}",
    "group": ",",
    "point": ".",
}
DIGITS: Mapping[str, str] = {}

OUTLETS: Mapping[str, str] = {
    "bayshore-courier.example": """
        The Bayshore Courier is an independent newspaper that has served its readers since 1887. Have you seen
        something that we should know about? Write to the newsroom or call the tip line, day or night. Our
        journalism is paid for by subscribers; a digital subscription costs less than a cup of coffee a week.""",
    "northern-ledger.example": """
        Parts of this report were compiled by software from data supplied by third parties and were checked by an
        editor before publication. The Northern Ledger does not accept liability for decisions that are taken on its
        basis. Nothing in it is advice to buy or sell anything. Report an error to
        corrections@northern-ledger.example and we will look into it within two working days. © Northern Ledger
        Media Group. All rights reserved; no part may be copied, stored or passed on without written permission.""",
}

DATELINE = "{town} (NNA) —"
ABOVE: Sequence[str] = """
Skip to main content
Home News Sport Business Opinion Weather Obituaries Classifieds
Sign in or register to read more stories for free
Listen to this article, four minutes
Share this story by e-mail or on social media
Breaking news alerts straight to your phone: switch them on in the app
By our staff reporter, updated a few minutes ago
This article is more than one day old
""".strip().splitlines()
BELOW: Sequence[str] = """
Read more: What the new budget means for families and small firms in the region
Read more: Ferry workers and the harbour company agree on a contract after long talks
Related: Hospital opens a new wing for children with a concert in the garden
Related: Five walks to take with the family on the long weekend
Most read: Why the price of butter has doubled and when it may fall again
Most read: The bakery that has used the same oven for more than a century
Watch: A farmer's dog finds its way home across three counties
Sign up for our morning newsletter and never miss a story from your town
Thank you for reading. Your subscription makes our journalism possible; support us today
Join the conversation: comments are open for one day and are checked before they appear
Follow us for news, pictures and videos from around the region
Do you have a story for us? Contact the news desk in confidence
Advertisement: scroll down to continue reading
The views in the comments are those of their authors and not of this publication
Copyright Coastal News Network. All rights reserved. Republication only with permission
Terms of use Privacy policy Cookie settings Contact Careers Advertise with us
""".strip().splitlines()

LISTS: Mapping[str, str] = {
    "town": """Ashford, Bellmere, Carrick Falls, Dunmore, Eastvale, Fairhaven, Glenwood, Harlow Springs, Ironbridge,
        Juniper Bay, Kingsport, Lakemont, Marlow, Newcastle, Oakridge, Port Alder, Quarry Hill, Redstone, Salem,
        Thornbury, Underhill, Vernon, Westbrook, Yarmouth, Pinehurst, Clearwater, Stanton, Hollister, Granby,
        Medford""",
    "county": """Adams, Benton, Calhoun, Dawson, Ellsworth, Franklin, Grant, Hamilton, Iredell, Jackson, Kershaw,
        Lincoln, Madison, Norfolk, Orange, Putnam, Randolph, Sheridan, Tioga, Union, Warren, Yates, Clay, Douglas""",
    "company": """Harrow Instruments Inc., Pelican Freight Corp., Alderon Therapeutics Inc., Northgate Bancorp,
        Vantage Foods Co., Crestline Energy LP, Sable Software Inc., Tidewater Utilities Corp., Quillon Pharma Inc.,
        Brightwell Homes Inc., Orchid Semiconductor Corp., Mesa Royalty Trust, Granite Peak REIT, Copperfield Mining
        Co., Lumen Optics Inc., Everstone Insurance Group, Bluefin Logistics Inc., Kestrel Aerospace Corp., Maplewood
        Brands Inc., Ridgeway Rail Corp., Solano Solar Inc., Trident Marine Co., Wexford Media Group, Zephyr Airlines
        Inc., Ironwood Steel Corp., Halcyon Hotels Inc., Juno Biologics Inc., Foxglove Retail Group""",
    "industry": """maker of precision instruments, freight company, drug developer, bank holding company, food
        producer, energy partnership, software company, power supplier, generic drugmaker, homebuilder, chipmaker,
        royalty trust, real estate investment trust, mining company, optics maker, insurer, logistics provider,
        aircraft parts maker, consumer goods company, rail operator, solar panel installer, shipbuilder, broadcaster,
        airline""",
    "woman": """Alice, Barbara, Carol, Diane, Edith, Frances, Grace, Helen, Irene, Joan, Karen, Linda, Margaret,
        Nancy, Olivia, Patricia, Rose, Sandra, Teresa, Ursula, Virginia, Wendy, Yvonne, Donna""",
    "man": """Arthur, Brian, Charles, Daniel, Edward, Frank, George, Harold, Isaac, James, Kenneth, Leonard, Martin,
        Norman, Oscar, Peter, Raymond, Samuel, Thomas, Victor, Walter, Zachary, Douglas, Eugene""",
    "last": """Abbott, Becker, Carver, Dalton, Emerson, Fischer, Gallagher, Hammond, Ingram, Jensen, Kowalski, Larkin,
        Mercer, Nakamura, Osborne, Pruitt, Quinn, Ramirez, Sorensen, Tillman, Underwood, Vasquez, Whitaker, Yoder,
        Zimmerman, Brooks, Castillo, Delgado, Ellison, Foster, Gupta, Hawkins""",
    "team": """Ravens, Pilots, Mariners, Bulldogs, Comets, Lancers, Wolverines, Cardinals, Trojans, Huskies,
        Stallions, Falcons, Miners, Rockets, Sailors, Bobcats, Vikings, Chargers, Knights, Panthers, Hornets,
        Badgers""",
    "street": """Maple Street, Second Avenue, Harbor Road, Elm Street, Church Lane, Mill Road, Lincoln Avenue, Bay
        Street, Station Road, Highland Drive, Cedar Court, River Street, Orchard Lane, Union Street, Prospect Avenue,
        Garfield Street, Quarry Road, Chestnut Street, Meadow Lane, Water Street, Summit Avenue, Franklin Street""",
    "trade": """a teacher, a nurse, a carpenter, a bus driver, a librarian, a dairy farmer, an electrician, a
        bookkeeper, a welder, a florist, a letter carrier, a machinist, a pharmacist, a school principal, a baker, a
        surveyor, a seamstress, a truck driver, a plumber, a bank teller""",
    "hobby": """fishing, quilting, bowling, gardening, card games with friends, bird watching, crossword puzzles,
        baking, restoring old tractors, camping, reading mysteries, polka dancing, hunting, genealogy, golf, knitting,
        watching baseball, playing the accordion, woodworking, canning tomatoes""",
    "chapel": """Hartmann Funeral Home, Peaceful Valley Chapel, Oakley & Sons, Greenlawn Mortuary, Riverside Cremation
        Services, Whitfield Funeral Home, Stonebridge Chapel, Lakeview Memorial, Conway Brothers, Garden of Rest,
        Hillcrest Funeral Home, Bennett Family Chapel, Maple Grove Mortuary, Sunset Memorial, Kline-Dorsey Funeral
        Home, Old Mission Chapel, St. Mark's Parish Hall, Evergreen Funeral Home, Fairview Chapel, Parkside
        Mortuary""",
    "loot": """a silver laptop, two mountain bikes, a quantity of jewelry, power tools, a gray backpack, a cash box, a
        leather purse, several bottles of liquor, a chain saw, a wallet, copper pipes, a catalytic converter, a
        television set, a car radio, fishing gear, a coin collection, a generator, a push mower, two cell phones, a
        camera bag""",
    "vehicle": """a white pickup truck, a dark blue sedan, a red hatchback, a silver minivan, a black motorcycle, a
        green station wagon, a gray SUV, a yellow van, a rental truck, a beige coupe, a maroon sedan, a bicycle, a
        black SUV with tinted windows, a white box van, an orange scooter, a tan pickup truck, a blue convertible, a
        white sedan, a gold sedan, a silver crossover""",
    "product": """frozen spinach, peanut butter cups, baby wipes, smoked salmon, granola bars, whole milk powder,
        chicken salad, ice cream sandwiches, garlic hummus, soft cheese, ground cinnamon, enoki mushrooms, bagged
        lettuce, almond cookies, liquid eggs, canned tuna, vanilla yogurt, tahini paste, veggie burgers, cantaloupe
        cubes, trail mix, pasta sauce""",
    "brand": """Sunny Acre, Old Mill, Green Valley, Harvest Moon, Captain's Choice, Blue Barn, Meadow Fresh, Golden
        Spoon, Aunt May's, Prairie Farm, Little Sprout, Coastal Catch, Stone Oven, Happy Hen, Red Wagon, Silver Creek,
        Nature's Table, Family Pantry, Three Bears, Hilltop""",
    "exchange": "NYSE, Nasdaq, NYSE American",
    "survey": "Corvid Investment Research, Pinnacle Data, Meridian Estimates, Halstead Research",
    "fund": """Birchwood Capital LLC, Tallgrass Advisors, Stonegate Partners, Oak Hollow Investments, Larkspur Asset
        Management, Union Harbor Trust, Redwood Wealth LP, Fieldstone Advisors, Beacon Ridge Capital, Cobalt Bay
        Partners, Windham Financial, Silverleaf Securities, Prairie Bank, Monarch Pension Fund, Elm Street Advisors,
        Castle Point LLC, Dunes Capital, Aster Holdings, Bridgeport Wealth, Northfield Trust""",
    "hazard": """Listeria monocytogenes, Salmonella, undeclared milk, undeclared peanuts, pieces of metal, glass
        fragments, undeclared soy, elevated levels of lead, E. coli O157:H7, undeclared egg, hard plastic, undeclared
        sesame""",
}

FRAMES: Mapping[str, Sequence[str]] = {
    "earnings": (
        """
{company} [beats|misses|meets] expectations in {quarter} quarter

{town} — {company} ({exchange}: {ticker}) on {weekday} reported net income of ${income:12.1..940.9} million for its
{quarter} quarter.

The {town}-based {industry} said that it had a profit of ${profit:0.11..4.95} a share. Leaving out one-time costs and
gains, earnings came to ${adjusted:0.15..5.20} a share.

The results [topped|fell short of|were in line with] what Wall Street had expected. The average estimate of
{analysts:3..14} analysts surveyed by {survey} was for earnings of ${estimate:0.12..5.10} a share.

Revenue was ${revenue:40.2..3900.9} million in the period, which [also beat|did not meet|matched] Street forecasts.
{watchers:3..9} analysts had expected ${forecast:41.0..3800.5} million.

For the current quarter, {company} expects earnings of ${low:0.10..2.00} to ${high:2.05..5.50} a share, on revenue in
the range of ${least:40..900} million to ${most:910..3990} million.

Shares of {company} have [risen|fallen|dropped|climbed] {change:1..38}% since the beginning of the year. In the final
minutes of trading on {weekday}, they hit ${close:4.10..390.90}, [a rise|a decline] of {yearly:2..71}% in the last 12
months.

This story was produced automatically, with figures from {survey}. A full stock report on {ticker} is available to
subscribers of its service.
""",
        """
{company} Reports {quarter} Quarter {year} Results

{town}, {date} — {company} ({exchange}: {ticker}) today announced its financial results for the {quarter} quarter of
{year}.

Net sales were ${revenue:40.2..990.9} million, [an increase|a decrease] of {percent:0.4..24.9} percent from the same
quarter of the prior year. Operating income was ${operating:4.2..140.9} million, or {margin:2.1..31.8} percent of net
sales. Diluted earnings per share were ${profit:0.11..4.95}, compared with ${before:0.10..4.90} a year ago.

"Our teams delivered a [strong|solid|resilient] quarter in a demanding environment," said {person}, chief executive
officer of {company}. "We remain focused on our customers, on disciplined spending and on returning cash to our
shareholders."

The company generated ${cash:10.0..300.0} million in cash from operations and bought back {bought:0.1..4.9} million of
its shares. The board of directors declared a quarterly dividend of ${dividend:0.05..1.25} a share, payable on
{day+42} to holders of record on {day+21}.

Conference call and webcast

Management will host a conference call at {call:hour} Eastern time on {day+1} to discuss the results. To take part by
telephone, please dial in ten minutes before the call and give the conference number {conference:#100000..999999}. A
replay will be available on the investor relations pages for thirty days.

Use of non-GAAP measures

To supplement its consolidated financial statements, the company reports certain measures that are not prepared in
accordance with generally accepted accounting principles. Management believes that they give investors additional
insight into operating trends. They should be considered in addition to, and not as a substitute for, measures that
are prepared in accordance with those principles.

Forward-looking statements

This release contains forward-looking statements, which involve risks and uncertainties. Actual results may differ
materially from those expressed or implied, owing to general economic conditions, changes in demand, the cost of raw
materials, currency movements, litigation and the other factors that are described in the company's annual report. The
company undertakes no obligation to update any forward-looking statement, except as required by law.

About {company}

{company} is a leading {industry} with headquarters in {town} and about {staff:800..42000} employees. More information
is available on its web site.

Investor contact: {person2}, telephone 555-{phone:#1000..9999}
""",
    ),
    "weather": (
        """
[Wind Advisory|Winter Weather Advisory|Flood Watch|Heat Advisory] for {county} County

The National Weather Service in {town} has issued an advisory for {county} County, which is in effect from
{start:hour} on {weekday} to {end:hour} on {weekday+1}.

* WHAT: Winds of {low:15..30} to {high:31..45} mph, with gusts of up to {gust:46..75} mph.

* WHERE: {county} County, including the communities of {town2}, {town3} and {town4}.

* IMPACTS: Gusty winds will blow around unsecured objects. Tree limbs could be blown down and a few power outages may
result. Use extra caution when driving, especially in a high-profile vehicle. Secure outdoor objects. People are urged
to stay away from windows during the storm and to avoid rooms near large trees.

Issued on {date} at {issued:clock}.
""",
        """
Frost advisory for {county} County

The agricultural weather desk has issued a frost advisory for {county} County for the night to {weekday+1}, {day+1}.
Temperatures near the ground may fall to {low:24..36} degrees for {hours:2..9} hours.

Frost can harm or kill tender plants that are left outdoors without cover. Growers should water the ground in the
afternoon, since moist soil stores more of the day's heat, and should cover beds with cloth rather than with plastic.
Potted plants are best carried into a garage or onto a porch. Orchards in low places are at the greatest risk, because
cold air flows downhill and collects there. Pet owners should see that animals have shelter and water that does not
freeze.

A frost advisory means that frost is expected during the growing season. A freeze warning means that temperatures of
below 32 degrees are imminent or highly likely. The desk updates its advisories twice a day.
""",
    ),
    "police": (
        """
Police seek witnesses after theft on {street}

The {town} Police Department is asking for the public's help after a theft in the {number:#100..4900} block of
{street} on {weekday}, {day}.

According to a news release, officers were called to [a home|a garage|a business|a parking lot] at about {call:clock}.
[Someone had forced a door|Someone had broken a window|Someone had entered through an unlocked door] and taken {loot}
and {loot2}. The loss is put at ${loss:200..19000}.

[A neighbor|A passer-by|An employee] told officers that {vehicle} had been parked nearby between {from:clock} and
{until:clock}. The driver was described as a [man|woman] in [his or her 20s|his or her 30s|his or her 40s], about five
feet {inches:2..11} inches tall.

Anyone with information is asked to call Detective {person} at 555-{phone:#1000..9999} and to refer to case number
{year}-{case:#10000..99999}. Callers may remain anonymous and may be eligible for a reward of up to $1,000. All
persons are presumed innocent until proven guilty in a court of law.
""",
        """
{town} police log: {weekday}, {day}

Theft, {street}: {loot} reported stolen at {first:clock}. Estimated loss ${loss:40..4900}. Officer {person.last} took
the report.

Traffic stop, {street2}: The driver of {vehicle}, {age:18..79}, was cited for speeding, {speed:41..95} mph in a 35-mph
zone, at {second:clock}.

Accident, {street3} and {street4}: Two vehicles collided at {third:clock}; [no one was hurt|one person was taken to a
hospital]. Damage is estimated at ${damage:500..18000}.

The police log is drawn from the records of the {town} Police Department. It is not a complete list of calls. An
arrest does not mean that a person is guilty, and charges may be changed or dropped later. Names of juveniles and of
victims are not published.
""",
    ),
    "match": (
        """
{town} {team} [beat|edge|defeat] {town2} {team2} {goals:4..7}-{against:1..3}

{man} scored {own:2..3} goals and had {assists:2..3} assists as the {town} {team} [beat|edged|defeated] the visiting
{town2} {team2} {goals}-{against} on {weekday} night.

{man2} and {man3} also scored for the {team}, who have won {won:2..9} of their last {last:10..14} games. {man4} made
{saves:17..44} saves.

{man5} had {scored:1..2} of the goals for the {team2}, who went 0-for-{powerplays:2..8} on the power play. {man6}
stopped {stopped:15..39} shots.

The {team} took the lead at {minute:1..19}:{second:#10..59} of the first period, when {man.last} tipped in a shot from
the point by {man7}. They outshot the {team2} {shots:26..49}-{shots2:14..41}.

Attendance at {street} Arena was {crowd:2100..18900}.

UP NEXT

{team}: Host {town3} on {weekday+3}.

{team2}: Visit {town4} on {weekday+2}.
""",
        """
High school roundup: {town} {goals:45..88}, {town2} {against:30..44}

{woman} scored {points:12..34} points and {woman2} added {points2:8..11} as {town} [rolled past|held off|pulled away
from] {town2} in girls' basketball on {weekday}.

{town} led {half:20..41}-{half2:9..19} at halftime. {woman3} had {rebounds:6..17} rebounds and {steals:2..7} steals
for the {team}, who are {wins:5..19}-{losses:0..8} on the season.

{woman4} led the {team2} with {points3:9..24} points.

To report a score, coaches may call the sports desk after 9 p.m. or send the box score by e-mail.
""",
    ),
    "insider": (
        """
{company} (NYSE:{ticker}) Director {person} Sells {shares:500..96000} Shares

{company} (NYSE:{ticker} - Get Free Report) Director {person} sold {shares} shares of the stock in a transaction that
occurred on {weekday}, {day}. The shares were sold at an average price of ${price:6.10..390.90}, for a total value of
${worth:shares*price}. Following the sale, the director now owns {left:2000..480000} shares of the company, valued at
about ${holding:left*price}. The sale was disclosed in a document filed with the Securities and Exchange Commission,
which is available through the link.

{company} Trading [Up|Down] {move:0.1..6.9}%

Shares of {ticker} opened at ${open:6.10..390.90} on {weekday+2}. The company has a debt-to-equity ratio of
{debt:0.05..2.90}, a quick ratio of {quick:0.40..4.10} and a current ratio of {current:0.50..5.90}. The stock has a
market capitalization of ${cap:0.30..88.00} billion, a price-to-earnings ratio of {pe:6.10..64.90} and a beta of
{beta:0.30..2.40}. The firm has a 50-day moving average of ${fifty:6.10..390.90} and a 200-day moving average of
${average:6.10..390.90}. {company} has a 12 month low of ${low:4.10..90.00} and a 12 month high of
${high:91.00..420.00}.

Hedge Funds Weigh In

Large investors have recently added to or reduced their stakes in the business. {fund} [raised|lowered] its position
by {stake:0.4..41.0}% in the {quarter} quarter and now owns {held:10000..2900000} shares. Institutional investors own
{institutions:31.01..97.90}% of the stock.

About {company}

{company} is a {industry}. It was founded in {founded:#1899..2012} and has its headquarters in {town}.

This instant news alert was generated by narrative science technology and financial data from our partners, in order
to give readers the fastest and most accurate reporting. Before you consider {company}, you will want to hear this:
our analysts have identified five stocks that top investors are quietly buying now, and {company} was not on the list.
""",
    ),
    "obituary": (
        """
{woman}, {age:61..99}

{woman}, {age} years old, of {town}, passed away [peacefully at home|at {town2} Memorial Hospital|in the loving care
of {town2} Hospice] on {weekday}, {date}.

She was born on {month} {born:1..28}, {year2:#1927..1963}, in {town3}, the daughter of {man} and {woman2}. She worked
for {years:11..44} years as {trade}. She enjoyed {hobby} and {hobby2}.

She is survived by her children, {man2} and {woman3}; {grand:2..17} grandchildren; and a brother, {man3}. She was
preceded in death by her husband of {married:14..66} years, {man4}.

Visitation will be held on {weekday+4} from {open:hour} at {chapel}, {number:#100..4900} {street}, {town}. A funeral
service will follow at the chapel. In lieu of flowers, the family asks for donations to a charity of the giver's
choice. To send a message of sympathy to the family or to plant a tree in memory of {woman}, please visit the tribute
page of {chapel}. The family wishes to thank the nurses and doctors for their kindness and care.
""",
    ),
    "earthquake": (
        """
Magnitude {size:2.5..5.4} earthquake strikes near {town}

A magnitude {size} earthquake was reported at {at:clock} on {weekday}, {miles:2..59} miles from {town}, according to
the U.S. Geological Survey. The epicenter was {miles2:4..80} miles from {town2} and {miles3:6..99} miles from {town3}.

The temblor occurred at a depth of {depth:1.1..19.8} miles. In the last ten days, there have been {shocks:2..9}
earthquakes of magnitude 3.0 or greater centered nearby.

Did you feel this earthquake? Consider reporting what you felt to the Geological Survey. Even if you did not feel it,
find out what to do before, and during, an earthquake near you. This story was automatically generated by a computer
program that watches the survey's notification service, and it was reviewed by an editor before it was published. If
you are interested in how the system works, read the list of frequently asked questions.
""",
    ),
    "roads": (
        """
Lane closures on Interstate {road:#5..95} in {county} County from {weekday}

The Department of Transportation advises motorists of lane closures on Interstate {road} in {county} County, between
Exit {exit:#1..140} ({street}) and Exit {exit2:#141..290} ({street2}), beginning on {weekday}, {day}.

Crews will [repair the pavement|replace bridge joints|paint lane markings|clear drains] nightly from {open:hour} to
{close:hour}. The work is weather permitting and is expected to be completed by {day+12}. [One lane will remain open
in each direction.|Traffic will be detoured along {street3}.]

This is part of a ${cost:0.4..39.9} million contract that was awarded to {last} & {last2} Construction. Motorists are
reminded that fines are doubled in work zones. Slow down, put away your phone and leave extra space between vehicles.
For travel information, call 511 before you leave.
""",
    ),
    "fuel": (
        """
{town} gas prices [rise|fall] {cents:0.3..19.9} cents

Average gasoline prices in {town} have [risen|fallen] {cents} cents a gallon in the last week and averaged
${price:2.49..4.99} a gallon on {weekday}, according to a survey of {stations:38..890} stations. Prices are
{monthly:0.4..41.0} cents a gallon [higher|lower] than a month ago and stand {yearly:0.5..88.0} cents a gallon
[higher|lower] than a year ago.

The cheapest station in {town} was priced at ${least:2.09..2.48} a gallon, while the most expensive was
${most:5.00..5.99} a gallon. Neighboring areas and their current prices: {town2}, ${price2:2.49..4.99}; {town3},
${price3:2.49..4.99}.

"The national average has moved as refineries switch to summer blends and as traders watch the price of crude oil,"
said {person}, head of petroleum analysis. "Drivers should shop around, since prices differ from one corner to the
next."
""",
    ),
    "recall": (
        """
{brand} Foods Issues Recall of {product} Over {hazard}

{brand} Foods of {town} is recalling {cases:120..29000} cases of {brand} {product}, because they may be contaminated
with {hazard} or contain it without a declaration on the label. The product was sold in retail stores in {county}
County and {county2} County between {day-40} and {day-6}.

The recalled product comes in a {ounces:4..48}-ounce package with lot number {lot:#10000..99999} and a best-by date of
{date+60}. No other products of the company are affected. [No illnesses have been reported to date.|{ill:2..9}
illnesses have been reported to date.]

The recall was the result of a routine sampling program, which revealed the problem in the finished product. The
company has ceased production and distribution while it and the Food and Drug Administration continue to investigate
the cause.

Consumers who have purchased the product are urged to return it to the place of purchase for a full refund, or to
throw it away. Consumers with questions may contact the company at 1-800-555-{phone:#1000..9999}, Monday to Friday.
Anyone who is concerned about an illness should contact a health care provider.
""",
    ),
}
