"""Requests in Spanish: the words of Mexico, the Caribbean, the River Plate and Spain, and texts in both languages.

It is Wednesday, 10 June 2026, 8:30 in Chicago.
"""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import (
    AskBot,
    AskTime,
    Cancel,
    CancelAll,
    Command,
    Create,
    Done,
    Edit,
    Help,
    ListReminders,
    SetTimezone,
    Snooze,
    Stop,
    Target,
    Thanks,
    Undo,
)
from bot.understanding.explain import gsm7_words
from bot.understanding.reading import read

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 6, 10, 8, 30, tzinfo=ZONE)

SET = """
recuérdame mañana a las 8 tomar la pastilla > tomar la pastilla > 06-11 08:00
recuérdame la pastilla a las 8 > la pastilla > 06-10 20:00
recuerdame manana a las 8 tomar la pastilla > tomar la pastilla > 06-11 08:00
recordame pagar la luz el viernes > pagar la luz > 06-12 09:00
recuérdeme pagar la luz el viernes > pagar la luz > 06-12 09:00
che recordame llamar al dentista mañana a la tarde > llamar al dentista > 06-11 15:00
avísame en 20 minutos que saque la ropa > saque la ropa > 06-10 08:50
acuérdame de comprar tortillas a las 4 > comprar tortillas > 06-10 16:00
hazme acordar de llamar a Luis el viernes > llamar a Luis > 06-12 09:00
haceme acordar a las 3 de la reunión > la reunión > 06-10 15:00
no me dejes olvidar la cita del lunes a las 10 > la cita > 06-15 10:00
que no se me olvide sacar la basura hoy en la noche > sacar la basura > 06-10 20:00
necesito que me recuerdes pagar el agua el 5 de agosto > pagar el agua > 08-05 09:00
me puedes recordar a las 3 que llame a Ana > llame a Ana > 06-10 15:00
podrías recordarme mañana temprano lo del seguro > lo del seguro > 06-11 09:00
mándame un recordatorio a las 8 para tomar la pastilla > tomar la pastilla > 06-10 20:00
envíame un mensaje a las 9 para llamar al banco > llamar al banco > 06-10 09:00
crea un recordatorio para el sábado: cumpleaños de Sofía > cumpleaños de Sofía > 06-13 09:00
agrega un recordatorio: llamar al plomero mañana 10am > llamar al plomero > 06-11 10:00
recordatorio mañana 8am junta > junta > 06-11 08:00
ponme una alarma a las 6 de la mañana > alarma > 06-11 06:00
pon una alarma para las 5 menos cuarto > alarma > 06-10 16:45
despiértame a las 7 > despiértame > 06-11 07:00
levántame mañana a las 6 y media > levántame > 06-11 06:30
temporizador de 10 minutos > temporizador > 06-10 08:40
pon un temporizador de 5 minutos para la pasta > la pasta > 06-10 08:35
el lunes a las 9 cita con el doctor > cita con el doctor > 06-15 09:00
cita con el médico el jueves a las 15:30 > cita con el médico > 06-11 15:30
comprar leche mañana > comprar leche > 06-11 09:00
llamar a mamá a las 6 > llamar a mamá > 06-10 18:00
recuérdame apagar las luces a las 9 de la noche > apagar las luces > 06-10 21:00
recuérdame cancelar el gimnasio mañana > cancelar el gimnasio > 06-11 09:00
recuérdame borrar las fotos el domingo > borrar las fotos > 06-14 09:00
recuérdame una hora antes de las 5 > > 06-10 16:00
tengo cita con el doctor el martes a las 3, recuérdame una hora antes > tengo cita con el doctor > 06-16 15:00
recuerdame k tengo q ir al doctor mañana alas 3 > tengo q ir al doctor > 06-11 15:00
porfa recuerdame el lun 10am pagar tel > pagar tel > 06-15 10:00
remind me mañana a las 5 to llamar a mi mamá > llamar a mi mamá > 06-11 17:00
recuérdame to call the doctor el lunes at 3pm > call the doctor > 06-15 15:00
set a reminder para mañana a las 8 de la noche > > 06-11 20:00
remind me to call mom el sábado a las 11 > call mom > 06-13 11:00
"""

SERIES = """
recuérdame todos los días a las 9 tomar agua > tomar agua > DAILY
recuérdame cada 8 horas tomar el antibiótico > tomar el antibiótico > HOURLY;INTERVAL=8
recuérdame los martes y jueves a las 5 ir al gym > ir al gym > WEEKLY;BYDAY=TU,TH
recuérdame el 15 de cada mes pagar la renta > pagar la renta > MONTHLY;BYMONTHDAY=15
recuérdame entre semana a las 7:15 sacar al perro > sacar al perro > WEEKLY;BYDAY=MO,TU,WE,TH,FR
recuérdame cada dos semanas regar las plantas > regar las plantas > WEEKLY;INTERVAL=2
recuérdame una vez al mes cambiar el filtro > cambiar el filtro > MONTHLY
recuérdame dos veces al día tomar la medicina > tomar la medicina > DAILY;BYHOUR=9,19
cada 1 y 15 de mes pagar la renta > pagar la renta > MONTHLY;BYMONTHDAY=1,15
alarma todos los días a las 6:30 > alarma > DAILY
"""

