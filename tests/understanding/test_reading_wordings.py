"""The same requests in the words of many people; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import (
    AskAbout,
    Asked,
    Cancel,
    CancelAll,
    Command,
    Create,
    Edit,
    ListReminders,
    Period,
    Snooze,
    Target,
    Task,
    Unknown,
)
from tests.understanding.reading_texts import at, command, moment, repeat

REMINDERS: list[tuple[str, str, str]] = [
    ("set something up so I don't miss physio on thursday at quarter to four", "physio", "2026-11-26 15:45"),
    ("don't allow me to forget the rent on the 1st", "the rent", "2026-12-01 (09:00)"),
    ("I mustn't forget to phone the optician tomorrow at nine", "phone the optician", "2026-11-21 09:00"),
    ("I wish to be reminded about the mortgage on the 28th", "the mortgage", "2026-11-28 (09:00)"),
    ("would it be possible to remind me of choir practice tonight at 7:15?", "choir practice", "2026-11-20 19:15"),
    (
        "if you could remind me to defrost the chicken at noon that would be great",
        "defrost the chicken",
        "(2026-11-20) 12:00",
    ),
    (
        "I would be grateful for a reminder at 7 tomorrow morning to take my insulin",
        "take my insulin",
        "2026-11-21 07:00",
    ),
    (
        "hi there! can you remind me to renew my license on dec 1? thanks a bunch!",
        "renew my license",
        "2026-12-01 (09:00)",
    ),
    ("i'd love a reminder about the meteor shower on december 13 at 10pm", "the meteor shower", "2026-12-13 22:00"),
    ('set an event for the 14th named "pie day"', "pie day", "2026-12-14 (09:00)"),
    ("there's a town hall meeting on march 24 at 7 pm add to calendar", "town hall meeting", "2027-03-24 19:00"),
    (
        "my daughter has a spelling bee next thursday at 9:15 am don't let me miss it",
        "my daughter has a spelling bee",
        "2026-11-26 09:15",
    ),
    ("text me at 3:15 so I call the pediatrician", "call the pediatrician", "(2026-11-20) 15:15"),
    ("stick the car check in my diary for the 2nd of december", "the car check", "2026-12-02 (09:00)"),
    ("pop a reminder in for tuesday at 3 to ring the council", "ring the council", "2026-11-24 15:00"),
    ("remind me to uh email the landlord at 4", "email the landlord", "(2026-11-20) 16:00"),
    ("don't let me sleep past eight tomorrow", "", "2026-11-21 08:00"),
    ("have me awake by seven", "", "(2026-11-21) 07:00"),
    ("gotta be up at 4 for the airport", "be up for the airport", "(2026-11-21) 04:00"),
    ("can i get woken up at 9", "", "(2026-11-21) 09:00"),
    ("i need a reminder for the gala, it's december 4th at 8", "the gala", "2026-12-04 20:00"),
    ("i want an alarm set at 1 pm", "alarm", "(2026-11-20) 13:00"),
    ("hit me up tomorrow at 10 about the lease", "the lease", "2026-11-21 10:00"),
    ("remind me at 4 no wait 4:30 to call the bank", "call the bank", "(2026-11-20) 16:30"),
    ("remind me to meet carl on tuesday, sorry, i mean wednesday at 2", "meet carl", "2026-11-25 14:00"),
    ("remind me tomorrow at 4, no 5, to call bob", "call bob", "2026-11-21 17:00"),
    ("dentist friday at 3 no wait 4", "dentist", "2026-11-20 16:00"),
    ("remind me to pay at 5 not 6", "pay", "(2026-11-20) 17:00"),
    ("remind me at 9 tonight, not in the morning, to set the trap", "set the trap", "2026-11-20 21:00"),
    ("remind me in 10 minutes, sorry 20 minutes to stretch", "stretch", "(2026-11-20) 11:05"),
    ("remind me to buy milk, no sugar, at 5", "buy milk, no sugar", "(2026-11-20) 17:00"),
    ("i have lunch with kim at 12:30 tomorrow, remind me at 12", "i have lunch with kim at 12:30", "2026-11-21 12:00"),
    (
        "tomorrow at two i have a showing at 114 elm street remind me at one",
        "at two i have a showing at 114 elm street",
        "2026-11-21 13:00",
    ),
    ("need to be at the courthouse 8:45 friday, alarm at 7", "be at the courthouse 8:45", "2026-11-27 07:00"),
    ("please have my alarm go off at 6 on sunday", "alarm", "2026-11-22 06:00"),
    ("can my alarm be set for eight fifteen", "alarm", "(2026-11-20) 20:15"),
    ("remind me to read chapters 3 to 5 by thursday", "read chapters 3 to 5", "2026-11-26 (09:00)"),
    ("remind me to remind jake about friday tomorrow at 10", "remind jake about friday", "2026-11-21 10:00"),
    ("party at 5 on oak ave tomorrow", "party on oak ave", "2026-11-21 17:00"),
    ("meet at 5 elm street at 6", "meet at 5 elm street", "(2026-11-20) 18:00"),
    ("meeting at 5 tomorrow. Remind me at noon", "meeting at 5", "2026-11-21 12:00"),
    ("make sure that i know about the barbecue on the twenty first at noon", "the barbecue", "2026-11-21 12:00"),
    ("put an alert on for my piano lesson today at four thirty", "my piano lesson", "2026-11-20 16:30"),
    ("set alarm with message take pills at nine pm", "take pills", "(2026-11-20) 21:00"),
    ("add a task to call the roofer on monday", "call the roofer", "2026-11-23 (09:00)"),
    ("save march thirtieth as my driving test date", "my driving test date", "2027-03-30 (09:00)"),
    ("take a note to call aunt may on thursday", "call aunt may", "2026-11-26 (09:00)"),
    ("txt me @ 2 go to the dmv", "go to the dmv", "(2026-11-20) 14:00"),
    ("when it hits noon tell me to eat", "eat", "(2026-11-20) 12:00"),
    ("set an alarm so that i get up by six", "get up", "(2026-11-21) 06:00"),
    (
        "set an alarm tomorrow at seven so i won't be late for school",
        "so i won't be late for school",
        "2026-11-21 07:00",
    ),
    ("i need to go to the bank at eleven tomorrow can you put that in", "go to the bank", "2026-11-21 11:00"),
    (
        "tomorrow i need to drop off the rent check at the office before 5 so remind me at lunch",
        "i need to drop off the rent check at the office before 5",
        "2026-11-21 (12:00)",
    ),
    ("lmk at 6 to start the rice", "start the rice", "(2026-11-20) 18:00"),
    ("set up alarm at six thirty am and label it gym", "gym", "(2026-11-21) 06:30"),
    ("i have to wake up early tomorrow set alarm for four am", "wake up", "2026-11-21 04:00"),
    ("put me down for coffee with al at ten on thursday", "coffee with al", "2026-11-26 10:00"),
    ("remind me of the soccer final which starts at eight pm", "the soccer final", "(2026-11-20) 20:00"),
    ("start a countdown of fifteen minutes", "countdown", "(2026-11-20) 11:00"),
    ("clear the table at 6", "clear the table", "(2026-11-20) 18:00"),
    (
        "remind me to leave at 4 because the train is at 4:40",
        "leave because the train is at 4:40",
        "(2026-11-20) 16:00",
    ),
    ("call dad tonight, he gets home at 8", "call dad he gets home at 8", "2026-11-20 (20:00)"),
    ("set a reminder to go off at nine with the message lights out", "lights out", "(2026-11-20) 21:00"),
    ("create a reminder for march thirty first with the title taxes", "taxes", "2027-03-31 (09:00)"),
    ("remind me, please, on tuesday to water the plants", "water the plants", "2026-11-24 (09:00)"),
    ("quick reminder at 1 to eat", "eat", "(2026-11-20) 13:00"),
    ("mind reminding me at 5 to lock up", "lock up", "(2026-11-20) 17:00"),
    ("this is a reminder to call nana at seven tonight", "call nana", "2026-11-20 19:00"),
    ("add the following event pizza party friday five pm", "pizza party", "2026-11-20 17:00"),
    (
        "the cable guy comes between one and three on friday put that down please",
        "the cable guy comes",
        "2026-11-20 13:00",
    ),
    (
        "i need help remembering to take out the recycling on thursday night",
        "take out the recycling",
        "2026-11-26 (20:00)",
    ),
    ("set me a reminder at 7:20 pm that the show is starting", "the show is starting", "(2026-11-20) 19:20"),
    ("reminder: tomorrow = trash day", "trash day", "2026-11-21 (09:00)"),
    ("gimme a reminder for 3 to stretch", "stretch", "(2026-11-20) 15:00"),
    ("cud u remind me 2 feed the cat at 6", "feed the cat", "(2026-11-20) 18:00"),
    ("by friday i need to return the shoes", "return the shoes", "2026-11-27 (09:00)"),
    ("need a wake up text at 6:45 tmrw", "wake up text", "2026-11-21 06:45"),
    ("i have to call the dmv at ten tomorrow set me a reminder", "call the dmv", "2026-11-21 10:00"),
    ("remind me fri 5 drinks w sam", "drinks w sam", "2026-11-20 17:00"),
    ("tmr 9 standup", "standup", "2026-11-21 09:00"),
    ("friday 3 dentist", "dentist", "2026-11-20 15:00"),
    ("remind me tomorrow 2 tickets", "2 tickets", "2026-11-21 (09:00)"),
    ("sat 5 mile run", "5 mile run", "2026-11-21 (09:00)"),
    ("mark sunday as laundry day", "laundry day", "2026-11-22 (09:00)"),
    ("note down that the landlord comes on monday at four", "the landlord comes", "2026-11-23 16:00"),
    ("ring me up at 4 about the quote", "the quote", "(2026-11-20) 16:00"),
    ("rmind me tonite 2 call ma", "call ma", "2026-11-20 (20:00)"),
    ("I have a fitting Tuesday at 4 PM. Don't let me forget it.", "I have a fitting", "2026-11-24 16:00"),
    ("make a note in my calendar that the sale ends on the 28th", "the sale ends", "2026-11-28 (09:00)"),
    ("write in my diary lunch with ann on monday", "lunch with ann", "2026-11-23 (09:00)"),
    ("my recital is on monday at 4 so please keep a reminder", "my recital", "2026-11-23 16:00"),
    ("set up a review on monday from 10 to 11 am", "set up a review", "2026-11-23 10:00"),
    ("do my taxes by monday", "do my taxes", "2026-11-23 (09:00)"),
    ("do laundry at 5", "do laundry", "(2026-11-20) 17:00"),
    ("have my suit cleaned by monday", "have my suit cleaned", "2026-11-23 (09:00)"),
    ("wipe the counters at 5", "wipe the counters", "(2026-11-20) 17:00"),
    ("email the landlord tomorrow that the sink leaks", "email the landlord that the sink leaks", "2026-11-21 (09:00)"),
    ("tomorrow is laundry day, remind me tonight at 8 to sort the clothes", "sort the clothes", "2026-11-20 20:00"),
    ("the sale is on sunday, remind me about it on saturday", "the sale is on sunday", "2026-11-21 (09:00)"),
    ("on monday remind me about tuesday's class", "tuesday's class", "2026-11-23 (09:00)"),
    ("parcel coming between 1 and 3 on sunday, heads up at 12:30", "parcel coming between 1 and 3", "2026-11-22 12:30"),
    ("taxi at 5am tomorrow, alarm at 4:20", "taxi at 5am", "2026-11-21 04:20"),
    ("at 5:45 tonight light the oven, remind me", "light the oven", "2026-11-20 17:45"),
    ("pick up the cake at 4 no 5", "pick up the cake", "(2026-11-20) 17:00"),
    ("barber monday 5, no sorry 5:30", "barber", "2026-11-23 17:30"),
    ("take the pill at 1, at 2 pm i mean", "take the pill", "(2026-11-20) 14:00"),
    ("the plumber moved to tue 9.30, remind me", "the plumber moved", "2026-11-24 09:30"),
    ("dentist, tuesday 8th december, 10.10", "dentist", "2026-12-08 10:10"),
    ("yoga tomorrow 730", "yoga", "2026-11-21 07:30"),
    ("monday 730 swim", "swim", "2026-11-23 07:30"),
    ("could i trouble you for a reminder on monday about the recital", "the recital", "2026-11-23 (09:00)"),
    ("I have a train early tomorrow, wake me up at 4:10 am", "I have a train early", "2026-11-21 04:10"),
    ("I need to remember the vet's bill, remind me on december 3", "the vet's bill", "2026-12-03 (09:00)"),
    ("christmas party friday at 8", "christmas party", "2026-11-20 20:00"),
    ("set a notification for christmas on december 20", "christmas", "2026-12-20 (09:00)"),
    ("remind me on christmas eve about the jan 5 party", "the jan 5 party", "2026-12-24 (09:00)"),
    ("poker night at the club this saturday at seven", "poker night at the club", "2026-11-21 19:00"),
    ("add a boat trip to the calendar for monday at 8:30pm", "boat trip", "2026-11-23 20:30"),
    ("Hello, I want you remember me tomorrow at 15h to go to the bank", "go to the bank", "2026-11-21 15:00"),
]

OTHERS: list[tuple[str, Command]] = [
    (
        "I won't be needing the six o'clock alarm",
        Cancel(
            target=Target(
                period=Period(start=at("2026-11-20 18:00"), end=at("2026-11-20 18:01"), words="the six o'clock")
            )
        ),
    ),
    ("strike the meeting with hugo", Cancel(target=Target(words="hugo"))),
    ("lose the gym reminder", Cancel(target=Target(words="gym"))),
    (
        "nix the 4pm",
        Cancel(target=Target(period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="the 4pm"))),
    ),
    ("remove numbers 2 and 4", Cancel(target=Target(numbers=(2, 4)))),
    ("no longer need to be reminded about the car", Cancel(target=Target(words="car"))),
    (
        "i don't have to be woken up tomorrow",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"))
        ),
    ),
    ("dump all my reminders", CancelAll()),
    ("void the reminder for the dentist", Cancel(target=Target(words="dentist"))),
    ("don't bother reminding me about jo", Cancel(target=Target(words="jo"))),
    ("bin the laundry reminder", Cancel(target=Target(words="laundry"))),
    ("toss number 6", Cancel(target=Target(numbers=(6,)))),
    ("please ignore my last reminder", Cancel(target=Target(is_last=True))),
    (
        "could you remind me of what i have today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    (
        "i forgot what i have on friday",
        ListReminders(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday")),
    ),
    ("when am i supposed to meet lee", ListReminders()),
    (
        "what have you got for me tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "got anything for me today?",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    ("what am i forgetting", ListReminders()),
    (
        "was there something at 5",
        ListReminders(period=Period(start=at("2026-11-20 17:00"), end=at("2026-11-20 17:01"), words="at 5")),
    ),
    ("remind me when my next appointment is", ListReminders(only_next=True)),
    ("did i remember to add the vet", ListReminders()),
    (
        "make it so my alarm doesn't go off tomorrow",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"))
        ),
    ),
    (
        "i'd like the alarm for six removed",
        Cancel(target=Target(period=Period(start=at("2026-11-20 18:00"), end=at("2026-11-20 18:01"), words="for six"))),
    ),
    (
        "i want to clear my schedule for tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("delete each and every reminder", CancelAll()),
    (
        "remove the nine thirty alarm",
        Cancel(
            target=Target(
                period=Period(start=at("2026-11-20 21:30"), end=at("2026-11-20 21:31"), words="the nine thirty")
            )
        ),
    ),
    (
        "i do not want my alarm to go off tomorrow",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"))
        ),
    ),
    (
        "cancel the alarm i made for tomorrow",
        Cancel(
            target=Target(
                period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow"),
            )
        ),
    ),
    ("i am not going to the concert so remove it from my calendar", Cancel(target=Target(words="concert"))),
    ("let's meet at five instead of four", Edit(target=Target(), moment=moment("(2026-11-20) 17:00"))),
    ("set the reminder back to five", Edit(target=Target(), moment=moment("(2026-11-20) 17:00"))),
    (
        "anything i should know about today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="about today")),
    ),
    ("what date is the wedding", ListReminders(words="wedding")),
    ("how long do i have until my next meeting", ListReminders(only_next=True)),
    ("do i have any birthdays coming up", ListReminders()),
    (
        "is today busy",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    ("what time does my meeting start", ListReminders()),
    ("forget what i said about milk", Cancel(target=Target(words="milk"))),
    ("forget about the milk", Cancel(target=Target(words="milk"))),
    ("no more gym reminders please", Cancel(target=Target(words="gym", is_several=True))),
    (
        "don't need to be woken tomorrow",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"))
        ),
    ),
    ("stop alerting me about the news meeting", Cancel(target=Target(words="news"))),
    (
        "clear tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    ("delete all my reminders and start over", CancelAll()),
    ("wipe my calendar clean", CancelAll()),
    ("rename the gym reminder to pilates", Edit(target=Target(words="gym"), message="pilates")),
    ("it should be pm not am", Edit(target=Target(), meridiem="pm")),
    (
        "i need to move my 4pm call to 5",
        Edit(
            target=Target(
                words="call", period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="4pm")
            ),
            moment=moment("(2026-11-20) 17:00"),
        ),
    ),
    ("2: 5pm instead of 4pm", Edit(target=Target(numbers=(2,)), moment=moment("(2026-11-20) 17:00"))),
    (
        "how many things do i have today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    (
        "who do i have to call today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    ("how soon is my next event", ListReminders(only_next=True)),
    (
        "what all do i have going on this weekend",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-23 00:00"), words="on this weekend")),
    ),
    (
        "is anything planned for easter",
        ListReminders(period=Period(start=at("2027-03-28 00:00"), end=at("2027-03-29 00:00"), words="for easter")),
    ),
    ("ugh later", Snooze(target=Target(is_last=True))),
    ("could you take the haircut off", Cancel(target=Target(words="haircut"))),
    (
        "remove saturday's party",
        Cancel(
            target=Target(
                words="party",
                period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="saturday's"),
            )
        ),
    ),
    (
        "no longer going to the game on sunday please remove",
        Cancel(
            target=Target(
                words="game", period=Period(start=at("2026-11-22 00:00"), end=at("2026-11-23 00:00"), words="on sunday")
            )
        ),
    ),
    ("erase every alarm on my phone", CancelAll()),
    (
        "take everything off my calendar for tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("remove all events with susan", Cancel(target=Target(words="susan"))),
    ("that one's done you can delete it", Cancel(target=Target(is_last=True))),
    (
        "check if i'm busy at two",
        ListReminders(period=Period(start=at("2026-11-20 14:00"), end=at("2026-11-20 14:01"), words="at two")),
    ),
    (
        "what's the plan for today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="for today")),
    ),
    (
        "is the vet on friday or saturday",
        ListReminders(
            period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday or saturday")
        ),
    ),
    (
        "what have i planned for the weekend",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-23 00:00"), words="for the weekend")),
    ),
    ("when do you remind me about the rent", ListReminders(words="rent")),
    (
        "tell me about tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="about tomorrow")),
    ),
    ("can you go over my schedule with me", ListReminders()),
    (
        "what else is on for friday",
        ListReminders(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on for friday")),
    ),
    (
        "what was i going to do at four",
        ListReminders(period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="at four")),
    ),
    ("are all my alarms off", ListReminders()),
    ("just checking my reminders", ListReminders()),
    (
        "my day tmrw?",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tmrw")),
    ),
    (
        "sched for fri?",
        ListReminders(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="for fri")),
    ),
    ("could we push the call to tomorrow", Edit(target=Target(words="call"), moment=moment("2026-11-21 (09:00)"))),
    (
        "the gym reminder should repeat every monday",
        Edit(target=Target(words="gym"), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO")),
    ),
    ("rename 2 buy oat milk", Edit(target=Target(numbers=(2,)), message="buy oat milk")),
    ('change "call bob" to "call rob"', Edit(target=Target(words="call bob"), message="call rob")),
    ("edit reminder 2", Edit(target=Target(numbers=(2,)))),
    ("can i change the time of the yoga reminder", Edit(target=Target(words="yoga"))),
    ("get rid of the one about taxes", Cancel(target=Target(words="taxes"))),
    ("end the timer", Cancel(target=Target())),
    ("nvm about the call", Cancel(target=Target(words="call"))),
    ("clear the whole list", CancelAll()),
    (
        "wipe everything for tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("remind me in 15 again", Snooze(target=Target(is_last=True), delay_seconds=900)),
    ("give me till 6", Snooze(target=Target(is_last=True), moment=moment("(2026-11-20) 18:00"))),
    ("in a meeting, later", Snooze(target=Target(is_last=True))),
    ("not done yet remind me in an hour", Snooze(target=Target(is_last=True), delay_seconds=3600)),
    ("wait 10 more minutes", Snooze(target=Target(is_last=True), delay_seconds=600)),
    (
        "clear my whole day tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    ("make the dentist one day later", Edit(target=Target(words="dentist"), shift_seconds=86400)),
    ("i want it at 8", Edit(target=Target(), moment=moment("(2026-11-20) 20:00"))),
    ("can it be at 7", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    (
        "have the gym one come every tuesday",
        Edit(target=Target(words="gym"), repeat=repeat("2026-11-24 (09:00)", "FREQ=WEEKLY;BYDAY=TU")),
    ),
    ("no reminder for trash this time", Edit(target=Target(words="trash"), skip_next=True)),
    ("show me all my stuff", ListReminders()),
    (
        "remind me again what's on for tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="on for tomorrow")),
    ),
    ("did you save that", AskAbout(asked=Asked.IS_SET, target=Target(is_last=True))),
    ("do you have me down for yoga", ListReminders()),
    ("give me five minutes", Snooze(target=Target(is_last=True), delay_seconds=300)),
    ("cancel all alarms and reminders", CancelAll()),
]

FOR_OTHERS = [
    "turn the heat down at ten",
    "we're leaving now",
    "running late be there at six",
    "send an email to joe about friday",
    "omw be there in 10",
    "let's talk at 5",
    "turn the sprinklers on at six",
]


@pytest.mark.parametrize(("text", "message", "wall"), REMINDERS)
def test_asks_for_a_reminder(text: str, message: str, wall: str):
    assert command(text) == Create(tasks=(Task(message=message, moment=moment(wall)),))


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_deletes_or_asks(text: str, expected: Command):
    assert command(text) == expected


@pytest.mark.parametrize("text", FOR_OTHERS)
def test_is_for_another_service(text: str):
    assert isinstance(command(text), Unknown)
