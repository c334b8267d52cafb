"""A wish for no more texts is obeyed in any spelling, decoration, script or wording; an errand never counts."""

# ruff: noqa: RUF001 - letters of other scripts that look like Latin ones are what is tested

import unicodedata

import pytest

from bot.understanding.command import Stop
from bot.understanding.opt_out import is_opt_out
from tests.understanding.reading_texts import command

WISHES = [
    *(
        "STOP",
        "Stop.",
        "stop!",
        "STOP STOP STOP",
        "S T O P",
        "STOP please",
        "ok stop",
        "STOP, thanks",
        "\uff33\uff34\uff2f\uff30",
    ),
    *(
        "OPT-OUT",
        "opt out",
        "optout",
        "unsubscribe me from this",
        "I'd like to unsubscribe please",
        "how do i unsubscribe",
    ),
    *("STOP" + "\u200b" * 300, "STOP " * 300, "\U0001f6d1" * 250 + "STOP", "STOP\n\n" + "-" * 300),
    *("\U0001f6d1 STOP \U0001f6d1", "stop \u270b", "\ufffcSTOP", "ST\u00adOP", "Stop\ufe0f"),
    *("ARRET", "Arr\u00eat", "ALTO", "PARAR", "BASTA", "\u0441\u0442\u043e\u043f", "\u505c\u6b62", "numero equivocado"),
    *("please stop sending text reminders", "please stop texting me", "quit texting me", "stop sending me stuff"),
    *("Stop texting me!!! wrong number", "stop messaging this phone", "stop the texts", "no more texts please"),
    *("I don't want these texts anymore", "I no longer wish to receive these messages"),
    *("please dont send me any more messages", "i dont want to receive text messages from you"),
    *("do not ever contact me again", "never text me again", "Don't text this number", "leave me alone"),
    *(
        "STOP. I said stop",
        "cancel please",
        "cancel this service",
        "i don't need this service",
        "how can i stop these texts",
    ),
    *("don't send anything", "stop sending reminders", "go away", "not my number", "take me off"),
    *("you have the wrong number", "wrong number", "Wrong number sorry", "I did not sign up for this"),
    *("Please take me off your list", "remove my number", "delete my number from your system", "I revoke my consent"),
]
ERRANDS = [
    *("stop by the store at 5", "every 5 minutes stop the kettle", "remind me to stop at the bank", "text mom to stop"),
    *("stop reminding me about the gym", "stop the 9am one", "stop the timer", "stop it at 5", "stop reminders"),
    *("cancel 2", "cancel the dentist", "cancel all", "cancel my alarm", "cancel that", "remove the gym"),
    *("unsubscribe from netflix friday", "remind me to unsubscribe from netflix", "remind me to opt out of the plan"),
    *("don't text mom", "don't remind me", "don't forget", "never mind", "no reminders tomorrow"),
    *("stop that", "stop this", "end this", "end it", "quit it", "i quit", "cancel now", "just cancel", "end today"),
    *("I don't want this reminder anymore", "stop sending me this reminder", "i don't need this alert", "no more"),
    *(
        "I don't want any more reminders",
        "no more reminders",
        "no alerts",
        "no notifications",
    ),
    *("end of day", "end call at 5", "quit smoking reminder at 9", "for good", "thanks", "please", ""),
]
# One in each line.
MORE_WISHES = """
S.T.O.P.
stop!!
"stop"
*STOP*
(stop)
pls stop
STOP ALL
stopall
stop all texts
stop all messages
stop texting this number
stop messaging me please
stop sending me these
stop sending me messages
stop with the texts
no more texts
no more messages please
i dont want any more texts
i don't want to receive these messages
I no longer wish to receive texts
do not text me
don't text me again
do not text this number again
dont message me ever again
take me off your list
take me off this list
remove me
remove me from your list
unsubscribe
unsubscribe me
un-subscribe
unsubcribe
unsuscribe
UNSUBSCRIBE PLEASE
opt me out
i want to opt out
i'd like to opt out of these messages
please opt me out
cancel my subscription
end
END
quit
QUIT
cancel
CANCEL
revoke
STOP NOW
stop it
stop stop stop
STOPPPP
stopp
stpo
sotp
make it stop
go away and stop texting
lose my number
wrong person
i think you have the wrong number stop texting
this is not the right number
who is this? stop texting me
who is this please stop
never contact me again
do not contact me
cease and desist
cease all contact
stop contacting me
stop bothering me
stop spamming me
spam stop
stop f***ing texting me
i didn't sign up for this
i did not sign up for these texts, stop
pare
baja
detener
deja de enviarme mensajes
STOPP
stoppen
abmelden
sair
fim
stop all of it
turn off all texts
turn off these texts
disable messages
I want out
let me out of this
end all messages
please end these messages
discontinue
please discontinue messages
text me no more
block me
Do not send me any more texts
you're texting the wrong person
No longer want messages
Stop sending reminder texts to this phone
Stop sending texts to my phone
Please quit sending these
get me off this list
please take my name off
Stop. I don't know who this is
Reply STOP
Stop Stop
stop thanks
STOP thank you
okay stop
Yes stop
No stop
hey stop
stop!!! i said stop
i said stop
Please remove me from this texting list
i would like to be removed from your list
i want to be removed from this list
can you take me off the list
could you please stop sending me texts
would you stop texting me
will you please stop messaging me
how do I get these texts to stop
how do i make the texts stop
i want the texts to stop
I need these messages to stop
these messages need to stop
these texts need to end
enough with the texts
enough already stop
enough texts
please dont message
not interested, remove me
Not interested stop
I'm not interested in these texts
no thanks stop
no thank you, please stop
Im not the person you are trying to reach stop texting
you've got the wrong guy
u have the wrong number
u got the wrong number bro
sorry wrong number
this isn't her number anymore
this is no longer her number
he doesn't have this number anymore
Wrong #
please discontinue these messages
Discontinue all messages to this number
please cease sending text messages
Kindly stop sending me messages
kindly unsubscribe me
I request that you stop texting me
I am asking you to stop texting me
I revoke my consent to be texted
i withdraw my consent to receive texts
I do not consent to these messages
I never agreed to receive these texts
I never signed up for this
Do not contact this number
Do not contact me at this number
Do not contact me by text
do not use this number
Take this number off your list
please take this number off of your list
Delete me from your contacts
Erase my number
please delete my phone number
lose this number
stop texting my phone
stop blowing up my phone
stop harassing me
STOP!!! STOP!!! STOP!!!
stop. stop. stop.
#stop
/stop
stop/
stop - thanks
stop, thank you
Thank you but stop
stop sending me these messages
stop with these messages
stop all messages
stop messages
stop sms
stop text
STOP TEXT
stop txt
stop texts
cancel texts
cancel all texts
cancel messages
cancel text messages
cancel service
end texts
end messages
end service
quit sending messages
no texts
no texting
no sms please
don't txt me
dont txt me no more
quit txting me
stop txting me
pls stop txting this #
i dont want txts
i don't want your reminders
I don't want to receive any more reminders
I don't want to be reminded anymore
i don't want to hear from you
I don't want to be contacted
i do not want to be on this list
unsubscribe from list
unsubscribe from all
unsubscribe all
unsubscribe texts
unsubscribe from these texts
unsubscribe this number
please unsubscribe
UNSUB
optout please
opt-out please
opt out of texts
Opting out
i opt out
I choose to opt out
alto por favor
ya no quiero recibir mensajes
no quiero mensajes
por favor no me manden mensajes
dejen de mandarme mensajes
deja de escribirme
darme de baja
quiero darme de baja
dar de baja
je ne veux plus recevoir de messages
pare de me mandar mensagens
me tire da lista
bitte keine nachrichten mehr
keine sms mehr
falsche nummer
basta messaggi
smettila di scrivermi
zatrzymaj
dejar de recibir mensajes
s-t-o-p
s_t_o_p
5TOP
Stop texting me, you psycho
stop texting me you creep i dont know you
"""
WISHES_IN_OTHER_LETTERS = """
stop 🛑
🛑
🛑 stop 🛑
arrêt
ARRÊTER
no más mensajes
no me envíen más mensajes
désabonner
остановить
стоп
停止
退订
إيقاف
ｓｔｏｐ
ѕtор
sto\u200bp
STOP\u200b
‎STOP
STOP ✋🏽
stop🙏
no me escribas más
no quiero recibir más mensajes de este número
número equivocado
se equivocó de número
cancelar suscripción
elimíname de la lista
quítame de la lista
bórrenme de su lista
ne m'écrivez plus
arrêtez de m'envoyer des messages
désabonnez-moi
mauvais numéro
não quero mais receber mensagens
número errado
hör auf mir zu schreiben
non voglio più ricevere messaggi
SТОР
"""
MORE_ERRANDS = """
remind me to stop at 5
remind me to stop the oven in 10 minutes
stop the oven in 10 minutes
stop reminder 2
stop the pills reminder
stop reminding me about pills
stop 2
bus stop at 8am tomorrow
full stop tomorrow 9am
remind me to unsubscribe from netflix friday
remind me to cancel gym membership tomorrow
remind me to opt out of insurance on friday
end of day remind me to call
quit smoking tomorrow at 9
cancel my 5pm reminder
stop snoozing
don't text me until 9
don't text me before 8am
remind me to text dad "stop texting me" at 5
wrong time, make it 6
wrong number, i meant 3
not 2, stop 3
stop alarm
pause
call the wrong number guy at 5
i want to stop smoking, remind me every day
stop and shop at 6
remind me every day until i stop
remove the last one
remove 3
delete everything
leave at 5
remind me to leave
remind me alto sax practice at 5
basta pasta at 7pm
pare down list tomorrow
no text from the doctor yet
why did you stop texting me
why aren't you texting me
you stopped texting me
you never text me
you didn't text me
did you text me
i didn't get a text
I'm not getting my texts
not getting any messages
i didn't ask for that
that's not what i asked for
text me at 5
text me tomorrow
don't text me until 9
don't text me so early
don't text me at work
stop texting me at 6am
stop texting me so early
stop texting me at night
stop reminding me so often
stop the 5pm
stop the reminder
stop this reminder
stop reminder
end reminder
wrong one
wrong day
wrong time
not that one
no
no thanks
nope
not now
not today
not yet
later
no need
no more pills
no more milk
don't
dont do it
remove it
remove that
remove the list
delete list
clear my list
cancel list
cancel it
get me my list
get my list
send me my list
send me a text
text me my list
message me later
remind me to take my name off the list
remind me to stop
stop by mom's
off
turn off
turn it off
turn off the alarm
turn off alarms
get off work at 5
take meds
take out trash
take me to church sunday
block party saturday
drop off kids
sign up for camp
opt in
pick up my number plate
call the bank about the wrong number
change my number
my number is wrong
wrong name
para las 5
parar de fumar
no puedo
no gracias
nada
ya
basta ya
baja la basura
recuérdame parar
no me olvides
stop and shop
stopover flight
stoplight
quit job
quit smoking
halt and catch fire at 9
discontinue gym membership friday
cease fire
remind us
i need my meds
i want a reminder
i don't want to forget
don't let me forget
forget it
forget about it
leave at 5
leave me a note
go away party friday
shut up and dance at 8
spam
spam musubi
message
contact
call me
call this number
who is this
who are you
what is this
new phone who dis
list
delete 99999999999999999999
remove 1234567890123456
"""
INVISIBLE = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]


def lines(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("text", [*WISHES, *lines(MORE_WISHES), *lines(WISHES_IN_OTHER_LETTERS)])
def test_a_wish_is_recognised(text):
    assert is_opt_out(text)


@pytest.mark.parametrize("text", [*ERRANDS, *lines(MORE_ERRANDS)])
def test_an_errand_is_none(text):
    assert not is_opt_out(text)


def test_no_invisible_character_hides_the_word():
    assert [mark for mark in INVISIBLE if not (is_opt_out(f"STOP{mark}") and is_opt_out(f"{mark}STOP"))] == []


@pytest.mark.parametrize("text", [text for text in WISHES if text not in ("STOP", "optout")])
def test_it_is_read_as_an_opt_out(text):
    assert isinstance(command(text), Stop)


def test_only_the_bare_word_is_one_that_carriers_act_on():
    assert command("STOP") == Stop(is_carrier_word=True)
    assert command("STOP\u200b") == Stop(is_carrier_word=False)
    assert command("stop.") == Stop(is_carrier_word=False)
