"""New reminders: text, message, moment; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import AskTime, Create, Task
from tests.understanding.reading_texts import at, command, moment, reading, repeat

ONCE: list[tuple[str, str, str]] = [
    ("add a new event on the 25th called christmas party", "christmas party", "2026-11-25 (09:00)"),
    ("on the 20th of december pay the gardener", "pay the gardener", "2026-12-20 (09:00)"),
    ("valentine's day buy a card", "buy a card", "2027-02-14 (09:00)"),
    ("tomorrow at noon lunch with bob", "lunch with bob", "2026-11-21 12:00"),
    ("set a reminder to take out the trash early march", "take out the trash", "2027-03-01 (09:00)"),
    ("call the bank tomorrow at 9 asap", "call the bank asap", "2026-11-21 09:00"),
    ("remind me to call mom asap", "call mom", "(2026-11-20) 10:45:01"),
    ("tomorrow 2 dozen eggs", "2 dozen eggs", "2026-11-21 (09:00)"),
    ("1230 lunch w bob", "lunch w bob", "(2026-11-20) 12:30"),
    ("6pm dinner with bob", "dinner with bob", "(2026-11-20) 18:00"),
    ("tomorrow lunch with bob", "lunch with bob", "2026-11-21 (12:00)"),
    ("remind me 2 buy milk at 5", "buy milk", "(2026-11-20) 17:00"),
    ("remind me fri to put the bins out", "put the bins out", "2026-11-27 (09:00)"),
    ("mon 0815 blood sample", "blood sample", "2026-11-23 08:15"),
    ("6am wake up for the train", "wake up for the train", "(2026-11-21) 06:00"),
    ("remind me to read chapter 4 by monday", "read chapter 4", "2026-11-23 (09:00)"),
    ("I have to be in court by 8 am set an alarm for 6:45", "be in court by 8 am", "(2026-11-21) 06:45"),
    ("I have to leave at 7 am, wake me an hour before", "leave", "(2026-11-21) 06:00"),
    ("schedule my annual check-up for the first monday in march", "my annual check-up", "2027-03-01 (09:00)"),
    ("get me up at seven in the morning", "get up", "(2026-11-21) 07:00"),
    ("alert me ten minutes before five pm", "", "(2026-11-20) 16:50"),
    ("make a note that rent is due on friday", "rent is due", "2026-11-27 (09:00)"),
    ("remind me in 2 hours to call mom", "call mom", "(2026-11-20) 12:45"),
    ("in 2 hours remind me to call mom", "call mom", "(2026-11-20) 12:45"),
    ("remind me to call mom tomorrow at 5pm", "call mom", "2026-11-21 17:00"),
    ("call mom tomorrow 5pm", "call mom", "2026-11-21 17:00"),
    ("alarm 6:30", "alarm", "(2026-11-20) 18:30"),
    ("wake me at 7", "", "(2026-11-21) 07:00"),
    ("don't let me forget to pay rent on the 1st", "pay rent", "2026-12-01 (09:00)"),
    ("remind me to catch flight BA1530 on monday at 12:04pm", "catch flight BA1530", "2026-11-23 12:04"),
    ("remind me to catch BA1530 tomorrow at 6pm", "catch BA1530", "2026-11-21 18:00"),
    ("remind me to call ext1200 on friday", "call ext1200", "2026-11-27 (09:00)"),
    ("remind me to watch F1 on sunday at 3pm", "watch F1", "2026-11-22 15:00"),
    ("remind me to check room12 on monday at 5pm", "check room12", "2026-11-23 17:00"),
    ("remnd me to buy milk at 5", "buy milk", "(2026-11-20) 17:00"),
    ("rmd me 5pm gym", "gym", "(2026-11-20) 17:00"),
    ("pls remind me to water plants tmrw", "water plants", "2026-11-21 (09:00)"),
    ("can you remind me to call mom at 5?", "call mom", "(2026-11-20) 17:00"),
    ("set a timer for 7 minutes and 45 seconds", "timer", "(2026-11-20) 10:52:45"),
    ("ping me at 4 about the report", "the report", "(2026-11-20) 16:00"),
    ("text me at 7 to take pills", "take pills", "(2026-11-20) 19:00"),
    ("add dentist to my calendar friday 3pm", "dentist", "2026-11-20 15:00"),
    ("schedule a meeting in 5 weeks", "meeting", "2026-12-25 10:45"),
    ("hey google, set an alarm for 8", "alarm", "(2026-11-20) 20:00"),
    ("remind me to email the 5 o'clock report tomorrow at 9", "email the 5 o'clock report", "2026-11-21 09:00"),
    ("call bob about friday's party at 3pm", "call bob about friday's party", "(2026-11-20) 15:00"),
    ("remind me to buy 2 tickets for the 7pm show at noon", "buy 2 tickets for the 7pm show", "(2026-11-20) 12:00"),
    ('remind me to say "see you at 5" at noon', 'say "see you at 5"', "(2026-11-20) 12:00"),
    ("remind me that I have a dentist appointment on Tuesday at 3", "I have a dentist appointment", "2026-11-24 15:00"),
    ("remind me about the meeting at 3", "the meeting", "(2026-11-20) 15:00"),
    ("remind me 30 minutes before my 3pm meeting", "meeting", "(2026-11-20) 14:30"),
    ("tomorrow call mom at 5", "call mom", "2026-11-21 17:00"),
    ("buy milk and eggs at 5", "buy milk and eggs", "(2026-11-20) 17:00"),
    ("turn the oven on at 5", "turn the oven on", "(2026-11-20) 17:00"),
    ("log in at 5", "log in", "(2026-11-20) 17:00"),
    ("remind me to call mom (tomorrow at 5)", "call mom", "2026-11-21 17:00"),
    ("remind me to call mom! tomorrow at 5", "call mom!", "2026-11-21 17:00"),
    ("Remind me to call Mom at 5. It's urgent!", "call Mom. It's urgent!", "(2026-11-20) 17:00"),
    ("remind me at 5 to call mom tomorrow", "call mom", "2026-11-21 17:00"),
    ("remind me at 5 to tell bob that friday works", "tell bob that friday works", "(2026-11-20) 17:00"),
    ("remind me to 🎉 party   hard tomorrow 😀", "🎉 party   hard 😀", "2026-11-21 (09:00)"),
    ("5pm call mom", "call mom", "(2026-11-20) 17:00"),
    ("tomorrow at 5: call mom", "call mom", "2026-11-21 17:00"),
    ("reminder: call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("reminder to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("call mom 10 min", "call mom", "(2026-11-20) 10:55"),
    ("lunch with bob tomorrow at noon", "lunch with bob", "2026-11-21 12:00"),
    ("dinner with frank friday 7pm", "dinner with frank", "2026-11-20 19:00"),
    ("remind me to get dinner at 6", "get dinner", "(2026-11-20) 18:00"),
    ("remind me to work tomorrow", "work", "2026-11-21 (09:00)"),
    ("remind me to go to bed at 10", "go to bed", "(2026-11-20) 22:00"),
    ("I have a dentist appointment on Tuesday at 3", "I have a dentist appointment", "2026-11-24 15:00"),
    ("remind me to call april tomorrow", "call april", "2026-11-21 (09:00)"),
    ("remind me I have a call in 2 hours", "I have a call", "(2026-11-20) 12:45"),
    ("don't forget to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("make sure I don't forget to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("Wake me up in 20 minutes", "Wake up", "(2026-11-20) 11:05"),
    ("remind me tomorrow", "", "2026-11-21 (09:00)"),
    ("remind me to call mom next week", "call mom", "2026-11-23 (09:00)"),
    ("Remind me in 5", "", "(2026-11-20) 10:50"),
    ("set alarm 7", "alarm", "(2026-11-20) 19:00"),
    ("get milk at 5", "get milk", "(2026-11-20) 17:00"),
    ("pick up kids 3:15", "pick up kids", "(2026-11-20) 15:15"),
    ("meeting 3pm", "meeting", "(2026-11-20) 15:00"),
    ("note to self: buy milk tomorrow", "buy milk", "2026-11-21 (09:00)"),
    ("remind me to feed the cat when i get home at 6", "feed the cat when i get home", "(2026-11-20) 18:00"),
    ("could you please set a reminder for 5pm to call the vet, thanks", "call the vet", "(2026-11-20) 17:00"),
    ("REMIND ME TO CALL MOM AT 5PM!!!", "CALL MOM", "(2026-11-20) 17:00"),
    ("remindme to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("remind me to take my 8am pills at 7:45", "take my 8am pills", "(2026-11-20) 19:45"),
    ("remind me about my 2pm meeting tomorrow", "my meeting", "2026-11-21 14:00"),
    ("remind me of tomorrow's meeting at 10", "meeting", "2026-11-21 10:00"),
    ("remind me to call mom tomorrow about the party", "call mom about the party", "2026-11-21 (09:00)"),
    (
        "remind me to text john in 10 minutes that i'm running late",
        "text john that i'm running late",
        "(2026-11-20) 10:55",
    ),
    ("turn the oven on tomorrow", "turn the oven on", "2026-11-21 (09:00)"),
    ("dinner tomorrow with frank at 7", "dinner with frank", "2026-11-21 19:00"),
    ("remind me to do this tomorrow", "do this", "2026-11-21 (09:00)"),
    ("I need to call the bank tomorrow at 3", "call the bank", "2026-11-21 15:00"),
    ("remove the chicken from the freezer at 5", "remove the chicken from the freezer", "(2026-11-20) 17:00"),
    ("drop off the kids at 5", "drop off the kids", "(2026-11-20) 17:00"),
    ("clear the table at 6", "clear the table", "(2026-11-20) 18:00"),
    ("move the car at 8", "move the car", "(2026-11-20) 20:00"),
    ("change the oil tomorrow", "change the oil", "2026-11-21 (09:00)"),
    ("finish the report tomorrow", "finish the report", "2026-11-21 (09:00)"),
    ("can you set an alarm for six thirty tomorrow morning", "alarm", "2026-11-21 06:30"),
    ("alarm me at 5 pm", "alarm", "(2026-11-20) 17:00"),
    ("set alarm in twenty minutes", "alarm", "(2026-11-20) 11:05"),
    ("i want to wake up at 6 am tomorrow", "wake up", "2026-11-21 06:00"),
    ("make sure i'm up by 5", "", "(2026-11-21) 05:00"),
    ("wake me up on monday at 8 o'clock", "wake up", "2026-11-23 08:00"),
    ("schedule a wake up call for 7 am", "wake up call", "(2026-11-21) 07:00"),
    ("start a timer for ten minutes", "timer", "(2026-11-20) 10:55"),
    ("set up a meeting with tom next thursday at 2", "meeting with tom", "2026-11-26 14:00"),
    ("please add my dentist visit to the calendar for june 12", "my dentist visit", "2027-06-12 (09:00)"),
    ("put the concert on my calendar for saturday at 8 pm", "the concert", "2026-11-21 20:00"),
    ("remind me about the game tonight", "the game", "2026-11-20 (20:00)"),
    ("create an event for my brother's graduation on may 20th at noon", "my brother's graduation", "2027-05-20 12:00"),
    ("schedule doctor's appointment for tuesday at 10 am", "doctor's appointment", "2026-11-24 10:00"),
    ("i have to be at the airport by 6 am tomorrow, set an alarm", "be at the airport", "2026-11-21 06:00"),
    ("mark my calendar for march 3rd for jury duty", "jury duty", "2027-03-03 (09:00)"),
    ("i need to remember to pay the water bill on friday", "pay the water bill", "2026-11-27 (09:00)"),
    ("remind me of dad's birthday next month on the 4th", "dad's birthday", "2026-12-04 (09:00)"),
    ("new reminder buy eggs tomorrow at 10", "buy eggs", "2026-11-21 10:00"),
    ("set an appointment with dr smith for 3 pm tomorrow", "appointment with dr smith", "2026-11-21 15:00"),
    ("let me know when it's 7 pm", "", "(2026-11-20) 19:00"),
    ("create a meeting for next monday with mary", "meeting with mary", "2026-11-23 (09:00)"),
    ("add to my calendar lunch with kim on the 8th", "lunch with kim", "2026-12-08 (09:00)"),
    ("i need an alarm for 7:15", "alarm", "(2026-11-20) 19:15"),
    ("have an alarm go off at noon", "alarm", "(2026-11-20) 12:00"),
    ("ring me at 3", "", "(2026-11-20) 15:00"),
    ("can you remind me an hour before my flight at 6 pm", "my flight", "(2026-11-20) 17:00"),
    ("notify me on may 3rd that my passport expires", "my passport expires", "2027-05-03 (09:00)"),
    ("don't let me forget my keys tomorrow morning", "my keys", "2026-11-21 (09:00)"),
    ("email john tomorrow at 9", "email john", "2026-11-21 09:00"),
    ("Please wake me at seven AM", "", "(2026-11-21) 07:00"),
    ("could you remind me in the evening to feed the fish", "feed the fish", "(2026-11-20 19:00)"),
    ("remind me in an hour and a half that the laundry is done", "the laundry is done", "(2026-11-20) 12:15"),
    ("set a reminder: dentist 3/14 2pm", "dentist", "2027-03-14 14:00"),
    ("Remind me Tuesday morning to put the bins out", "put the bins out", "2026-11-24 (09:00)"),
    ("at noon, remind me to eat", "eat", "(2026-11-20) 12:00"),
    ("tomorrow, please remind me to buy stamps", "buy stamps", "2026-11-21 (09:00)"),
    ("i need a reminder for my haircut on friday at 4", "my haircut", "2026-11-20 16:00"),
    ("can i get a reminder at 6 to walk the dog", "walk the dog", "(2026-11-20) 18:00"),
    ("Could I have a reminder about the staff meeting tomorrow at 10", "the staff meeting", "2026-11-21 10:00"),
    ("I'd like a reminder to call the plumber at 2pm", "call the plumber", "(2026-11-20) 14:00"),
    ("would you set a reminder for me to check the oven in 25 minutes", "check the oven", "(2026-11-20) 11:10"),
    ("make a reminder for mike's party saturday at 6 pm", "mike's party", "2026-11-21 18:00"),
    ("put in a reminder to renew my license on december 1", "renew my license", "2026-12-01 (09:00)"),
    ("schedule a reminder for the vet next wednesday", "the vet", "2026-11-25 (09:00)"),
    ("create reminder pay taxes april 10", "pay taxes", "2027-04-10 (09:00)"),
    ("have a meeting with the board on monday at nine", "meeting with the board", "2026-11-23 09:00"),
    ("i have an interview thursday at 11 am remind me", "i have an interview", "2026-11-26 11:00"),
    ("i've got yoga at 6pm tomorrow", "i've got yoga", "2026-11-21 18:00"),
    ("we have dinner at mom's on sunday at 6", "we have dinner at mom's", "2026-11-22 18:00"),
    ("dentist appointment tomorrow 10am", "dentist appointment", "2026-11-21 10:00"),
    ("doctor friday 2:30", "doctor", "2026-11-20 14:30"),
    ("oil change next tuesday 8am", "oil change", "2026-11-24 08:00"),
    ("rent due on the 1st", "rent due", "2026-12-01 (09:00)"),
    ("birthday party sat 4pm", "birthday party", "2026-11-21 16:00"),
    ("gym in 30 min", "gym", "(2026-11-20) 11:15"),
    ("take out trash tonight", "take out trash", "2026-11-20 (20:00)"),
    ("check stove in 20m", "check stove", "(2026-11-20) 11:05"),
    ("call back jim 3pm tmrw", "call back jim", "2026-11-21 15:00"),
    ("buy flowers for mom's birthday on may 8", "buy flowers for mom's birthday", "2027-05-08 (09:00)"),
    ("ask sarah about the 10am slot tomorrow", "ask sarah about the 10am slot", "2026-11-21 (09:00)"),
    ("email boss re: friday deadline at 9am", "email boss re: friday deadline", "(2026-11-21) 09:00"),
    ("pick up prescription after work", "pick up prescription", "(2026-11-20 18:00)"),
    ("remind me to check the 5pm train schedule at 4", "check the 5pm train schedule", "(2026-11-20) 16:00"),
    ("remind me to watch the 8 o'clock news at 7:55", "watch the 8 o'clock news", "(2026-11-20) 19:55"),
    ("remind me about my 3:30 appointment an hour before", "my appointment", "(2026-11-20) 14:30"),
    ("remind me to cancel my subscription on the 30th", "cancel my subscription", "2026-11-30 (09:00)"),
    ("remind me to delete the old photos tomorrow", "delete the old photos", "2026-11-21 (09:00)"),
    ("remind me to set an alarm at 9pm", "set an alarm", "(2026-11-20) 21:00"),
    ("remind me to list the house tomorrow", "list the house", "2026-11-21 (09:00)"),
    ("remind me to stop by the store at 6", "stop by the store", "(2026-11-20) 18:00"),
    ("remind me to change the filter in 3 months", "change the filter", "2027-02-20 10:45"),
    ("remind me to turn off the lights at 10pm", "turn off the lights", "(2026-11-20) 22:00"),
    ("remind me to play with the kids at 5", "play with the kids", "(2026-11-20) 17:00"),
    ("remind me about tomorrow", "", "2026-11-21 (09:00)"),
    ("remind me to be home by 6", "be home", "(2026-11-20) 18:00"),
    ("remind me to call 555-0123 at 4pm", "call 555-0123", "(2026-11-20) 16:00"),
    ("remind me to buy 2% milk at 5", "buy 2% milk", "(2026-11-20) 17:00"),
    ("remind me to buy a 12 pack tomorrow", "buy a 12 pack", "2026-11-21 (09:00)"),
    ('remind me to text Ann "happy bday" on 3/3', 'text Ann "happy bday"', "2027-03-03 (09:00)"),
    ("pick up Mia at 5pm from the airport", "pick up Mia from the airport", "(2026-11-20) 17:00"),
    ("Meeting w/ Tom @ 3", "Meeting w/ Tom", "(2026-11-20) 15:00"),
    ("Alarm for 5:45am tomorrow please", "Alarm", "2026-11-21 05:45"),
    ("Timer 10 minutes", "Timer", "(2026-11-20) 10:55"),
    ("10 minute timer", "timer", "(2026-11-20) 10:55"),
    ("20 min timer for pasta", "pasta", "(2026-11-20) 11:05"),
    ("wake up at 6", "wake up", "(2026-11-21) 06:00"),
    ("get up at 6:30 tomorrow", "get up", "2026-11-21 06:30"),
    ("set timer for 1 hour", "timer", "(2026-11-20) 11:45"),
    ("remind me 2 hours from now to stretch", "stretch", "(2026-11-20) 12:45"),
    ("remind me to stretch 2 hours from now", "stretch", "(2026-11-20) 12:45"),
    ("remind me on christmas to call grandma", "call grandma", "2026-12-25 (09:00)"),
    ("remind me on christmas eve at 5pm", "christmas eve", "2026-12-24 17:00"),
    ("remind me 3 days before mother's day", "mother's day", "2027-05-06 (09:00)"),
    ("remind me the day after easter", "easter", "2027-03-29 (09:00)"),
    ("remind mom tomorrow at 6pm to call", "remind mom to call", "2026-11-21 18:00"),
    ("remind my sister friday at 5pm to pick up the cake", "remind my sister to pick up the cake", "2026-11-20 17:00"),
    ("remind me the day before thanksgiving to buy a turkey", "buy a turkey", "2026-11-25 (09:00)"),
    ("remind me in the morning", "", "(2026-11-21 09:00)"),
    ("remind me tonight", "", "2026-11-20 (20:00)"),
    ("remind me monday", "", "2026-11-23 (09:00)"),
    ("set a reminder for next month", "", "2026-12-01 (09:00)"),
    ("set reminder for 10", "", "(2026-11-21) 10:00"),
    ("remember to buy milk at 5", "buy milk", "(2026-11-20) 17:00"),
    ("don't forget the milk at 6", "the milk", "(2026-11-20) 18:00"),
    ("do not forget to lock the door at 10 pm", "lock the door", "(2026-11-20) 22:00"),
    ("I must not forget to call dad tomorrow", "call dad", "2026-11-21 (09:00)"),
    ("nudge me in 45 min", "", "(2026-11-20) 11:30"),
    ("shoot me a text at 3 to leave", "leave", "(2026-11-20) 15:00"),
    ("hey can u remind me to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("hey there remind me to call mom at 5 thanks!", "call mom", "(2026-11-20) 17:00"),
    ("Hi! Please remind me tomorrow: dentist", "dentist", "2026-11-21 (09:00)"),
    ("yo remind me to call mom in 10", "call mom", "(2026-11-20) 10:55"),
    ("ok google remind me to call mom in 10 minutes", "call mom", "(2026-11-20) 10:55"),
    ("Alexa, remind me to call mom at 5", "call mom", "(2026-11-20) 17:00"),
    ("siri set a timer for 3 min", "timer", "(2026-11-20) 10:48"),
]

NAMES_AND_NUMBERS: list[tuple[str, str, str]] = [
    ("ring tom at 4 pm tomorrow", "ring tom", "2026-11-21 16:00"),
    ("coffee with tom at 9 tomorrow", "coffee with tom", "2026-11-21 09:00"),
    ("remind me to email tom on monday", "email tom", "2026-11-23 (09:00)"),
    ("remind me about drinks with ann and eve at 6", "drinks with ann and eve", "(2026-11-20) 18:00"),
    ("remind me to take bus 18 at 5pm", "take bus 18", "(2026-11-20) 17:00"),
    ("remind me to watch 21 at 8:30pm", "watch 21", "(2026-11-20) 20:30"),
    ("remind me to return 1984 at 4pm", "return 1984", "(2026-11-20) 16:00"),
    ("table for four on friday at 8 pm", "table for four", "2026-11-20 20:00"),
    ("supper for 2 tomorrow at noon", "supper for 2", "2026-11-21 12:00"),
    ("remind ann to call me at 5", "remind ann to call me", "(2026-11-20) 17:00"),
    ("remind my husband to pay rent on monday", "remind my husband to pay rent", "2026-11-23 (09:00)"),
    ("great, remind me to buy milk at 5", "buy milk", "(2026-11-20) 17:00"),
    ("my exam is on monday at 10", "my exam", "2026-11-23 10:00"),
    ("the party will be on saturday at 8pm", "the party", "2026-11-21 20:00"),
    ("remind me to ask who she is tomorrow", "ask who she is", "2026-11-21 (09:00)"),
    ("empty the dishwasher at 9pm", "empty the dishwasher", "(2026-11-20) 21:00"),
    ("poker night at 8", "poker night", "(2026-11-20) 20:00"),
    ("quiz night on thursday at seven", "quiz night", "2026-11-26 19:00"),
    ("remind me of the parents evening next tuesday", "the parents evening", "2026-11-24 (19:00)"),
]

COMMANDS_IN_OTHER_WORDS: list[tuple[str, str, str]] = [
    ("would you mind reminding me to lock the shed at nine tonight", "lock the shed", "2026-11-20 21:00"),
    ("a reminder for us to water the ferns at 6 pm", "water the ferns", "(2026-11-20) 18:00"),
    ("a reminder to water the ferns at 6 pm", "water the ferns", "(2026-11-20) 18:00"),
    ("never let me forget mother's birthday on june 2", "mother's birthday", "2027-06-02 (09:00)"),
    ("don't let me miss the ferry at 4:40 pm", "the ferry", "(2026-11-20) 16:40"),
    ("include yoga in my calendar for tuesday at 6", "yoga", "2026-11-24 18:00"),
    ("block off monday at 2 for the audit", "the audit", "2026-11-23 14:00"),
    ("turn the alarm on for 5:45 am", "alarm", "(2026-11-21) 05:45"),
    ("switch on the alarm for 6 am", "alarm", "(2026-11-21) 06:00"),
    ("there is a recital on thursday at six, remind me", "recital", "2026-11-26 18:00"),
    ("schedule something for 4 pm to rake the leaves", "rake the leaves", "(2026-11-20) 16:00"),
    ("my visa runs out on june 1 remind me two weeks before", "my visa runs out", "2027-05-18 (09:00)"),
    ("cancel the trial before december 9", "cancel the trial", "2026-12-09 (09:00)"),
    ("alarm for 5 50 tomorrow", "alarm", "2026-11-21 05:50"),
    ("i have rehearsal on monday at 6 please add it", "i have rehearsal", "2026-11-23 18:00"),
    ("i have an exam on tuesday remind me to revise the day before", "revise", "2026-11-23 (09:00)"),
    ("the rent is due on the first please remind me three days earlier", "the rent is due", "2026-11-28 (09:00)"),
    ("how about a reminder to call ann at 4", "call ann", "(2026-11-20) 16:00"),
    ("set a reminder 4 me at 8pm to stretch", "stretch", "(2026-11-20) 20:00"),
    ("set my morning alarm for 6:20", "alarm", "(2026-11-21) 06:20"),
    ("remind me the week after next to renew the pass", "renew the pass", "2026-11-30 (09:00)"),
    ("remind me to leave at 2 to get to the game by 3", "leave to get to the game by 3", "(2026-11-20) 14:00"),
    ("event for the 23rd at 5 pm parent meeting", "parent meeting", "2026-11-23 17:00"),
    ("alarm at 7 pm", "alarm", "(2026-11-20) 19:00"),
    ("when it's five o'clock remind me to call ann", "call ann", "(2026-11-20) 17:00"),
    ("will you remind me to get the post when it's four", "get the post", "(2026-11-20) 16:00"),
    ("remind me to meet ann on fifth street at three", "meet ann on fifth street", "(2026-11-20) 15:00"),
    ("don't let me forget that tuesday is bin day", "bin day", "2026-11-24 (09:00)"),
    ("please make sure i call the vet by noon", "call the vet", "(2026-11-20) 12:00"),
    ("send a reminder to my phone at five to buy bread", "buy bread", "(2026-11-20) 17:00"),
    ("can you add that i have a viewing on the tenth of april", "i have a viewing", "2027-04-10 (09:00)"),
    ("i'm going to need a reminder for my test on the 25th", "my test", "2026-11-25 (09:00)"),
    ("remind me to ask what time it is tomorrow", "ask what time it is", "2026-11-21 (09:00)"),
    ("set a 15-minute timer", "timer", "(2026-11-20) 11:00"),
    ("set a three-hour timer for the roast", "the roast", "(2026-11-20) 13:45"),
    ("two thirty to call the bank", "call the bank", "(2026-11-20) 14:30"),
    ("remind me to call the bank before 4", "call the bank", "(2026-11-20) 16:00"),
    ("call the bank around 4", "call the bank", "(2026-11-20) 16:00"),
    ("remind me to call the bank at 2pm for 10 minutes", "call the bank for 10 minutes", "(2026-11-20) 14:00"),
    ("briefing with ann on monday for 2 hours", "briefing with ann for 2 hours", "2026-11-23 (09:00)"),
    ("supper with ann on monday at 7", "supper with ann", "2026-11-23 19:00"),
    ("drinks with ann on monday at 8", "drinks with ann", "2026-11-23 20:00"),
    ("alarm for monday at 6", "alarm", "2026-11-23 06:00"),
]

REPEATS: list[tuple[str, str, str, str]] = [
    ("remind me every day at 9 to take pills", "take pills", "2026-11-21 09:00", "FREQ=DAILY"),
    ("take pills every day at 9", "take pills", "2026-11-21 09:00", "FREQ=DAILY"),
    ("defrost it a day before the 10th of each month", "defrost it", "2026-12-09 (09:00)", "FREQ=MONTHLY;BYMONTHDAY=9"),
    ("remind me 2 days before every friday to shop", "shop", "2026-11-25 (09:00)", "FREQ=WEEKLY;BYDAY=WE"),
    ("tell me 2 days before the 1st of every month to pay", "pay", "2026-11-29 (09:00)", "FREQ=MONTHLY;BYMONTHDAY=-2"),
    ("alarm at 7am every weekday", "alarm", "2026-11-23 07:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    (
        "remind me to pick up the kids from school at 3 on weekdays",
        "pick up the kids from school",
        "2026-11-20 15:00",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    ),
    ("please set an alarm for 4 am every weekday", "alarm", "2026-11-23 04:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("set a reminder to call mom every sunday at 5 pm", "call mom", "2026-11-22 17:00", "FREQ=WEEKLY;BYDAY=SU"),
    ("remind me to take my medicine every morning at 8", "take my medicine", "2026-11-21 08:00", "FREQ=DAILY"),
    (
        "set a recurring reminder every thursday to take out the trash",
        "take out the trash",
        "2026-11-26 (09:00)",
        "FREQ=WEEKLY;BYDAY=TH",
    ),
    ("set a daily alarm at 7", "alarm", "2026-11-21 07:00", "FREQ=DAILY"),
    (
        "set a weekly reminder to water the plants on mondays",
        "water the plants",
        "2026-11-23 (09:00)",
        "FREQ=WEEKLY;BYDAY=MO",
    ),
    (
        "every monday at 8am remind me to submit timesheet",
        "submit timesheet",
        "2026-11-23 08:00",
        "FREQ=WEEKLY;BYDAY=MO",
    ),
    ("water plants every 3 days", "water plants", "2026-11-23 (09:00)", "FREQ=DAILY;INTERVAL=3"),
    ("remind me to stretch hourly", "stretch", "2026-11-20 11:45", "FREQ=HOURLY"),
    (
        "remind me to drink water every hour from 9 to 5",
        "drink water",
        "2026-11-20 11:00",
        "FREQ=HOURLY;BYHOUR=9,10,11,12,13,14,15,16,17",
    ),
    ("from now on remind me every sunday at 5 to rest", "rest", "2026-11-22 17:00", "FREQ=WEEKLY;BYDAY=SU"),
    (
        "remind me on the last friday of every month to send the invoice",
        "send the invoice",
        "2026-11-27 (09:00)",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ),
    (
        "remind me every other day to water the plants at 7pm",
        "water the plants",
        "2026-11-20 19:00",
        "FREQ=DAILY;INTERVAL=2",
    ),
    ("spin class saturday mornings at 8:15, make it repeat", "spin class", "2026-11-21 08:15", "FREQ=WEEKLY;BYDAY=SA"),
    (
        "rinse at 8 in the morning and again at 8 at night, every day",
        "rinse",
        "2026-11-20 20:00",
        "FREQ=DAILY;BYHOUR=8,20",
    ),
    ("quiz night every monday 9pm", "quiz night", "2026-11-23 21:00", "FREQ=WEEKLY;BYDAY=MO"),
    (
        "every last friday of the month at 4pm do timesheet",
        "do timesheet",
        "2026-11-27 16:00",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ),
]

SEVERAL: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "call mom at 5 and pay rent tomorrow at 9",
        [("call mom", "(2026-11-20) 17:00"), ("pay rent", "2026-11-21 09:00")],
    ),
    (
        "remind me at 5 and at 7 to take pills",
        [("take pills", "(2026-11-20) 17:00"), ("take pills", "(2026-11-20) 19:00")],
    ),
    (
        "remind me to take 2 pills at 8am and 8pm",
        [("take 2 pills", "(2026-11-20) 20:00"), ("take 2 pills", "(2026-11-21) 08:00")],
    ),
    ("set two alarms at 6 and 6:30", [("alarms", "(2026-11-20) 18:00"), ("alarms", "(2026-11-20) 18:30")]),
    ("swim on monday and thursday at 7 pm", [("swim", "2026-11-23 19:00"), ("swim", "2026-11-26 19:00")]),
    ("monday and tuesday at 4 piano", [("piano", "2026-11-23 16:00"), ("piano", "2026-11-24 16:00")]),
    ("remind me on may 3 and may 9 to vote", [("vote", "2027-05-03 (09:00)"), ("vote", "2027-05-09 (09:00)")]),
    ("vet monday 3pm, haircut tuesday 5pm", [("vet", "2026-11-23 15:00"), ("haircut", "2026-11-24 17:00")]),
    ("buy stamps tomorrow and wine on monday", [("buy stamps", "2026-11-21 (09:00)"), ("wine", "2026-11-23 (09:00)")]),
    (
        "remind me at 4 to water the ferns and at 5 to feed the cat",
        [("water the ferns", "(2026-11-20) 16:00"), ("feed the cat", "(2026-11-20) 17:00")],
    ),
    (
        "call mom tomorrow at 4 and pay rent at 6",
        [("call mom", "2026-11-21 16:00"), ("pay rent", "2026-11-21 18:00")],
    ),
    (
        "remind me to call mom at 4; remind me to pay rent at 6",
        [("call mom", "(2026-11-20) 16:00"), ("pay rent", "(2026-11-20) 18:00")],
    ),
    (
        "1. call mom at 4\n2. pay rent tomorrow\nand the gas bill",
        [("call mom", "(2026-11-20) 16:00"), ("pay rent\nand the gas bill", "2026-11-21 (09:00)")],
    ),
    ("remind me on monday or tuesday to rest", [("rest", "2026-11-23 (09:00)")]),
    ("ask ann about monday and the party at 5", [("ask ann and the party", "2026-11-23 17:00")]),
    (
        "remind me at 5 to say the show is at 6 and the party at 8",
        [("say the show is at 6 and the party at 8", "(2026-11-20) 17:00")],
    ),
    ("set two alarms for tomorrow, one at 6 and one at 7", [("alarms", f"2026-11-21 0{hour}:00") for hour in (6, 7)]),
    ("remind me at noon and again at six to rest", [("rest", "(2026-11-20) 12:00"), ("rest", "(2026-11-20) 18:00")]),
    (
        "remind me on monday wednesday and friday to stretch",
        [("stretch", f"2026-11-{day} (09:00)") for day in (23, 25, 27)],
    ),
    ("gym mon & wed 6am", [("gym", "2026-11-23 06:00"), ("gym", "2026-11-25 06:00")]),
    ("gym 6am mon/wed", [("gym", "2026-11-23 06:00"), ("gym", "2026-11-25 06:00")]),
    ("alarms for 5, 5:30 and 6 am", [("alarms", f"(2026-11-21) {clock}") for clock in ("05:00", "05:30", "06:00")]),
    ("gym mon wed 6am", [("gym", "2026-11-23 06:00"), ("gym", "2026-11-25 06:00")]),
    (
        "tomorrow: dentist at 10am, groceries at 5pm",
        [("dentist", "2026-11-21 10:00"), ("groceries", "2026-11-21 17:00")],
    ),
    ("stretch at 11, 12 and 1 pm", [("stretch", f"(2026-11-20) {clock}") for clock in ("11:00", "12:00", "13:00")]),
    ("set an alarm for 6am and another for 7am", [("alarm", "(2026-11-21) 06:00"), ("alarm", "(2026-11-21) 07:00")]),
    ("swim sat at 6pm and mon at 7pm", [("swim", "2026-11-21 18:00"), ("swim", "2026-11-23 19:00")]),
    (
        "call the shop at 5 and tomorrow at 6",
        [("call the shop", "(2026-11-20) 17:00"), ("call the shop", "2026-11-21 18:00")],
    ),
    (
        "call the shop at 5, tomorrow at 6",
        [("call the shop", "(2026-11-20) 17:00"), ("call the shop", "2026-11-21 18:00")],
    ),
    ("sunday haircut at 5, monday barber at 3", [("haircut", "2026-11-22 17:00"), ("barber", "2026-11-23 15:00")]),
    ("rinse at 9 in the morning and 9 at night", [("rinse", "(2026-11-20) 21:00"), ("rinse", "(2026-11-21) 09:00")]),
    ("swim sat & mon at 8", [("swim", "2026-11-21 08:00"), ("swim", "2026-11-23 08:00")]),
]

WITHOUT_TIME: list[tuple[str, str, str]] = [
    ("remind me to sun the cushions", "sun the cushions", "none"),
    ("remind me to buy a 2 by 4", "buy a 2 by 4", "none"),
    ("remind me to fix version 2.10", "fix version 2.10", "none"),
    ("remind me to get off at the 3rd stop", "get off at the 3rd stop", "none"),
    ("alert me about dinner", "dinner", "none"),
    ("schedule a haircut", "haircut", "none"),
    (
        "remind me to thank the people I have not seen in two years",
        "thank the people I have not seen in two years",
        "none",
    ),
    ("remind me to read chapter 5", "read chapter 5", "none"),
    ("remind me to buy 3 apples", "buy 3 apples", "none"),
    ("remind me in 99999999 years to x", "x", "too_far"),
    ("remind me on 1 jan 2020 to x", "x", "past"),
    ("remind me on june 31 to x", "x", "no_such_day"),
    ("remind me on 2/29/2027 to x", "x", "no_such_day"),
    ("remind me every april 31st to x", "x", "no_such_day"),
    ("remind me to call mom on", "call mom", "none"),
    ("remind me to run for 20 minutes", "run for 20 minutes", "none"),
    ("remind me to call jan", "call jan", "none"),
    ("remind me to march", "march", "none"),
    ("remind me", "", "none"),
    ("remind me when i get home to feed the cat", "when i get home to feed the cat", "none"),
    ("add event to calendar", "", "none"),
    ("please remind me of the conference call", "the conference call", "none"),
    ("remind me to pay the babysitter", "pay the babysitter", "none"),
    ('remind me to "list"', "list", "none"),
    ("schedule meeting", "meeting", "none"),
    ("remember the milk", "the milk", "none"),
    ("remind me that I don't need the pass until next month", "I don't need the pass until next month", "none"),
    ("remind me about pizza night", "pizza night", "none"),
    ("remind me to ask about 5", "ask about 5", "none"),
]


@pytest.mark.parametrize(("text", "message", "wall"), ONCE + NAMES_AND_NUMBERS + COMMANDS_IN_OTHER_WORDS)
def test_reminds_once(text: str, message: str, wall: str):
    assert command(text) == Create(tasks=(Task(message=message, moment=moment(wall)),))


def test_an_alarm_set_in_the_evening_rings_in_the_morning():
    assert command("set an alarm for 6", at("2026-11-20 20:30")) == Create(
        tasks=(Task(message="alarm", moment=moment("(2026-11-21) 06:00")),)
    )


@pytest.mark.parametrize(("text", "message", "first", "rrule"), REPEATS)
def test_repeats(text: str, message: str, first: str, rrule: str):
    assert command(text) == Create(tasks=(Task(message=message, repeat=repeat(first, rrule)),))


@pytest.mark.parametrize(("text", "tasks"), SEVERAL)
def test_reads_several_reminders(text: str, tasks: list[tuple[str, str]]):
    assert command(text) == Create(tasks=tuple(Task(message=message, moment=moment(wall)) for message, wall in tasks))


BEFORE_AN_EVENT: list[tuple[str, str, str, tuple[int, ...]]] = [
    ("inform me about the meeting one hour before", "the meeting", "the meeting", (3600,)),
    ("remind me fifteen minutes before the meeting starts", "the meeting starts", "the meeting starts", (900,)),
    ("set a reminder one week in advance of my anniversary", "my anniversary", "my anniversary", (604_800,)),
    ("remind me two days before ann's party to bake", "ann's party: bake", "ann's party", (172_800,)),
    (
        "remind me about the race on sunday 6 hours before it starts",
        "the race on sunday",
        "the race on sunday",
        (21_600,),
    ),
    ("remind me a day before and an hour before my exam", "my exam", "my exam", (86_400, 3600)),
    ("remind me to eat the ham a week before my trip", "eat the ham a week before my trip", "my trip", (604_800,)),
]


@pytest.mark.parametrize(("text", "message", "event", "leads"), BEFORE_AN_EVENT)
def test_asks_for_the_time_of_an_event(text: str, message: str, event: str, leads: tuple[int, ...]):
    asked = command(text)
    assert isinstance(asked, AskTime)
    assert (asked.problem, asked.text, asked.part, asked.leads) == ("event", message, event, leads)


@pytest.mark.parametrize(
    ("text", "message", "rrule"),
    [
        ("set a weekly reminder for groceries", "groceries", "FREQ=WEEKLY"),
        ("set a biweekly reminder to water the fern", "water the fern", "FREQ=WEEKLY;INTERVAL=2"),
        ("set up monthly rent reminders", "rent", "FREQ=MONTHLY"),
    ],
)
def test_asks_when_a_repeat_is_to_start(text: str, message: str, rrule: str):
    assert command(text) == AskTime(message=message, rrule=rrule)


def test_reminds_at_the_event_where_the_notice_before_it_has_passed():
    task = Task(message="haircut", moment=moment("(2026-11-20) 11:00"))
    assert command("remind me 2 hours before my 11am haircut") == Create(tasks=(task,))


@pytest.mark.parametrize(("text", "message", "problem"), WITHOUT_TIME)
def test_asks_for_a_usable_time(text: str, message: str, problem: str):
    asked = command(text)
    assert isinstance(asked, AskTime)
    assert (asked.message, asked.problem) == (message, problem)


def test_reads_one_reminder_per_line():
    read = command("remind me:\n- call mom at 5\n- pay rent tomorrow at 9\n\n")
    assert isinstance(read, Create)
    assert [task.message for task in read.tasks] == ["call mom", "pay rent"]


def test_a_note_of_several_lines_with_one_time_is_one_reminder():
    read = command("remind me tomorrow at 9 to buy\nmilk\neggs")
    assert isinstance(read, Create)
    assert [task.message for task in read.tasks] == ["buy\nmilk\neggs"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("remind me to call mom tomorrow", '"tomorrow" = Sat 21 Nov 2026 9:00 AM (no time said, the usual hour taken)'),
        ("remind me to email the 5 o'clock report at noon", '"the 5 o\'clock" stays in the message'),
        ("remind me on 1 jan 2020 to call mom", '"on 1 jan 2020" is in the past.'),
        ("cancel 2", "It takes back a reminder."),
        ("remind me “soon” at 5pm to eat 🍎", '"at 5pm" = Fri 20 Nov 2026 5:00 PM'),
    ],
)
def test_says_why(text: str, said: str):
    why = reading(text).why
    assert said in why
    assert why.isascii()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("remind me about lunch at 1", "lunch"),
        ("remind me about sunday brunch", "brunch"),
        ("add a reminder at 7 pm for dinner", "dinner"),
        ("remind me of breakfast at 8:30 tomorrow", "breakfast"),
    ],
)
def test_a_meal_with_its_own_clock_time_belongs_to_the_message(text, message):
    found = command(text)
    assert isinstance(found, Create)
    assert found.tasks[0].message == message
