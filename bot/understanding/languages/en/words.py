"""English words of time: tables from a value to its spellings."""

NUMBERS = {
    0: "zero",
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty",
    30: "thirty",
    40: "forty fourty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}

ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth nineth",
    10: "tenth",
    11: "eleventh",
    12: "twelfth twelvth",
    13: "thirteenth",
    14: "fourteenth",
    15: "fifteenth",
    16: "sixteenth",
    17: "seventeenth",
    18: "eighteenth",
    19: "nineteenth",
    20: "twentieth",
    30: "thirtieth",
}

ORDINAL_ENDINGS = ("st", "nd", "rd", "th")

UNITS = {
    "second": "s sec secs second seconds",
    "minute": "m min mins minute minutes minuets mns",
    "hour": "h hr hrs hour hours hours' huor huors horus",
    "day": "d day days",
    "week": "w wk wks week weeks",
    "fortnight": "fortnight fortnights",
    "month": "mo mos mth mths month months",
    "quarter": "qtr qtrs quarter quarters",
    "year": "y yr yrs year years",
    "decade": "decade decades",
    "weekend": "weekend weekends wkend wkends wknd wknds",
}

WEEKDAYS = {
    0: "monday mon munday",
    1: "tuesday tue tues tuesd",
    2: "wednesday wed weds wensday wendsday wednsday wednes",
    3: "thursday thu thur thurs",
    4: "friday fri",
    5: "saturday sat satuday",
    6: "sunday sun",
}

PLURAL_WEEKDAYS = {
    0: "mondays",
    1: "tuesdays",
    2: "wednesdays",
    3: "thursdays",
    4: "fridays",
    5: "saturdays",
    6: "sundays",
}

