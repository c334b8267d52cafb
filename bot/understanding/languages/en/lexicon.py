"""English words of requests, by class. A class is meant to hold every word that people use in that sense.

Verbs are given by lemma; their inflected forms follow from ``IRREGULAR`` and the usual endings. An entry of several
words is written with underscores. ``mentions.py`` looks them up, the rules in ``commands/`` name the classes.
"""

# ruff: noqa: E501 - an entry stays on the line of its class

VERBS = {
    # Give an existing reminder another time, repeat or text.
    "CHANGE": """
        change alter modify edit update amend revise adjust tweak correct rework redo vary convert transform rearrange
        reprogram reconfigure readjust reset replace switch swap fix restructure rewrite redefine refine
        make_a_change_to make_changes_to make_an_edit_to make_an_adjustment_to do_over
    """,
    # Give it another time; the same words move it by a length of time.
    "MOVE": """
        move reschedule shift push slide bump drag delay postpone defer put_off push_back push_out move_back set_back
        hold_off carry_over roll_over stall kick
    """,
    "ADVANCE": "prepone advance bring_forward move_up move_forward push_up push_forward bring_up move_ahead expedite hasten",
    # Lengthen and shorten: a timer's rest, or how far off a reminder is.
    "ADD": "add tack tack_on add_on throw_on throw_in put_on stick_on append include plus give_me give",
    "LENGTHEN": "extend increase lengthen prolong boost raise up draw_out double triple expand stretch continue make_longer",
    "SUBTRACT": """
        subtract deduct remove take take_off take_away take_out knock_off shave shave_off cut cut_off trim drop delete
        minus erase knock chop lop lop_off chop_off strip
    """,
    "SHORTEN": "reduce decrease shorten lower lessen cut cut_down cut_back bring_down knock_down halve trim diminish minimize curtail go_down_on",
    # Take a reminder back. The loose ones also start errands ("drop the kids off").
    "CANCEL": """
        strike cancel delete remove erase clear dismiss scrap scratch discard nix void nuke abolish terminate discontinue
        deactivate disable disarm abort rescind revoke unset unschedule eliminate purge wipe wipe_out scrub annul
        retract get_rid_of call_off do_away_with turn_off switch_off shut_off take_off clear_out
        clear_off del strike_out cross_off cross_out shut_down power_off power_down take_down undo_set expunge omit
    """,
    "PAUSE": "pause take_a_break_from taking_a_break_from need_a_break_from want_a_break_from",
    "HOLD": "hold mute suspend freeze",
    "RESUME": "resume unpause unmute reactivate un_pause unfreeze",
    "RESTART": "restart continue",
    # What is said of plans and reminders, hardly of things: with a time it is no errand.
    "CALL_OFF": "cancel delete disable deactivate dismiss abort unset unschedule call_off",
    "SCRAP": "drop scrap ditch toss trash",
    "CLEAR": "clear wipe",
    "TAKE": "take get pull yank knock strike",
    "CROSS": "cross tick scratch",
    "DROP": """
        drop stop end halt quit kill close cease cut forget ignore disregard skip lose ditch dump toss trash bin
        silence mute strike axe zap withdraw finish empty throw_out throw_away rid forget_about off shush hush shut
    """,
    "TURN": "turn switch shut put set power take get",
    "SNOOZE": "snooze resnooze",
    "RENAME": "rename retitle relabel reword rephrase name title label call",
    "REPEAT": "repeat replay redo restart reuse duplicate copy",
    # Ask for what is there.
    "SHOW": """
        show list display tell read view see check find open review recite name describe locate
        retrieve fetch search confirm verify report reveal present brief inform pull_up bring_up look_up look_at
        look_for look_over look_through go_over go_through go_though run_through run_down read_out read_off read_back
        list_out list_off print call_up count search_for hear know look fill_me_in_on catch_me_up_on
        access browse scan recap summarize outline check_on return_to
    """,
    "KNOW": "know see hear learn find_out check tell_me see_if check_if know_if let_me_know",
    # Make a new one.
    "SET": """
        set make create add schedule start put setup program establish arrange begin activate enable turn_on set_up
        set_off get give need want begin initiate launch enter insert place fix generate produce build start_up
        put_in put_on put_down plan prepare book save run input implement use have kick_off set_out fire_up
        switch_on queue_up do organize configure set_for
    """,
    "REMEMBER": "remember recall keep_in_mind bear_in_mind forget memorize remind_myself_of",
    "REMIND": "remind alert notify ping nudge prompt warn buzz inform tell poke",
    "SOUND": "sound ring go_off play buzz beep chime fire",
    "FINISH": "go_off end finish ring sound run_out expire be_over be_done be_up be_finished buzz beep go complete stop",
    # See to what a reminder was about; what is done is said in the past.
    "SEE_TO": """
        do take eat drink swallow pay call ring phone text email message send feed walk water buy get grab pick_up drop_off
        finish complete submit turn_in hand_in sign return mail post book order schedule pack charge clean wash fold
        dry cook bake make fix fill refill check lock close shut switch_off turn_off turn_on take_out put_out bring_in
        bring give tell talk_to speak_to meet see visit go leave handle sort sort_out deal_with take_care_of see_to
        turn return reposition suction flush change_over swap rotate bathe_him discharge admit assess reassess flip
        manage mow vacuum sweep dust iron change renew cancel print upload download back_up move unload load empty
        let_out put_away put_in put_on put_down read write study practice practise run exercise stretch meditate shower
        bathe sleep wake_up get_up settle collect deliver administer inject measure weigh log record have skip miss
    """,
    "LEAVE": "leave depart arrive get_there drive commute travel walk reach go",
}