LAST = Target(is_last=True)
OTHERS: list[tuple[str, type[Command], object]] = [
    ("recuérdame comprar pan", AskTime, None),
    ("cancela el recordatorio de la leche", Cancel, Target(words="leche")),
    ("cancela lo del dentista", Cancel, Target(words="dentista")),
    ("borra el 2", Cancel, Target(numbers=(2,))),
    ("elimina el 1 y el 3", Cancel, Target(numbers=(1, 3))),
    ("elimina el recordatorio 3", Cancel, Target(numbers=(3,))),
    ("apaga la alarma", Cancel, Target()),
    ("ya no necesito el recordatorio de la luz", Cancel, Target(words="luz")),
    ("ya no me recuerdes lo de la pastilla", Cancel, Target(words="pastilla")),
    ("no hace falta que me recuerdes lo del banco", Cancel, Target(words="banco")),
    ("cancelar", Cancel, LAST),
    ("quita todos los recordatorios", CancelAll, None),
    ("borra todo", CancelAll, None),
    ("mis recordatorios", ListReminders, None),
    ("qué tengo mañana", ListReminders, None),
    ("lista", ListReminders, None),
    ("muéstrame la lista", ListReminders, None),
    ("¿qué recordatorios tengo para hoy?", ListReminders, None),
    ("cuántos recordatorios tengo", ListReminders, None),
    ("Cuánto tiempo falta para mi alarma?", ListReminders, None),
    ("a qué hora es lo del dentista", ListReminders, None),
    ("tengo algo para el viernes?", ListReminders, None),
    ("mueve el 2 a las 5", Edit, Target(numbers=(2,))),
    ("cambia el 1 para mañana a las 9", Edit, Target(numbers=(1,))),
    ("pasa lo del dentista al viernes", Edit, Target(words="dentista")),
    ("mueve el recordatorio de la luz al sábado", Edit, Target(words="luz")),
    ("cámbialo a las 6", Edit, Target()),
    ("atrasa el 2 una hora", Edit, Target(numbers=(2,))),
    ("pausa el 2", Edit, Target(numbers=(2,))),
    ("posponlo 10 minutos", Snooze, LAST),
    ("recuérdame otra vez en 20 minutos", Snooze, LAST),
    ("estoy ocupado, recuérdame en 10 minutos", Snooze, LAST),
    ("más tarde", Snooze, LAST),
    ("listo", Done, LAST),
    ("ya lo hice", Done, LAST),
    ("listo el 2", Done, Target(numbers=(2,))),
    ("deshacer", Undo, None),
    ("gracias", Thanks, None),
    ("muchas gracias!", Thanks, None),
    ("hola", Help, None),
    ("qué puedes hacer", Help, None),
    ("hablas español?", AskBot, None),
    ("español", AskBot, None),
    ("en español por favor", AskBot, None),
    ("vivo en Madrid", SetTimezone, None),
    ("parar", Stop, None),
    ("alto", Stop, None),
]


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split(">")) for line in table.strip().splitlines()]


def command(text: str) -> Command:
    return read(text, now=NOW, zone=ZONE).command


@pytest.mark.parametrize(("text", "message", "expected"), rows(SET))
def test_one_reminder(text, message, expected):
    read_as = command(text)
    assert isinstance(read_as, Create), read_as
    (task,) = read_as.tasks
    assert task.moment is not None
    assert (task.message, task.moment.at.strftime("%m-%d %H:%M")) == (message, expected)


@pytest.mark.parametrize(("text", "message", "rule"), rows(SERIES))
def test_a_series(text, message, rule):
    read_as = command(text)
    assert isinstance(read_as, Create), read_as
    (task,) = read_as.tasks
    assert task.repeat is not None
    assert (task.message, task.repeat.rrule) == (message, f"FREQ={rule}")


@pytest.mark.parametrize(("text", "kind", "target"), OTHERS)
def test_other_requests(text, kind, target):
    read_as = command(text)
    assert isinstance(read_as, kind)
    if target is not None:
        assert read_as.target == target


@pytest.mark.parametrize(
    "text", ["va a llover mañana?", "clima de hoy", "cuéntame un chiste", "te quiero", "recordé algo"]
)
def test_what_is_no_request(text):
    assert not isinstance(command(text), Create | Cancel | CancelAll | Edit | Snooze)


@pytest.mark.parametrize("text", ["cancelar", "sí", "ayuda", "cancle"])
def test_no_carrier_acts_on_what_only_means_its_word(text):
    """The bot answers these itself: "sí" is no START for a carrier, and "cancelar" takes a reminder back."""
    assert not getattr(command(text), "is_carrier_word", False)


def test_the_day_comes_before_the_month():
    read_as = command("recuérdame el 3/4 pagar la renta")
    assert isinstance(read_as, Create)
    assert read_as.tasks[0].moment is not None
    assert (read_as.tasks[0].moment.at.month, read_as.tasks[0].moment.at.day) == (4, 3)


def test_accents_that_are_characters_of_their_own_are_read():
    text = "recuérdame mañana a las 5 llamar a mamá"
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert command(decomposed) == command(text)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("mañana", "mañana"), ("ma\u0301s", "mas"), ("  el\u00a0café ", "el café"), ("\u201cok\u201d \U0001f600", '"ok"')],
)
def test_why_keeps_the_letters_that_gsm7_has(words, shown):
    assert gsm7_words(words) == shown
