"""English word classes for the readers of commands and the selection of times."""

CLASSES = {
    # some of several reminders: "both", "the last two", "everything except the pills"
    "pick_opening": "the other others rest last latest first next both all every everything",
    "pick_noise": "the of them those these my reminders reminder alarms alarm timers timer ones one",
    "pick_plural": "ones reminders",
    "pick_other": "other",
    "pick_others": "others rest",
    "pick_last": "last latest",
    "pick_first": "first next",
    "pick_both": "both",
    "pick_all": "all every everything",
    "pick_joint": "and , &",
    "pick_but": "but except besides excluding",
    "pick_not": "not for",
    # in rules: a question to the bot, words for it, a phone without signal, and what only asks politely
    "how_or_can": "how can",
    "question_opener": "how can could do will",
    "signal_question": "what will would do can what's",
    "you": "you",
    "bot_word": "bot robot assistant",
    "pleading": "please",
    "now_alone": "now",
    "let_word": "let",
    # Before a mark, they only say that the last text was read.
    "acknowledging": """
        okay bet cool great nice awesome perfect good sweet thanks lol lmao haha hahaha word dope sick yes yep
        yup yeah yay alright right sure gotcha wow ty thx tysm wonderful excellent lovely super brilliant
        amazing fine ah aha splendid oh hey hi hello fantastic phew
    """,
    "name": "olly pda google siri alexa cortana bixby assistant jarvis bot computer reminderbot",
    "skip": "following a an the my me us up our your his her new another and on this one some quick in for down myself "
    "two three couple both for multiple several repeating recurring reoccurring regular single little extra wake "
    "weekend popup second re occurring pop",
    # before the owner of a thing: "for tomorrow's meeting"
    "preposition_of_thing": "for about to from of with regarding at on",
    # what is done with an alarm, and the words before its time
    "alarm_verb": "set change cancel move turn reset adjust switch delete update",
    "alarm_lead": "for to from",
    # words around a bound of a series: "starting three days from now", "for the next 7 days"
    "bound_word": "starting beginning from repeat repeats repeating and the next",
    "starting_word": "starting beginning starts begins from",
    # prepositions that may end a message, and the verbs that they belong to
    "stranded": "to for from of about with at",
    "stranding": "listen listened listening ask asked asking wait waited waiting look looked looking talk talked "
    "talking speak spoke spoken belong think care apply applied agree agreed go going subscribe reply respond "
    "subscribed pay paid need search apologize send came come heard deal work live",
    "apart_word": "apart",
    "wanted_word": "needed required wanted requested",
    "rising_verb": "wake get be waking getting being",
    "early_or_late": "early late earlier later",
    "naming_verb": "set create make add schedule start setup need want put new program get begin setting",
    "named_thing": "alarm timer reminder reminders alarms timers countdown alert",
    "repeating": "repeating occurring recurring reoccurring recurrent repeated repeat repetitive",
    "container": "reminder reminders alarm alarms timer timers notification notifications alert alerts event events "
    "alerting ping nudge countdown stopwatch timing",
    "alarm": "alarm alarms",
    "timer": "timer timers stopwatch countdown",
    "reminder": "countdown reminder reminders alarm alarms timer timers notification notifications alert alerts event "
    "events appointment appointments meeting meetings schedule calendar agenda entry entries task tasks plans",
    "event": "meeting meetings appointment appointments event birthday anniversary lunch dinner brunch breakfast "
    "party visit conference interview class lesson practice checkup call date wedding reunion trip flight "
    "session rehearsal deadline exam test dentist doctor vet haircut entry",
    "connector": "= please also um uh uhh umm er erm hmm again to that about of for regarding re : - , ; and but "
    "called named titled saying labeled labelled says",
    "function": "named called titled labeled labelled saying "
    "to that about of for and or but with at on in by from when until before after as if so because than "
    "the a an my our your please is are was will be i we you he she it they he's it's i'm there not no do "
    "me us every each this next",
    "determiner": "the my a an our your his her their this that these those",
    "before_last": "before prior ahead earlier advance beforehand early to of b4",
    "upon": "when once whenever after",
    "before": "before prior ahead earlier advance beforehand early",
    "putting_off": "not don't doesn't didn't won't can't cannot isn't aren't never no",
    "negated": "not haven't hasn't hadn't never",
    "phrasal": "take log sign turn switch check drop put come go stop clock plug fill hand tune move carry pass "
    "stand swing get keep hold try leave bring lights light heater have weigh dial",
    "question": "what what's when when's where where's who who's why how how's which is are am was were do does did "
    "can could will would should has have had",
    "greeting": "hi hello hey hiya yo howdy hola bonjour ciao hallo aloha greetings salut",
    "chatter": "let's omw otw we're running i'm you're it's that's see good happy nice love sorry lol haha talk wow "
    "congrats welcome cheers thats merry not yes no nope yeah yep maybe sure he she they he's she's they're "
    "everything nothing if",
    "service_verb": "play stream tweet define translate shuffle mute unmute dim brighten increase decrease lower raise "
    "set tell show search google find describe explain navigate recommend calculate convert listen repeat "
    "sing brew",
    "service_for_me": "book order give get make bring call find send read fetch buy play",
    "service": "weather forecast rain snow joke jokes song songs music playlist radio podcast podcasts news "
    "headlines taxi cab uber lyft volume traffic stock stocks temperature facebook twitter tweet spotify "
    "netflix youtube audiobook bluetooth wifi brightness jazz album recipe",
    # devices that a home assistant would switch, and the verbs for it
    "device": "sprinkler sprinklers "
    "heat lights light lamp lamps thermostat vacuum roomba speaker speakers tv television fan heater ac "
    "heating blinds",
    # items of other apps, which the bot cannot delete
    "appliance": "coffeemaker maker machine dishwasher",
    "appliance_verb": "start turn switch activate set",
    "device_verb": "turn switch set dim put start stop change adjust activate shut make open close raise lower "
    "increase decrease",
    # verbs of requests to an assistant, which are errands in other contexts
    "asking": "get give send read tell set make check play find order book call show turn put start stop open add "
    "have plan",
    # goods and services to order, and the verbs of ordering
    "order_verb": "book order reserve",
    "ordered": "train table ticket tickets pizza food takeaway takeout sushi flight hotel bus ride car",
    # introductory words that are not part of the request
    "pleasantry": "thanks great perfect cool awesome nice super sorry yes yeah yep sure no alright right good thank "
    "you so much very well",
    "complainer": "you why",
    "complaint": "didn't not forgot forget were was wasn't weren't never haven't hasn't failed missed stopped supposed",
    # a question about oneself: "am i ...", "is my ...", "does anyone ..."
    "asking_verb": "do did does have has am was were will should must are is shall would",
    "auxiliary": "do does did will",
    "asker": "i we",
    "our_own": "my our",
    "anybody": "anyone anybody someone somebody everyone",
    "speaker": "i we he she they you it",
    # words after which a number counts people: "a table for four"
    "seated": "table dinner supper lunch brunch breakfast reservation reservations party room booking tickets seats "
    "tables cook recipe restaurant",
    "relative": "wife husband son daughter kid kids mom mum dad mother father brother sister boss team friend partner "
    "girlfriend boyfriend roommate parents grandma grandpa colleague assistant neighbor neighbour",
    "quoting": "saying",
    # verbs of writing to others, and the words before the text to write
    "dictating": "send email text message write reply post tweet respond answer mail",
    "dictated": "that saying say says",
    "sending": "send",
    "people": "team group family members class crew staff everyone everybody club guys kids boys girls people folks",
    "beside_told": "to about of that",
    "beside_remind": "me be us of about to that on at in for my the a an this when if tomorrow every",
    "being": "be",
    "copula": "is are",
    "asked_for": "what who where when why how which whether if",
    "will_be": "i'll we'll will",
    # at the end of a message only if a time was cut after it
    "marking": "mark",
    "noting": "note write jot mark put",
    "timed_behind": "over starting happening because sometime",
    "past": "was were did had went forgot didn't",
    "have": "have got have set set made scheduled",
    "cancel_verb": "cancel delete del rm remove disable erase deactivate dismiss abort scratch unset kill "
    "nix void nuke uncheck revoke disarm purge",
    "loose_cancel_verb": "forget drop clear end quit scrap stop silence strike lose dump bin trash toss ditch "
    "ignore discard eliminate",
    "everything": "all everything every each",
    "last": "that it this last latest",
    "next": "next",
    "edit_verb": "fix slide drag kick correct reword rephrase retitle trade exchange move change reschedule push "
    "postpone shift delay edit update rename bump bring make set reset modify adjust switch extend "
    "repeat swap",
    # verbs that refer to a reminder without saying how to change it
    "sure_edit_verb": "move change reschedule postpone delay edit modify rename",
    "compared": "earlier later sooner early forward back ahead",
    "compared_later": "later back nolater after past",
    "compared_earlier": "earlier sooner early forward ahead up before",
    "from_word": "from",
    "not_word": "not",
    "shift_verb": "slide drag kick push postpone delay shift move bump extend reschedule bring",
    # verbs that start an errand; they distinguish "pay rent at 9" from "milk at 9"
    "errand": "call phone text email mail pay buy get take pick drop send go come visit meet see ask tell check "
    "clean wash cook bake feed walk water fix book order write read finish start submit return bring put "
    "make do give leave turn move pack print renew schedule cancel sign study practice prepare collect "
    "deliver order empty charge change replace file update review post reply message ping remind join "
    "attend watch record drive fill mow vacuum iron fold brush exercise run swim stretch drink eat have "
    "plan set tidy invite wish thank apply register vote order ring catch remember grab let lock close "
    "open refill talk speak work wake shower shave pray meditate help confirm order back download upload "
    "shop stop",
    "done_sign": "\U0001f44d \u2705 \u2714 \u2611 \U0001f44c \u2713",
    # by themselves these mean thanks; a face or a party popper can mean anything and gets an answer
    "kind_sign": "\U0001f64f \u2764 \U0001f499 \U0001f49a \U0001f44f",
    "sign_part": "\ufe0f \u200d \U0001f3fb \U0001f3fc \U0001f3fd \U0001f3fe \U0001f3ff",
    "arithmetic": "divided multiplied plus minus squared percent remainder",
    "joiner": "and n & then also plus",
    "separator": ", ; .",
    "filter": "about regarding called named with labeled labelled titled concerning mentioning",
    "anything": "coming upcoming booked planned scheduled anything something nothing plans",
    "plan": "schedule calendar agenda list",
    # generic names for reminders: "meetings today", "agenda for friday"
    "listed": "alarms reminders timers notifications events meetings appointments tasks agenda schedule calendar plans "
    "alerts day week",
    "plan_name": "agenda calendar schedule plans",
    "span_of_days": "day week",
    "stuff": "stuff things thing again start starts begin begins",
    "showing": "list show display view",
    # lists of other apps
    "or_word": "or",
    "several_things": "alarms reminders timers events notifications alerts",
    # words that end a sentence about a cancelled event
    "calling_off": "cancelled canceled off needed necessary happening required anymore scrapped deleted removed over",
    "them_all": "all",
    "no_longer": "anymore any",
    "therefore": "so then",
    "ridding": "rid",
    "negating": "don't not never",
    "question_mark": "?",
    # words that start or end a change to an existing reminder
    "managing": "pause resume unpause unsnooze mute unmute snooze",
    "added_on": "too also",
    "of_others": "wants needs prefers",
    "entrusted": "remember remembered ask asked told save saved note noted",
    # verbs that cancel a plan named after them
    "denial": "don't need",
    # in a sentence about an event, words that are not its name
    "mention_noise": "am one one's nvm never mind nevermind "
    "i'm not going isn't aren't off cancelled canceled called has been got is was were will won't be "
    "happening anymore longer now there can't make cannot didn't did already changed wrong no moved done need needed "
    "we're i've he's she's it's finished paid went took bought sent to so just want we they he she you all yes don't "
    "actually wait sorry oops hmm okay well thanks thank changed mind i'd i'll decided because since after go skip",
    # words of sentences that give an existing event a new time
    "restating": "turns apparently looks later earlier now instead rather not ought supposed change update fix adjust "
    "correct edit reschedule nope oops moved rescheduled pushed postponed shifted changed delayed bumped brought "
    "switched should must needs no actually sorry wrong wait > =",
    "but": "but , ; -",
    # words of self-correction between two times
    "correcting": "no nope wait sorry mean meant actually rather oops correction make not",
    "only_word": "only",
    "newly": "now instead rather actually",
    "cancelled": "off cancel delete remove stop cancelled canceled",
    # words before the end and before the start of a period
    "up_to": "before b4 until till",
    "from_then": "after from since past",
    "number_mark": "# number numbers nos no nr num and & , + the reminder reminders alarm alarms both item items my "
    "message text wording words title name "
    "of time date times dates",
    # classes used by one reader each, named by their meaning there
    "am_i": "am",
    "article": "a an",
    "ask_what": "what what's",
    "before_word": "before b4 earlier prior ahead beforehand",
    "by_word": "by",
    "stand_in": "one one's him her them em it those",
    # verbs of errands, which change a reminder only if one is clearly meant
    "better_word": "better",
    "bringing_news": "moved pushed changed rescheduled switched delayed postponed bumped shifted",
    "delayed_word": "delayed pushed postponed",
    "then_word": "then though",
    "place_in": "in",
    "leaving": "leave",
    "moved_word": "moved rescheduled pushed postponed shifted changed delayed bumped got has switched",
    "each_word": "every",
    "arriving": "landed arrived flew drove got came touched moved made",
    "time_word": "time timezone zone",
    # a clause with the circumstances of a pause or a snooze: "while i'm away", "when i get home"
    "clock_preposition": "at",
    "company": "with w",
    "clause_opener": "and to so",
    "digit_for_to": "2",
    "done_word": "done complete completed finished",
    "newly_done": "already just now finally today yet",
    # words besides "done" at the end of a text about something done
    "seen_to_word": "done taken paid finished completed fed watered sorted sent handled emptied submitted mailed "
    "washed folded cleaned walked called bought booked picked dropped",
    # words that turn such a text into a question, a wish or a negation
    "not_seen_to": "not isn't aren't wasn't haven't hasn't need needs want wants get gets getting have must should if "
    "until when till before after once ? be being",
    "for_word": "for",
    "happening": "appointment appointments meeting meetings",
    "instead_end": "instead actually rather sorry oops whoops",
    "list_word": "list",
    "loose_end": "on in by for over",
    "more": "more another",
    "next_or_last": "next last list",
    "of_word": "of",
    "not_then": "won't don't am not will can't",
    "as_word": "as",
    "off": "off",
    "one_of_them": "one ones",
    "several_of_them": "ones reminders alarms timers notifications alerts",
    "open_question": "what what's anything is",
    "own_clock": "my local",
    "place_end": "until till til through thru now here for today ,",
    "wide_country": "usa us u.s. america australia canada brazil russia mexico indonesia",
    "trip_until": "until till til through thru to",
    "possessive": "my",
    "possessive_ending": "'s s'",
    "range": "to through thru",
    "street": "street st ave avenue road rd boulevard blvd lane ln drive dr court ct terrace parkway pkwy highway hwy",
    # nouns counted by a number before them: "5 mile run"
    "counted": "dozen mile km k lb kg pound mg ml cup pack packet page person people bag box bottle piece pair day "
    "point goal rep step shot slide task item chapter question level "
    "week month year hour minute min hr more or of and to x percent gallon liter litre pint block lap rep set pm am",
    # subjects of a clause after a comma, and words before a reason
    "third_person": "he she they he's she's they're",
    "why_word": "because",
    "range_sign": "to through thru - and &",
    "remaking": "make set",
    "remind_word": "remind",
    "scheduling": "schedule pencil jot block",
    # make a reminder repeat: "turn 2 into a daily one"
    "refusing": "no",
    "proposed": "let's can could",
    "morning_word": "morning",
    "no_message": "one morning time only now",
    "deadline": "before by b4",
    "surely_done": "done finished completed i'm mark set check tick already just all finally checked crossed ticked",
    "taking": "take get cross pull yank knock",
    "tell_time": "to that at on in",
    "the": "the",
    "them": "appointments meetings them appointment meeting plans phone entries items",
    "ticking": "mark set check tick",
    "to_word": "to",
    "unsure_cancel_verb": "remove rm erase kill disable uncheck nuke revoke void disarm purge",
    "until": "until till til to",
    "up_or_down": "up down",
    "wake": "wake wakeup",
    "wakeup": "wakeup",
    "getting_up": "up call",
    "zero_letter": "oh",
    "me": "me us myself",
    "pronoun": "one one's",
    "topic": "about for of with in",
    "switch": "turn switch shut put",
    "day_or_name": "tom eve",
    "before_name": "with for to from about and of uncle aunt mr mrs ms dr dear by",
    # evenings with a name: "movie night", "parents evening"
    "night_out": "night evening",
    "before_night_out": "movie movies game games date parents parents' parent parent's trivia quiz poker pizza taco "
    "ladies ladies' girls girls' boys boys' guys opening karaoke family open bingo talent comedy film book music jazz "
    "dance salsa school fight club prom homecoming wedding boardgame craft curry pub",
    "list_maker": "make create add put new start open build",
    "visiting": "over",
    "particle": "on in by off over up this that",
    "preposition": "at on in by around @",
    "late_thing": "bed sleep bedtime asleep",
    # evening activities, morning activities, and other events with an hour
    "evening_thing": "night gala banquet prom ball reception musical ballet "
    "club dinner supper drinks movie movies concert party cinema theater theatre opera",
    "introducing": "for before after of from",
    "switched_on": "on",
    "clock_lead": "before b4 around about after past",
    "topic_word": "about",
    "other_one": "one another other second the again",
    # nouns after an ordinal, which is then no day of the month
    "ranked": "street avenue ave floor grade base inning edition",
    "that_word": "that",
    "its": "it's it",
    # in "until I reply done"
    "until_word": "until till til unless",
    "doer": "i i'm i've i'll i'd it it's it'll they they're we we've you done told we're its",
    "myself_word": "i i've",
    "stopping_it": "stop cancel cancelled canceled deleted delete off notice stopped otherwise instructed removed turn",
    "replying": "reply respond answer answered confirm confirmed say said tell text acknowledge replied responded",
    "completed": "done finished completed handled taken took",
    "no_deed": "reply respond answer confirm say tell text acknowledge done so stop ok yes it them that this back you "
    "to me do did doing finish finished complete completed handle handled sorted taken took take",
    "completing": "done do did finished finish complete completed reply respond answer answered confirm confirmed took "
    "taken take say said tell acknowledge replied responded doing handled handle sorted",
    "clause_break": "to about at on in and every tomorrow today tonight",
    # in a list of heads-ups: "the night before and once more an hour before", "the morning of"
    "named_day": "day night evening morning afternoon",
    "day_of_it": "of",
    "once_more": "again once more one another maybe too",
    "added_too": "also and add plus another too more",
    # around heads-ups for a reminder that is there: "please also remind me an hour before 3"
    "heads_up_filler": "and also plus please remind me us ping text tell give nudge warn alert too as well again add "
    "another one a an heads up headsup warning more can could you i'd like want need ok okay oh yes yeah so send get "
    ", . ! ? - for with",
    "meal": "breakfast lunch dinner supper brunch bed work",
    # activities with a duration, and nouns whose number is not a time
    "lasting": "run walk jog swim cycle bike hike study read practice practise cook bake boil simmer steam soak fry "
    "roast grill charge rest sleep nap meditate pray exercise stretch train hold wait play watch work "
    "soak ice marinate chill stay stand sit plank write draw clean vacuum row drive park fast focus "
    "breathe relax freeze cool leave away rent borrow",
    "numbered": "release suite hall apt ste terminal platform aisle row seat court extension python java version ver v "
    "ios android build sprint ticket issue case invoice volume vol locker box building track window desk table2 "
    "windows node php episode season round heat stage tier class grade form ticket bay dock pier stop kiosk slot "
    "page pages chapter chapters version number verse section line lines exercise exercises room bus gate "
    "flight channel episode episodes problem problems question questions unit units step level size route "
    "psalm lesson part step pp score ratio item items model act scene figure table apartment",
}