# Base forms whose past tense and past participle do not end in -ed.
IRREGULAR = {
    "put": "put", "set": "set", "cut": "cut", "shut": "shut", "get": "got gotten", "take": "took taken",
    "make": "made", "give": "gave given", "bring": "brought", "hold": "held", "strike": "struck stricken",
    "throw": "threw thrown", "forget": "forgot forgotten", "lose": "lost", "find": "found", "tell": "told",
    "read": "read", "show": "shown", "see": "saw seen", "know": "knew known", "hear": "heard", "leave": "left",
    "drive": "drove driven", "go": "went gone", "run": "ran run", "begin": "began begun", "redo": "redid redone",
    "rewrite": "rewrote rewritten", "withdraw": "withdrew withdrawn", "do": "did done", "have": "had", "ring": "rang rung",
    "undo_set": "unset", "stick": "stuck", "draw": "drew drawn", "quit": "quit", "freeze": "froze frozen",
    "unfreeze": "unfroze unfrozen", "rid": "rid", "let": "let", "build": "built", "fall": "fell", "bear": "bore borne",
    "keep": "kept", "eat": "ate eaten", "drink": "drank drunk", "pay": "paid",
    "send": "sent", "feed": "fed", "buy": "bought", "speak": "spoke spoken", "meet": "met", "deal": "dealt", "sleep": "slept",
    "wake": "woke woken", "write": "wrote written", "sweep": "swept", "unset": "unset", "reset": "reset", "be": "been", "buzz": "buzzed",
}  # fmt: skip

# Verbs of two syllables that are stressed on the last one and double their consonant.
DOUBLED = "unset reset defer begin forget omit setup format program annul"