MONTHS = {
    1: "january jan",
    2: "february feb febuary feburary",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sep sept",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}

MERIDIEMS = {"am": "am a", "pm": "pm p"}

PARTS = {
    "early morning": "dawn sunrise daybreak",
    "morning": "morning morn mornin firstthing",
    "mid morning": "midmorning",
    "mid afternoon": "midafternoon",
    "afternoon": "afternoon arvo aft",
    "evening": "evening eve evenin dusk sunset sundown",
    "night": "night nite tonight tonite 2nite 2night tnite tnight tn nightly",
    "breakfast": "breakfast brekkie breakfasttime",
    "lunch": "lunch lunchtime",
    "dinner": "dinner dinnertime supper suppertime teatime",
    "bedtime": "bedtime bed",
    "end of work": "work",
    "end of day": "eod cob",
}

PLURAL_PARTS = {
    "morning": "mornings",
    "afternoon": "afternoons",
    "evening": "evenings",
    "night": "nights",
}

OFFSETS = {
    -1: "yesterday",
    2: "overmorrow",
    0: "today 2day tonight tonite 2nite 2night tnite tnight tn todays",
    1: "tomorrow tmrw tmr tmrow tomoz 2moro 2morow 2morrow 2mrw 2mro tommorow tommorrow tmw tom tomrw tmorrow tmorow "
    "tomrow tomorows tommorw tomorrows",
}

RECURRENCES = {
    ("HOURLY", 1): "hourly",
    ("DAILY", 1): "daily everyday nightly",
    ("WEEKLY", 1): "weekly",
    ("WEEKLY", 2): "biweekly fortnightly",
    ("MONTHLY", 1): "monthly",
    ("WEEKLY", 3): "triweekly",
    ("MONTHLY", 2): "bimonthly",
    ("MONTHLY", 3): "quarterly",
    ("MONTHLY", 6): "semiannually biannually semiannual biannual halfyearly",
    ("YEARLY", 1): "yearly annually annual",
    ("YEARLY", 2): "biennially",
}

SEASONS = {3: "spring springtime", 6: "summer summertime", 9: "autumn fall", 12: "winter wintertime"}

# The minutes assumed for a vague duration: "in a bit".
SOONS = {5: "moment jiffy", 15: "bit", 60: "while"}

CLASSES = {
    "in": "in within",
    "at": "at @",
    "on": "on",
    "by": "by",
    "for": "for",
    "of": "of in",
    "the": "the da",
    "a": "a an",
    "one": "one once",
    "this": "this dis current",
    "next": "next nxt nex following",
    "coming": "coming upcoming",
    "last": "last final",
    "previous": "last previous past",
    "every": "every each evry evrey ev ea",
    "any": "all",
    "other": "other alternate",
    "alternate": "alternate",
    "same": "same",
    "closest": "closest nearest",
    "eve": "eve",
    "single": "single",
    "and": "and & n",
    "again": "again then also",
    "to": "to til till b4 before of",
    "past": "past after",
    "before": "before b4",
    "after": "after following",
    "from": "from frm starting",
    "until": "until till til thru through til' ending",
    "week_start": "starting beginning commencing",
    "start": "starting beginning from since start starts",
    "except": "except excluding besides but",
    "not": "not instead",
    "half": "half haf \u00bd",
    "quarter": "quarter quarters \u00bc",
    "thirds": "third thirds",
    "few": "few several some",
    "couple": "couple",
    "dozen": "dozen",
    "hundred": "hundred",
    "thousand": "thousand",
    "million": "million millions billion billions zillion",
    "oclock": "oclock o'clock",
    "oh": "o oh zero",
    "ish": "ish",
    "rest": "rest remainder",
    "filler": "~ about towards toward during either around approximately approx circa roughly exactly precisely sharp "
    "maybe say sometime like shortly under very sometimes prompt anytime later allday perhaps possibly right only just "
    "probably prob",
    "nolater": "nolater",
    "thelatest": "thelatest",
    "nextto": "nextto",
    "penultimate": "penultimate",
    "sharp": "onwards onward sharp approximately exactly precisely approx roughly ish maybe prompt allday",
    "or": "or",
    "plus": "+",
    "point": "point",
    "so": "so",
    "now": "now asap immediately",
    "later": "later hence after",
    "out": "out",
    "ago": "ago",
    "more": "more another",
    "noon": "noon noontime midday",
    "midnight": "midnight",
    "business": "business working work",
    "school": "school",
    "weekday": "",
    "workdays": "weekday weekdays workday workdays weeknight weeknights",
    "weeknight": "weeknight weeknights",
    "beginning": "beginning start",
    "early": "early",
    "late": "late",
    "mid": "mid middle",
    "end": "end close",
    "end_of_week": "eow",
    "end_of_month": "eom",
    "end_of_year": "eoy",
    "once": "once",
    "twice": "twice",
    "thrice": "thrice",
    "basis": "basis",
    "times": "times x",
    "per": "per a an every each",
    "with": "",
    "plural": "days weeks months quarters years hours minutes weekends weekdays workdays weeknights",
    "hours_mark": "hrs hours h hr",
    "time": "time",
    "between": "between",
    "daytime": "day",
    "both": "both",
    "twice_monthly": "semimonthly",
    "mon_letter": "m",
    "tue_letter": "t",
    "wed_letter": "w",
    "thu_letter": "th",
    "fri_letter": "f",
    "mon_wed_fri": "mwf",
    "tue_thu": "tth tuth",
    "year_word": "",
    "zone_word": "time",
    # words that more often mean something else
    "loose": "sun sat mon tue wed thu fri jan mar march apr april may jun june jul aug august dec tom breakfast "
    "lunch dinner supper",
    "iso_t": "t",
    "dot": "dot nose",
    "future": "future",
    "little": "little",
    "quarter_sign": "q",
    "national": "national international global",
    "my": "my our your his her their the",
    "that": "that it then this",
    "utc": "utc gmt z zulu",
}

COMPOUNDS = {
    ("mid", "night"): "midnight",
    ("mid", "day"): "midday",
    ("mid", "morning"): "midmorning",
    ("mid", "afternoon"): "midafternoon",
    ("mid", "evening"): "evening",
    ("first", "thing"): "firstthing",
    ("last", "thing"): "late",
    ("some", "time"): "sometime",
    ("less", "than"): "about",
    ("more", "than"): "about",
    ("at", "least"): "about",
    ("at", "most"): "about",
    ("later", "than"): "nolater",
    ("no", "nolater"): "by",
    ("not", "nolater"): "by",
    ("some", "point"): "sometime",
    ("other", "than"): "besides",
    ("apart", "from"): "besides",
    ("aside", "from"): "besides",
    ("half", "yearly"): "semiannually",
    ("semi", "annual"): "semiannually",
    ("bi", "annual"): "biannually",
    ("sooner", "than"): "before",
    ("earlier", "than"): "before",
    ("as", "of"): "from",
    ("the", "latest"): "thelatest",
    ("the", "earliest"): "thelatest",
    ("school", "day"): "weekday",
    ("school", "days"): "weekdays",
    ("at", "thelatest"): "prompt",
    ("next", "to"): "nextto",
    ("nextto", "last"): "penultimate",
    ("any", "time"): "anytime",
    ("all", "day"): "allday",
    ("tea", "time"): "teatime",
    ("breakfast", "time"): "breakfasttime",
    ("high", "noon"): "noon",
    ("month", "end"): "eom",
    ("year", "end"): "eoy",
    ("m", "f"): "weekdays",
    ("tri", "weekly"): "triweekly",
    ("semi", "monthly"): "semimonthly",
    ("semi", "annually"): "semiannually",
    ("bi", "annually"): "biannually",
    ("noon", "time"): "noon",
    ("week", "end"): "weekend",
    ("week", "ends"): "weekends",
    ("week", "day"): "weekday",
    ("week", "days"): "weekdays",
    ("to", "morrow"): "tomorrow",
    ("to", "night"): "tonight",
    ("after", "noon"): "afternoon",
    ("o", "clock"): "oclock",
    ("0", "clock"): "oclock",
    ("o'", "clock"): "oclock",
    ("bi", "weekly"): "biweekly",
    ("bi", "monthly"): "bimonthly",
    ("lunch", "time"): "lunchtime",
    ("dinner", "time"): "dinnertime",
    ("bed", "time"): "bedtime",
}

# Endings that do not change what a word means: tomorrow's, noonish.
POSSESSIVES = ("'s", "s'", "'")
ENDINGS = (*POSSESSIVES, "ish")

# Words whose typos are corrected: long, frequent, and easily mistyped on a phone.
MENDABLE = """
    monday tuesday wednesday thursday friday saturday sunday january february march april august september october
    november december tomorrow tonight today morning afternoon evening midnight minute minutes weekend weekday weekdays
    everyday yesterday weekly monthly hours noon
"""

# Real words one edit away from those, which must not be corrected.
CORRECT = """
    mourning warning mooring evenings evening mornings house hurts yours tours fours hour hurt ours horus hounds
    sundae sundry match much starch marsh mouthy meekly minuet minuets weakly weekend weekends meekly monthly month
    mouthly tonight knight money mono moon soon boon noun neon toady toda friday fridays sundays tuesdays mondays
    thursdays wednesdays saturdays augusta augustus aprils larch parch marcher marched marche mach mart mark
    moaning morning's minutest minuted minutia minute's everyday toddy nook noona noons afternoons marcy tody
    weedy weely minutely honours yore horns
"""
