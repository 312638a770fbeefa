"""The words of English."""

from agents.enrich.languages.vocabulary import Vocabulary

SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())

VOCABULARY = Vocabulary(
    code="en",
    definite_articles=frozenset({"the"}),
    indefinite_articles=frozenset({"a", "an"}),
    connectives=frozenset("of the and for in on de du des la le les et &".split()),
    generations=frozenset("jr sr ii iii iv".split()),
    corporate_suffixes=frozenset("inc corp corporation ltd limited plc llc co ag gmbh sa nv".split()),
    synonyms={("usa",): ("us",), ("united", "states", "of", "america"): ("united", "states")},
    possessive="s",
    plural="s",
    not_plural=("ss", "us", "is"),
    honorifics=frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady madam messrs mme mlle m".split()),
    offices=frozenset(
        """president vice-president minister premier chancellor secretary ambassador senator sen representative rep
        congressman congresswoman governor gov mayor councillor councilor commissioner chairman chairwoman chair
        director chief executive ceo cfo coach captain capt general gen colonel col major maj lieutenant lt sergeant
        sgt admiral adm commander officer detective inspector constable judge justice attorney sheriff speaker
        spokesman spokeswoman spokesperson leader reverend rev father bishop archbishop cardinal rabbi imam sheikh
        ayatollah analyst economist lawmaker mp""".split()
    ),
    office_attributes=frozenset(
        """vice deputy prime foreign defense defence interior finance justice health trade former ex acting interim
        first assistant associate lead senior executive state attorney opposition party police army us uk eu""".split()
    ),
    locatives=frozenset("in near outside across throughout".split()),
    common_abbreviations=frozenset(
        """ai api atm ceo cfo coo cpu crm css cto diy dna dvd faq gdp gps gpu hiv hr html http id ip iq it kpi led llm
        mba ml mp ngo pc pdf phd pr qr r&d roi saas seo sms sql suv tv ui url usb ux vat vip vpn wifi xml""".split()
    ),
    calendar=SHORT_MONTHS
    | frozenset(
        """january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
        today tomorrow yesterday""".split()
    ),
    interface=frozenset(
        (
            "read more|advertisement|related|related article|related articles|subscribe|sign up|log in|sign in|"
            "newsletter|click here|share|comments|view comments|continue reading|getty|getty images|photo|image|video|"
            "watch|listen|email|menu|search|home|cookies|privacy policy|terms of service|breaking news|live|update|"
            "updated|editor|copyright|all rights reserved|see also|read also|also read|table of contents|source|credit"
        ).split("|")
    ),
    countries_as_given_names=frozenset({("chad",), ("georgia",), ("india",), ("israel",), ("jordan",), ("kenya",)}),
    abbreviations=SHORT_MONTHS
    | frozenset(
        """mr mrs ms dr prof sr jr st sen rep gov gen col capt lt sgt rev hon inc corp co ltd vs etc no fig al
        e.g i.e a.m p.m""".split()
    ),
    negations=frozenset(
        """not no never nor neither without hardly barely cannot nobody nothing none lack lacks lacked lacking few
        little fail failed fails deny denied denies refuse refused""".split()
    ),
    negation_endings=("n't", "n’t"),
    pronouns=frozenset("he she they him her his it i".split()),
)