WORDS = {
    # What the bot keeps, by its own names.
    "ITEM": """
        reminder alarm timer notification alert countdown stopwatch alarm_clock wake_up_call wakeup_call wake_up_alarm
        calendar_entry calendar_reminder alarm_reminder countdown_timer reminder_alarm timing reminder_alert
        reminder_notification to_do todo
    """,
    "ITEMS": """
        wake_up_alarms wake_up_calls reminders alarms timers notifications alerts countdowns stopwatches alarm_clocks calendar_entries reminds
        reminder's alarm's timer's to_dos todos reminder_alarms remainders
    """,
    "TIMER": "timer timers countdown stopwatch timing count_down countdown_timer timer's count_downs",
    "ALARM": "alarm alarms alarm_clock alarm_clocks",
    # Events that have a date; only with "my" or "the" are they one that is set.
    "EVENT": """
        meeting meetings appointment appointments event events birthday anniversary lunch dinner brunch breakfast
        party conference interview class lesson practice checkup call wedding reunion trip flight session
        rehearsal deadline exam test dentist doctor vet haircut task tasks entry entries
    """,
    "PLAN": """
        schedule calendar agenda list plan plans diary planner to_do_list todo_list reminder_list reminders_list
        task_list list_of_reminders list_of_things list_of_things_to_remember list_of_alarms alarm_list timer_list
        list_of_to_dos running_list docket itinerary list_of_reminder lists calendars
    """,
    "OTHER_LIST": """
        shopping grocery groceries wish wishlist packing guest contact contacts play bucket christmas book reading
        watch movie gift price waiting mailing email friends
    """,
    "THINGS": "thing things stuff item items something somethings anything everything task tasks bullet_points",
    "ONE": "one ones",
    "DEF": "the my this that these those our your his her their said",
    "MY": "my our",
    "INDEF": "a an another new some additional extra",
    "ALL": "all every each both any everything all_of all_the every_single whole entire",
    "THIS": "this that these those",
    "WHILE": "while",
    # Single words that the functions of ``commands/`` ask for.
    "EVERYTHING": "everything",
    "OF_AND": "of and",
    "JOINER": "and then but",
    "FOR": "for",
    "FROM": "from",
    "TO_WORD": "to",
    "THE": "the",
    "LONE_IT": "it",
    "RELATIVE": "that which",
    "ASKS_ME": "remind_me remind_us wake_me wake_us",
    "BEFORE": "before",
    "STAND_IN": "one thing",
    "BE_WORD": "be",
    "SELF": "i we",
    "I_WORD": "i",
    "HAVING": "have need had set got",
    "OF_SELF": "my our we am",
    "ARTICLE": "a an the",
    "MAKE": "make",
    "ONE_WORD": "one",
    "NAMES_IT": "one reminder alarm ones reminders",
    "PM": "p pm",
    "WRONG": "not wrong incorrect",
    "TODAY": "today",
    "OR": "or",
    "SKIP": "skip",
    "WEEK": "week",
    "SIGNAL": "phone cell battery signal service reception charge data wifi off abroad",
    "CLOCK_QUESTION": "what_time_is_it",
    "DID": "did have has is are",
    "SHOULD": "should",
    "IS_THERE": "is_there are_there was_there",
    "OF_THE_PAST": "when_was when_were how_much",
    "TELL_ME": "know give get tell show see",
    "ASKING": "what when where who how why which if whether",
    "WHEN": "when",
    "UNTIL": "until till til",
    "AWHILE": "a_bit a_while a_little_while a_little_bit the_time_being some_time the_moment a_few_days now",
    "BUT": "except but",
    "DONT": "don't dont do_not never no_longer won't wont will_not needn't",
    "IT": "it that this them that_one this_one these those the_last_one the_last the_previous_one the_other_one the_one",
    # Who is spoken of: what they did or are is told, not asked for.
    "SOMEBODY": """
        i we he she they you it i've we've he's she's they've it's i'm we're they're ive weve hes shes theyve theyre im were
        mom mum mama dad papa mother father grandma grandpa nana husband wife son daughter baby kid kids boys girls
        everyone everybody both
    """,
    # What only says that one has read the last text.
    "ACK": """
        bet word facts dope sick lol lmao haha hahaha lool rofl k kk okay ok cool nice sweet great perfect awesome yay yep yup
        fine good alright right sure gotcha copy copied roger noted understood aight ight ahh aha ah oh wow thx ty tysm
        appreciated cheers bless legend amazing brilliant lovely super excellent wonderful thank_god phew whew no_worries
        god_bless god_bless_you bless_you honey dear wish_you goodbye bye gn goodnight night good_night cya cheerio splendid marvelous marvellous so_long very_much_indeed
        no_problem got_it i_see sounds_good sounds_great good_bot will_do all_good yes yeah that's_all that's_it
    """,
    # What refers to something said before or changes it: in the words of a new reminder, it has not been understood.
    "LEFTOVER": """
        undo undo_that all_the_days advise_me you_left_out same_reminder the_same_reminder same_as the_other_two
        right_before_that as_before like_before like_last_time second_thought second_thoughts same_days the_same_days
        which_is which_are say_me_what say_me_my say_me_when say_me_how say_me_if say_me_which say_me_all say_me_the
        say_me_who say_me_where min_warning mins_warning minute_warning minutes_warning hour_warning hours_warning
        min_notice minutes_notice hour_notice hours_notice min_heads_up minutes_heads_up hour_heads_up
    """,
    "THAT_DAY": """
        that_day those_days these_days the_same_day that_morning that_night that_evening that_afternoon before_that
        b4_that the_day_before_that
    """,
    # The same, where nothing asks for a reminder in so many words; the second kind only as the first or last word.
    "WEAK_LEFTOVER": "same_time the_same_time or_pm or_am not_today not_tomorrow next_time those_ones",
    "OPENING_LEFTOVER": """
        not nope you same unless except until turns_out change_of_plans looks_like fyi never_mind
    """,
    "CLOSING_LEFTOVER": "too either both",
    # What tells of a change, of an exception or of something that will not be: no plain errand, see ``remarks.py``.
    "REMARK": """
        instead cept anymore any_more any_longer no_longer except unless excluding all_but but_not the_others
        the_rest the_other_ones all_others all_the_others everything_else is_off are_off was_off isn't aren't wasn't
        isnt arent wasnt won't wont doesn't doesnt didn't didnt can't cant cannot couldn't couldnt hasn't hasnt haven't
        havent is_now are_now is_not are_not was_not did_not does_not will_not got_cancelled got_canceled
    """,
    # Who is quoted, and how: "the doctor says", "my boss wants", "they changed".
    "QUOTING": "says said wants told tells changed changes moved moves switched switches pushed bumped rescheduled postponed cancelled canceled prescribed ordered decided",
    # Why something is not done now, by how it starts; verbs with which one asks to be asked again.
    "EXCUSE": """
        busy driving sleeping eating cooking working napping asleep out away late sick tired running stuck traffic
        on_the_phone on_a_call in_a_meeting in_class in_the_shower at_work at_school at_lunch on_the_road on_break no_answer no_luck no_time not_yet not_home not_ready not_now voicemail line_was_busy
        still stuck_in got_held_up held_up behind nobody no_one nobody's swamped slammed forgot charting rounding
    """,
    "BUSY": """
        busy driving sleeping eating cooking working swamped tied_up not_home not_there_yet not_ready not_done not_finished
        still_not_done haven't_done_it didn't_do_it still_working_on_it in_a_meeting in_class on_a_call on_the_phone at_work
        on_the_bus on_the_train in_bed in_the_shower on_my_way can't can't_do cannot cannot_do can_not can_not_do
        a_bit_more_time some_more_time more_time not_now not_right_now not_yet not_today not_tonight not_just_yet nope_not_yet
        in_the_middle_of_something in_the_middle_of_it out away with_people with_someone with_a_client at_lunch at_dinner
        having_dinner having_lunch in_traffic on_the_road at_the_gym at_the_store not_at_home
        hold_on hang_on one_sec one_second one_moment in_a_sec give_me_a_sec
    """,
    "REASK": """
        try ask tell remind text ping nudge bug check poke buzz hit_me hit_me_up come_back check_in check_back get_back get_back_to
        check_with ping_me remind_me ask_me tell_me text_me bring_it_up bring_this_up bring_that_up circle_back catch try_me
    """,
    # Starts a clause that says why, also without a comma: "stop the flashcards | I'm done studying".
    "TELLING": "they i'm he's she's they're we're im hes shes theyre it's i_already already_got already_did i_don't i_dont he_doesn't she_doesn't what_did_i what_do_i what_have_i do_i_have dr_changed they_moved he_moved she_moved they_cancelled they_changed",
    "JOINS": "that when if whether what where who how why while until till after before unless than as everything anything i_know say says said tell telling told think hope time once since whatever",
    "HIM": "it him her them that this those these one both some everything all all_of_it all_of_them that_one this_one ones that's",
    "LAST": "last latest previous current existing recent most_recent next first second third upcoming",
    "MORE": "more extra another additional further some_more any_more",
    "LONGER": "longer",
    "SHORTER": "shorter briefer quicker",
    "LATER": "later nolater back out",
    "EARLIER": "earlier sooner forward ahead up",
    "TIMEWORD": "time times hour date day minutes seconds hours duration length setting settings frequency amount",
    "LEFT": "left remaining remain remains to_go still_left left_over",
    "NEG": "hasn't haven't hadn't wasn't weren't couldn't hasnt havent hadnt wasnt werent isnt arent doesnt wont couldnt wouldnt shouldnt don't not never doesn't didn't won't no cannot can't isn't aren't wouldn't shouldn't no_longer do_not",
    # Before what is said instead: "at 7, no at 6".
    "RECONSIDER": "no sorry wait actually i_mean make_that",
    "MODAL": "can could will would won't can't couldn't may might should shall are_you_able_to",
    "BE": "is are was were be been being am 's is_being get gets got",
    "PREP": "to for at on by from of about with until till til in into onto off up as than before after over around",
    "WH": "hows whats whens wheres what what's when when's where where's who who's why why's how how's which whose",
    "AUX": "do does did have has is are was were am will would should shall can could may might must",
    # Ways to say "instead".
    "INSTEAD": "instead rather instead_of rather_than as_opposed_to in_place_of in_lieu_of and_not but_not",
    "WANT": "want wanted need needed like wanna would_like require wish prefer",
    "ANYMORE": "anymore any_more any_longer at_all",
    # Verbs with which a request starts, and no name of a reminder.
    "OPENING_VERB": """
        set make create add put need want remind wake cancel delete remove change update move start give turn switch stop do
        did don't is are can could will would should please let get show tell have has what when where who how why if
        because define describe explain translate spell what's i'm it's that's there i you he she they we me us
    """,
    # How words start that only ask politely, see ``OPENER`` below.
    "OPENER": """
        i we you u i'd we'd i'm i'll we'll you'll i've let's let lemme help gotta need want wanna would like be make try
        is hey ok okay and but so wait hmm oh lol haha like umm yep yup
    """,
    "OWN_LIST": "my the whole entire full current daily running own complete personal reminder reminders task to do",
    "SURE_VERB": "undo set create make add remind wake cancel delete change update move remove schedule tell show list",
    # A topic that other services answer.
    "WEATHER": """
        weather forecast rain rains raining rainy snow snows snowing snowy sleet hail storm storms stormy thunderstorm
        thunderstorms thunder lightning tornado tornadoes tornados hurricane hurricanes blizzard blizzards fog foggy
        cloud clouds cloudy overcast sun sunny sunshine wind winds windy breeze breezy gust gusts humid humidity
        temperature temperatures temp temps degrees celsius fahrenheit hot hotter hottest cold colder coldest warm
        warmer warmest cool cooler coolest chilly freezing freeze frost frosty icy ice heat heatwave drizzle drizzling
        shower showers precipitation uv pollen umbrella unbrella raincoat rainboots rain_boots galoshes coat jacket
        sweater sweatshirt hoodie scarf gloves mittens hat boots shorts sandals flip_flops sunscreen sunblock
        sunglasses parka poncho windbreaker visor long_sleeves short_sleeves sleeves tank_top layers jackets coats
        sweaters climate flood floods flooding sunrise sunset dusk dawn moonrise tide dew_point clothing clothes rainfall snowfall sundown raingear winter weather's wet_weather
        air_quality visibility record_high record_low record_temperature barometer barometric conditions wear wearing dress dressed high low highs lows
        advisory advisories meteor tropical monsoon dry wet muggy pants
    """,
    "TRAFFIC": """
        traffic route routes directions road roads highway highways freeway freeways interstate detour detours
        commute commuting accident accidents construction congestion jam jams closure closures closings
        parkway toll tolls mileage miles distance lane lanes navigation gps map
        travel_time slow_downs slowdowns delays eta
    """,
    "MUSIC": """
        song songs music playlist playlists track tracks album albums artist artists band bands radio station
        singer singers tune tunes jam_session genre lyrics volume podcast concert_tickets spotify pandora
    """,
    "WORLD": """
        date refund price prices cost costs stock stocks news score scores game recipe recipes calories restaurant
        restaurants movie_times population capital president translate translation definition meaning distance mile
        miles exchange_rate currency bank balance account bill_due credit credit_score interest_rate apr insurance
        pto vacation_days flight_status visa vaccination vaccines plug_type timezone language spanish french italian
        german joke jokes fun_fact trivia subscription nearest closest nearby near location locations area address
        hours information info store shop hotel hotels gas oil tire tires mpg oscars company companies
        job jobs website phone_plans refunds transaction transactions purchase purchases shipment package deposit
        holiday holidays mardi_gras election olympics war century invented created founded born
    """,
    # Questions for the way somewhere.
    "TRIP": """
        get_to get_home get_here get_there get_downtown arrive arrive_at make_it_to make_it_home take_me it_take
        it_takes reach if_i_leave if_she_leaves start_driving get_to_work take_us drive_to fly_to walk_to will_it_take
        expected_travel_time leave_by get_back_home
    """,
    "WEAR": "wear take bring pack expect carry dress hit put_on buy invest eat drink",
    # What other services keep.
    # Only where no word such as "reminder" follows: "cancel the pizza".
    "ELSEWHERE": "pizza spam inbox voicemail voicemails downloads tabs",
    "NOT_OURS": """
        subscription subscriptions membership account accounts card cards order orders uber lyft taxi cab payment
        payments insurance policy app apps email emails contact contacts file files photo photos picture pictures
        history password passwords reservation reservations service loan
    """,
    # Facts that are looked up, not what one is reminded of.
    "FACT": """
        date address price prices time_is_it time_would_it time_will_it day_is_it day_is_today day_of_the_week
        time_in timezone_in what_day hours location directions capital definition meaning spelling recipe
        phone_number zip_code year month timezone time_zone temperature weather forecast population age height name
        colors color score scores news
    """,
    "LOOK_UP": "look_up lookup search find_out google translate define calculate convert tell_me",
    # Words beside the name of a reminder that is asked about, and those before what it is about.
    "NO_NAME": """
        active upcoming pending current running scheduled i me have any many much there still recurring weekly daily monthly repeating remind created going sent coming due set not today tomorrow am supposed miss missed almost on off list it's different next last goes go up out name named called been made again screen display
    """,
    "ABOUT_LEAD": "for about to of regarding with called named on involving concerning",
    # Prepositions before a time, words with which no reference ends, words that start a clause, ways to move.
    "TIME_LEAD": "in for by to at on until till from of after around about every",
    "NO_END": "to for at on by from of with until till in into the my a an and or is are off",
    "CLAUSE_START": "and so but because since please then",
    "WAY": "later nolater earlier sooner",
    "POLITE": """
        won't_you please pls plz kindly thanks thank_you thankyou thank_you_very_much ok okay hey hi hello now right_now just
        actually immediately asap simply really quickly also then well only sorry oops um uh for_me today_please
        as_soon_as_possible if_you_can if_possible pretty_please right_away instantly at_once already currently maybe
        quick so go_ahead_and yes yeah alright all_right dear siri alexa google cortana bot olly assistant
        this_instant completely entirely altogether permanently as_well too again_please for_us
    """,
}

# "i want to", "can i": asking politely, in front of a request. The notation is that of rules.
OPENER = """(
    (i|we|you) [really|do|just|also] [MODAL] (WANT|have|got|gotta|wanna|gonna|going|love|ought|decided|am|trying|wish) [going|trying] [you|u] [to]
    |(i'd|we'd|i'm|i'll|we'll|you'll|i've) [really] (WANT|love|prefer|going|got|gonna|trying|have) [you] [to]
    |MODAL (i|we|you|u|someone) [help] [me]
    |(i|we|you|u) (MODAL|must|should|have to|need to)
    |(let's|let me|lemme|help me|gotta|need to|want to|wanna|would like to|like to|be sure to|make sure to|make sure you|need you to|want you to|try to)
    |is it possible [for you] to
    |i said [to]
    |(hey|ok|okay|and|but|so|wait|hmm|oh|lol|haha|umm|yep|yup)
)"""
